import type { FileToSend } from './rest.ts';
import { FileTooLarge, type Spool, type SpoolOptions } from './spool.ts';

/** Returns a spool in memory: the edge has no files. */
export function createSpool({ maxSize, onProgress }: SpoolOptions): Spool {
  return {
    async store({ name, type }, content: AsyncIterable<Uint8Array<ArrayBuffer>>) {
      const parts: Uint8Array<ArrayBuffer>[] = [];
      let size = 0;
      for await (const part of content) {
        size += part.length;
        if (size > maxSize) throw new FileTooLarge(name, maxSize);
        parts.push(part);
      }
      const blob = new Blob(parts, { type });
      const read: FileToSend['read'] = () => {
        // The host sends the blob as a whole.
        onProgress?.({ name, size, sent: size });
        return blob;
      };
      return { name, type, size, read };
    },
    empty: async () => undefined,
  };
}
