import { limits } from '../values/limits.ts';
import { type Document, isDocument, list, text } from '../wordpress/document.ts';
import { WordPressError } from '../wordpress/errors.ts';
import type { Rest } from '../wordpress/rest.ts';
import { valueOrError } from './outcomes.ts';
import type { Collection } from './resources.ts';
import { searchRoute } from './searchable.ts';

/** One document of a collection, null where it has none, or the error that came instead. */
export type SampleAnswer = Document | WordPressError | null;

/** How samples are read. */
export interface SampleOptions {
  /** Names of types and taxonomies that one search covers. */
  readonly searchable: ReadonlySet<string>;
  readonly signal: AbortSignal;
}

/** Up to so many collections are asked one by one, as cheap as any other way; more are searched through together. */
const few = 24;

/** Collections that are searched together: their names fit into an address of 1 KB, and no search takes long. */
const together = 50;

/**
 * A document of each collection, in the `embed` context: the one in which WordPress shows least of its own, and still
 * all fields without a schema. Collections beyond {@link few} that no search covers are missing.
 *
 * @param rows - those that matter most first
 */
export async function fetchSamples(
  rest: Rest,
  rows: readonly Collection[],
  sampling: SampleOptions,
): Promise<ReadonlyMap<string, SampleAnswer>> {
  const searched = rows.length > few ? rows.filter(({ name }) => sampling.searchable.has(name)) : [];
  const alone = rows.filter((row) => !searched.includes(row)).slice(0, few);
  const parts = await Promise.all([
    readEach(rest, alone, sampling),
    ...(['content', 'term'] as const).flatMap((kind) =>
      chunksOf(
        searched.filter((row) => row.kind === kind),
        together,
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

/** What a search calls a kind of collections. */
const searchTypes = { content: 'post', term: 'term' } as const;

interface Searched {
  readonly type: 'post' | 'term';
  readonly rows: readonly Collection[];
}

/** By a few searches: for an id of each collection, then for the documents of these ids. */
async function readTogether(rest: Rest, searched: Searched, sampling: SampleOptions): Promise<Samples> {
  const { signal } = sampling;
  const found = await valueOrError(findIds(rest, searched, signal));
  if (found instanceof WordPressError) return searched.rows.map(({ name }) => [name, found]);
  const { ids, without } = found;
  const empty = without.map(({ name }) => [name, null] as const);
  if (ids.size === 0) return empty;
  const query = { type: searched.type, include: [...ids.keys()], per_page: 100, _embed: 'self' };
  const answer = await valueOrError(
    rest.list(searchRoute, { ...query, _fields: ['id', '_links'] }, { signal }),
  );
  // One document that WordPress fails at fails the search: then each is asked for by itself.
  if (answer instanceof WordPressError)
    return [...empty, ...(await readEach(rest, [...ids.values()], sampling))];
  const embedded = answer.documents.flatMap((document): Samples => {
    const row = ids.get(document.id);
    const [sample] = list(document, '_embedded', 'self');
    return row && isDocument(sample) ? [[row.name, sample]] : [];
  });
  return [...empty, ...embedded];
}

/** An id for each collection that has documents, and those that have none. */
async function findIds(rest: Rest, { type, rows }: Searched, signal: AbortSignal) {
  const left = new Map(rows.map((row) => [row.name, row]));
  const ids = new Map<number, Collection>();
  for (let round = 0; round < limits.maxSampleRounds && left.size > 0; round++) {
    const { documents } = await rest.list(
      searchRoute,
      { type, subtype: [...left.keys()], per_page: 100, _fields: ['id', 'type', 'subtype'] },
      { signal },
    );
    for (const document of documents) {
      // Content is told by its subtype, terms by their type.
      const names = [text(document, 'subtype') ?? '', text(document, 'type') ?? ''];
      const row = names.map((name) => left.get(name)).find((each) => each !== undefined);
      if (!row) continue;
      ids.set(document.id, row);
      left.delete(row.name);
    }
    if (documents.length < 100) return { ids, without: [...left.values()] };
  }
  return { ids, without: [] };
}

function chunksOf<T>(all: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, index) =>
    all.slice(index * size, (index + 1) * size),
  );
}
