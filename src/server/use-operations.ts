import { GraphQLError } from '../packages/graphql.ts';
import { parseShallowJson } from '../values/json-depth.ts';
import type { Plugin } from './graphql-yoga.ts';
import { badRequest, type Parameters, parametersOf, readOperation, withinLimit } from './operations.ts';
import type { PersistedQueries } from './persisted-queries.ts';
import { textOf } from './texts.ts';
import type { ExchangeContext } from './use-operation-records.ts';

/** The parsers of request bodies, by content type. */
const readers: Readonly<Record<string, (body: string) => Parameters | Parameters[]>> = {
  'application/json': parametersIn,
  'application/graphql+json': parametersIn,
  'application/graphql': (body) => ({ query: body }),
  'application/x-www-form-urlencoded': formIn,
};

/** Options of {@link useOperations}. */
export interface OperationsOptions {
  /** Largest number of operations in one request. */
  readonly maxBatch: number;
  /** Largest size of a body in bytes. */
  readonly maxRequestSize: number;
  /** The documents that clients select by an id. */
  readonly documents: PersistedQueries;
}

/**
 * Reads operations as WPGraphQL does. An operation is in the address or in the body, which may contain a batch. It has a
 * document or the id of a persisted query. An error in one operation of a batch doesn't affect the others.
 */
export function useOperations({
  maxBatch,
  maxRequestSize,
  documents,
}: OperationsOptions): Plugin<ExchangeContext, ExchangeContext> {
  return {
    onRequestParse({ request: { method, headers, url }, setRequestParser }) {
      if (method === 'GET') setRequestParser(() => formIn(new URL(url).searchParams));
      if (method === 'POST') {
        refuseEncoded(headers.get('content-encoding'));
        const read = readerOf(headers.get('content-type'));
        setRequestParser(async (received) =>
          withinLimit(read(await textOf(received, maxRequestSize)), maxBatch),
        );
      }
    },
    async onParams({ params, setParams, context: { record } }) {
      const operation = readOperation(params);
      const { queryId, operationName, variables, extensions } = operation;
      const query = await documents.documentOf(operation);
      if (record && queryId !== null)
        record.persisted = { id: queryId, isStored: () => documents.has(queryId, query) };
      setParams({
        query,
        ...(operationName === null ? {} : { operationName }),
        ...(variables === null ? {} : { variables }),
        ...(extensions === null ? {} : { extensions }),
      });
    },
  };
}

/**
 * Refuses a compressed body. A few bytes of it could unpack to any size.
 *
 * @throws GraphQLError for every encoding but `identity`
 */
function refuseEncoded(encoding: string | null): void {
  if (encoding === null || /^\s*(identity)?\s*$/i.test(encoding)) return;
  throw unsupported('The gateway reads no compressed requests. Send the body without Content-Encoding.');
}

/**
 * Returns the parser for a content type.
 *
 * @throws GraphQLError if there is none
 */
function readerOf(contentType: string | null) {
  const type = contentType?.split(/[;,]/)[0]?.trim().toLowerCase() ?? '';
  const read = Object.hasOwn(readers, type) ? readers[type] : undefined;
  if (read) return read;
  throw unsupported(
    `HTTP POST requests must have Content-Type: application/json header. Received: ${contentType ?? ''}`,
  );
}

function unsupported(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'UNSUPPORTED_MEDIA_TYPE', http: { status: 415 } } });
}

/**
 * Reads the parameters in a JSON body.
 *
 * @throws GraphQLError if the body is invalid JSON, or is no object and no array
 */
function parametersIn(body: string): Parameters | Parameters[] {
  const value = jsonIn(body);
  const parameters = parametersOf(value);
  if (parameters) return parameters;
  throw badRequest(
    `Expected JSON object or array for "application/json" request, got: ${JSON.stringify(value).slice(0, 80)}`,
  );
}

function jsonIn(body: string): unknown {
  try {
    return parseShallowJson(body);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw badRequest(
      `Expected JSON object or array for "application/json" request, but failed to parse because: ${why}`,
    );
  }
}

function formIn(form: string | URLSearchParams): Parameters {
  return Object.fromEntries(new URLSearchParams(form));
}
