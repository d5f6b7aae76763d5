import type { Drops } from '../drops.ts';
import type { Redis } from './redis.ts';

/** The clock of Redis, which all instances go by: their own clocks may differ by seconds. */
export interface SharedClock {
  /** Milliseconds since 1970. Not later than the clock of Redis, so that nothing seems newer than it is. */
  readonly now: () => number;
  /** Compares the clocks. Does nothing while Redis is gone. */
  sync(): Promise<void>;
}

/** Milliseconds by which this clock may have been ahead without consequences. */
const tolerance = 20;

/** Returns a clock that agrees with that of Redis once it is synchronized. */
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
      // Redis has read its clock while the answer was under way, so the true offset is between these two.
      const [least, most] = [Math.floor(ms - own()), Math.ceil(ms - askedAt)];
      if (offset <= most) {
        // A slow answer says little: the earlier offset may be the better one.
        offset = Math.max(offset, least);
        return;
      }
      // What was read before seems to be newer than it is.
      if (offset > most + tolerance) drops.dropBefore(now());
      offset = least;
    },
  };
}
