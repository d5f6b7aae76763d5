import { z } from 'astro/zod';
import type { ContentLoader, LoaderContext } from './astro.ts';
import { type GraphQLDocument, type NodeOfConnection, type OwnVariables, textOf } from './document.ts';
import { ask, type EndpointOptions } from './endpoint.ts';
import { describeErrors, PressQLLoaderError } from './error.ts';
import { type EntryOptions, idOf, type Node, pageOf, renderedOf } from './node.ts';
import { type KnownPage, readPages, writePages } from './state.ts';

/** Options of {@link pressqlLoader}. */
export interface LoaderOptions<Data, Variables>
  extends EndpointOptions,
    EntryOptions<NodeOfConnection<Data>> {
  /** A query with one connection at its top, which takes `$first` and `$after` and selects `nodes` and `pageInfo`. */
  readonly query: GraphQLDocument<Data, Variables>;
  /**
   * The query's other variables.
   *
   * @default none
   */
  readonly variables?: OwnVariables<Variables>;
  /**
   * Entries in one answer, `$first`. WPGraphQL sends no more than 100.
   *
   * @default 100
   */
  readonly pageSize?: number;
}

/**
 * Returns a loader that Astro runs at each build: it reads a whole connection, page by page. It sends the `ETag` of each page of the
 * last build, so that pages without a change cost neither a transfer nor any work, and it removes entries that are gone.
 *
 * @throws TypeError for a query without text, and PressQLLoaderError for one that does not page
 * @see https://docs.astro.build/en/reference/content-loader-reference/
 * @example
 * const posts = defineCollection({
 *   loader: pressqlLoader({
 *     endpoint: 'http://localhost:4000/graphql',
 *     query: `query ($first: Int!, $after: String) {
 *       posts(first: $first, after: $after) {
 *         nodes { id uri title content }
 *         pageInfo { hasNextPage endCursor }
 *       }
 *     }`,
 *     id: ({ uri }) => uri,
 *   }),
 * });
 */
export function pressqlLoader<Data, Variables>(
  options: LoaderOptions<Data, Variables>,
): ContentLoader<NodeOfConnection<Data>> {
  const query = textOf(options.query);
  if (!/\$first\b/.test(query) || !/\$after\b/.test(query))
    throw new PressQLLoaderError(
      'The query of a loader pages: declare `$first: Int!` and `$after: String`, and pass both to the connection.',
    );
  return {
    name: 'pressql-astro',
    schema: z.custom<NodeOfConnection<Data>>(),
    load: (context) => load({ ...options, query }, context),
  };
}

type Loading<Data, Variables> = LoaderOptions<Data, Variables> & { readonly query: string };

/** A page that was read, or that is as it was. */
interface ReadPage {
  readonly known: Omit<KnownPage, 'etag'> & { readonly etag: string | null };
  /** Entries by id. Empty for a page that is as it was. */
  readonly entries: ReadonlyMap<string, Node>;
}

async function load<Data, Variables>(
  options: Loading<Data, Variables>,
  context: LoaderContext,
): Promise<void> {
  const question = context.generateDigest(
    JSON.stringify([
      String(options.endpoint),
      options.query,
      options.variables,
      options.pageSize,
      options.headers,
    ]),
  );
  // Nothing is written before everything is read: a failure leaves the last load as it was.
  const pages = await readAll(options, { context, known: readPages(context, question) });
  const written = await writeEntries(options, { context, pages });
  const ids = new Set(pages.flatMap(({ known }) => known.ids));
  const gone = context.store.keys().filter((id) => !ids.has(id));
  for (const id of gone) context.store.delete(id);
  writePages(context, {
    question,
    pages: pages.flatMap(({ known: { etag, ...page } }) => (etag === null ? [] : [{ ...page, etag }])),
  });
  context.logger.info(`${ids.size} entries, ${written} new or changed, ${gone.length} removed`);
}

async function readAll<Data, Variables>(
  options: Loading<Data, Variables>,
  { context, known }: { readonly context: LoaderContext; readonly known: readonly KnownPage[] },
): Promise<readonly ReadPage[]> {
  const pages: ReadPage[] = [];
  let after: string | null = null;
  do {
    const last: KnownPage | undefined = known.find((page) => page.after === after);
    const page: ReadPage = await readPage(options, { context, last, after });
    pages.push(page);
    after = page.known.next;
    if (after !== null && pages.some(({ known }) => known.after === after))
      throw new PressQLLoaderError(
        `The cursor ${JSON.stringify(after)} leads to a page again. Pass \`after: $after\` to the connection.`,
      );
  } while (after !== null);
  return pages;
}

async function readPage<Data, Variables>(
  options: Loading<Data, Variables>,
  place: {
    readonly context: LoaderContext;
    readonly last: KnownPage | undefined;
    readonly after: string | null;
  },
): Promise<ReadPage> {
  const { context, last, after } = place;
  const variables = { ...options.variables, first: options.pageSize ?? 100, after };
  const answer = await ask(options, { query: options.query, variables, etag: last?.etag });
  if (answer === null) {
    if (last) return { known: last, entries: new Map() };
    throw new PressQLLoaderError(
      `${options.endpoint} answered with status 304 to a request without an ETag.`,
    );
  }
  if (answer.errors.length > 0) context.logger.warn(describeErrors(answer.errors));
  const { nodes, next } = pageOf(answer.data);
  const entries = new Map(nodes.map((node) => [idOf(node as Typed<Data>, options), node]));
  // An answer with errors may be better next time.
  const etag = answer.errors.length > 0 ? null : answer.etag;
  return { known: { after, next, etag, ids: [...entries.keys()] }, entries };
}

/** The nodes have the type that codegen has found for the query. Here, data enters. */
type Typed<Data> = NodeOfConnection<Data> & Node;

/** Returns how many entries were new or different. */
async function writeEntries<Data, Variables>(
  options: Loading<Data, Variables>,
  { context, pages }: { readonly context: LoaderContext; readonly pages: readonly ReadPage[] },
): Promise<number> {
  const { store, parseData, generateDigest } = context;
  let written = 0;
  for (const { entries } of pages)
    for (const [id, node] of entries) {
      const digest = generateDigest(node);
      if (store.get(id)?.digest === digest) continue;
      const data = await parseData({ id, data: node });
      const rendered = renderedOf(node as Typed<Data>, options);
      store.set({ id, data, digest, ...(rendered ? { rendered } : {}) });
      written += 1;
    }
  return written;
}
