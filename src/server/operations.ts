import { GraphQLError } from '../packages/graphql.ts';
import { isRecord } from '../values/json.ts';
import { parseShallowJson } from '../values/json-depth.ts';

/** The parameters of an operation, unchecked, as the client sent them. */
export type Parameters = Readonly<Record<string, unknown>>;

/** An operation of a client's request. The gateway reads it by the rules of WPGraphQL (graphql-php's `OperationParams`). */
export interface Operation {
  readonly query: string | null;
  /** Id of a persisted query. Null if the client sends none. */
  readonly queryId: string | null;
  /** Whether `queryId` must be the SHA-256 of `query` (Apollo's automatic persisted queries). */
  readonly isHash: boolean;
  readonly operationName: string | null;
  readonly variables: Parameters | null;
  /** The extensions of the request (GraphQL over HTTP, "Request Parameters"). */
  readonly extensions: Parameters | null;
}

/**
 * Reads the parameters of an operation. Their names are case-insensitive. An empty string counts as a missing value.
 * Variables may be a JSON string. Unknown parameters are ignored.
 *
 * @throws GraphQLError if a parameter has the wrong type
 */
export function readOperation(parameters: unknown): Operation {
  const values = new Map<string, unknown>();
  for (const [name, value] of Object.entries(isRecord(parameters) ? parameters : {}))
    if (value !== '' && value !== null) values.set(name.toLowerCase(), value);
  const parsed = parsedIfText(values.get('extensions'));
  const extensions = isRecord(parsed) ? parsed : null;
  const hash = hashIn(extensions);
  // Relay's clients send `id` or `doc_id`, others `documentId` (GraphQL over HTTP, "Persisted Documents").
  const id = values.get('queryid') ?? values.get('documentid') ?? values.get('doc_id') ?? values.get('id');
  return {
    query: textOf(values.get('query'), 'query'),
    queryId: textOf(id ?? hash, 'queryId'),
    isHash: id === undefined && hash !== undefined,
    operationName: textOf(values.get('operationname'), 'operationName'),
    variables: variablesOf(values.get('variables')),
    extensions,
  };
}

/**
 * Returns the parameters in a JSON value: those of one operation, or of a batch. Returns null if the value is neither an
 * object nor an array.
 */
export function parametersOf(value: unknown): Parameters | Parameters[] | null {
  if (!Array.isArray(value)) return isRecord(value) ? value : null;
  // graphql-php treats an empty array as one operation without a query.
  return value.length === 0 ? {} : value.map((each: unknown) => (isRecord(each) ? each : {}));
}

/**
 * Returns the operations of a request unchanged.
 *
 * @throws GraphQLError, with WPGraphQL's message, if a batch has more than `maxOperations` operations
 */
export function withinLimit(
  operations: Parameters | Parameters[],
  maxOperations: number,
): Parameters | Parameters[] {
  if (!Array.isArray(operations) || operations.length <= maxOperations) return operations;
  throw new GraphQLError(
    `Batch requests are limited to ${maxOperations} operations. This request contained ${operations.length}`,
    { extensions: { code: 'BAD_REQUEST', http: { status: 413 } } },
  );
}

/** Returns the error for a malformed request. */
export function badRequest(message: string): GraphQLError {
  // `spec` makes Yoga send status 200 to clients that accept application/json, as WPGraphQL does.
  return new GraphQLError(message, {
    extensions: { code: 'BAD_REQUEST', http: { status: 400, spec: true } },
  });
}

/** Returns the error for a client that leaves while it sends its request. It is no failure to report to the operator. */
export function leftEarly(): GraphQLError {
  return badRequest('The client left before it had sent the whole body.');
}

function textOf(value: unknown, name: string): string | null {
  if (value === undefined) return null;
  if (typeof value === 'string') return value;
  throw badRequest(
    `GraphQL Request parameter "${name}" must be string, but got ${JSON.stringify(value).slice(0, 80)}`,
  );
}

/** Returns the variables of an operation. An empty array counts as an object, because PHP writes `{}` as `[]`. */
function variablesOf(value: unknown): Parameters | null {
  const variables = parsedIfText(value);
  if (variables === undefined || variables === null) return null;
  if (Array.isArray(variables) && variables.length === 0) return {};
  if (isRecord(variables)) return variables;
  throw badRequest(
    `GraphQL Request parameter "variables" must be object or JSON string parsed to object, but got ${JSON.stringify(value).slice(0, 80)}`,
  );
}

/** Returns the hash of an automatic persisted query. Returns undefined if `extensions` contains no hash. */
function hashIn(extensions: Parameters | null): unknown {
  const persisted = extensions?.['persistedQuery'];
  return (isRecord(persisted) ? persisted['sha256Hash'] : null) ?? undefined;
}

/** Returns the value of a JSON string. Returns anything else, even invalid JSON, unchanged. */
function parsedIfText(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  try {
    return parseShallowJson(value);
  } catch {
    return value;
  }
}
