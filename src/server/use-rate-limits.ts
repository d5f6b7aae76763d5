import { getOperationAST } from '../packages/graphql.ts';
import type { Plugin } from './graphql-yoga.ts';
import type { RateLimits } from './rate-limits.ts';
import type { ExchangeContext } from './use-operation-records.ts';

/** Counts the queries and mutations of each client, and refuses those that exceed its limit. */
export function useRateLimits(limits: RateLimits): Plugin<ExchangeContext, ExchangeContext> {
  return {
    async onExecute({ args }) {
      const operation = getOperationAST(args.document, args.operationName);
      const { clientAddress } = args.contextValue.exchange;
      await limits.take(operation?.operation === 'mutation' ? 'writes' : 'reads', clientAddress);
    },
  };
}
