import { LRUCache } from '../values/lru-cache.ts';
import { bytesOf } from './size.ts';
import type { Entry, Store } from './store.ts';

/** Bytes of an entry besides its value and the text of its key, estimated. Most entries share the texts of their tags. */
const entryBytes = 200;

/** A store in the memory of this process. */
export interface MemoryStore extends Store {
  read(keys: readonly string[]): readonly (Entry | undefined)[];
  /** Bytes of its entries, estimated. */
  readonly bytes: number;
  /** The number of its entries. */
  readonly size: number;
  /** The number of writes so far. A snapshot is up to date if this number has not changed. */
  readonly writes: number;
  /** Returns the keys and entries, the least recently used first. */
  entries(): Iterable<readonly [string, Entry]>;
}

/**
 * Returns an empty store in memory. It evicts the least recently used entries.
 *
 * @param maxBytes - bytes that the entries may take, estimated
 */
export function createMemoryStore(maxBytes: number): MemoryStore {
  const entries = new LRUCache<string, Entry>({
    maxSize: Math.max(1, maxBytes),
    sizeCalculation: ({ value }, key) => entryBytes + key.length + bytesOf(value),
  });
  let writes = 0;
  return {
    get writes() {
      return writes;
    },
    *entries() {
      for (const key of entries.rkeys()) {
        const entry = entries.peek(key);
        if (entry) yield [key, entry];
      }
    },
    get bytes() {
      return entries.calculatedSize;
    },
    get size() {
      return entries.size;
    },
    read: (keys) => keys.map((key) => entries.get(key)),
    peek: (key) => entries.get(key),
    write(added) {
      writes++;
      for (const [key, entry] of added) {
        const known = entries.peek(key);
        // A slow answer must not replace one that the gateway asked for later.
        if (known && known.readAt > entry.readAt) continue;
        entries.set(key, entry);
      }
    },
    remove(keys) {
      for (const key of keys) entries.delete(key);
    },
  };
}
