import { withPressQL } from '../extensions.ts';
import type { Plugin } from '../graphql-yoga.ts';
import type { OperationContext } from '../operation-context.ts';
import type { ExchangeContext } from '../use-operation-records.ts';

/**
 * Returns a plugin that notes the reads of an operation in its record. It marks an answer with stale data by
 * `extensions.pressql.stale`.
 */
export function useAnswers(now: () => number): Plugin<OperationContext & ExchangeContext, ExchangeContext> {
  return {
    onExecute({ args }) {
      const { record, exchange, loaders } = args.contextValue;
      const { reads } = loaders.operation;
      const startedAt = now();
      if (record) Object.assign(record, { reads, startedAt });
      // Each client's mutation has to be executed.
      if (record?.kind !== 'query') exchange.part?.();
      return {
        onExecuteDone({ result, setResult }) {
          if (!('data' in result) || reads.freshUntil >= startedAt) return;
          setResult({ ...result, extensions: withPressQL(result.extensions, { stale: true }) });
        },
      };
    },
    onSubscribe({ args }) {
      args.contextValue.exchange.part?.();
    },
  };
}
