import { sha256 } from '#platform/values/hash';
import { GraphQLError, stripIgnoredCharacters } from '../packages/graphql.ts';
import { BoundedMap } from '../values/bounded-map.ts';
import { limits } from '../values/limits.ts';
import { badRequest, type Operation } from './operations.ts';

/** Documents that clients send once and then select by an id. */
export interface PersistedQueries {
  /**
   * Returns the document of an operation: its `query`, or the document stored under its `queryId`. Stores the document
   * if the operation has both.
   *
   * @throws GraphQLError if the operation has neither, if the id is unknown, if it is a hash of another
   * document, or if it belongs to another document
   */
  documentOf(operation: Operation): string | Promise<string>;
  /** Whether a document still has an id. */
  has(queryId: string, document: string): boolean;
}

/** Documents that clients have sent to any of several gateways. Its methods never reject. */
export interface SharedDocuments {
  /** Returns the document of an id. Null if there is none, or if it cannot be read. */
  find(id: string): Promise<string | null>;
  /** Stores a document, unless there are too many. */
  keep(id: string, query: string): void;
}

/**
 * Stores documents as Apollo's automatic persisted queries and WPGraphQL Smart Cache do: one client sends `query` and
 * its id together, and then any client can send the id alone. The gateway drops the least recently used
 * documents. Clients send a dropped document again after the error `PersistedQueryNotFound`.
 *
 * @param shared - the documents of other gateways. Null if there are none
 * @param maxCharacters - the total length of all ids and documents that the gateway stores
 */
export function createPersistedQueries(
  shared: SharedDocuments | null = null,
  maxCharacters = limits.maxStoredQueryLength,
): PersistedQueries {
  const documents = new BoundedMap<string, string>(maxCharacters);
  const store = (id: string, query: string) => documents.set(id, query, id.length + query.length);

  /** Stores a document under an id that has none, or this one. */
  const register = (id: string, query: string, stored: string | undefined): string => {
    if (stored !== undefined && !isSameDocument(stored, query)) throw idTaken(id);
    store(id, query);
    if (stored === undefined) shared?.keep(id, query);
    return query;
  };
  const fetched = async (id: string, isHash: boolean): Promise<string | undefined> => {
    const query = (await shared?.find(id)) ?? null;
    if (query === null || (isHash && id.toLowerCase() !== sha256(query, 'hex'))) return undefined;
    store(id, query);
    return query;
  };

  return {
    has: (queryId, document) => documents.get(queryId) === document,
    documentOf({ query, queryId, isHash }) {
      if (queryId === null) return query ?? missing();
      const stored = documents.get(queryId);
      if (query === null) {
        if (stored !== undefined || !shared) return stored ?? notFound();
        return fetched(queryId, isHash).then((document) => document ?? notFound());
      }
      if (isHash && queryId.toLowerCase() !== sha256(query, 'hex')) throw mismatch();
      // A hash names one document only. Another id may belong to a document that another gateway has.
      if (isHash || stored !== undefined || !shared) return register(queryId, query, stored);
      return fetched(queryId, isHash).then((document) => register(queryId, query, document));
    },
  };
}

/** Adds documents that the gateway itself has stored. Clients may select them by their ids, which begin with `mcp.`. */
export function withOwnDocuments(
  own: Readonly<Record<string, string>>,
  others: PersistedQueries,
): PersistedQueries {
  const documents = new Map(Object.entries(own));
  return {
    has: (queryId, document) => documents.get(queryId) === document || others.has(queryId, document),
    documentOf(operation) {
      const { query, queryId } = operation;
      const document = query === null && queryId !== null ? documents.get(queryId) : undefined;
      return document ?? others.documentOf(operation);
    },
  };
}

function isSameDocument(one: string, other: string): boolean {
  return one === other || withoutIgnoredCharacters(one) === withoutIgnoredCharacters(other);
}

/** Returns a document without whitespace, commas and comments. Returns the text unchanged if it is not valid GraphQL. */
export function withoutIgnoredCharacters(query: string): string {
  try {
    return stripIgnoredCharacters(query);
  } catch {
    return query;
  }
}

/** @throws GraphQLError for an operation with neither a document nor an id */
export function missing(): never {
  throw badRequest('GraphQL Request must include at least one of those two parameters: "query" or "queryId"');
}

/** @throws GraphQLError for an unknown id */
export function notFound(): never {
  // Clients compare this exact message. Apollo Server and WPGraphQL Smart Cache send it with status 200.
  throw new GraphQLError('PersistedQueryNotFound', {
    extensions: { code: 'PERSISTED_QUERY_NOT_FOUND', http: { status: 200 } },
  });
}

function mismatch(): GraphQLError {
  return new GraphQLError('PersistedQueryMismatch: sha256Hash is not the SHA-256 of the query.', {
    extensions: { code: 'PERSISTED_QUERY_MISMATCH', http: { status: 400, spec: true } },
  });
}

function idTaken(id: string): GraphQLError {
  return badRequest(`This queryId has already been associated with another query: "${id.slice(0, 80)}".`);
}
