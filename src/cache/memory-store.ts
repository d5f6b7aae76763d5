import { LRUCache } from '../values/lru-cache.ts';
import { bytesOf } from './size.ts';
import type { Entry, Store } from './store.ts';

/** Bytes of an entry beside its value: its key, its place in the order of use, and its tags, which entries share. */
const entryBytes = 200;

/** A store in the memory of this process. */
export interface MemoryStore extends Store {
  read(keys: readonly string[]): readonly (Entry | undefined)[];
  /** Bytes that its entries take, estimated. */
  readonly bytes: number;
  /** The number of its entries. */
  readonly size: number;
  /** The number of writes so far. It tells whether a snapshot is up to date. */
  readonly writes: number;
  /** Returns the keys and entries, those first that were not read for the longest time. */
  entries(): Iterable<readonly [string, Entry]>;
}

/**
 * Returns a store in memory. It forgets the entries that were not read for the longest time.
 *
 * @param maxBytes - how much memory the entries may take, estimated
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
    write(added) {
      writes++;
      for (const [key, entry] of added) {
        const known = entries.peek(key);
        // WordPress was asked for this one earlier, but its answer took longer.
        if (known && known.readAt > entry.readAt) continue;
        entries.set(key, entry);
      }
    },
    remove(keys) {
      for (const key of keys) entries.delete(key);
    },
  };
}
