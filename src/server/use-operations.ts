import { GraphQLError } from '../packages/graphql.ts';
import type { Plugin } from './graphql-yoga.ts';
import { badRequest, type Parameters, parametersOf, readOperation, withinLimit } from './operations.ts';
import { createPersistedQueries } from './persisted-queries.ts';

/** How bodies are read, by their content type. */
const readers: Readonly<Record<string, (body: string) => Parameters | Parameters[]>> = {
  'application/json': parametersIn,
  'application/graphql+json': parametersIn,
  'application/graphql': (body) => ({ query: body }),
  'application/x-www-form-urlencoded': formIn,
};

/**
 * Reads operations as WPGraphQL does: in an address or a body, one or a list of them, with their documents or with ids
 * of documents that were sent before. Each operation of a list has its own answer, whatever is wrong with another.
 *
 * @param mostOperations - of one request
 */
export function useOperations(mostOperations: number): Plugin {
  const kept = createPersistedQueries();
  return {
    onRequestParse({ request: { method, headers, url }, setRequestParser }) {
      if (method === 'GET') setRequestParser(() => formIn(new URL(url).searchParams));
      if (method === 'POST') {
        const read = readerOf(headers.get('content-type'));
        setRequestParser(async (received) => withinLimit(read(await received.text()), mostOperations));
      }
    },
    onParams({ params, setParams }) {
      const operation = readOperation(params);
      const { operationName, variables } = operation;
      setParams({
        query: kept.documentOf(operation),
        ...(operationName === null ? {} : { operationName }),
        ...(variables === null ? {} : { variables }),
      });
    },
  };
}

/** @throws GraphQLError for a content type that is not read */
function readerOf(contentType: string | null) {
  const type = contentType?.split(/[;,]/)[0]?.trim().toLowerCase() ?? '';
  const read = Object.hasOwn(readers, type) ? readers[type] : undefined;
  if (read) return read;
  throw new GraphQLError(
    `HTTP POST requests must have Content-Type: application/json header. Received: ${contentType ?? ''}`,
    { extensions: { code: 'UNSUPPORTED_MEDIA_TYPE', http: { status: 415 } } },
  );
}

/** @throws GraphQLError for a body that isn't an object or a list */
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
    return JSON.parse(body);
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
