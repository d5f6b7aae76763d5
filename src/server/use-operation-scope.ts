import { withPressQL } from './extensions.ts';
import type { Plugin } from './graphql-yoga.ts';
import type { OperationContext } from './operation-context.ts';
import type { ExchangeContext } from './use-operation-records.ts';

/**
 * Completes the scope of an operation when its answer is ready, and lets its record count its requests to WordPress.
 *
 * @param showsCost - whether the answer has `extensions.pressql.cost`: the number of requests to WordPress, and its limit
 */
export function useOperationScope({
  showsCost,
}: {
  showsCost: boolean;
}): Plugin<OperationContext & ExchangeContext> {
  return {
    onExecute({ args }) {
      const { loaders, record } = args.contextValue;
      const { operation } = loaders;
      if (record) {
        record.requests = () => operation.budget.used;
        record.hits = () => operation.reads.hits;
      }
      return {
        onExecuteDone({ result, setResult }) {
          operation.complete();
          if (!showsCost || !('data' in result)) return;
          const { used, limit } = operation.budget;
          setResult({
            ...result,
            extensions: withPressQL(result.extensions, { cost: { requests: used, maxRequests: limit } }),
          });
        },
      };
    },
  };
}
