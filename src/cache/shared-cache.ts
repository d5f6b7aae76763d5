import { LRUCache } from '../values/lru-cache.ts';
import type { Ending } from '../wordpress/ending.ts';
import type { WordPressError } from '../wordpress/errors.ts';
import { type AgesByResource, type Judgement, judge, refusalAge } from './ages.ts';
import { type Batches, createBatches } from './batches.ts';
import type { Changes } from './changes.ts';
import type { Claims } from './claims.ts';
import { createDrops, type Drops } from './drops.ts';
import { createFlights, type Flights } from './flights.ts';
import type { Entry, SharedStore, Store } from './store.ts';
import { droppedTagsOf, resourceOfTag } from './tags.ts';

/** The part of the change feed that the cache uses. */
export interface Watch {
  /** Notes that a client reads a resource, so that the feed polls it. */
  touch(resource: string): void;
  /**
   * Returns the time until which the feed vouches for a resource, in milliseconds since 1970: by then, it would have reported a
   * change. Returns 0 if the feed does not watch the resource.
   */
  vouchedUntil(resource: string): number;
  /**
   * Returns the time since which the feed has reported all changes, in milliseconds since 1970.
   *
   * @default the start of this process
   */
  vouchedSince?(resource: string): number;
}

/** An entry of the cache, and how it may be used. */
export interface Found extends Entry, Judgement {}

/** The cache of a site that all visitors share. */
export interface SharedCache {
  /**
   * Returns entries by key, each with how it may be used. A missing or expired entry is undefined.
   *
   * @param resource - the resource that the entries belong to. Null if they belong to none
   */
  find(keys: readonly string[], resource: string | null): Promise<readonly (Found | undefined)[]>;
  /** Returns an entry that is in the memory of this process, if it is fresh. */
  peek(key: string, resource: string): Found | undefined;
  /** Returns an entry with how it may be used now. */
  judge(entry: Entry, resource: string | null): Found;
  /** Notes that a client got data with these tags from another cache, so that the change feed goes on polling their resources. */
  touch(tags: Iterable<string>): void;
  /** Stores entries by key. */
  put(entries: ReadonlyMap<string, Entry>): void;
  /** Removes the entries of keys. */
  remove(keys: readonly string[]): void;
  /** Returns WordPress' refusal of a request, if it is at most `refusalAge` seconds old and still valid. */
  refusal(key: string): WordPressError | undefined;
  /** Stores a refusal. */
  refuse(key: string, refusal: { error: WordPressError; tags: readonly string[]; readAt: number }): void;
  /** Whether a read in the background failed within the last `refusalAge` seconds. */
  isPaused(key: string): boolean;
  /** Notes that a read in the background has failed. */
  pause(key: string): void;
  /** Called with reads that no answer waits for, which never reject. */
  inBackground(read: Promise<unknown>): void;
  /** Invalidates entries that make no sense, at most once in `refusalAge` seconds, in case WordPress repeats them. */
  doubt(tags: readonly string[]): void;
  /** Invalidates entries. */
  readonly drops: Drops;
  /** Reads in flight. */
  readonly flights: Flights;
  readonly batches: Batches;
  /** Claims of reads among instances. Null if this instance is alone. */
  readonly claims: Claims | null;
  /** Fetches entries from the other instances, and stores those that are newer. */
  reload(keys: readonly string[]): Promise<void>;
  /**
   * Called if WordPress is down and the cache lacks something. Returns whether the cache should be read again: the other instances
   * may have entries that this one could not read so far. Rejects with the reason of the ending if that comes first.
   */
  mayKnowMore(ending: Ending): Promise<boolean>;
  /** Returns milliseconds since 1970, by the clock that all instances share. */
  readonly now: () => number;
}

/** What the instances of a gateway share. */
export interface Others {
  readonly store: SharedStore;
  readonly claims: Claims;
  readonly drops: Drops;
}

