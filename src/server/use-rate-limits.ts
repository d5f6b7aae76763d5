import { type GraphQLError, getOperationAST } from '../packages/graphql.ts';
import { WordPressError } from '../wordpress/errors.ts';
import type { Plugin } from './graphql-yoga.ts';
import type { RateLimits } from './rate-limits.ts';
import type { ExchangeContext } from './use-operation-records.ts';

/**
 * Counts the queries and mutations of each client, and refuses those that exceed its limit. A request with a wrong password
 * counts as a login, too: otherwise a client could guess application passwords with any query.
 */
export function useRateLimits(limits: RateLimits): Plugin<ExchangeContext, ExchangeContext> {
  return {
    async onExecute({ args }) {
      const { exchange, request } = args.contextValue;
      const { clientAddress } = exchange;
      const operation = getOperationAST(args.document, args.operationName);
      await limits.take(operation?.operation === 'mutation' ? 'writes' : 'reads', clientAddress);
      // Nobody guesses tokens, and those of honest users expire.
      if (!/^basic /i.test(request.headers.get('authorization') ?? '')) return;
      await limits.check('logins', clientAddress);
      return {
        async onExecuteDone({ result }) {
          if (!('errors' in result) || !result.errors?.some(isWrongPassword)) return;
          // The answer is ready. The next request is refused.
          await limits.take('logins', clientAddress).catch(() => undefined);
        },
      };
    },
  };
}

/** Whether WordPress has refused the password of a request. It refuses users who may not read something with 403. */
function isWrongPassword({ originalError, extensions }: GraphQLError): boolean {
  const status =
    originalError instanceof WordPressError ? originalError.details.status : extensions['status'];
  return status === 401;
}
