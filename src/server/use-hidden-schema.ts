import {
  type ExecutionResult,
  GraphQLError,
  NoSchemaIntrospectionCustomRule,
  type ValidationRule,
} from '../packages/graphql.ts';
import { added } from '../schema/federation/names.ts';
import type { Plugin } from './graphql-yoga.ts';

/** Refuses documents that read the schema. `__typename` is allowed, because caches of clients need it. */
export const useHiddenSchema: Plugin = {
  onValidate({ addValidationRule }) {
    addValidationRule(NoSchemaIntrospectionCustomRule);
    addValidationRule(noServiceRule);
  },
};

/** Refuses the SDL of a subgraph, which is the whole schema. Routers go on, as they read it only to compose. */
const noServiceRule: ValidationRule = (context) => ({
  Field(node) {
    const isRoot = context.getParentType() === context.getSchema().getQueryType();
    if (!isRoot || node.name.value !== added.serviceField) return;
    context.reportError(
      new GraphQLError(
        'Introspection is off, so the gateway does not show its SDL. The operator gets it from `pressql schema --federation`.',
        { nodes: node },
      ),
    );
  },
});

/**
 * Removes suggestions from all errors of GraphQL.js: of its validation, of variables and of enums. With them a stranger
 * could guess the schema name by name.
 */
export const useErrorsWithoutSuggestions: Plugin = {
  onResultProcess({ result, setResult }) {
    if (Symbol.asyncIterator in result) return;
    setResult(Array.isArray(result) ? result.map(withoutSuggestions) : withoutSuggestions(result));
  },
};

function withoutSuggestions<Result extends ExecutionResult>(result: Result): Result {
  const { errors } = result;
  if (!errors?.some(({ message }) => suggestion.test(message))) return result;
  return { ...result, errors: errors.map(withoutSuggestion) };
}

/** GraphQL.js, `didYouMean`: the sentence is the last one of a message. */
const suggestion = / *Did you mean [\s\S]+\?$/;

function withoutSuggestion(error: GraphQLError): GraphQLError {
  const { message, nodes, source, positions, path, extensions } = error;
  return new GraphQLError(message.replace(suggestion, ''), {
    nodes: nodes ?? null,
    source: source ?? null,
    positions: positions ?? null,
    path: path ?? null,
    extensions,
  });
}
