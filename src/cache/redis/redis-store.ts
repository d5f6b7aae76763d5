import { untilEnd } from '../flights.ts';
import type { MemoryStore } from '../memory-store.ts';
import type { Entry, SharedStore } from '../store.ts';
import { storedEntry } from '../stored-entry.ts';
import { pack, unpack } from './packing.ts';
import type { Redis } from './redis.ts';
import type { Stream } from './stream.ts';

/** Options of {@link createSharedStore}. */
export interface SharedStoreOptions {
  readonly redis: Redis;
  /** Tells whether this instance has received all changes. If not, it reads no entries from Redis: they may be outdated. */
  readonly stream: Pick<Stream, 'isLive' | 'whenLive'>;
  readonly memory: MemoryStore;
  /** The prefix of the keys of all entries. */
  readonly prefix: string;
  /** Seconds for which Redis stores an entry. */
  readonly lasts: number;
  /** Returns milliseconds since 1970, by the clock that all instances share. */
  readonly now: () => number;
}

/** Milliseconds for which a read waits for Redis if WordPress is down, too. */
const longestWait = 5000;

/** Returns a store of two levels. It reads entries that memory lacks from Redis, with one command, and writes to both. */
export function createSharedStore(options: SharedStoreOptions): SharedStore {
  const { redis, stream, memory, prefix, lasts, now } = options;
  let waiting: Promise<boolean> | null = null;
  const isReadable = () => redis.isUp && stream.isLive;
  const wait = async () => {
    const end = performance.now() + longestWait;
    await redis.whenUp(longestWait);
    if (redis.isUp) await stream.whenLive(Math.max(0, end - performance.now()));
    return isReadable();
  };
  const ask = async (keys: readonly string[]): Promise<readonly (Entry | undefined)[]> => {
    const replies = await redis.run(['MGET', ...keys.map((key) => prefix + key)]);
    const texts = replies?.[0];
    return Array.isArray(texts)
      ? keys.map((key, index) => storedEntry(key, unpack(texts[index]), now()))
      : keys.map(() => undefined);
  };
  return {
    read(keys) {
      const known = memory.read(keys);
      const missing = keys.filter((_, index) => known[index] === undefined);
      if (missing.length === 0 || !isReadable()) return known;
      return ask(missing).then((found) => {
        const entries = entriesOf(missing, found);
        memory.write(entries);
        return keys.map((key, index) => known[index] ?? entries.get(key));
      });
    },
    peek: memory.peek,
    write(entries) {
      memory.write(entries);
      if (!redis.isUp) return;
      const commands = [...entries].map(([key, entry]) => {
        const seconds = Math.max(1, Math.ceil(entry.lasts ?? lasts));
        return ['SET', prefix + key, pack(entry), 'EX', String(seconds)];
      });
      void redis.run(...commands);
    },
    remove(keys) {
      memory.remove(keys);
      if (keys.length > 0) void redis.run(['UNLINK', ...keys.map((key) => prefix + key)]);
    },
    async reload(keys) {
      if (keys.length === 0 || !isReadable()) return;
      const found = entriesOf(keys, await ask(keys));
      const known = memory.read([...found.keys()]);
      const isNewer = (entry: Entry, index: number) => entry.readAt > (known[index]?.readAt ?? 0);
      memory.write(new Map([...found].filter(([, entry], index) => isNewer(entry, index))));
    },
    async whenReadable(ending) {
      if (!isReadable()) {
        // A wait in vain stays, so that a Redis that is gone delays clients only once.
        waiting ??= wait();
        if (!(await untilEnd(waiting, ending))) return false;
      }
      waiting = null;
      return true;
    },
  };
}

function entriesOf(
  keys: readonly string[],
  found: readonly (Entry | undefined)[],
): ReadonlyMap<string, Entry> {
  return new Map(
    keys.flatMap((key, index) => {
      const entry = found[index];
      return entry ? [[key, entry] as const] : [];
    }),
  );
}