/** Options of {@link createSharedCache}. */
export interface SharedCacheOptions {
  readonly store: Store;
  /** Receives the invalidations. @default none so far */
  readonly drops?: Drops | undefined;
  /** The changes that invalidate entries. */
  readonly changes: Changes;
  readonly ages: AgesByResource;
  /** Returns the change feed. Returns null if it is off: then ages alone decide. */
  readonly watch: () => Watch | null;
  /** What this instance shares with others. It then replaces `store`. @default none: the instance is alone */
  readonly others?: Others | undefined;
  /** Reads that failed. @default none so far */
  readonly failures?: Failures | undefined;
  /** Called with reads that no answer waits for. @default nobody looks after them */
  readonly inBackground?: ((read: Promise<unknown>) => void) | undefined;
  readonly now?: (() => number) | undefined;
}

/** What the cache remembers of reads that failed. */
export interface Failures {
  /** Refusals of WordPress, by the key of the request. */
  readonly refusals: LRUCache<string, { error: WordPressError; tags: readonly string[]; readAt: number }>;
  /**
   * When reads in the background failed last. Without these times, each visitor of a stale page would cause another request.
   */
  readonly times: LRUCache<string, number>;
}

/** The largest number of refusals in memory. */
const mostRefusals = 10_000;

/** Returns a memory of failures, without any. */
export function createFailures(): Failures {
  return { refusals: new LRUCache({ max: mostRefusals }), times: new LRUCache({ max: mostRefusals }) };
}

/** Returns a cache. Each published change invalidates the entries that depend on it. */
export function createSharedCache(options: SharedCacheOptions): SharedCache {
  const { changes, ages, watch, others, now = Date.now } = options;
  const { store, drops }: Pick<Others, 'drops'> & { store: Store } = others ?? {
    store: options.store,
    drops: options.drops ?? createDrops(now),
  };
  // The feed of this process does not know the changes before its start.
  const start = now();
  const { refusals, times } = options.failures ?? createFailures();
  changes.onChange((logged) => drops.drop(logged.changes.flatMap(droppedTagsOf), logged.at));
  const vouchedUntil = (resource: string, readAt: number): number => {
    const feed = watch();
    return feed && readAt >= (feed.vouchedSince?.(resource) ?? start) ? feed.vouchedUntil(resource) : 0;
  };
  const judged = (entry: Entry, resource: string | null): Found => {
    const { readAt, tags, lasts } = entry;
    const isDropped = drops.areDropped(tags, readAt);
    const vouched = resource === null ? 0 : vouchedUntil(resource, readAt);
    return { ...entry, ...judge({ readAt, resource, isDropped, lasts, vouchedUntil: vouched }, ages, now()) };
  };
  return {
    drops,
    flights: createFlights(),
    batches: createBatches(),
    claims: others?.claims ?? null,
    reload: async (keys) => others?.store.reload(keys),
    mayKnowMore: async (ending) => others?.store.whenReadable(ending) ?? false,
    now,
    judge: judged,
    async find(keys, resource) {
      if (resource !== null) watch()?.touch(resource);
      const entries = await store.read(keys);
      return entries.map((entry) => {
        const found = entry && judged(entry, resource);
        return found?.state === 'expired' ? undefined : found;
      });
    },
    peek(key, resource) {
      const entry = store.peek(key);
      const found = entry && judged(entry, resource);
      return found?.state === 'fresh' ? found : undefined;
    },
    touch(tags) {
      const feed = watch();
      if (!feed) return;
      const resources = new Set([...tags].map(resourceOfTag));
      for (const resource of resources) if (resource !== null) feed.touch(resource);
    },
    put: (entries) => store.write(entries),
    remove: (keys) => store.remove(keys),
    refusal(key) {
      const known = refusals.get(key);
      if (!known || now() >= known.readAt + refusalAge * 1000) return undefined;
      return drops.areDropped(known.tags, known.readAt) ? undefined : known.error;
    },
    doubt(tags) {
      if (!drops.areDropped(tags, now() - refusalAge * 1000)) drops.drop(tags, now());
    },
    isPaused: (key) => now() < (times.get(key) ?? 0) + refusalAge * 1000,
    inBackground: options.inBackground ?? (() => undefined),
    pause: (key) => void times.set(key, now()),
    refuse(key, refusal) {
      refusals.set(key, refusal);
    },
  };
}
