import { describe, expect, it } from 'vitest';
import { oneAtATime } from '../../src/values/one-at-a-time.ts';

/** Returns work that the test ends, run by run. */
function work() {
  const ends: ((outcome: 'ok' | 'fail') => void)[] = [];
  const clock = { now: 0 };
  const run = oneAtATime(
    () =>
      new Promise<number>((resolve, reject) => {
        const number = ends.length;
        ends.push((outcome) => (outcome === 'ok' ? resolve(number) : reject(new Error(`run ${number}`))));
      }),
    () => clock.now,
  );
  return { run, ends, clock };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('work that runs one at a time', () => {
  it('runs once more for all calls that come while it runs', async () => {
    const { run, ends } = work();
    const first = run();
    const others = [run(), run(), run()];
    await settled();
    expect(ends).toHaveLength(1);
    ends[0]?.('ok');
    await settled();
    expect(ends).toHaveLength(2);
    ends[1]?.('ok');
    expect(await first).toBe(0);
    expect(await Promise.all(others)).toEqual([1, 1, 1]);
  });

  it('does not run again for a call that wants to see no more than the run that goes on', async () => {
    const { run, ends, clock } = work();
    clock.now = 10;
    const all = [run(), run(9), run(3)];
    ends[0]?.('ok');
    expect(await Promise.all(all)).toEqual([0, 0, 0]);
    expect(await run(9)).toBe(0);
    expect(ends).toHaveLength(1);
    void run(10);
    expect(ends).toHaveLength(2);
  });

  it('runs again after a failure, which only its own callers see', async () => {
    const { run, ends } = work();
    const first = run();
    const second = run();
    ends[0]?.('fail');
    await expect(first).rejects.toThrow('run 0');
    await settled();
    ends[1]?.('ok');
    expect(await second).toBe(1);
    const third = run();
    ends[2]?.('ok');
    expect(await third).toBe(2);
  });
});
