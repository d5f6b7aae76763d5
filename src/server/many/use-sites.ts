import { GraphQLError, OperationTypeNode, type ValidationRule } from '../../packages/graphql.ts';
import { credentialsIn } from '../../wordpress/credentials.ts';
import type { Plugin } from '../graphql-yoga.ts';
import type { OperationContext } from '../operation-context.ts';
import type { ExchangeContext } from '../use-operation-records.ts';
import { executeJoined } from './execute.ts';
import { isParts } from './parts.ts';
import type { ServedSites } from './served-sites.ts';

/** Executes the operations of a joined graph: each site answers its part. */
export function useSites(
  sites: ServedSites,
  maxRootFields: number,
): Plugin<OperationContext & ExchangeContext> {
  return {
    onValidate({ addValidationRule }) {
      addValidationRule(onlyQueries);
    },
    onExecute({ args, executeFn, setExecuteFn }) {
      const { loaders, request } = args.contextValue;
      const graph = sites.graphOf(args.schema);
      if (!graph || !isParts(loaders)) return;
      if (credentialsIn(request.headers)) throw signedIn();
      setExecuteFn((given) =>
        executeJoined(given, {
          ...{ graph, sites, maxRootFields, parts: loaders },
          execute: (part) => executeFn(part),
        }),
      );
    },
  };
}

/** Refuses mutations and subscriptions. They belong to one site, and to a user of it. */
const onlyQueries: ValidationRule = (context) => ({
  OperationDefinition(node) {
    if (node.operation === OperationTypeNode.QUERY) return;
    context.reportError(
      new GraphQLError(
        `This graph of several sites has no ${node.operation}s. Send them to the graph of one site, at /<name>/graphql.`,
        { nodes: node },
      ),
    );
  },
});

/** A password of one site must not go to another. */
function signedIn(): GraphQLError {
  return new GraphQLError(
    'This graph of several sites answers visitors only, because credentials of one site must not go to another. Send the request without credentials, or to the graph of one site, at /<name>/graphql.',
    { extensions: { code: 'CREDENTIALS_REFUSED', http: { status: 400, spec: true } } },
  );
}
