import type { LeadableFeed, Leadership } from '../leadership.ts';
import type { Watch } from '../shared-cache.ts';
import type { Lease } from './lease.ts';
import { pairsIn } from './pairs.ts';
import type { Redis } from './redis.ts';
import type { Stream } from './stream.ts';

/**
 * The change feed of the leader, as all instances see it. The leader is the instance that holds the lease. It writes to Redis
 * until when it vouches for each resource; the followers write which resources their clients read.
 */
export interface SharedWatch extends Required<Watch> {
  readonly leadership: Leadership;
  /** Joins with the feed of this instance. With null, this instance never leads. */
  start(feed: LeadableFeed | null): Promise<void>;
  /** Leaves, and releases the lease. */
  close(): Promise<void>;
}

/** Options of {@link createSharedWatch}. */
export interface SharedWatchOptions {
  readonly redis: Redis;
  readonly lease: Lease;
  readonly stream: Stream;
  /** The prefix of all keys. */
  readonly prefix: string;
  readonly now: () => number;
}

/** The leader's word for a resource. Times are milliseconds since 1970. */
interface Word {
  /** See {@link Watch.vouchedUntil}. */
  readonly until: number;
  /** See {@link Watch.vouchedSince}. */
  readonly since: number;
  /** The last poll of the resource. */
  readonly lookedAt: number;
}

/** Milliseconds between two exchanges with Redis. */
const beat = 1000;

/** Seconds after which Redis deletes the words of a leader, and the reads: a feed polls for an hour after the last read. */
const lasts = { words: 60, reads: 3600 };

/** Milliseconds after which a hold of another instance ends, unless that instance repeats it. */
const longestHold = 10_000;

/** Returns a watch that follows the feed of the leader, and leads while this instance holds the lease. */
export function createSharedWatch({ redis, lease, stream, prefix, now }: SharedWatchOptions): SharedWatch {
  const [readsKey, holdsKey, wordsKey] = [`${prefix}reads`, `${prefix}holds`, `${prefix}vouched`];
  let feed: LeadableFeed | null = null;
  let timer: NodeJS.Timeout | undefined;
  let leadsSince = Number.POSITIVE_INFINITY;
  let words: ReadonlyMap<string, Word> = new Map();
  /** The time of the last read of each resource at this instance, if it is not in Redis yet. */
  const unsent = new Map<string, number>();
  /** The time of the last read of each resource that this instance has written to Redis, or read from it. */
  const sent = new Map<string, number>();
  let held: { readonly names: string; readonly release: () => void } | null = null;

  const holdFor = (names: readonly string[]) => {
    const text = [...names].sort().join();
    if ((held?.names ?? '') === text) return;
    held?.release();
    held = names.length === 0 || !feed ? null : { names: text, release: feed.hold(names) };
  };
  const tell = async () => {
    const at = String(now());
    const reads = [...unsent].flatMap(([resource, time]) => [resource, String(time)]);
    const holds = (feed?.held ?? []).flatMap((resource) => [resource, at]);
    for (const [resource, time] of unsent) sent.set(resource, time);
    unsent.clear();
    await redis.run(
      ...(reads.length > 0
        ? [
            ['HSET', readsKey, ...reads],
            ['EXPIRE', readsKey, String(lasts.reads)],
          ]
        : []),
      ...(holds.length > 0
        ? [
            ['HSET', holdsKey, ...holds],
            ['PEXPIRE', holdsKey, String(longestHold)],
          ]
        : []),
    );
  };
  const follow = async () => {
    holdFor([]);
    if (unsent.size > 0 || (feed?.held.length ?? 0) > 0) await tell();
    const [reply] = (await redis.run(['HGETALL', wordsKey])) ?? [];
    if (reply !== undefined) words = new Map([...pairsIn(reply)].map(([name, text]) => [name, wordIn(text)]));
  };
  const lead = async (own: LeadableFeed) => {
    unsent.clear();
    const [reads = null, holds = null] =
      (await redis.run(['HGETALL', readsKey], ['HGETALL', holdsKey])) ?? [];
    for (const [resource, text] of pairsIn(reads)) {
      const at = Math.min(Number(text), now());
      if (!(at > (sent.get(resource) ?? 0))) continue;
      sent.set(resource, at);
      own.touch(resource, at);
    }
    holdFor([...pairsIn(holds)].flatMap(([name, at]) => (Number(at) > now() - longestHold ? name : [])));
    const said = [...own.state.resources].flatMap(([resource, lookedAt]) =>
      lookedAt === null ? [] : [resource, [own.vouchedUntil(resource), leadsSince, lookedAt].join()],
    );
    if (said.length > 0) {
      await redis.run(['HSET', wordsKey, ...said], ['EXPIRE', wordsKey, String(lasts.words)]);
    }
  };
  const exchange = () => (lease.isOwn && feed ? lead(feed) : follow());

  lease.onTaken(() => {
    leadsSince = now();
    feed?.takeOver(new Map([...words].map(([resource, { lookedAt }]) => [resource, lookedAt])));
  });
  stream.onEntry(({ fields, isHistory }) => {
    if (fields['look'] !== undefined && !isHistory && lease.isOwn) feed?.ping();
  });
  return {
    touch(resource) {
      feed?.touch(resource);
      if (lease.isOwn) return;
      const isNew = !sent.has(resource) && !unsent.has(resource);
      unsent.set(resource, now());
      // The leader begins to poll at the first read.
      if (isNew) void tell();
    },
    vouchedUntil(resource) {
      if (lease.isOwn) return feed?.vouchedUntil(resource) ?? 0;
      // The leader may have reported changes that this instance has not received.
      return stream.isLive ? (words.get(resource)?.until ?? 0) : 0;
    },
    vouchedSince: (resource) =>
      lease.isOwn ? leadsSince : (words.get(resource)?.since ?? Number.POSITIVE_INFINITY),
    leadership: {
      get isOwn() {
        return lease.isOwn;
      },
      ask: () => void redis.run(stream.addition({ look: '1' })),
    },
    async start(own) {
      feed = own;
      timer = setInterval(() => void exchange(), beat);
      timer.unref();
      await follow();
      if (own) await lease.start();
    },
    async close() {
      clearInterval(timer);
      await lease.close();
    },
  };
}

function wordIn(text: string): Word {
  const [until = 0, since = 0, lookedAt = 0] = text.split(',').map(Number);
  return { until, since, lookedAt };
}
