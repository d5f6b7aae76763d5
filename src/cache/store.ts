import type { Ending } from '../wordpress/ending.ts';

/** An entry of the cache: data from WordPress for visitors. It is JSON, so that it can be written to files and to Redis. */
export interface Entry {
  readonly value: unknown;
  /** When the gateway asked WordPress for it, in milliseconds since 1970. A later change invalidates it. */
  readonly readAt: number;
  /** What it depends on: `post:7`, `list:post`. */
  readonly tags: readonly string[];
  /** Seconds after which it expires. @default the ages of its resource decide */
  readonly lasts?: number;
}

/**
 * Stores entries by key. It may evict an entry at any time. A store never throws and never rejects: if it cannot be reached, it
 * has no entries.
 */
export interface Store {
  /** Returns the entries of keys, in their order. A missing entry is undefined. */
  read(keys: readonly string[]): readonly (Entry | undefined)[] | Promise<readonly (Entry | undefined)[]>;
  /** Returns an entry that is in the memory of this process. */
  peek(key: string): Entry | undefined;
  /** Stores entries. Each replaces the entry of its key, unless the gateway asked WordPress for that one later. */
  write(entries: ReadonlyMap<string, Entry>): void;
  /** Removes entries. */
  remove(keys: readonly string[]): void;
}

/** A store that several instances share. */
export interface SharedStore extends Store {
  /** Fetches entries from the other instances, and stores those that are newer than its own. */
  reload(keys: readonly string[]): Promise<void>;
  /**
   * Returns whether this instance can read the entries of the others. It may have just started, or lost its connection, so this
   * waits some seconds for it. After one wait in vain, further calls return at once, until it could read again.
   *
   * @param ending - when the caller stops waiting; the promise then rejects with its reason
   */
  whenReadable(ending: Ending): Promise<boolean>;
}
