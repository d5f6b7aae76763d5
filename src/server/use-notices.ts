import type { GraphQLError } from '../packages/graphql.ts';
import { type Splitting, splitErrors } from '../schema/notices.ts';
import { withPressQL } from './extensions.ts';
import type { Plugin } from './graphql-yoga.ts';

/** The part of the context that collects notices. */
export interface NoticeContext {
  /** Located errors of fields that nevertheless have a value. */
  readonly notices: GraphQLError[];
}

/**
 * Adds the collected notices to an answer. Notices about data that WordPress hides go to `extensions.pressql.notices`, not
 * to `errors`, because some frontends render no page if there is any error. Mistakes of the client go to `errors`.
 *
 * @param asErrors - whether notices become errors
 */
export function useNotices({
  asErrors,
  siteAt,
}: Pick<Splitting, 'asErrors' | 'siteAt'>): Plugin<NoticeContext> {
  return {
    onExecute: ({ args }) => ({
      onExecuteDone: ({ result, setResult }) => {
        if (!('data' in result)) return;
        const noticed: readonly GraphQLError[] = args.contextValue.notices;
        const { errors: thrown = [], ...answer } = result;
        const all = [...thrown, ...noticed];
        if (all.length === 0) return;
        const { schema, document } = args;
        const { errors, notices } = splitErrors(all, { schema, document, asErrors, siteAt });
        setResult({
          ...answer,
          ...(errors.length > 0 ? { errors } : {}),
          ...(notices.length > 0 ? { extensions: withPressQL(answer.extensions, { notices }) } : {}),
        });
      },
    }),
  };
}
