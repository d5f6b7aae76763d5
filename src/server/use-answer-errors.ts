import { GraphQLError } from '../packages/graphql.ts';
import type { Plugin } from './graphql-yoga.ts';

/**
 * Keeps the first errors of an answer, and replaces the others by one that says how many there were. A list of a
 * thousand items has an error for each item if WordPress breaks a field of all.
 */
export function useAnswerErrors(maxErrors: number): Plugin {
  return {
    onExecute: () => ({
      onExecuteDone({ result, setResult }) {
        if (!('errors' in result) || !result.errors || result.errors.length <= maxErrors) return;
        const left = result.errors.length - maxErrors;
        setResult({ ...result, errors: [...result.errors.slice(0, maxErrors), leftOut(left)] });
      },
    }),
  };
}

function leftOut(left: number): GraphQLError {
  return new GraphQLError(`The answer has ${left} more errors. They are left out.`, {
    extensions: { code: 'TOO_MANY_ERRORS' },
  });
}
