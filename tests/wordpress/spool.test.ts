import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { afterEach, describe, expect, it } from 'vitest';
import { FileTooLarge, type Spool, type UploadProgress } from '../../src/wordpress/spool.ts';
import { createSpool } from '../../src/wordpress/spooling.node.ts';

let spool: Spool | null = null;
afterEach(() => spool?.empty());

const noise = { name: 'noise.bin', type: 'application/octet-stream' };
const megabyte = 1024 * 1024;

async function* bytes(size: number): AsyncGenerator<Uint8Array> {
  for (let left = size; left > 0; left -= 65_536) yield Buffer.alloc(Math.min(left, 65_536), left);
}

describe('a spool', () => {
  it('returns a file unchanged, as often as it is read, and reports the progress', async () => {
    const reports: UploadProgress[] = [];
    spool = createSpool({ maxSize: 200_000, onProgress: (progress) => reports.push(progress) });
    const file = await spool.store(noise, bytes(200_000));
    expect(file).toMatchObject({ ...noise, size: 200_000 });
    expect(reports).toEqual([]);
    const original = await buffer(bytes(200_000));
    for (let times = 0; times < 2; times++) {
      reports.length = 0;
      expect((await buffer(file.read() as Readable)).equals(original)).toBe(true);
      expect(reports).toEqual(
        [65_536, 131_072, 196_608, 200_000].map((sent) => ({ name: 'noise.bin', size: 200_000, sent })),
      );
    }
  });

  it('refuses the rest of a file that is too large', async () => {
    spool = createSpool({ maxSize: 100_000 });
    let produced = 0;
    const endless = (async function* () {
      for (;;) {
        produced += 65_536;
        yield Buffer.alloc(65_536);
      }
    })();
    await expect(spool.store(noise, endless)).rejects.toThrow(FileTooLarge);
    expect(produced).toBeLessThan(megabyte);
  });
});
