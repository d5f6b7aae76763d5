import type { Change, Changes } from '../cache/changes.ts';
import { alone, type LeadableFeed, type Leadership } from '../cache/leadership.ts';
import { segmentsOf } from '../site/segments.ts';
import type { Site } from '../site/site.ts';
import type { Credentials } from '../wordpress/credentials.ts';
import { WordPressError } from '../wordpress/errors.ts';
import { createOperationScope } from '../wordpress/operation.ts';
import type { Rest, SiteRest } from '../wordpress/rest.ts';
import { collectionWatch } from './collection-watch.ts';
import { isClosedRoute, menus, menuWatch } from './menu-watch.ts';
import { settings, settingsWatch } from './settings-watch.ts';
import { attention, dueAt, fail, gapAfter, newTimes, type Pace, rank, succeed, type Times } from './turns.ts';
import type { Watch } from './watch.ts';

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
  /** Makes the feed poll resources, because a subscription or a webhook needs it. Returns a function that ends this. */
  hold(resources: readonly string[]): () => void;
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
export interface FeedOptions extends Pace {
  /** The current site and its client, which a refresh may replace. */
  readonly connection: () => { readonly rest: SiteRest; readonly site: Site };
  readonly changes: Changes;
  /** The operator's credential for a grant. Null if it is not granted. */
  readonly granted: (grant: 'menus' | 'settings') => Credentials | null;
  /** Returns a client that also stores what the feed reads as a visitor in the cache. @default the client itself */
  readonly learning?: ((rest: Rest, site: Site) => Rest) | undefined;
  /** Called with one line for the operator if the feed fails, recovers, or cannot watch a resource. */
  readonly onNote: (line: string) => void;
  /** Which instance polls WordPress. @default this one */
  readonly leadership?: Leadership | undefined;
  readonly now?: (() => number) | undefined;
  /** Calls a function after `ms` milliseconds. Returns a function that cancels this. @default setTimeout */
  readonly after?: ((ms: number, call: () => void) => () => void) | undefined;
}

/** The largest number of requests for one poll of a resource, and of milliseconds. */
const bounds = { maxRequests: 40, deadline: 30_000 };

interface Watched {
  readonly watch: Watch;
  readonly times: Times;
}

