import { GraphQLError } from '../packages/graphql.ts';
import { isRecord } from '../values/json.ts';

/** Parameters of an operation as a client wrote them. */
export type Parameters = Readonly<Record<string, unknown>>;

/** What a client asks for, read as WPGraphQL reads it (graphql-php's `OperationParams`). */
export interface Operation {
  readonly query: string | null;
  /** Names a document that the gateway keeps. */
  readonly queryId: string | null;
  /** Whether `queryId` must be the SHA-256 of `query` (Apollo's automatic persisted queries). */
  readonly isHash: boolean;
  readonly operationName: string | null;
  readonly variables: Parameters | null;
}

/**
 * Reads the parameters of an operation. Their names count in any case, an empty text is no value, and variables may be
 * JSON inside of a text. Parameters that nobody knows are left out.
 *
 * @throws GraphQLError for a parameter of the wrong type
 */
export function readOperation(parameters: unknown): Operation {
  const values = new Map<string, unknown>();
  for (const [name, value] of Object.entries(isRecord(parameters) ? parameters : {}))
    if (value !== '' && value !== null) values.set(name.toLowerCase(), value);
  const hash = hashIn(values.get('extensions'));
  // Relay and others call it `id` or `documentId`.
  const id = values.get('queryid') ?? values.get('documentid') ?? values.get('id');
  return {
    query: textOf(values.get('query'), 'query'),
    queryId: textOf(id ?? hash, 'queryId'),
    isHash: id === undefined && hash !== undefined,
    operationName: textOf(values.get('operationname'), 'operationName'),
    variables: variablesOf(values.get('variables')),
  };
}

/** The parameters in a JSON value, of one operation or of a list; null for a value that has none. */
export function parametersOf(value: unknown): Parameters | Parameters[] | null {
  if (!Array.isArray(value)) return isRecord(value) ? value : null;
  // graphql-php takes an empty list for one operation without a query.
  return value.length === 0 ? {} : value.map((each: unknown) => (isRecord(each) ? each : {}));
}

/**
 * The operations of a request, if there are not too many.
 *
 * @throws GraphQLError in WPGraphQL's words if there are
 */
export function withinLimit(operations: Parameters | Parameters[], most: number): Parameters | Parameters[] {
  if (!Array.isArray(operations) || operations.length <= most) return operations;
  throw new GraphQLError(
    `Batch requests are limited to ${most} operations. This request contained ${operations.length}`,
    { extensions: { code: 'BAD_REQUEST', http: { status: 413 } } },
  );
}

/** An error about a request that isn't as it must be. */
export function badRequest(message: string): GraphQLError {
  // By `spec`, clients that ask for application/json get it with status 200, as from WPGraphQL.
  return new GraphQLError(message, {
    extensions: { code: 'BAD_REQUEST', http: { status: 400, spec: true } },
  });
}

function textOf(value: unknown, name: string): string | null {
  if (value === undefined) return null;
  if (typeof value === 'string') return value;
  throw badRequest(
    `GraphQL Request parameter "${name}" must be string, but got ${JSON.stringify(value).slice(0, 80)}`,
  );
}

/** PHP writes an empty object as `[]`. */
function variablesOf(value: unknown): Parameters | null {
  const variables = decoded(value);
  if (variables === undefined || variables === null) return null;
  if (Array.isArray(variables) && variables.length === 0) return {};
  if (isRecord(variables)) return variables;
  throw badRequest(
    `GraphQL Request parameter "variables" must be object or JSON string parsed to object, but got ${JSON.stringify(value).slice(0, 80)}`,
  );
}

function hashIn(extensions: unknown): unknown {
  const read = decoded(extensions);
  const persisted = isRecord(read) ? read['persistedQuery'] : null;
  return (isRecord(persisted) ? persisted['sha256Hash'] : null) ?? undefined;
}

/** The value of a JSON text; anything else as it is. */
function decoded(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}
