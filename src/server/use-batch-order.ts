import type { Plugin } from './graphql-yoga.ts';
import { readOperation } from './operations.ts';

/**
 * Runs the operations of a batch one after another if one of them may be a mutation, because a query after a mutation
 * must see its changes. Runs the operations of other batches in parallel. WPGraphQL never runs operations in parallel.
 */
export function useBatchOrder(): Plugin {
  const ordered = new WeakMap<Request, Promise<unknown>>();
  return {
    onRequestParse: ({ request }) => ({
      onRequestParseDone({ requestParserResult: operations }) {
        if (Array.isArray(operations) && operations.some(mayChange)) ordered.set(request, Promise.resolve());
      },
    }),
    instrumentation: {
      operation({ request }, run) {
        const before = ordered.get(request);
        if (!before) return run();
        const done = before.then(run);
        // The next operation runs even if this one fails.
        const over = done.catch(() => undefined);
        ordered.set(request, over);
        return done;
      },
    },
  };
}

/** Whether an operation may be a mutation: its document contains the word, or the client sent only an id. */
function mayChange(parameters: unknown): boolean {
  try {
    const { query } = readOperation(parameters);
    return query === null || /\bmutation\b/.test(query);
  } catch {
    // A malformed operation is answered with an error and does not run.
    return false;
  }
}
