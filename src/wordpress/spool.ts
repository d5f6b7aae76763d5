import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { FileToSend } from './writes.ts';

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

/**
 * A spool in the system's folder for temporary files, made when the first file comes.
 *
 * @param maxSize - bytes of one file
 */
export function createSpool(maxSize: number): Spool {
  let folder: Promise<string> | null = null;
  let files = 0;
  return {
    async take({ name, type }, content) {
      folder ??= mkdtemp(join(tmpdir(), 'pressql-'));
      const path = join(await folder, String(++files));
      let size = 0;
      const counted = new Transform({
        transform(chunk: Uint8Array, _encoding, done) {
          size += chunk.length;
          if (size > maxSize) done(new FileTooLarge(name, maxSize));
          else done(null, chunk);
        },
      });
      await pipeline(content, counted, createWriteStream(path, { mode: 0o600 }));
      return { name, type, size, read: () => createReadStream(path) };
    },
    async empty() {
      if (folder) await rm(await folder, { recursive: true, force: true });
      folder = null;
    },
  };
}
