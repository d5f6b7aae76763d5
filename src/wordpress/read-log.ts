/** One read of the site's data for an operation, from memory or from WordPress. */
export interface Read {
  /** What the data depends on: `post:7`, `list:post`. A change with one of these tags makes the data old. */
  readonly tags: readonly string[];
  /** When WordPress sent the data, in milliseconds since 1970. */
  readonly readAt: number;
  /** Until when the data counts as fresh, in milliseconds since 1970. */
  readonly freshUntil: number;
  /** Whether the data came from memory, so that it took no request. */
  readonly isHit: boolean;
}

/** What an operation has read. From it follows how long its answer is valid, and which changes end that. */
export interface ReadLog {
  /** The tags of all reads. */
  readonly tags: ReadonlySet<string>;
  /** When the oldest data was read, in milliseconds since 1970. `Infinity` if nothing was read. */
  readonly oldest: number;
  /** Until when all data is fresh, in milliseconds since 1970. `Infinity` if nothing was read. */
  readonly freshUntil: number;
  /** Whether other visitors may get the same answer: every read was a visitor's, and the cache has stored it. */
  readonly isShared: boolean;
  /** The number of reads that took no request to WordPress. */
  readonly hits: number;
  note(read: Read): void;
  /** Notes a read that nobody else may see or that the cache has not stored. */
  notePrivate(): void;
}

/** Returns the log of an operation that has read nothing yet. */
export function createReadLog(): ReadLog {
  const tags = new Set<string>();
  const log = {
    oldest: Number.POSITIVE_INFINITY,
    freshUntil: Number.POSITIVE_INFINITY,
    isShared: true,
    hits: 0,
  };
  return {
    tags,
    get oldest() {
      return log.oldest;
    },
    get freshUntil() {
      return log.freshUntil;
    },
    get isShared() {
      return log.isShared;
    },
    get hits() {
      return log.hits;
    },
    note(read) {
      for (const tag of read.tags) tags.add(tag);
      log.oldest = Math.min(log.oldest, read.readAt);
      log.freshUntil = Math.min(log.freshUntil, read.freshUntil);
      if (read.isHit) log.hits++;
    },
    notePrivate() {
      log.isShared = false;
    },
  };
}
