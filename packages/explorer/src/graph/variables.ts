import {
  type GraphQLInputType,
  type GraphQLSchema,
  getVariableValues,
  isEnumType,
  isInputObjectType,
  isInputType,
  isListType,
  isNonNullType,
  typeFromAST,
} from 'graphql';
import { isRecord } from '../state/values.ts';
import { jsonIn } from './headers.ts';
import type { Operation } from './operations.ts';

/** What is wrong with variables. */
export interface Mistake {
  readonly message: string;
  /** The variable. Null if the whole text is meant. */
  readonly variable: string | null;
}

/** Returns what is wrong with the variables of an operation. */
export function mistakesIn(
  variables: string,
  { operation, schema }: { operation: Operation | null; schema: GraphQLSchema | undefined },
): readonly Mistake[] {
  const value = variables.trim() === '' ? {} : jsonIn(variables);
  // The editor itself marks what is no JSON.
  if (value === undefined) return [];
  if (!isRecord(value)) return [{ message: 'Variables are a JSON object: { "first": 5 }.', variable: null }];
  if (!operation) return [];
  const definitions = operation.node.variableDefinitions ?? [];
  const names = definitions.map(({ variable }) => variable.name.value);
  const unknown = Object.keys(value)
    .filter((name) => !names.includes(name))
    .map((name) => ({ message: `The operation has no variable $${name}.`, variable: name }));
  if (!schema) return unknown;
  const { errors = [] } = getVariableValues(schema, definitions, value, { maxErrors: 20 });
  const wrong = errors.map(({ message }) => {
    const [, name] = /^Variable "\$(\w+)"/.exec(message) ?? [];
    return { message, variable: name !== undefined && name in value ? name : null };
  });
  return [...unknown, ...wrong];
}

/** Returns the type of each variable of an operation, by name. */
export function variableTypes(
  operation: Operation | null,
  schema: GraphQLSchema | undefined,
): ReadonlyMap<string, GraphQLInputType | null> {
  const definitions = operation?.node.variableDefinitions ?? [];
  return new Map(
    definitions.map(({ variable, type }) => {
      const found = schema && typeFromAST(schema, type);
      return [variable.name.value, isInputType(found) ? found : null];
    }),
  );
}

/** Returns a first value for a variable, as JSON: `""` for a text, `[]` for a list. */
export function firstValue(type: GraphQLInputType | null): string {
  if (type === null) return 'null';
  if (isNonNullType(type)) return firstValue(type.ofType);
  if (isListType(type)) return '[]';
  if (isInputObjectType(type)) return '{}';
  if (isEnumType(type)) return JSON.stringify(type.getValues()[0]?.name ?? '');
  return { Int: '10', Float: '1', Boolean: 'true' }[type.name] ?? '""';
}
