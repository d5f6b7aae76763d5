import type { Plugin } from './graphql-yoga.ts';
import type { OperationContext } from './operation-context.ts';

/**
 * Discovers the site again at the end of an operation that has changed it, before its client gets the answer. A mutation of
 * many settings discovers it once. It does so even if the client has left meanwhile.
 *
 * @param discover - its argument is the time of the change, in milliseconds of `performance.now()`
 */
export function useSiteChanges(discover: (since: number) => Promise<void>): Plugin<OperationContext> {
  return {
    instrumentation: {
      async operation({ context }, run) {
        try {
          await run();
        } finally {
          if (context.siteChangedAt) await discover(context.siteChangedAt);
        }
      },
    },
  };
}
