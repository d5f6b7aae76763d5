import type { GraphQLError } from '../packages/graphql.ts';
import { type Plugin, processRegularResult } from './graphql-yoga.ts';

/**
 * Answers clients that accept plain JSON as WPGraphQL does. A client whose `Accept` matches no type of the gateway gets
 * JSON as well. Errors of an operation have status 200 (GraphQL over HTTP, "application/json"), because Apollo Client
 * reports an answer with another status as a network error and hides the errors in it.
 */
export const useJson: Plugin = {
  onResultProcess({ result, resultProcessor, setResultProcessor }) {
    for (const each of [result].flat()) if ('errors' in each) each.errors?.forEach(markOfOperation);
    if (!resultProcessor) setResultProcessor(processRegularResult, 'application/json');
  },
};

/** Marks errors about variables and operation names with `spec`. GraphQL Yoga doesn't, and would send status 400. */
function markOfOperation({ extensions }: GraphQLError): void {
  const http = extensions['http'];
  const { code } = extensions;
  if (code !== undefined && code !== 'OPERATION_RESOLUTION_FAILURE') return;
  if (typeof http === 'object' && http !== null) Object.assign(http, { spec: true });
}
