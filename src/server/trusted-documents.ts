import { readFileSync } from 'node:fs';
import { GraphQLError } from '../packages/graphql.ts';
import { isRecord } from '../values/json.ts';
import { missing, notFound, type PersistedQueries, withoutIgnoredCharacters } from './persisted-queries.ts';

/**
 * Returns the documents of a manifest, and no others. A client sends the id of a document, or its text.
 *
 * @param file - path of the manifest
 * @throws TypeError if the file cannot be read, or is no manifest
 */
export function readTrustedDocuments(file: string): PersistedQueries {
  const documents = manifestIn(file);
  const texts = new Set([...documents.values()].map(withoutIgnoredCharacters));
  return {
    // The manifest does not change.
    has: () => true,
    documentOf({ query, queryId }) {
      // A client that cannot find its id may send id and text together (Apollo, "automatic persisted queries").
      if (query !== null) return texts.has(withoutIgnoredCharacters(query)) ? query : refuse();
      if (queryId === null) return missing();
      // Clients may name the hash of a document with its algorithm (GraphQL over HTTP, "Persisted Documents").
      return documents.get(queryId) ?? documents.get(queryId.replace(/^sha256:/, '')) ?? notFound();
    },
  };
}

function refuse(): never {
  throw new GraphQLError(
    'The gateway runs trusted documents only, and this is none of them. Add it to the manifest that the operator has set.',
    { extensions: { code: 'DOCUMENT_NOT_TRUSTED', http: { status: 403 } } },
  );
}

/** Reads a manifest: `{ "id": "document" }` of Relay and GraphQL Code Generator, or that of Apollo. */
function manifestIn(file: string): ReadonlyMap<string, string> {
  const wrong = (problem: string) => new TypeError(`\`trustedDocuments\`: ${file} ${problem}.`);
  const manifest: unknown = parsed(readText(file, wrong), wrong);
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

/** A function that returns the error for a problem of the file. */
type WrongFile = (problem: string) => TypeError;

/** The problems of files, by Node's error code. */
const fileProblems: Readonly<Record<string, string>> = {
  ENOENT: 'does not exist',
  EISDIR: 'is a folder',
  EACCES: 'may not be read by this user',
};

function readText(file: string, wrong: WrongFile): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    throw wrong(fileProblems[code] ?? `cannot be read (${code})`);
  }
}

function parsed(text: string, wrong: WrongFile): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw wrong(`is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}
