import type { Drops } from '../drops.ts';
import type { Redis } from './redis.ts';

/** The clock of Redis. All instances use it, because their own clocks may differ by seconds. */
export interface SharedClock {
  /** Returns milliseconds since 1970. Never ahead of the clock of Redis, so that no entry seems newer than it is. */
  readonly now: () => number;
  /** Compares the clocks. Does nothing while Redis is unavailable. */
  sync(): Promise<void>;
}

/** If this clock was ahead by so many milliseconds, the entries of that time stay valid. */
const tolerance = 20;

/** Returns a clock of this process that follows the clock of Redis after the first `sync`. */
export function createSharedClock(redis: Pick<Redis, 'run'>, drops: Drops, own: () => number): SharedClock {
  let offset = 0;
  const now = () => own() + offset;
  return {
    now,
    async sync() {
      const askedAt = own();
      const [time] = (await redis.run(['TIME'])) ?? [];
      if (!Array.isArray(time)) return;
      const ms = Number(time[0]) * 1000 + Number(time[1]) / 1000;
      // Redis read its clock between the request and the answer, so the true offset is between these two.
      const [least, most] = [Math.floor(ms - own()), Math.ceil(ms - askedAt)];
      if (offset <= most) {
        // A slow answer is inexact: the earlier offset may be better.
        offset = Math.max(offset, least);
        return;
      }
      // This clock was ahead, so the entries that were read until now seem newer than they are.
      if (offset > most + tolerance) drops.dropBefore(now());
      offset = least;
    },
  };
}
