import { isRecord } from '../values/json.ts';

/**
 * A change to the public content of the site.
 *
 * @example
 * const change: Change = { kind: 'changed', resource: 'post', id: 7, uris: ['/2026/05/hello/'] };
 */
export interface Change {
  /** `published`: visitors see it for the first time. `changed`: it differs. `removed`: they no longer see it. */
  readonly kind: 'published' | 'changed' | 'removed';
  /** WordPress' name of the type, taxonomy or collection: `post`, `category`, `user`, `comment`, `menu`, `settings`. */
  readonly resource: string;
  /** Database id. Null if any document of the resource may have changed. */
  readonly id: number | null;
  /** Paths of the document's page before and after the change. Only those that the gateway knows. */
  readonly uris: readonly string[];
  /** Database id of the post of a comment. Absent for other documents. */
  readonly parent?: number | undefined;
}

const kinds: readonly unknown[] = ['published', 'changed', 'removed'] satisfies Change['kind'][];

/** Returns whether a value is a change. */
export function isChange(value: unknown): value is Change {
  if (!isRecord(value)) return false;
  const { kind, resource, id, uris, parent } = value;
  return (
    kinds.includes(kind) &&
    typeof resource === 'string' &&
    (id === null || Number.isSafeInteger(id)) &&
    Array.isArray(uris) &&
    uris.every((uri) => typeof uri === 'string') &&
    (parent === undefined || Number.isSafeInteger(parent))
  );
}

/** Returns a change of any documents of a resource. */
export function changeOfAll(resource: string): Change {
  return { kind: 'changed', resource, id: null, uris: [] };
}

/** Changes that the gateway learnt of together, with their place in the log. */
export interface LoggedChanges {
  /** Larger for later changes. Clients send it back as `Last-Event-ID`. */
  readonly sequence: number;
  /** When the gateway learnt of them, in milliseconds since 1970. */
  readonly at: number;
  readonly changes: readonly Change[];
}

/** A log of the changes that the gateway has learnt of, with listeners for new ones. */
export interface Changes {
  /**
   * Publishes changes, unless the list is empty. Resolves after it has called all listeners of this instance, and sent the
   * changes to the other instances. Never rejects.
   */
  publish(changes: readonly Change[]): Promise<void>;
  /** Adds a listener. Returns a function that removes it. */
  onChange(listener: (logged: LoggedChanges) => void): () => void;
  /** The sequence after which the log has every change. */
  readonly oldest: number;
  /** Returns the changes after a sequence. Returns null if the log no longer has all of them. */
  since(sequence: number): readonly LoggedChanges[] | null;
}
