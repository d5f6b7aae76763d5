import { channel } from 'node:diagnostics_channel';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { FileTooLarge, type Spool, type SpoolOptions } from './spool.ts';

/**
 * A diagnostics channel that gets the size of each chunk of a file, when the gateway receives the chunk and when it sends
 * it to WordPress.
 *
 * @example
 * uploadChunks.subscribe((bytes) => console.log(bytes));
 */
export const uploadChunks = channel('pressql:upload-chunk');

/**
 * Returns a spool in the system's folder for temporary files, since memory cannot hold large files. It creates its folder for
 * the first file.
 */
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
