import type { GraphQLError } from '../packages/graphql.ts';
import { type Plugin, processRegularResult } from './graphql-yoga.ts';

/**
 * Answers clients that read plain JSON as WPGraphQL does: also those that name no type the gateway has, and with status 200
 * whatever is wrong with an operation (GraphQL over HTTP, "application/json"). Apollo Client hides the errors of an answer
 * with another status behind one of the network.
 */
export const useJson: Plugin = {
  onResultProcess({ result, resultProcessor, setResultProcessor }) {
    for (const each of [result].flat()) if ('errors' in each) each.errors?.forEach(markOfOperation);
    if (!resultProcessor) setResultProcessor(processRegularResult, 'application/json');
  },
};

/** Marks an error of variables, or of the operation's name: GraphQL Yoga forgets to, and answers with status 400. */
function markOfOperation({ extensions }: GraphQLError): void {
  const http = extensions['http'];
  const { code } = extensions;
  if (code !== undefined && code !== 'OPERATION_RESOLUTION_FAILURE') return;
  if (typeof http === 'object' && http !== null) Object.assign(http, { spec: true });
}
