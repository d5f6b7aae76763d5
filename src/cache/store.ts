import { isRecord } from '../values/json.ts';

/** Something that WordPress sent for visitors. It is JSON, so that it can leave the process. */
export interface Entry {
  readonly value: unknown;
  /** When the gateway asked WordPress for it, in milliseconds since 1970. A later change makes it old. */
  readonly readAt: number;
  /** What it depends on: `post:7`, `list:post`. */
  readonly tags: readonly string[];
  /** Seconds for which it counts, if less than the ages of its resource say. Then it is worth nothing. */
  readonly lasts?: number;
}

/**
 * A place for entries by key. It may forget any of them at any time. A store never throws: one that cannot be reached has
 * no entries.
 */
export interface Store {
  /** Returns the entries of keys, in their order. A missing entry is undefined. */
  read(keys: readonly string[]): readonly (Entry | undefined)[] | Promise<readonly (Entry | undefined)[]>;
  /** Stores entries in place of those that WordPress was asked for earlier, or at the same time. */
  write(entries: ReadonlyMap<string, Entry>): void;
  /** Removes entries. */
  remove(keys: readonly string[]): void;
}

/** A store that several instances share. */
export interface SharedStore extends Store {
  /** Fetches entries from the other instances, and uses those that are newer than its own. */
  reload(keys: readonly string[]): Promise<void>;
}

/** Whether a value that was read from outside of the process is an entry. */
export function isEntry(value: unknown): value is Entry {
  return (
    isRecord(value) && typeof value['readAt'] === 'number' && Array.isArray(value['tags']) && 'value' in value
  );
}
