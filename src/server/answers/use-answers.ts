import type { Context } from '../../schema/kit/base/context.ts';
import { withPressQL } from '../extensions.ts';
import type { Plugin } from '../graphql-yoga.ts';
import type { ExchangeContext } from '../use-operation-records.ts';

/**
 * Notes in the record of an operation what its answer is made of. Marks an answer that has old data in it, with
 * `extensions.pressql.stale`.
 */
export function useAnswers(now: () => number): Plugin<Context & ExchangeContext, ExchangeContext> {
  return {
    onExecute({ args }) {
      const { record, exchange, loaders } = args.contextValue;
      const { reads } = loaders.operation;
      const startedAt = now();
      if (record) Object.assign(record, { reads, startedAt });
      // Each client's mutation has to run.
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