/** Returns a feed. It sends no request before a client reads a resource, or something holds one. */
export function createFeed(options: FeedOptions): Feed {
  const { connection, changes, granted, onNote, now = Date.now, after = afterTimeout } = options;
  const { leadership = alone } = options;
  const watched = new Map<string, Watched>();
  const holds = new Set<ReadonlySet<string>>();
  let [isClosed, isDown] = [false, false];
  let running: Promise<void> | null = null;
  let freeAt = 0;
  let pingedAt = Number.NEGATIVE_INFINITY;
  let changedAt: number | null = null;
  let nextPoll: Promise<void> | null = null;
  let timer: { readonly at: number; readonly cancel: () => void } | null = null;

  const isHeld = (name: string) => [...holds].some((names) => names.has(name));
  const isWatched = (name: string, { readAt }: Times) =>
    isHeld(name) || (readAt !== null && now() - readAt < attention);
  const current = () => [...watched].filter(([name, { times }]) => isWatched(name, times));
  const isRecent = (time: number | null) => time !== null && now() - time < 2 * options.interval;
  const rankOf = (name: string, { times }: Watched) => rank(times, { isHeld: isHeld(name), pace: options });
  const isActive = () => isRecent(changedAt) || current().some(([, { times }]) => isRecent(times.readAt));
  const isKnown = (name: string) => special.has(name) || connection().site.resources.has(name);

  function watchOf(name: string): Watched {
    const known = watched.get(name);
    if (known) return known;
    const create = special.get(name) ?? (() => collectionWatch(name));
    const own = { watch: create(), times: newTimes(options) };
    watched.set(name, own);
    return own;
  }

  /** Polls one resource and publishes its changes. Returns the number of requests. Never rejects. */
  async function lookAt(name: string, isThorough = false): Promise<number> {
    const { watch, times } = watchOf(name);
    const { rest: client, site } = connection();
    const operation = createOperationScope(bounds);
    const visitor = client.forOperation(operation);
    const at = now();
    const { firstReadAt } = times;
    const wasRead = isHeld(name) || (times.readAt ?? 0) > (times.lookedAt ?? 0);
    try {
      const found = await watch.look({
        rest: options.learning?.(visitor, site) ?? visitor,
        site,
        granted: (grant) => {
          const credentials = granted(grant);
          return credentials && visitor.withCredentials(credentials);
        },
        now: at,
        sinceFirstRead: at - (firstReadAt ?? at),
        isThorough,
      });
      succeed(times, { at, now: now(), hasInterest: wasRead || found.length > 0 }, options);
      if (isDown) onNote('WordPress answers again. The change feed has caught up.');
      isDown = false;
      if (isClosed) return operation.budget.used;
      await changes.publish(found);
      if (found.length > 0) hurry();
      if (!isThorough) await followLinks(name, found);
    } catch (error) {
      noteFailure(name, times, error);
    } finally {
      operation.complete();
    }
    return operation.budget.used;
  }

  function noteFailure(name: string, times: Times, error: unknown): void {
    const isNew = times.failures === 0;
    const closed = isClosedRoute(error);
    fail(times, { now: now(), isClosed: closed }, options);
    if (isClosed || !isNew) return;
    const report = error instanceof WordPressError ? error.report : String(error);
    if (closed) onNote(`The change feed cannot watch ${name}, so only its age makes it old: ${report}`);
    else if (!isDown) onNote(`The change feed waits for WordPress: ${report}`);
    isDown ||= !closed;
  }

  /** Polls resources whose paths contain the old slug of a document: images attached to a post, or posts in a category. */
  async function followLinks(name: string, found: readonly Change[]): Promise<void> {
    const moved = found.filter(({ uris }) => uris.length > 1);
    const old = moved.flatMap(({ uris: [uri = ''] }) => segmentsOf(uri).at(-1) ?? []);
    for (const [other, { watch, times }] of watched) {
      if (other === name || times.lookedAt === null || !old.some((slug) => watch.usesInPaths(slug))) continue;
      if (!watch.isWhole()) await changes.publish([{ kind: 'changed', resource: other, id: null, uris: [] }]);
      await lookAt(other, true);
    }
  }

  /** Polls all resources more often, since one change is often followed by others. */
  function hurry(): void {
    changedAt = now();
    for (const { times } of watched.values())
      if (times.failures === 0) times.interval = Math.min(times.interval, options.interval);
  }

  function schedule(): void {
    if (isClosed || running || !leadership.isOwn) return;
    const dues = current().map(([, { times }]) => dueAt(times, options));
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
    const [next] = current()
      .filter(([, { times }]) => dueAt(times, options) <= now())
      .sort((one, other) => rankOf(...one) - rankOf(...other));
    if (next) void run(async () => pause(await lookAt(next[0])));
    else schedule();
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

  /** Delays the next poll by a time that the number of requests of the last one decides, but by one interval at most. */
  function pause(requests: number): void {
    const gap = gapAfter(requests, isActive());
    freeAt = now() + (isActive() ? Math.min(gap, options.interval) : gap);
  }

  function poll(): Promise<void> {
    // All callers until the poll begins share it.
    nextPoll ??= run(async () => {
      nextPoll = null;
      for (const [name] of current()) if (!isClosed && leadership.isOwn) pause(await lookAt(name));
    });
    return nextPoll;
  }

  function noteRead(name: string, at: number): void {
    const { times } = watchOf(name);
    times.readAt = Math.max(at, times.readAt ?? 0);
    times.firstReadAt = Math.min(at, times.firstReadAt ?? at);
    if (!timer || timer.at > dueAt(times, options)) schedule();
  }

  return {
    touch(resource, at = now()) {
      if (watched.get(resource)?.times.readAt === at || !isKnown(resource)) return;
      noteRead(resource, at);
      // Every answer may depend on settings: the name of the site, its front page, its permalinks.
      if (resource !== settings) noteRead(settings, at);
    },
    vouchedUntil(resource) {
      const own = watched.get(resource);
      if (!own || own.times.lookedAt === null || own.times.isClosed || !isKnown(resource)) return 0;
      // With many resources, polling all of them takes longer than the interval.
      const round = Math.max(own.times.interval, gapAfter(current().length, isActive()));
      return own.times.lookedAt + 2 * round;
    },
    poll,
    ping() {
      if (isClosed || now() < pingedAt) return;
      const wait = Math.max(0, pingedAt + 1000 - now());
      pingedAt = now() + wait;
      const look = () => (leadership.isOwn ? void poll() : leadership.ask());
      if (wait === 0) look();
      else after(wait, look);
    },
    hold(resources) {
      const names = new Set(resources);
      holds.add(names);
      for (const name of names) if (isKnown(name)) watchOf(name);
      schedule();
      return () => void holds.delete(names);
    },
    get held() {
      return [...new Set([...holds].flatMap((names) => [...names]))];
    },
    takeOver(lookedAt) {
      for (const [name, { times }] of watched) {
        const at = lookedAt.get(name);
        // The former leader has reported the changes before its last poll.
        if (at !== undefined && times.firstReadAt !== null)
          times.firstReadAt = Math.max(at, times.firstReadAt);
      }
      schedule();
    },
    get state() {
      return {
        isDown,
        resources: new Map(current().map(([name, { times }]) => [name, times.lookedAt])),
        gaps: [...watched.values()].flatMap(({ watch }) => watch.gaps),
      };
    },
    close() {
      isClosed = true;
      timer?.cancel();
    },
  };
}

const special: ReadonlyMap<string, () => Watch> = new Map([
  [menus, menuWatch],
  [settings, settingsWatch],
]);

function afterTimeout(ms: number, call: () => void): () => void {
  const timer = setTimeout(call, ms);
  timer.unref();
  return () => clearTimeout(timer);
}
