import type { LiveLoader } from './astro.ts';
import { type GraphQLDocument, type NodeOf, type NodeOfConnection, textOf } from './document.ts';
import { type Answer, ask, type EndpointOptions } from './endpoint.ts';
import { PressQLLoaderError } from './error.ts';
import { type EntryOptions, idOf, type Node, nodesOf, renderedOf, singleOf } from './node.ts';

/** Options of {@link pressqlLiveLoader}. */
export interface LiveLoaderOptions<Data, Variables, ListData, ListVariables>
  extends EndpointOptions,
    EntryOptions<NodeOf<Data>> {
  /** A query with one field at its top, an object. `getLiveEntry` passes its variables; a text becomes the variable `id`. */
  readonly entry: GraphQLDocument<Data, Variables>;
  /**
   * A query with one connection at its top, which selects `nodes`. `getLiveCollection` passes its variables. The nodes need the
   * fields that pages use.
   */
  readonly collection: GraphQLDocument<ListData, ListVariables>;
}

/** The type of an entry: what the query for one selects, or the query for many. */
type Either<Data, ListData> = NodeOf<Data> | NodeOfConnection<ListData>;

/**
 * Returns a loader that asks the endpoint for each request of a visitor. The cache hints of its entries have the names of what the
 * answer was made of, and the last change. An entry that does not exist, or that visitors may not see, is not found.
 *
 * @throws TypeError for a query without text
 * @see https://docs.astro.build/en/reference/content-loader-reference/#live-loaders
 * @example
 * const articles = defineLiveCollection({
 *   loader: pressqlLiveLoader({
 *     endpoint: 'http://localhost:4000/graphql',
 *     entry: 'query ($id: ID!) { post(id: $id, idType: URI) { id title content modifiedGmt } }',
 *     collection: 'query ($search: String) { posts(where: { search: $search }) { nodes { id title modifiedGmt } } }',
 *   }),
 * });
 */
export function pressqlLiveLoader<Data, Variables, ListData, ListVariables>(
  options: LiveLoaderOptions<Data, Variables, ListData, ListVariables>,
): LiveLoader<Either<Data, ListData>, Filter<Variables>, Filter<ListVariables>, PressQLLoaderError> {
  const entryQuery = textOf(options.entry);
  const collectionQuery = textOf(options.collection);
  const toEntry = (node: Node, answer: Answer) => {
    const typed = node as NodeOf<Data> & Node;
    const rendered = renderedOf(typed, options);
    return {
      id: idOf(typed, options),
      data: typed,
      ...(rendered ? { rendered } : {}),
      ...hintOf(answer, lastModifiedOf(node)),
    };
  };
  return {
    name: 'pressql-astro',
    loadEntry: ({ filter }) =>
      orError(async () => {
        const answer = await askNow(options, entryQuery, filter);
        const node = singleOf(answer.data);
        return node ? toEntry(node, answer) : undefined;
      }),
    loadCollection: ({ filter }) =>
      orError(async () => {
        const answer = await askNow(options, collectionQuery, filter);
        const entries = nodesOf(answer.data).map((node) => toEntry(node, answer));
        return { entries, ...hintOf(answer) };
      }),
  };
}

/** Variables, in the form that Astro wants of a filter. */
type Filter<Variables> = { [Name in keyof Variables]: Variables[Name] };

/** Asks without an ETag. */
async function askNow(options: EndpointOptions, query: string, variables: Node = {}): Promise<Answer> {
  const answer = await ask(options, { query, variables });
  if (answer) return answer;
  throw new PressQLLoaderError(`${options.endpoint} answered with status 304 to a request without an ETag.`);
}

/** An answer with errors lacks some fields and may be better next time: no cache keeps it. */
function hintOf({ tags, errors }: Answer, lastModified?: Date) {
  return errors.length > 0
    ? {}
    : { cacheHint: { tags: [...tags], ...(lastModified ? { lastModified } : {}) } };
}

/** Astro wants the errors of live loaders as values. */
async function orError<Result>(load: () => Promise<Result>): Promise<Result | { error: PressQLLoaderError }> {
  try {
    return await load();
  } catch (error) {
    if (error instanceof PressQLLoaderError) return { error };
    throw error;
  }
}

/** WordPress sends the date in UTC, without saying so: `2026-11-20T07:30:00`. */
function lastModifiedOf({ modifiedGmt }: Node): Date | undefined {
  const date = typeof modifiedGmt === 'string' ? new Date(`${modifiedGmt.replace(' ', 'T')}Z`) : undefined;
  return date && !Number.isNaN(date.getTime()) ? date : undefined;
}
