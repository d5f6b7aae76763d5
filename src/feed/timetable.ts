import type { Leadership } from '../cache/leadership.ts';
import { createBudget, gapFor } from './budget.ts';
import type { Looks } from './looks.ts';
import type { Roster, Watched } from './roster.ts';
import { dueAt, type Pace, rank } from './turns.ts';

/** Decides when the feed polls which resource. It polls one resource at a time. */
export interface Timetable {
  /** Sets the timer for the next poll. Must be called when a resource may have become due. */
  schedule(): void;
  /** Polls all current resources now. Resolves when their changes are published. Never rejects. */
  poll(): Promise<void>;
  /** Milliseconds that a poll of all current resources takes, or the interval if that is longer. */
  readonly round: number;
  /** When a push may start a poll, in milliseconds since 1970. */
  readonly pushableAt: number;
  close(): void;
}

/** Options of {@link createTimetable}. */
export interface TimetableOptions {
  readonly roster: Roster;
  readonly looks: Looks;
  readonly pace: Pace;
  readonly leadership: Leadership;
  readonly now: () => number;
  /** Calls a function after `ms` milliseconds. Returns a function that cancels this. */
  readonly after: (ms: number, call: () => void) => () => void;
}

/** Returns a timetable without a timer. */
export function createTimetable(options: TimetableOptions): Timetable {
  const { roster, looks, pace, leadership, now, after } = options;
  const { interval } = pace;
  // While WordPress is down, one poll each half interval finds out when it is back. It has to be fresh within two intervals.
  const retryPause = interval / 2;
  const budget = createBudget({ now, longest: interval });
  let isClosed = false;
  let running: Promise<void> | null = null;
  let nextPoll: Promise<void> | null = null;
  let freeAt = 0;
  let timer: { readonly at: number; readonly cancel: () => void } | null = null;

  const hasChanged = () => looks.changedAt !== null && now() - looks.changedAt < 2 * interval;
  const requestsOf = (those: readonly Watched[]) =>
    those.reduce((sum, { times }) => sum + (times.isClosed ? 0 : times.requests), 0);
  const gap = () => {
    const { awaited } = roster;
    return gapFor({ requests: requestsOf(awaited), isActive: awaited.length > 0 || hasChanged(), interval });
  };
  const rankOf = ({ name, times }: Watched) => rank(times, { isWaitedFor: roster.isWaitedFor(name), pace });

  /** Returns when a resource is due, in milliseconds since 1970. */
  function dueOf(watched: Watched): number {
    const { times } = watched;
    const isWaiting = looks.isDown && times.failures > 0 && !times.isClosed;
    // Clients wait for WordPress to come back, so the feed does not try more and more rarely.
    return isWaiting && roster.awaited.includes(watched) ? times.triedAt + retryPause : dueAt(times, pace);
  }

  function schedule(): void {
    if (isClosed || running || !leadership.isOwn) return;
    const dues = roster.current.map(dueOf);
    if (dues.length === 0) {
      timer?.cancel();
      timer = null;
      return;
    }
    const at = Math.max(Math.min(...dues), freeAt);
    if (timer && timer.at <= at) return;
    timer?.cancel();
    timer = { at, cancel: after(Math.max(0, at - now()), tick) };
  }

  function tick(): void {
    timer = null;
    if (!leadership.isOwn) return;
    const [next] = roster.current
      .filter((each) => dueOf(each) <= now())
      .sort((one, other) => rankOf(one) - rankOf(other));
    if (next) void run(() => look(next));
    else schedule();
  }

  async function look(watched: Watched): Promise<void> {
    const beganAt = now();
    const requests = await looks.at(watched);
    const least = looks.isDown ? now() + retryPause : 0;
    freeAt = Math.max(least, budget.spend({ requests, beganAt, gap: gap() }));
  }

  /** Runs pieces of work one after the other. Sets the timer after the last one. */
  function run(work: () => Promise<void>): Promise<void> {
    const own = (running ?? Promise.resolve()).then(work).finally(() => {
      if (running !== own) return;
      running = null;
      schedule();
    });
    running = own;
    return own;
  }

  return {
    schedule,
    poll() {
      // All callers until the poll begins share it.
      nextPoll ??= run(async () => {
        nextPoll = null;
        for (const each of roster.current) if (!isClosed && leadership.isOwn) await look(each);
      });
      return nextPoll;
    },
    get round() {
      return Math.max(interval, requestsOf(roster.current) * gap());
    },
    get pushableAt() {
      return budget.pushableAt;
    },
    close() {
      isClosed = true;
      timer?.cancel();
    },
  };
}
