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
  /** Publishes changes to all listeners of this instance. Does nothing for an empty list. */
  publish(changes: readonly Change[]): void;
  /** Calls back for all changes from now on. Returns a function that ends this. */
  onChange(listener: (logged: LoggedChanges) => void): () => void;
  /** The place after which the log has every change. */
  readonly oldest: number;
  /** Returns the changes after a place in the log. Null if the log no longer reaches back to it. */
  since(sequence: number): readonly LoggedChanges[] | null;
}

/** Options of {@link createChanges}. */
export interface ChangesOptions {
  /** Number of entries to keep. @default 1000 */
  readonly size?: number | undefined;
  /** Called if a listener throws. */
  readonly onError: (error: unknown) => void;
  readonly now?: (() => number) | undefined;
}

/** Returns an empty log of changes. Sequences begin at the current time, so that those of an earlier process are smaller. */
export function createChanges({ size = 1000, onError, now = Date.now }: ChangesOptions): Changes {
  const listeners = new Set<(logged: LoggedChanges) => void>();
  const log: LoggedChanges[] = [];
  const start = now();
  let last = start;
  const oldest = () => (log.length < size ? start : (log[0]?.sequence ?? 0) - 1);
  return {
    publish(changes) {
      if (changes.length === 0) return;
      last = Math.max(last + 1, now());
      const logged: LoggedChanges = { sequence: last, at: now(), changes };
      log.push(logged);
      if (log.length > size) log.shift();
      for (const listener of listeners) {
        try {
          listener(logged);
        } catch (error) {
          onError(error);
        }
      }
    },
    onChange(listener) {
      const own = (logged: LoggedChanges) => listener(logged);
      listeners.add(own);
      return () => void listeners.delete(own);
    },
    get oldest() {
      return oldest();
    },
    since(sequence) {
      return sequence >= oldest() ? log.filter((logged) => logged.sequence > sequence) : null;
    },
  };
}
