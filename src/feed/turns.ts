/** When the feed looks at a resource. Times are milliseconds. */
export interface Times {
  /** The first read, since 1970. Null before it. */
  firstReadAt: number | null;
  /** The last read. */
  readAt: number | null;
  /** When the last look that succeeded began. Null before it. */
  lookedAt: number | null;
  /** When the last look ended, whether it succeeded or not. */
  triedAt: number;
  /** Until the next look. */
  interval: number;
  /** Failures in a row. */
  failures: number;
  /** Whether WordPress closes the resource to the feed. */
  isClosed: boolean;
}

/** How often the feed looks. */
export interface Pace {
  /** Milliseconds between two looks at a resource that is read, or after a change. */
  readonly interval: number;
  /** The same if nobody reads the resource and nothing changes. */
  readonly maxInterval: number;
}

/** Milliseconds without a read after which the feed looks at nothing, unless somebody waits for changes. */
export const attention = 3_600_000;

/** Milliseconds between two requests: while somebody reads or something has changed, and otherwise. */
const gaps = { active: 1000, idle: 5000 };

/** How many times `maxInterval` pass until the feed tries a closed route again. */
const closedFactor = 10;

export function newTimes({ interval }: Pace): Times {
  return {
    firstReadAt: null,
    readAt: null,
    lookedAt: null,
    triedAt: 0,
    interval,
    failures: 0,
    isClosed: false,
  };
}

/** Notes a look that succeeded. */
export function succeed(
  times: Times,
  { at, now, hasInterest }: { at: number; now: number; hasInterest: boolean },
  pace: Pace,
) {
  Object.assign(times, { lookedAt: at, triedAt: now, failures: 0, isClosed: false });
  times.interval = hasInterest ? pace.interval : Math.min(times.interval * 2, pace.maxInterval);
}

/** Notes a look that failed. */
export function fail(times: Times, { now, isClosed }: { now: number; isClosed: boolean }, pace: Pace) {
  times.failures++;
  Object.assign(times, { triedAt: now, isClosed });
  times.interval = isClosed
    ? pace.maxInterval * closedFactor
    : Math.min(pace.interval * 2 ** times.failures, pace.maxInterval);
}

/** Returns when the next look is due. */
export function dueAt(
  { lookedAt, firstReadAt, readAt, triedAt, interval, failures }: Times,
  pace: Pace,
): number {
  if (failures > 0) return triedAt + interval;
  if (lookedAt === null) return firstReadAt ?? 0;
  const isRead = readAt !== null && readAt > lookedAt;
  return lookedAt + (isRead ? pace.interval : interval);
}

/** Returns how many milliseconds have to pass after a number of requests. */
export function gapAfter(requests: number, isActive: boolean): number {
  return Math.max(1, requests) * (isActive ? gaps.active : gaps.idle);
}
