import { channel } from 'node:diagnostics_channel';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { FileToSend } from './rest.ts';

/**
 * A diagnostics channel that gets the size of each chunk of a file, when the gateway receives the chunk and when it sends
 * it to WordPress.
 *
 * @example
 * uploadChunks.subscribe((bytes) => console.log(bytes));
 */
export const uploadChunks = channel('pressql:upload-chunk');

/**
 * The progress of an upload to WordPress.
 *
 * @example
 * const onUpload = ({ name, sent, size }: UploadProgress) => console.log(`${name}: ${sent} of ${size} bytes`);
 */
export interface UploadProgress {
  readonly name: string;
  /** Size of the file in bytes. */
  readonly size: number;
  /** Bytes sent so far. */
  readonly sent: number;
}

/** Options of {@link createSpool}. */
export interface SpoolOptions {
  /** Bytes of one file. */
  readonly maxSize: number;
  /** Called for each chunk that is sent. */
  readonly onProgress?: ((progress: UploadProgress) => void) | undefined;
}

/** Stores files on disk before they are sent: WordPress needs their size first, and memory cannot hold large files. */
export interface Spool {
  /**
   * Stores a file and returns it.
   *
   * @throws FileTooLarge if it has more than `maxSize` bytes
   */
  store(file: Pick<FileToSend, 'name' | 'type'>, content: AsyncIterable<Uint8Array>): Promise<FileToSend>;
  /** Deletes all files. */
  empty(): Promise<void>;
}

/** The error for a file of more than `maxSize` bytes. */
export class FileTooLarge extends Error {
  constructor(name: string, limit: number) {
    super(
      `The file ${JSON.stringify(name)} has more than ${limit} bytes, the limit of the gateway (maxUploadSize).`,
    );
    this.name = 'FileTooLarge';
  }
}

/** Returns a spool in the system's folder for temporary files. It creates its folder for the first file. */
export function createSpool({ maxSize, onProgress }: SpoolOptions): Spool {
  let folder: Promise<string> | null = null;
  let files = 0;
  return {
    async store({ name, type }, content) {
      folder ??= mkdtemp(join(tmpdir(), 'pressql-'));
      const path = join(await folder, String(++files));
      let size = 0;
      const checkSize = (total: number) => {
        size = total;
        if (size > maxSize) throw new FileTooLarge(name, maxSize);
      };
      await pipeline(countBytes(content, checkSize), createWriteStream(path, { mode: 0o600 }));
      const read = () => {
        const sending = countBytes(createReadStream(path), (sent) => onProgress?.({ name, size, sent }));
        return Readable.from(sending, { objectMode: false });
      };
      return { name, type, size, read };
    },
    async empty() {
      // If the folder could not be created, there are no files to delete.
      const path = await folder?.catch(() => null);
      if (path) await rm(path, { recursive: true, force: true });
      folder = null;
    },
  };
}

/** Yields chunks unchanged. Calls `onBytes` with the number of bytes so far, and publishes the size of each chunk. */
async function* countBytes<Chunk extends Uint8Array>(
  chunks: AsyncIterable<Chunk>,
  onBytes: (total: number) => void,
): AsyncGenerator<Chunk> {
  let total = 0;
  for await (const chunk of chunks) {
    total += chunk.length;
    uploadChunks.publish(chunk.length);
    onBytes(total);
    yield chunk;
  }
}
