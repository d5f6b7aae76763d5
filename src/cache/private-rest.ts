import type { Site } from '../site/site.ts';
import type { OperationScope } from '../wordpress/operation.ts';
import type { Rest } from '../wordpress/rest.ts';
import type { Changes } from './changes.ts';
import { changesOf } from './writes.ts';

/** Options of {@link privateRest}. */
export interface PrivateRestOptions {
  readonly operation: OperationScope;
  /** Receives the changes that writes make. */
  readonly changes: Changes;
  readonly site: Site;
}

/**
 * Returns a client of WordPress that bypasses the cache: its answers are for one user. Before a write returns, it publishes the
 * changes that the write made.
 */
export function privateRest(rest: Rest, { operation, changes, site }: PrivateRestOptions): Rest {
  const noted = <Call extends readonly unknown[], T>(read: (...call: Call) => Promise<T>) => {
    return (...call: Call): Promise<T> => {
      operation.reads.notePrivate();
      return read(...call);
    };
  };
  return {
    root: rest.root,
    list: noted(rest.list),
    get: noted(rest.get),
    counted: noted(rest.counted),
    describe: noted(rest.describe),
    head: noted(rest.head),
    // Pages are read without credentials, so that they are as visitors see them.
    page(reading, options) {
      operation.reads.notePrivate();
      return rest.page(reading, options);
    },
    submit: noted(rest.submit),
    async write(write) {
      operation.reads.notePrivate();
      let answer: unknown = null;
      try {
        answer = await rest.write(write);
        return answer;
      } finally {
        // A write that failed may have changed something, too. A session belongs to one visitor alone.
        if (!write.session) await changes.publish(changesOf(write, answer, site));
      }
    },
    withCredentials: (credentials) =>
      privateRest(rest.withCredentials(credentials), { operation, changes, site }),
    close: rest.close,
  };
}
