import { buffer } from 'node:stream/consumers';
import { afterEach, describe, expect, it } from 'vitest';
import { createSpool, FileTooLarge, type Spool, type UploadProgress } from '../../src/wordpress/spool.ts';

let spool: Spool | null = null;
afterEach(() => spool?.empty());

const noise = { name: 'noise.bin', type: 'application/octet-stream' };
const megabyte = 1024 * 1024;

async function* bytes(size: number): AsyncGenerator<Uint8Array> {
  for (let left = size; left > 0; left -= 65_536) yield Buffer.alloc(Math.min(left, 65_536), left);
}

describe('a spool', () => {
  it('gives a file as it came, as often as it is read, and says how far that is', async () => {
    const said: UploadProgress[] = [];
    spool = createSpool({ maxSize: 200_000, onProgress: (progress) => said.push(progress) });
    const file = await spool.take(noise, bytes(200_000));
    expect(file).toMatchObject({ ...noise, size: 200_000 });
    expect(said).toEqual([]);
    const came = await buffer(bytes(200_000));
    for (let times = 0; times < 2; times++) {
      said.length = 0;
      expect((await buffer(file.read())).equals(came)).toBe(true);
      expect(said).toEqual(
        [65_536, 131_072, 196_608, 200_000].map((sent) => ({ name: 'noise.bin', size: 200_000, sent })),
      );
    }
  });

  it('takes no more of a file than it may', async () => {
    spool = createSpool({ maxSize: 100_000 });
    let given = 0;
    const endless = (async function* () {
      for (;;) {
        given += 65_536;
        yield Buffer.alloc(65_536);
      }
    })();
    await expect(spool.take(noise, endless)).rejects.toThrow(FileTooLarge);
    expect(given).toBeLessThan(megabyte);
  });

  it('holds few of the bytes that go through it', async () => {
    spool = createSpool({ maxSize: 80 * megabyte });
    const before = process.memoryUsage().arrayBuffers;
    let most = 0;
    const look = () => {
      most = Math.max(most, process.memoryUsage().arrayBuffers - before);
    };
    const file = await spool.take(
      noise,
      (async function* () {
        for await (const chunk of bytes(40 * megabyte)) {
          look();
          yield chunk;
        }
      })(),
    );
    for await (const _ of file.read()) look();
    expect(most).toBeLessThan(12 * megabyte);
  });
});
