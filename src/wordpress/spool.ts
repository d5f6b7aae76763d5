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

/** How much of a file is on its way to WordPress. */
export interface UploadProgress {
  readonly name: string;
  /** Bytes of the file. */
  readonly size: number;
  /** Bytes that have been sent. */
  readonly sent: number;
}

/** What a spool is told. */
export interface SpoolOptions {
  /** Bytes of one file. */
  readonly maxSize: number;
  readonly onProgress?: ((progress: UploadProgress) => void) | undefined;
}

/** Files that wait on disk for being sent, so that their size is known and memory doesn't hold them. */
export interface Spool {
  /**
   * Takes a file in.
   *
   * @throws FileTooLarge where it has more bytes than the spool takes
   */
  take(file: Pick<FileToSend, 'name' | 'type'>, content: AsyncIterable<Uint8Array>): Promise<FileToSend>;
  /** Deletes all files. */
  empty(): Promise<void>;
}

/** A file has more bytes than are taken. */
export class FileTooLarge extends Error {
  constructor(name: string, limit: number) {
    super(
      `The file ${JSON.stringify(name)} has more than ${limit} bytes, the most that the gateway takes (maxUploadSize).`,
    );
    this.name = 'FileTooLarge';
  }
}

/** A spool in the system's folder for temporary files, made when the first file comes. */
export function createSpool({ maxSize, onProgress }: SpoolOptions): Spool {
  let folder: Promise<string> | null = null;
  let files = 0;
  return {
    async take({ name, type }, content) {
      folder ??= mkdtemp(join(tmpdir(), 'pressql-'));
      const path = join(await folder, String(++files));
      let size = 0;
      const taken = (total: number) => {
        size = total;
        if (size > maxSize) throw new FileTooLarge(name, maxSize);
      };
      await pipeline(counted(content, taken), createWriteStream(path, { mode: 0o600 }));
      const read = () => {
        const sending = counted(createReadStream(path), (sent) => onProgress?.({ name, size, sent }));
        return Readable.from(sending, { objectMode: false });
      };
      return { name, type, size, read };
    },
    async empty() {
      // Where there was no making it, there is nothing in it.
      const made = await folder?.catch(() => null);
      if (made) await rm(made, { recursive: true, force: true });
      folder = null;
    },
  };
}

/** Yields chunks unchanged. Calls `onBytes` with the number of bytes so far, and publishes the size of each chunk. */
async function* counted<Chunk extends Uint8Array>(
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
