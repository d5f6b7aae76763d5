import type { Readable } from 'node:stream';
import { afterEach, describe, expect, it } from 'vitest';
import { collectGarbageEarly } from '../../src/cli/collect-garbage.ts';
import type { Spool } from '../../src/wordpress/spool.ts';
import { createSpool } from '../../src/wordpress/spooling.node.ts';

let spool: Spool | null = null;
afterEach(() => spool?.empty());

const megabyte = 1024 * 1024;

async function* bytes(size: number): AsyncGenerator<Uint8Array> {
  for (let left = size; left > 0; left -= 65_536) yield Buffer.alloc(Math.min(left, 65_536), left);
}

describe('the memory of the command', () => {
  it('holds only a small part of an uploaded file, both when the file arrives and when it leaves', async () => {
    collectGarbageEarly();
    spool = createSpool({ maxSize: 80 * megabyte });
    const before = process.memoryUsage().arrayBuffers;
    let highest = 0;
    const measure = () => {
      highest = Math.max(highest, process.memoryUsage().arrayBuffers - before);
    };
    const file = await spool.store(
      { name: 'noise.bin', type: 'application/octet-stream' },
      (async function* () {
        for await (const chunk of bytes(40 * megabyte)) {
          measure();
          yield chunk;
        }
      })(),
    );
    for await (const _ of file.read() as Readable) measure();
    expect(highest).toBeLessThan(12 * megabyte);
  });
});
