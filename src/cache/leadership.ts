/** Which one of several instances looks for changes in WordPress. */
export interface Leadership {
  /** Whether this instance looks. */
  readonly isOwn: boolean;
  /** Asks the instance that looks to do it at once. */
  ask(): void;
}

/** The change feed of an instance, as far as other instances need it. */
export interface LeadableFeed {
  /** See `Feed.touch` in `src/feed/feed.ts`. */
  touch(resource: string, at?: number): void;
  vouchedUntil(resource: string): number;
  ping(): void;
  hold(resources: readonly string[]): () => void;
  /** The resources of which somebody at this instance waits for changes. */
  readonly held: readonly string[];
  readonly state: {
    /** The resources that the feed looks at, with the time of the last look. */
    readonly resources: ReadonlyMap<string, number | null>;
  };
  /**
   * Begins to look.
   *
   * @param lookedAt - when another instance has looked at each resource last, in milliseconds since 1970
   */
  takeOver(lookedAt: ReadonlyMap<string, number>): void;
}

/** An instance that has no others. */
export const alone: Leadership = { isOwn: true, ask: () => undefined };
