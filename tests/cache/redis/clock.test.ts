import { expect, it } from 'vitest';
import { createDrops } from '../../../src/cache/drops.ts';
import { createSharedClock } from '../../../src/cache/redis/clock.ts';

/*
 * The clock of Redis, with a Redis whose clock and delay the test sets.
 */

function clocks() {
  let [own, ahead, delay] = [1_000_000, 0, 0];
  const drops = createDrops(() => own);
  const clock = createSharedClock(
    {
      async run() {
        own += delay / 2;
        const time = own + ahead;
        own += delay / 2;
        return [[String(Math.floor(time / 1000)), String((time % 1000) * 1000)]];
      },
    },
    drops,
    () => own,
  );
  const sync = async (change: { ahead?: number; delay?: number }) => {
    ({ ahead = ahead, delay = 0 } = change);
    await clock.sync();
    return own + ahead - clock.now();
  };
  return { clock, sync, isDropped: (readAt: number) => drops.areDropped([], readAt) };
}

it('agrees with the clock of Redis, even if that is far ahead or behind', async () => {
  const { sync } = clocks();
  expect(await sync({ ahead: 5000 })).toBe(0);
  expect(await sync({ ahead: -5000 })).toBe(0);
});

it('is never ahead of it, even if the answer is slow', async () => {
  const { sync } = clocks();
  const behind = await sync({ ahead: 5000, delay: 100 });
  expect(behind).toBeGreaterThanOrEqual(0);
  expect(behind).toBeLessThanOrEqual(100);
});

it('does not move because of a slow answer', async () => {
  const { clock, sync, isDropped } = clocks();
  await sync({ ahead: 5000 });
  const readAt = clock.now();
  expect(await sync({ delay: 190 })).toBe(0);
  expect(isDropped(readAt)).toBe(false);
});

it('invalidates entries that were read by a clock that was ahead', async () => {
  const { clock, sync, isDropped } = clocks();
  const readAt = clock.now();
  await sync({ ahead: -5000 });
  expect(isDropped(readAt)).toBe(true);
  await sync({ ahead: 3000 });
  expect(isDropped(clock.now())).toBe(false);
});
