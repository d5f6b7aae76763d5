/**
 * A change to the public content of the site.
 *
 * @example
 * const change: Change = { kind: 'changed', resource: 'post', id: 7, uris: ['/2026/05/hello/'] };
 */
export interface Change {
  /** `removed`: visitors no longer see it. `published`: they see it for the first time. */
  readonly kind: 'published' | 'changed' | 'removed';
  /** WordPress' name of the type, taxonomy or collection: `post`, `category`, `user`, `comment`, `menu`, `settings`. */
  readonly resource: string;
  /** Database id. Null if any document of the resource may have changed. */
  readonly id: number | null;
  /** Paths of the document's pages, before and after the change, as far as they are known. */
  readonly uris: readonly string[];
  /** Database id of the document that it belongs to: the post of a comment. @default none */
  readonly parent?: number | undefined;
}

/** Changes that became known together, with their place in the log. */
export interface LoggedChanges {
  /** Larger for later changes. Clients send it back as `Last-Event-ID`. */
  readonly sequence: number;
  /** When the gateway learnt of them, in milliseconds since 1970. */
  readonly at: number;
  readonly changes: readonly Change[];
}

/** The changes that the gateway has learnt of, in order, and those who want to know of new ones. */
export interface Changes {
  /**
   * Publishes changes. Resolves when all listeners of this instance have been called, and other instances can know. Does
   * nothing for an empty list. Never rejects.
   */
  publish(changes: readonly Change[]): Promise<void>;
  /** Calls back for all changes from now on. Returns a function that ends this. */
  onChange(listener: (logged: LoggedChanges) => void): () => void;
  /** The place after which the log has every change. */
  readonly oldest: number;
  /** Returns the changes after a place in the log. Null if the log no longer reaches back to it. */
  since(sequence: number): readonly LoggedChanges[] | null;
}
