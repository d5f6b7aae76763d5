import type { Plugin } from './graphql-yoga.ts';
import { readOperation } from './operations.ts';

/**
 * Runs the operations of a request in their order where one of them may be a mutation: WPGraphQL always does, and a query
 * that follows a mutation must see what it changed. Other requests run theirs at once.
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
        // An operation that fails has its own answer, and the next one runs all the same.
        const over = done.catch(() => undefined);
        ordered.set(request, over);
        return done;
      },
    },
  };
}

/** Whether an operation may be a mutation: its document says the word, or is named by an id alone. */
function mayChange(parameters: unknown): boolean {
  try {
    const { query } = readOperation(parameters);
    return query === null || /\bmutation\b/.test(query);
  } catch {
    // It has an error for its answer, and runs nothing.
    return false;
  }
}
