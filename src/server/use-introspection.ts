import {
  type ExecutionResult,
  GraphQLError,
  type GraphQLSchema,
  getOperationAST,
} from '../packages/graphql.ts';
import { BoundedMap } from '../values/bounded-map.ts';
import { limits } from '../values/limits.ts';
import { remembered } from '../values/remembered.ts';
import { fragmentsOf, merged } from './document-size.ts';
import type { Plugin } from './graphql-yoga.ts';
import { introspectionCost, isIntrospection, standardCost } from './introspection-cost.ts';

/**
 * Refuses operations that read much more of the schema than tools do, and remembers answers about the schema. graphql-js
 * answers the introspection query of tools in one run of some 100 ms.
 */
export function useIntrospection(): Plugin {
  const answersOf = remembered(
    (schema: GraphQLSchema) =>
      new BoundedMap<string, ExecutionResult>(limits.maxIntrospectionsKept * standardCost(schema)),
  );
  return {
    onExecute({ args, executeFn, setExecuteFn }) {
      const { schema, document, operationName, variableValues } = args;
      const operation = getOperationAST(document, operationName);
      if (!operation) return;
      const cost = introspectionCost(operation.selectionSet, { schema, document });
      if (cost === 0) return;
      const mostCost = limits.maxIntrospectionWork * standardCost(schema);
      if (cost > mostCost) {
        setExecuteFn(() => ({ errors: [tooMuch(cost / standardCost(schema))] }));
        return;
      }
      const fields = [...merged([operation.selectionSet], fragmentsOf(document)).values()];
      const isWhole = fields.every(([field]) => isIntrospection(field?.name.value));
      const text = document.loc?.source.body;
      if (!isWhole || text === undefined) return;
      const answers = answersOf(schema);
      const key = JSON.stringify([operationName ?? null, variableValues ?? null, text]);
      const known = answers.get(key);
      if (known) {
        setExecuteFn(() => ({ ...known }));
        return;
      }
      setExecuteFn(async (given) => {
        const answer = await executeFn(given);
        if ('data' in answer && !answer.errors) answers.set(key, { data: answer.data }, cost);
        return answer;
      });
    },
  };
}

function tooMuch(times: number): GraphQLError {
  return new GraphQLError(
    `The operation reads ${times.toFixed(1)} times as much of the schema as the introspection query of tools does. The gateway accepts at most ${limits.maxIntrospectionWork} times as much. Select fewer fields of \`__schema\` and \`__type\`, and no list inside another one of its kind.`,
    { extensions: { code: 'DOCUMENT_TOO_LARGE', http: { status: 400, spec: true } } },
  );
}
