import { alone, type LeadableFeed, type Leadership } from '../cache/leadership.ts';
import { afterTimeout } from '../values/timers.ts';
import { createLooks, type Surroundings } from './looks.ts';
import { createRoster, type Urgency } from './roster.ts';
import { settings } from './settings-watch.ts';
import { createTimetable } from './timetable.ts';
import type { Pace } from './turns.ts';

/** Polls WordPress for changes of its content, and publishes them. */
export interface Feed extends LeadableFeed {
  /**
   * Notes that a client reads documents of a resource. The feed polls a resource for an hour after the last read.
   *
   * @param at - milliseconds since 1970. @default now
   */
  touch(resource: string, at?: number): void;
  /**
   * Returns the time until which the feed vouches for a resource, in milliseconds since 1970: by then, it would have reported a
   * change. Returns 0 if the feed does not poll the resource.
   */
  vouchedUntil(resource: string): number;
  /** Polls all watched resources now, one after the other. Resolves when their changes are published. Never rejects. */
  poll(): Promise<void>;
  /** Starts a poll of all watched resources, but at most one a second, since strangers may call this. */
  ping(): void;
  /**
   * Makes the feed poll resources, because a subscription or a webhook needs it. Returns a function that ends this.
   *
   * @param urgency - `awaited`: as often as if clients read them. `idle`: more and more rarely, while nothing changes.
   * @default 'awaited'
   */
  hold(resources: readonly string[], urgency?: Urgency): () => void;
  readonly state: FeedState;
  /** Stops the feed for good. */
  close(): void;
}

/**
 * The state of a feed, for metrics and health checks.
 *
 * @example
 * const blindSpots = ({ feed }: LiveState) => feed?.gaps ?? ['The feed is off.'];
 */
export interface FeedState {
  /** Whether WordPress fails to answer the feed. */
  readonly isDown: boolean;
  /** The resources that the feed polls, with the time of the last poll in milliseconds since 1970. Null before the first. */
  readonly resources: ReadonlyMap<string, number | null>;
  /** The kinds of changes that the feed cannot detect on this site, as sentences. Such data becomes old by its age alone. */
  readonly gaps: readonly string[];
}

/** Options of {@link createFeed}. */
export interface FeedOptions extends Pace, Surroundings {
  /** Which instance polls WordPress. @default this one */
  readonly leadership?: Leadership | undefined;
  readonly now?: (() => number) | undefined;
  /** Calls a function after `ms` milliseconds. Returns a function that cancels this. @default setTimeout */
  readonly after?: ((ms: number, call: () => void) => () => void) | undefined;
}

/** Milliseconds between two polls because of pushes. */
const pushPause = 1000;

/** Returns a feed. It sends no request before a client reads a resource, or something holds one. */
export function createFeed(options: FeedOptions): Feed {
  const { connection, leadership = alone, now = Date.now, after = afterTimeout } = options;
  const { interval, maxInterval } = options;
  const pace: Pace = { interval, maxInterval };
  let isClosed = false;
  let pingedAt = Number.NEGATIVE_INFINITY;
  const roster = createRoster({ ...pace, site: () => connection().site, now });
  const looks = createLooks({ ...options, roster, pace, now, isClosed: () => isClosed });
  const timetable = createTimetable({ roster, looks, pace, leadership, now, after });

  return {
    touch(resource, at = now()) {
      if (roster.find(resource)?.times.readAt === at || !roster.has(resource)) return;
      roster.noteRead(resource, at);
      // Every answer may depend on settings: the name of the site, its front page, its permalinks.
      if (resource !== settings) roster.noteRead(settings, at);
      timetable.schedule();
    },
    vouchedUntil(resource) {
      const own = roster.find(resource)?.times;
      if (!own || own.lookedAt === null || own.isClosed || !roster.has(resource)) return 0;
      // With many resources, polling all of them takes longer than the interval.
      return own.lookedAt + 2 * Math.max(own.interval, timetable.round);
    },
    poll: timetable.poll,
    ping() {
      if (isClosed || now() < pingedAt) return;
      const wait = Math.max(0, pingedAt + pushPause - now(), timetable.pushableAt - now());
      pingedAt = now() + wait;
      const look = () => (leadership.isOwn ? void timetable.poll() : leadership.ask());
      if (wait === 0) look();
      else after(wait, look);
    },
    hold(resources, urgency = 'awaited') {
      const release = roster.hold(resources, urgency);
      timetable.schedule();
      return release;
    },
    get held() {
      return roster.held;
    },
    takeOver(lookedAt) {
      for (const { name, times } of roster.all) {
        const at = lookedAt.get(name);
        // The former leader has reported the changes before its last poll.
        if (at !== undefined && times.firstReadAt !== null)
          times.firstReadAt = Math.max(at, times.firstReadAt);
      }
      timetable.schedule();
    },
    get state() {
      return {
        isDown: looks.isDown,
        resources: new Map(roster.current.map(({ name, times }) => [name, times.lookedAt])),
        gaps: [...roster.all].flatMap(({ watch }) => watch.gaps),
      };
    },
    close() {
      isClosed = true;
      timetable.close();
    },
  };
}
