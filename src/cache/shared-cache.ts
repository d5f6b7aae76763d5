import { LRUCache } from '../values/lru-cache.ts';
import type { WordPressError } from '../wordpress/errors.ts';
import { type AgesByResource, type Judgement, judge, refusalAge } from './ages.ts';
import { type Batches, createBatches } from './batches.ts';
import type { Changes } from './changes.ts';
import type { Claims } from './claims.ts';
import { createDrops, type Drops } from './drops.ts';
import { createFlights, type Flights } from './flights.ts';
import type { Entry, SharedStore, Store } from './store.ts';
import { resourceOfTag, tagsOf } from './tags.ts';

/** The part of the change feed that the cache asks. */
export interface Watch {
  /** Notes that somebody reads a resource, so that the feed watches it. */
  touch(resource: string): void;
  /** Until when the feed would have told of a change of the resource, in milliseconds since 1970. 0 if it does not watch. */
  vouchedUntil(resource: string): number;
  /** From when on the feed has told of all changes, in milliseconds since 1970. @default the start of this process */
  vouchedSince?(resource: string): number;
}

/** An entry of the cache, and how it may be used. */
export interface Found extends Entry, Judgement {}

/** What the gateway remembers of a site for all visitors. */
export interface SharedCache {
  /**
   * Returns entries by key, each with how it may be used. A missing or expired entry is undefined.
   *
   * @param resource - the resource that the entries belong to. Null if they belong to none
   */
  find(keys: readonly string[], resource: string | null): Promise<readonly (Found | undefined)[]>;
  /** Returns an entry as {@link SharedCache.find} would. */
  judge(entry: Entry, resource: string | null): Found;
  /** Says that somebody reads what has these tags, without asking the cache for it. */
  touch(tags: Iterable<string>): void;
  put(entries: ReadonlyMap<string, Entry>): void;
  remove(keys: readonly string[]): void;
  /** Returns WordPress' refusal of a request, if it is so new that it still counts. */
  refusal(key: string): WordPressError | undefined;
  /** Remembers a refusal. */
  refuse(key: string, refusal: { error: WordPressError; tags: readonly string[]; readAt: number }): void;
  /** Whether a read in the background failed so short a time ago that it need not be tried again. */
  isPaused(key: string): boolean;
  /** Notes that a read in the background has failed. */
  pause(key: string): void;
  readonly drops: Drops;
  readonly flights: Flights;
  readonly batches: Batches;
  /** What other instances are reading. Null if there are none. */
  readonly claims: Claims | null;
  /** Fetches entries from the other instances, and uses those that are newer. */
  reload(keys: readonly string[]): Promise<void>;
  readonly now: () => number;
}

/** What several instances have in common. */
export interface Others {
  readonly store: SharedStore;
  readonly claims: Claims;
  readonly drops: Drops;
}

/** Options of {@link createSharedCache}. */
export interface SharedCacheOptions {
  readonly store: Store;
  /** The changes that make entries old. */
  readonly changes: Changes;
  readonly ages: AgesByResource;
  /** Returns the change feed. Null if there is none: then ages alone decide. */
  readonly watch: () => Watch | null;
  /** What this instance has in common with others. @default none: it is alone */
  readonly others?: Others | undefined;
  readonly now?: (() => number) | undefined;
}

/** Refusals to remember. */
const mostRefusals = 10_000;

/** Returns a cache that changes make old. */
export function createSharedCache(options: SharedCacheOptions): SharedCache {
  const { changes, ages, watch, others, now = Date.now } = options;
  const { store, drops }: Pick<Others, 'drops'> & { store: Store } = others ?? {
    store: options.store,
    drops: createDrops(now),
  };
  // The feed of this process does not know what changed before it began.
  const start = now();
  const refusals = new LRUCache<string, { error: WordPressError; tags: readonly string[]; readAt: number }>({
    max: mostRefusals,
  });
  // When reads in the background failed last. Otherwise each visitor of a stale page would send another request.
  const failures = new LRUCache<string, number>({ max: mostRefusals });
  changes.onChange((logged) => drops.drop(logged.changes.flatMap(tagsOf), logged.at));
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
    isPaused: (key) => now() < (failures.get(key) ?? 0) + refusalAge * 1000,
    pause: (key) => void failures.set(key, now()),
    refuse(key, refusal) {
      refusals.set(key, refusal);
    },
  };
}
