import type { GraphQLError } from '../packages/graphql.ts';
import { splitErrors } from '../schema/notices.ts';
import type { Plugin } from './graphql-yoga.ts';

/** What an answer is to tell beside its data. */
export interface NoticeContext {
  /** Located errors of fields that have a value in spite of them. */
  readonly notices: GraphQLError[];
}

/**
 * Tells clients what a field's value alone doesn't. What WordPress keeps to itself goes to `extensions.pressql.notices`, so
 * that a frontend which takes any error for a failure shows its page; a client's mistakes go to `errors`.
 *
 * @param strict - whether what would be notices are errors too
 */
export function useNotices(strict: boolean): Plugin<NoticeContext> {
  return {
    onExecute: ({ args }) => ({
      onExecuteDone: ({ result, setResult }) => {
        if (!('data' in result)) return;
        const noticed: readonly GraphQLError[] = args.contextValue.notices;
        const { errors: thrown = [], ...answer } = result;
        const all = [...thrown, ...noticed];
        if (all.length === 0) return;
        const { schema, document } = args;
        const { errors, notices } = splitErrors(all, { schema, document, asErrors: strict });
        setResult({
          ...answer,
          ...(errors.length > 0 ? { errors } : {}),
          ...(notices.length > 0 ? { extensions: { ...answer.extensions, pressql: { notices } } } : {}),
        });
      },
    }),
  };
}
