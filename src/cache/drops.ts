/** Which tags changes have made old, and when. */
export interface Drops {
  /** The number of changes so far. What was not old at this number is not old until it changes. */
  readonly version: number;
  /** Notes that what depends on these tags and was read before now is old. */
  drop(tags: Iterable<string>): void;
  /** Notes that everything that was read before now is old. */
  dropAll(): void;
  /**
   * Whether something with these tags is old. What was asked for at the very millisecond of the change counts as old, since
   * the answer may have left WordPress before the change.
   *
   * @param readAt - when the gateway asked WordPress for it, in milliseconds since 1970
   */
  areDropped(tags: Iterable<string>, readAt: number): boolean;
}

/** Tags to remember. A tag takes some 100 bytes. */
const mostTags = 100_000;

/**
 * Returns a memory of changes. It needs no list of what depends on a tag, and it makes answers old that are still on their
 * way when the change becomes known.
 */
export function createDrops(now: () => number = Date.now): Drops {
  const droppedAt = new Map<string, number>();
  // Everything that was read before is old: changes of that time are no longer known one by one.
  let floor = 0;
  let version = 0;
  return {
    get version() {
      return version;
    },
    drop(tags) {
      const at = now();
      version++;
      for (const tag of tags) {
        droppedAt.delete(tag);
        droppedAt.set(tag, at);
      }
      for (const [tag, time] of droppedAt) {
        if (droppedAt.size <= mostTags) break;
        droppedAt.delete(tag);
        floor = time;
      }
    },
    dropAll() {
      version++;
      droppedAt.clear();
      floor = now();
    },
    areDropped(tags, readAt) {
      if (readAt <= floor) return true;
      for (const tag of tags) if ((droppedAt.get(tag) ?? 0) >= readAt) return true;
      return false;
    },
  };
}
