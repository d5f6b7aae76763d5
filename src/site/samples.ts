import { limits } from '../values/limits.ts';
import { type Document, isDocument, list, text } from '../wordpress/document.ts';
import { WordPressError } from '../wordpress/errors.ts';
import type { Rest } from '../wordpress/rest.ts';
import { valueOrError } from './outcomes.ts';
import type { Collection } from './resources.ts';
import { searchRoute } from './searchable.ts';

/** One document of a collection, or the error instead. Null if the collection is empty. */
export type SampleAnswer = Document | WordPressError | null;

/** Options of {@link fetchSamples}. */
export interface SampleOptions {
  /** Names of the types and taxonomies that one request to `/wp/v2/search` covers. */
  readonly searchable: ReadonlySet<string>;
  readonly signal: AbortSignal;
}

/** Collections up to which each gets its own request. A search is not cheaper for fewer. */
const maxSingleRequests = 24;

/** Collections in one search. Their names fit into a URL of 1 KB, and the search stays fast. */
const maxSearched = 50;

/**
 * Reads a document of each collection in the `embed` context. In this context WordPress sends the fewest fields of its
 * own, but all fields without a schema. The result has no collections beyond {@link maxSingleRequests} that no search covers.
 *
 * @param rows - the collections, the most important first
 */
export async function fetchSamples(
  rest: Rest,
  rows: readonly Collection[],
  sampling: SampleOptions,
): Promise<ReadonlyMap<string, SampleAnswer>> {
  const searched =
    rows.length > maxSingleRequests ? rows.filter(({ name }) => sampling.searchable.has(name)) : [];
  const alone = rows.filter((row) => !searched.includes(row)).slice(0, maxSingleRequests);
  const parts = await Promise.all([
    readEach(rest, alone, sampling),
    ...(['content', 'term'] as const).flatMap((kind) =>
      chunksOf(
        searched.filter((row) => row.kind === kind),
        maxSearched,
      ).map((part) => readTogether(rest, { type: searchTypes[kind], rows: part }, sampling)),
    ),
  ]);
  return new Map(parts.flatMap((part) => [...part]));
}

type Samples = readonly (readonly [string, SampleAnswer])[];

function readEach(rest: Rest, rows: readonly Collection[], { signal }: SampleOptions): Promise<Samples> {
  return Promise.all(
    rows.map(async ({ name, route }) => {
      const answer = await valueOrError(rest.list(route, { per_page: 1, context: 'embed' }, { signal }));
      const sample = answer instanceof WordPressError ? answer : (answer.documents[0] ?? null);
      return [name, sample] as const;
    }),
  );
}

/** Values of the search parameter `type` for kinds of collections. */
const searchTypes = { content: 'post', term: 'term' } as const;

interface Searched {
  readonly type: 'post' | 'term';
  readonly rows: readonly Collection[];
}

/** Reads samples with a few searches: for an id of each collection, then for the documents with these ids. */
async function readTogether(rest: Rest, searched: Searched, sampling: SampleOptions): Promise<Samples> {
  const { signal } = sampling;
  const search = await valueOrError(findIds(rest, searched, signal));
  if (search instanceof WordPressError) return searched.rows.map(({ name }) => [name, search]);
  const { ids, without } = search;
  const empty = without.map(({ name }) => [name, null] as const);
  if (ids.size === 0) return empty;
  const query = { type: searched.type, include: [...ids.keys()], per_page: 100, _embed: 'self' };
  const answer = await valueOrError(
    rest.list(searchRoute, { ...query, _fields: ['id', '_links'] }, { signal }),
  );
  // One broken document makes the whole search fail. Then each collection gets its own request.
  if (answer instanceof WordPressError)
    return [...empty, ...(await readEach(rest, [...ids.values()], sampling))];
  const embedded = answer.documents.flatMap((document): Samples => {
    const row = ids.get(document.id);
    const [sample] = list(document, '_embedded', 'self');
    return row && isDocument(sample) ? [[row.name, sample]] : [];
  });
  return [...empty, ...embedded];
}

/** Returns the id of one document of each collection, and the collections without documents. */
async function findIds(rest: Rest, { type, rows }: Searched, signal: AbortSignal) {
  const remaining = new Map(rows.map((row) => [row.name, row]));
  const ids = new Map<number, Collection>();
  for (let round = 0; round < limits.maxSampleRounds && remaining.size > 0; round++) {
    const { documents } = await rest.list(
      searchRoute,
      { type, subtype: [...remaining.keys()], per_page: 100, _fields: ['id', 'type', 'subtype'] },
      { signal },
    );
    for (const document of documents) {
      // The collection is the subtype of content, and the type of terms.
      const names = [text(document, 'subtype') ?? '', text(document, 'type') ?? ''];
      const row = names.map((name) => remaining.get(name)).find((each) => each !== undefined);
      if (!row) continue;
      ids.set(document.id, row);
      remaining.delete(row.name);
    }
    if (documents.length < 100) return { ids, without: [...remaining.values()] };
  }
  return { ids, without: [] };
}

function chunksOf<T>(all: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, index) =>
    all.slice(index * size, (index + 1) * size),
  );
}
