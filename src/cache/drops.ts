/** Which tags changes have made old, and when. */
export interface Drops {
  /** The number of changes so far. Nothing becomes old while it stays the same. */
  readonly version: number;
  /**
   * Notes that what depends on these tags and was read before some time is old.
   *
   * @param at - milliseconds since 1970. @default now
   */
  drop(tags: Iterable<string>, at?: number): void;
  /** Notes that everything that was read before some time is old. */
  dropBefore(at: number): void;
  /**
   * Whether something with these tags is old. What was asked for at the very millisecond of the change counts as old, since
   * the answer may have left WordPress before the change.
   *
   * @param readAt - when the gateway asked WordPress for it, in milliseconds since 1970
   */
  areDropped(tags: Iterable<string>, readAt: number): boolean;
  /**
   * Returns when something with these tags became old last, in milliseconds since 1970. A read that began before may bring
   * the state before the change, so nobody who comes later may wait for it.
   */
  lastDrop(tags: Iterable<string>): number;
}

/** Tags to remember. A tag takes some 100 bytes. */
const mostTags = 100_000;

/**
 * Returns a memory of changes. It needs no list of what depends on a tag. An answer that is still on its way when a change
 * becomes known counts as old, too.
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
    drop(tags, at = now()) {
      version++;
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
    },
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
