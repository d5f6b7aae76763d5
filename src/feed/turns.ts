/** When the feed polls a resource. Times are milliseconds since 1970. */
export interface Times {
  /** The first read by a client. Null before it. */
  firstReadAt: number | null;
  /** The last read by a client. Null before the first. */
  readAt: number | null;
  /** When the last successful poll began. Null before it. */
  lookedAt: number | null;
  /** When the last poll began that found a change. Null before it. */
  changedAt: number | null;
  /** When the last poll ended, whether it succeeded or not. */
  triedAt: number;
  /** Milliseconds until the next poll. */
  interval: number;
  /** The requests of a poll that finds no change. */
  requests: number;
  /** Failed polls in a row. */
  failures: number;
  /** Whether WordPress does not allow the feed to read the resource. */
  isClosed: boolean;
}

/** How often the feed polls. */
export interface Pace {
  /** Milliseconds between two polls of a resource that clients read, or that has changed lately. */
  readonly interval: number;
  /** The largest number of milliseconds between two polls of a resource that no client reads and that does not change. */
  readonly maxInterval: number;
}

/** The feed polls a resource for so many milliseconds after the last read. A hold lets it go on. */
export const attention = 3_600_000;

/** The feed tries a closed route again after this many times `maxInterval`. */
const closedFactor = 10;

/** Returns the times of a resource that no client has read. */
export function newTimes({ interval }: Pace): Times {
  return {
    firstReadAt: null,
    readAt: null,
    lookedAt: null,
    changedAt: null,
    triedAt: 0,
    interval,
    requests: 1,
    failures: 0,
    isClosed: false,
  };
}

/**
 * Notes a successful poll.
 *
 * @param poll - `at` and `now`: when it began and ended; `hasInterest`: whether a client has read the resource, or it changed
 */
export function succeed(
  times: Times,
  { at, now, hasInterest }: { at: number; now: number; hasInterest: boolean },
  pace: Pace,
) {
  Object.assign(times, { lookedAt: at, triedAt: now, failures: 0, isClosed: false });
  times.interval = hasInterest ? pace.interval : Math.min(times.interval * 2, pace.maxInterval);
}

/** Notes a failed poll. */
export function fail(times: Times, { now, isClosed }: { now: number; isClosed: boolean }, pace: Pace) {
  times.failures++;
  Object.assign(times, { triedAt: now, isClosed });
  times.interval = isClosed
    ? pace.maxInterval * closedFactor
    : Math.min(pace.interval * 2 ** times.failures, pace.maxInterval);
}

/** Returns when the next poll is due, in milliseconds since 1970. */
export function dueAt(
  { lookedAt, firstReadAt, readAt, triedAt, interval, failures }: Times,
  pace: Pace,
): number {
  if (failures > 0) return triedAt + interval;
  if (lookedAt === null) return firstReadAt ?? 0;
  // WordPress may have answered the poll before a client read in the same millisecond.
  const isRead = readAt !== null && readAt >= lookedAt;
  return lookedAt + (isRead ? pace.interval : interval);
}

/**
 * Returns a number by which to sort resources that are due: smaller for those whose turn comes first. A change makes all
 * resources due, but somebody waits for those that clients have read since the last look.
 */
export function rank(times: Times, { isWaitedFor, pace }: { isWaitedFor: boolean; pace: Pace }): number {
  const { readAt, lookedAt } = times;
  const isAwaited = isWaitedFor || (readAt !== null && readAt > (lookedAt ?? 0));
  return dueAt(times, pace) - (isAwaited ? attention : 0);
}
