import type { Drops } from '../drops.ts';
import type { Redis } from './redis.ts';

/** The clock of Redis, which all instances go by: their own clocks may differ by seconds. */
export interface SharedClock {
  /** Milliseconds since 1970. Never later than the clock of Redis, so that nothing seems newer than it is. */
  readonly now: () => number;
  /** Compares the clocks. Does nothing while Redis is gone. */
  sync(): Promise<void>;
}

/** Milliseconds by which a clock may be corrected without consequences. */
const tolerance = 50;

/** Returns a clock that agrees with that of Redis once it is synchronized. */
export function createSharedClock(redis: Redis, drops: Drops, own: () => number): SharedClock {
  let offset = 0;
  const now = () => own() + offset;
  return {
    now,
    async sync() {
      const [time] = (await redis.run(['TIME'])) ?? [];
      if (!Array.isArray(time)) return;
      // The answer was on its way for a while, so the clock of Redis is ahead of this time.
      const later = Number(time[0]) * 1000 + Math.floor(Number(time[1]) / 1000) - own();
      // What was read before seems to be newer than it is.
      if (later < offset - tolerance) drops.dropBefore(now());
      offset = later;
    },
  };
}
