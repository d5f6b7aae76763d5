import type { AnswerMemory } from '../../wordpress/remembering-upstream.ts';
import type { Changes } from '../changes.ts';
import { createDrops } from '../drops.ts';
import type { MemoryStore } from '../memory-store.ts';
import type { Others } from '../shared-cache.ts';
import { createSharedClock } from './clock.ts';
import { createLease } from './lease.ts';
import { keysOf } from './names.ts';
import { openRedis } from './redis.ts';
import { createRedisClaims } from './redis-claims.ts';
import { createRedisDocuments, type RedisDocuments } from './redis-documents.ts';
import { createRedisScripts, type RedisScripts } from './redis-scripts.ts';
import { createSharedStore } from './redis-store.ts';
import { createSharedChanges } from './shared-changes.ts';
import { createSharedWatch, type SharedWatch } from './shared-watch.ts';
import { openSiteMemory } from './site-memory.ts';
import { createStream } from './stream.ts';

/** What the instances of a gateway share through Redis. */
export interface Instances {
  readonly others: Others;
  readonly changes: Changes;
  /** The answers of the last discovery of the site. */
  readonly siteMemory: AnswerMemory;
  /** The change feed of the leader. */
  readonly watch: SharedWatch;
  /** The documents of persisted queries. */
  readonly documents: RedisDocuments;
  /** Runs the scripts of the rate limits. */
  readonly scripts: RedisScripts;
  /** Returns milliseconds since 1970, by the clock that all instances share. */
  readonly now: () => number;
  /** Leaves the other instances, and closes the connections. */
  close(): Promise<void>;
}

/** Options of {@link joinInstances}. */
export interface InstancesOptions {
  /** The address of Redis. */
  readonly redis: string;
  /** The operator's prefix of all keys. */
  readonly prefix: string;
  /** Milliseconds that a command of Redis may take. @default 200 */
  readonly timeout?: number | undefined;
  /** The address of the site. */
  readonly url: string;
  readonly memory: MemoryStore;
  /** Seconds for which Redis stores documents and lists. */
  readonly lasts: number;
  /** Called with one line for the operator when Redis fails, and when it answers again. */
  readonly onNote: (line: string) => void;
  readonly onError: (error: unknown) => void;
  /** Milliseconds after which the claims of a dead instance expire. @default 5000 */
  readonly lease?: number | undefined;
  /** Milliseconds after which the leadership of a dead instance expires. @default 5000 */
  readonly leaderLease?: number | undefined;
  readonly now?: (() => number) | undefined;
}

/** Milliseconds for which a gateway waits for Redis when it starts. */
const longestStart = 1000;

/** Milliseconds after which the leadership of a dead instance expires, unless the options say otherwise. */
const leaderLease = 5000;

/** The number of comparisons of the clocks at the start. */
const samples = 3;

/** Milliseconds between two comparisons of the clocks. */
const syncInterval = 60_000;

/**
 * Joins the other instances. If Redis is unavailable, this instance works alone until Redis answers.
 *
 * @throws TypeError if the address of Redis is invalid
 */
export async function joinInstances(options: InstancesOptions): Promise<Instances> {
  const { redis: url, memory, lasts, onNote, onError, now: own = Date.now } = options;
  const keys = keysOf(options.prefix, options.url);
  const drops = createDrops(own);
  const redis = openRedis({ url, probeKey: `${keys}probe`, timeout: options.timeout, onNote });
  const clock = createSharedClock(redis, drops, own);
  redis.onUp(() => void clock.sync());
  const stream = createStream({ url, key: `${keys}changes`, onError: () => undefined });
  const changes = createSharedChanges({ redis, stream, drops, now: clock.now, onError });
  const store = createSharedStore({
    ...{ redis, stream, memory, lasts },
    prefix: `${keys}entry:`,
    now: clock.now,
  });
  const claims = createRedisClaims({ redis, store, prefix: `${keys}claim:`, lease: options.lease });
  const lease = createLease({ redis, key: `${keys}leader`, lasts: options.leaderLease ?? leaderLease });
  const watch = createSharedWatch({ redis, lease, stream, prefix: `${keys}feed:`, now: clock.now });
  const timer = setInterval(() => void clock.sync(), syncInterval);
  timer.unref();
  await redis.whenUp(longestStart);
  // The fastest answer gives the most exact time.
  for (let sample = 0; sample < samples; sample++) await clock.sync();
  const siteMemory = await openSiteMemory(redis, `${keys}site`, lasts);
  stream.start();
  if (redis.isUp) await stream.whenLive(longestStart);
  return {
    others: { store, claims, drops },
    changes,
    siteMemory,
    watch,
    documents: createRedisDocuments(redis, `${keys}queries`),
    scripts: createRedisScripts(redis, `${keys}limit:`),
    now: clock.now,
    async close() {
      clearInterval(timer);
      await watch.close();
      stream.close();
      redis.close();
    },
  };
}
