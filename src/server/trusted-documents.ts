import { GraphQLError, Kind, OperationTypeNode, parse, print } from '../packages/graphql.ts';
import { isRecord } from '../values/json.ts';
import type { SavedQuery } from './mcp/tools.ts';
import { missing, notFound, type PersistedQueries, withoutIgnoredCharacters } from './persisted-queries.ts';

/** The documents of a manifest. */
export interface TrustedDocuments extends PersistedQueries {
  /** Returns the documents with one query, which has a name. */
  queries(): readonly SavedQuery[];
}

/**
 * Returns the documents of a manifest, and no others. A client sends the id of a document, or its text.
 *
 * @param manifest - JSON: `{ "id": "document" }` of Relay and GraphQL Code Generator, or that of Apollo
 * @throws the error that `wrong` returns, if it is no manifest
 */
export function trustedDocumentsOf(manifest: unknown, wrong: WrongManifest): TrustedDocuments {
  const documents = documentsIn(manifest, wrong);
  // Parsed when a language model first asks for them.
  let queries: readonly SavedQuery[] | null = null;
  const texts = new Set([...documents.values()].map(withoutIgnoredCharacters));
  return {
    // The manifest does not change.
    has: () => true,
    queries() {
      queries ??= [...documents].flatMap(([id, document]) => savedQuery(id, document));
      return queries;
    },
    documentOf({ query, queryId }) {
      // A client that cannot find its id may send id and text together (Apollo, "automatic persisted queries").
      if (query !== null) return texts.has(withoutIgnoredCharacters(query)) ? query : refuse();
      if (queryId === null) return missing();
      // Clients may name the hash of a document with its algorithm (GraphQL over HTTP, "Persisted Documents").
      return documents.get(queryId) ?? documents.get(queryId.replace(/^sha256:/, '')) ?? notFound();
    },
  };
}

/** Returns a document as a query that can be selected by its name. Returns nothing if it is none. */
function savedQuery(id: string, document: string): readonly SavedQuery[] {
  try {
    const operations = parse(document).definitions.flatMap((each) =>
      each.kind === Kind.OPERATION_DEFINITION ? [each] : [],
    );
    const [{ operation, name, variableDefinitions = [] } = {}, ...further] = operations;
    if (!name || operation !== OperationTypeNode.QUERY || further.length > 0) return [];
    return [{ id, name: name.value, variables: variableDefinitions.map(print).join(', ') }];
  } catch {
    // Clients that send its id get the error.
    return [];
  }
}

function refuse(): never {
  throw new GraphQLError(
    'The gateway runs trusted documents only, and this is none of them. Add it to the manifest that the operator has set.',
    { extensions: { code: 'DOCUMENT_NOT_TRUSTED', http: { status: 403 } } },
  );
}

function documentsIn(manifest: unknown, wrong: WrongManifest): ReadonlyMap<string, string> {
  if (!isRecord(manifest)) throw wrong('must contain a JSON object');
  const { operations } = manifest;
  const entries: readonly (readonly [unknown, unknown])[] = Array.isArray(operations)
    ? operations.map((each: unknown) => (isRecord(each) ? [each['id'], each['body']] : [null, null]))
    : Object.entries(manifest);
  const documents = new Map<string, string>();
  for (const [id, document] of entries) {
    if (typeof id !== 'string' || typeof document !== 'string')
      throw wrong('must have a document for each id: { "id": "query …" }, or the manifest of Apollo');
    documents.set(id, document);
  }
  return documents;
}

/** A function that returns the error for a problem of the manifest. */
export type WrongManifest = (problem: string) => TypeError;
