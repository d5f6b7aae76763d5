import { createHash } from 'node:crypto';
import { GraphQLError, stripIgnoredCharacters } from '../packages/graphql.ts';
import { limits } from '../values/limits.ts';
import { badRequest, type Operation } from './operations.ts';

/** Documents that clients sent once and name from then on. */
export interface PersistedQueries {
  /**
   * The document of an operation: its own, which is kept if it comes with an id, or the one kept under its id.
   *
   * @throws GraphQLError without a document, for an id that is not known, or one that belongs to another document
   */
  documentOf(operation: Operation): string;
}

/**
 * Keeps documents as Apollo's automatic persisted queries and WPGraphQL Smart Cache do: a client sends `query` and
 * its id together, by which anybody can ask for it afterwards. Clients send the document again when an error says
 * `PersistedQueryNotFound`, so the gateway may forget it.
 */
export function createPersistedQueries(mostCharacters = limits.maxStoredQueryLength): PersistedQueries {
  const kept = new Map<string, string>();
  let characters = 0;

  function remove(id: string) {
    characters -= id.length + (kept.get(id)?.length ?? 0);
    kept.delete(id);
  }

  function put(id: string, query: string) {
    if (kept.has(id)) remove(id);
    kept.set(id, query);
    characters += id.length + query.length;
    for (const oldest of kept.keys()) {
      if (characters <= mostCharacters) break;
      remove(oldest);
    }
  }

  return {
    documentOf({ query, queryId, isHash }) {
      if (queryId === null) return query ?? missing();
      if (query === null) {
        const known = kept.get(queryId) ?? notFound();
        put(queryId, known);
        return known;
      }
      if (isHash && queryId.toLowerCase() !== sha256(query)) throw mismatch();
      const known = kept.get(queryId);
      if (known !== undefined && !isSameDocument(known, query)) throw taken(queryId);
      put(queryId, query);
      return query;
    },
  };
}

function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

function isSameDocument(one: string, other: string): boolean {
  return one === other || withoutSpace(one) === withoutSpace(other);
}

/** A document without what has no meaning; a text that isn't GraphQL as it is. */
function withoutSpace(query: string): string {
  try {
    return stripIgnoredCharacters(query);
  } catch {
    return query;
  }
}

function missing(): never {
  throw badRequest('GraphQL Request must include at least one of those two parameters: "query" or "queryId"');
}

function notFound(): never {
  // Clients look for these very words, in an answer with status 200 (Apollo Server, WPGraphQL Smart Cache).
  throw new GraphQLError('PersistedQueryNotFound', {
    extensions: { code: 'PERSISTED_QUERY_NOT_FOUND', http: { status: 200 } },
  });
}

function mismatch(): GraphQLError {
  return new GraphQLError('PersistedQueryMismatch: sha256Hash is not the SHA-256 of the query.', {
    extensions: { code: 'PERSISTED_QUERY_MISMATCH', http: { status: 400, spec: true } },
  });
}

function taken(id: string): GraphQLError {
  return badRequest(`This queryId has already been associated with another query: "${id.slice(0, 80)}".`);
}
