/** Which one of several instances is the leader. Only the leader polls WordPress for changes. */
export interface Leadership {
  /** Whether this instance is the leader. */
  readonly isOwn: boolean;
  /** Asks the leader to poll at once. */
  ask(): void;
}

/** The part of a change feed that the leadership uses. */
export interface LeadableFeed {
  /** See `Feed.touch` in `src/feed/feed.ts`. */
  touch(resource: string, at?: number): void;
  vouchedUntil(resource: string): number;
  ping(): void;
  hold(resources: readonly string[]): () => void;
  /** The resources whose changes a subscription or a frontend of this instance waits for. */
  readonly held: readonly string[];
  readonly state: {
    /** The resources that the feed polls, with the time of the last poll in milliseconds since 1970. Null before the first. */
    readonly resources: ReadonlyMap<string, number | null>;
  };
  /**
   * Begins to poll, because this instance has become the leader.
   *
   * @param lookedAt - when the former leader polled each resource last, in milliseconds since 1970
   */
  takeOver(lookedAt: ReadonlyMap<string, number>): void;
}

/** The leadership of an instance that shares nothing with others: it always leads. */
export const alone: Leadership = { isOwn: true, ask: () => undefined };
