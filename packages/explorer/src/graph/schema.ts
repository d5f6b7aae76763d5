import { signal } from '@preact/signals';
import {
  buildClientSchema,
  type GraphQLSchema,
  getIntrospectionQuery,
  type IntrospectionQuery,
} from 'graphql';
import { isRecord, textIn } from '../state/values.ts';
import { post } from './post.ts';

/** The schema of the graph, or why the page has none. */
export type SchemaState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'ready'; readonly schema: GraphQLSchema }
  | { readonly kind: 'missing'; readonly why: string };

/** The schema, as far as the page has it. Queries run without it, too. */
export const schemaState = signal<SchemaState>({ kind: 'loading' });

/** The schema. Undefined if the page has none. */
export function knownSchema(): GraphQLSchema | undefined {
  const state = schemaState.value;
  return state.kind === 'ready' ? state.schema : undefined;
}

/** Reads the schema by introspection. */
export async function loadSchema(): Promise<void> {
  schemaState.value = { kind: 'loading' };
  const query = getIntrospectionQuery({ inputValueDeprecation: true, specifiedByUrl: true });
  const answer = await post({ query, operationName: 'IntrospectionQuery' });
  schemaState.value = 'problem' in answer ? { kind: 'missing', why: answer.problem } : stateOf(answer.body);
}

function stateOf(body: unknown): SchemaState {
  const data = isRecord(body) ? body['data'] : null;
  if (!isIntrospection(data)) return { kind: 'missing', why: whyMissing(body) };
  try {
    return { kind: 'ready', schema: buildClientSchema(data) };
  } catch (error) {
    return { kind: 'missing', why: `The schema cannot be read. (${String(error)})` };
  }
}

function isIntrospection(data: unknown): data is IntrospectionQuery {
  return isRecord(data) && isRecord(data['__schema']);
}

function whyMissing(body: unknown): string {
  const errors = isRecord(body) && Array.isArray(body['errors']) ? body['errors'] : [];
  const [first] = errors.filter(isRecord);
  return first ? textIn(first['message']) : 'The gateway did not answer the introspection query.';
}
