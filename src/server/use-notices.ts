import type { GraphQLError } from 'graphql';
import type { Plugin } from 'graphql-yoga';

/** What an answer is to tell beside its data. */
export interface Noticing {
  readonly notices: GraphQLError[];
}

/**
 * Adds the errors that resolvers noticed, but could answer in spite of, to those of the answer: a client that looks
 * at errors learns of them in their place, and one that doesn't has the data.
 */
export function useNotices(): Plugin<Noticing> {
  return {
    onExecute: ({ args }) => {
      const notices: GraphQLError[] = args.contextValue.notices;
      return {
        onExecuteDone: ({ result, setResult }) => {
          if (notices.length === 0 || !('data' in result)) return;
          setResult({ ...result, errors: [...(result.errors ?? []), ...notices] });
        },
      };
    },
  };
}
