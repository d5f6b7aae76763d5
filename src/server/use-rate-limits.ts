import { sha256 } from '#platform/values/hash';
import { type GraphQLError, getOperationAST } from '../packages/graphql.ts';
import { WordPressError } from '../wordpress/errors.ts';
import type { Plugin } from './graphql-yoga.ts';
import type { RateLimits } from './rate-limits.ts';
import type { ExchangeContext } from './use-operation-records.ts';

/**
 * Counts the queries and mutations of each client, and refuses those that exceed its limit. A request with a password counts
 * as a login, too: otherwise a client could guess application passwords with any query. It counts from its beginning, so
 * that simultaneous guesses count. A right password is given back.
 */
export function useRateLimits(limits: RateLimits): Plugin<GuessContext, GuessContext> {
  const guesses = countGuesses(limits);
  return {
    instrumentation: {
      async operation({ context }, run) {
        try {
          await run();
        } finally {
          // The client may have left, or another plugin may have refused the operation.
          await context.guess?.end(false);
        }
      },
    },
    async onExecute({ args: { contextValue, document, operationName } }) {
      const { exchange, request } = contextValue;
      const { clientAddress } = exchange;
      const operation = getOperationAST(document, operationName);
      await limits.take(operation?.operation === 'mutation' ? 'writes' : 'reads', clientAddress);
      const authorization = request.headers.get('authorization') ?? '';
      // Nobody guesses tokens, and those of honest users expire.
      if (clientAddress === null || !/^basic /i.test(authorization)) return;
      const guess = await guesses.begin(clientAddress, authorization);
      contextValue.guess = guess;
      return {
        onExecuteDone: ({ result }) =>
          guess.end('errors' in result && result.errors?.some(isWrongPassword) === true),
      };
    },
  };
}

interface GuessContext extends ExchangeContext {
  /** The password of the request. Absent without one. */
  guess?: Guess;
}

/** A password whose outcome is not known yet. */
interface Guess {
  /** Gives the login back, unless the password was wrong. Only the first call counts. */
  end(isWrong: boolean): Promise<void>;
}

/** The requests that send a password at the same time. */
interface RunningGuess {
  requests: number;
  isWrong: boolean;
  /** Rejects if the client has reached its limit. */
  readonly taken: Promise<void>;
}

/**
 * Counts passwords as logins while their outcome is unknown. A client that sends one password with many requests at the
 * same time has guessed once.
 */
function countGuesses(limits: RateLimits) {
  const running = new Map<string, RunningGuess>();
  return {
    /** @throws GraphQLError if the client has reached its limit */
    async begin(clientAddress: string, authorization: string): Promise<Guess> {
      const key = `${clientAddress} ${sha256(authorization, 'base64')}`;
      const known = running.get(key);
      const guess = known ?? { requests: 0, isWrong: false, taken: limits.take('logins', clientAddress) };
      running.set(key, guess);
      guess.requests++;
      let hasLeft = false;
      const leave = () => {
        if (hasLeft) return false;
        hasLeft = true;
        if (--guess.requests > 0) return false;
        running.delete(key);
        return true;
      };
      try {
        await guess.taken;
      } catch (refusal) {
        leave();
        throw refusal;
      }
      return {
        async end(isWrong) {
          guess.isWrong ||= isWrong && !hasLeft;
          if (leave() && !guess.isWrong) await limits.giveBack('logins', clientAddress);
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
