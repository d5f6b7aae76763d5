/** Invalidates entries by their tags. */
export interface Drops {
  /** Grows with each invalidation. While it stays the same, all valid entries stay valid. */
  readonly version: number;
  /**
   * Invalidates all entries with one of these tags that the gateway asked for until a time.
   *
   * @param at - milliseconds since 1970. @default now
   */
  drop(tags: Iterable<string>, at?: number): void;
  /** Invalidates all entries that the gateway asked for until a time, in milliseconds since 1970. */
  dropBefore(at: number): void;
  /**
   * Whether an entry with these tags is invalid. This includes an entry that the gateway asked for in the millisecond of the
   * change: WordPress may have sent the answer before the change.
   *
   * @param readAt - when the gateway asked WordPress for it, in milliseconds since 1970
   */
  areDropped(tags: Iterable<string>, readAt: number): boolean;
  /**
   * Returns the time of the last invalidation of one of these tags, in milliseconds since 1970. A read that began earlier may
   * return the state before the change, so later callers must not join it.
   */
  lastDrop(tags: Iterable<string>): number;
  /** All entries that were read until this time are invalid, in milliseconds since 1970. */
  readonly floor: number;
  /** Returns the tags in memory, with the times of their last invalidations. */
  dropped(): Iterable<readonly [tag: string, at: number]>;
  /** Adds a listener of invalidations. `tags` is null if all entries until `at` are invalid. */
  onDrop(listener: (tags: readonly string[] | null, at: number) => void): void;
}

/** The largest number of tags in memory. A tag takes some 100 bytes. */
const mostTags = 100_000;

/**
 * Returns drops without any invalidation. They store the time of the last change of each tag, and no list of the entries that
 * have it. So they also invalidate an answer that is still in flight when the gateway learns of a change.
 */
export function createDrops(now: () => number = Date.now): Drops {
  const droppedAt = new Map<string, number>();
  // All entries that were read until this time are invalid. The times of forgotten tags are at most this.
  let floor = 0;
  let version = 0;
  const listeners = new Set<(tags: readonly string[] | null, at: number) => void>();
  const tell = (tags: readonly string[] | null, at: number) => {
    for (const listener of listeners) listener(tags, at);
  };
  return {
    get version() {
      return version;
    },
    drop(dropped, at = now()) {
      version++;
      const tags = [...dropped];
      tell(tags, at);
      for (const tag of tags) {
        const latest = Math.max(at, droppedAt.get(tag) ?? 0);
        droppedAt.delete(tag);
        droppedAt.set(tag, latest);
      }
      for (const [tag, time] of droppedAt) {
        if (droppedAt.size <= mostTags) break;
        droppedAt.delete(tag);
        floor = Math.max(floor, time);
      }
    },
    dropBefore(at) {
      version++;
      floor = Math.max(floor, at);
      tell(null, at);
    },
    get floor() {
      return floor;
    },
    dropped: () => droppedAt,
    onDrop: (listener) => void listeners.add(listener),
    areDropped(tags, readAt) {
      if (readAt <= floor) return true;
      for (const tag of tags) if ((droppedAt.get(tag) ?? 0) >= readAt) return true;
      return false;
    },
    lastDrop(tags) {
      let last = floor;
      for (const tag of tags) last = Math.max(last, droppedAt.get(tag) ?? 0);
      return last;
    },
  };
}
