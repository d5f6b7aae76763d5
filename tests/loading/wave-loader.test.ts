import { describe, expect, it, vi } from 'vitest';
import { WaveLoader } from '../../src/loading/base/wave-loader.ts';
import { turns } from '../../src/values/loop.node.ts';

const loadAll = async (count: number) => {
  const read = vi.fn(async () => (key: number) => key * 2);
  const loader = new WaveLoader<number, number>({ of: 'numbers', read });
  const wait = vi.spyOn(turns, 'wait');
  const values = await loader.loadMany(Array.from({ length: count }, (_, key) => key));
  const waits = wait.mock.calls.length;
  wait.mockRestore();
  expect(read).toHaveBeenCalledOnce();
  return { values, waits };
};

describe('a wave', () => {
  it('of many keys is read at once, and its callers go on in turns with other operations', async () => {
    const { values, waits } = await loadAll(5000);
    expect(values.at(-1)).toBe(9998);
    expect(waits).toBe(5000);
  });

  it('of few keys lets its callers go on at once', async () => {
    expect((await loadAll(100)).waits).toBe(0);
  });
});
