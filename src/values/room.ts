import { LRUCache } from './lru-cache.ts';

/** A part of a room: the entries of one user of it, by key. */
export interface RoomPart<Value> {
  get(key: string): Value | undefined;
  /** Returns an entry, and does not count as a use of it. */
  peek(key: string): Value | undefined;
  set(key: string, value: Value): void;
  delete(key: string): void;
  clear(): void;
  /** Removes all entries, and takes no more: somebody who still computes one must not fill the room for nobody. */
  close(): void;
  /** Returns the keys and entries, the least recently used first. */
  entries(): Iterable<readonly [string, Value]>;
  /** Bytes of all entries in the room, estimated. */
  readonly bytes: number;
  /** The number of all entries in the room. */
  readonly size: number;
}

/** Memory for a number of bytes, which several users share. The least recently used entry of all of them leaves first. */
export interface Room<Value> {
  /** Returns a new part. Its keys never meet those of another part. */
  part(): RoomPart<Value>;
}

/**
 * Returns an empty room.
 *
 * @param maxBytes - bytes that the entries of all parts may take, estimated
 * @param bytesOf - returns the bytes of an entry and its key
 */
export function createRoom<Value extends object>(
  maxBytes: number,
  bytesOf: (value: Value, key: string) => number,
): Room<Value> {
  const entries = entriesOf(maxBytes, bytesOf);
  let parts = 0;
  return { part: () => partOf(entries, `${parts++}:`) };
}

/** Returns a room with one part, whose keys need no mark. */
export function createOwnRoom<Value extends object>(
  maxBytes: number,
  bytesOf: (value: Value, key: string) => number,
): RoomPart<Value> {
  return partOf(entriesOf(maxBytes, bytesOf), '');
}

function entriesOf<Value extends object>(maxBytes: number, bytesOf: (value: Value, key: string) => number) {
  return new LRUCache<string, Value>({ maxSize: Math.max(1, maxBytes), sizeCalculation: bytesOf });
}

/** Returns the entries whose keys begin with a mark. No mark begins another one. */
function partOf<Value extends object>(entries: LRUCache<string, Value>, mark: string): RoomPart<Value> {
  let isOpen = true;
  const own = () => [...entries.rkeys()].filter((key) => key.startsWith(mark));
  const clear = () => {
    if (mark === '') entries.clear();
    else for (const key of own()) entries.delete(key);
  };
  return {
    get: (key) => entries.get(mark + key),
    peek: (key) => entries.peek(mark + key),
    set(key, value) {
      if (isOpen) entries.set(mark + key, value);
    },
    delete: (key) => void entries.delete(mark + key),
    clear,
    close() {
      isOpen = false;
      clear();
    },
    *entries() {
      for (const key of entries.rkeys()) {
        if (!key.startsWith(mark)) continue;
        const value = entries.peek(key);
        if (value) yield [key.slice(mark.length), value];
      }
    },
    get bytes() {
      return entries.calculatedSize;
    },
    get size() {
      return entries.size;
    },
  };
}
