import { createOwnRoom, createRoom, type Room, type RoomPart } from '../values/room.ts';
import { bytesOf } from './size.ts';
import type { Entry, Store } from './store.ts';

/** Bytes of an entry besides its value and the text of its key, estimated. Most entries share the texts of their tags. */
const entryBytes = 200;

/** A store in the memory of this process. */
export interface MemoryStore extends Store {
  read(keys: readonly string[]): readonly (Entry | undefined)[];
  /** Bytes of the entries in its memory, estimated. */
  readonly bytes: number;
  /** The number of the entries in its memory. */
  readonly size: number;
  /** The number of writes so far. A snapshot is up to date if this number has not changed. */
  readonly writes: number;
  /** Returns the keys and entries, the least recently used first. */
  entries(): Iterable<readonly [string, Entry]>;
  /** Removes all entries. The store takes no more. */
  close(): void;
}

/** Returns the bytes of an entry with its key, estimated. */
const bytesOfEntry = ({ value }: Entry, key: string) => entryBytes + key.length + bytesOf(value);

/**
 * Returns an empty store in memory. It evicts the least recently used entries.
 *
 * @param maxBytes - bytes that the entries may take, estimated
 */
export function createMemoryStore(maxBytes: number): MemoryStore {
  return storeIn(createOwnRoom(maxBytes, bytesOfEntry));
}

/** Returns memory for the entries of several stores. */
export function createStoreRoom(maxBytes: number): Room<Entry> {
  return createRoom(maxBytes, bytesOfEntry);
}

/** Returns a store in a part of a room. */
export function storeIn(part: RoomPart<Entry>): MemoryStore {
  let writes = 0;
  return {
    get writes() {
      return writes;
    },
    entries: () => part.entries(),
    get bytes() {
      return part.bytes;
    },
    get size() {
      return part.size;
    },
    read: (keys) => keys.map((key) => part.get(key)),
    peek: (key) => part.get(key),
    write(added) {
      writes++;
      for (const [key, entry] of added) {
        const known = part.peek(key);
        // A slow answer must not replace one that the gateway asked for later.
        if (known && known.readAt > entry.readAt) continue;
        part.set(key, entry);
      }
    },
    remove(keys) {
      for (const key of keys) part.delete(key);
    },
    close: () => part.close(),
  };
}
