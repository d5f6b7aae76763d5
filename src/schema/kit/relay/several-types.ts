import type { Collection } from '../../../loading/base/collection.ts';
import type { Entity } from '../../../loading/base/entity.ts';
import { readSearchResults } from '../../../loading/pages/search-results.ts';
import { readWhole } from '../../../loading/pages/whole.ts';
import { InputError } from '../base/errors.ts';
import { toDatabaseId } from '../base/global-id.ts';
import type { GraphPage } from '../graph/page.ts';
import { asList, toScalar } from '../where/rows.ts';
import type { ConnectionRequest } from './connection-field.ts';
import { loadEntitiesPage, loadResultsPage, resultsNeeded } from './loaded-pages.ts';

type Collections = readonly [Collection, ...Collection[]];

const remedy = 'Order by DATE or MODIFIED, or name one type.';

/** The readers of orderings without a value that documents of several types could be compared by, by the ordering's name. */
const readers: Readonly<
  Record<string, (request: ConnectionRequest, collections: Collections) => Promise<GraphPage>>
> = { in: readInOrderOfIds, relevance: readByRelevance };

/**
 * Reads a page of several collections whose ordering has no common value to compare: by given ids, or by relevance.
 *
 * @throws InputError if documents of different collections cannot be compared in the ordering, or are too many
 */
export function readSeveralTypes(request: ConnectionRequest, collections: Collections): Promise<GraphPage> {
  const [{ ordering, resource }] = collections;
  if (collections.every((each) => each.resource === resource)) {
    throw new InputError(
      `${resource.label} of these statuses can't be ordered by ${ordering.name}: WordPress' REST API lists each status separately. Order by date, or name one status.`,
    );
  }
  const read = readers[ordering.name];
  if (read) return read(request, collections);
  throw new InputError(
    `\`where.orderby\` can't be ${ordering.name} for several types: across types, WordPress' REST API can only compare dates. ` +
      remedy,
  );
}

/** Reads a page in the order of the ids in `where.in`. */
async function readInOrderOfIds(request: ConnectionRequest, collections: Collections): Promise<GraphPage> {
  const ids = asList(request.where['in']).map((id) => toDatabaseId(toScalar(id), 'where.in'));
  const members = await membersOf(request, await collectionsWithIds(request, ids, collections));
  const inOrder = ids.flatMap((id) => members.get(id) ?? []);
  return loadEntitiesPage(request, inOrder, 'content/in');
}

/** Returns the collections whose resources may own one of the ids. */
async function collectionsWithIds(
  { loaders }: ConnectionRequest,
  ids: readonly number[],
  collections: Collections,
): Promise<readonly Collection[]> {
  const owners = await Promise.all(ids.map((id) => loaders.owners('content').load(id)));
  const possible = new Set(owners.flat().map(({ name }) => name));
  return collections.filter(({ resource }) => possible.has(resource.name));
}

/**
 * Reads a page in the order of WordPress' search over all types (`/wp/v2/search`). If `where` has further filters, keeps
 * the results that also meet them.
 *
 * @throws InputError if `where` includes media or unpublished content, which that search does not find
 */
async function readByRelevance(request: ConnectionRequest, collections: Collections): Promise<GraphPage> {
  const { loaders } = request;
  const [{ filter }] = collections;
  if (collections.some(({ resource, filter }) => resource.traits.has('files') || 'status' in filter)) {
    throw new InputError(
      "Results of `where.search` for several types can't be ordered by relevance here: WordPress' search over all types finds neither media nor unpublished content. " +
        remedy,
    );
  }
  const search = {
    kind: 'content',
    words: String(filter['search']),
    names: collections.map(({ resource }) => resource.name),
  } as const;
  if (collections.every((each) => !each.documentFilter && Object.keys(each.filter).join() === 'search')) {
    const results = await readSearchResults(loaders, { ...search, count: resultsNeeded(request) });
    return loadResultsPage(request, [results], 'content/relevance');
  }
  const [results, members] = await Promise.all([
    readSearchResults(loaders, search),
    membersOf(request, collections),
  ]);
  if (!results.isWhole) throw tooMany('search results', results.total);
  const matching = results.entities.filter(({ document }) => members.has(document.id));
  return loadEntitiesPage(request, matching, 'content/relevance');
}

/**
 * Returns the ids of all documents of the collections that match their filters. All post types share one sequence of ids.
 *
 * @throws InputError if a collection is too large to be read as a whole
 */
async function membersOf(
  { loaders }: ConnectionRequest,
  collections: readonly Collection[],
): Promise<ReadonlyMap<number, Entity>> {
  const entities = await Promise.all(
    collections.map(async ({ resource, filter, documentFilter }) => {
      const { documents, total } = await readWhole(
        loaders.rest,
        { resource, filter },
        { paths: new Set(['id', ...(documentFilter?.paths ?? [])]) },
      );
      if (total > documents.length) throw tooMany(resource.plural, total);
      const members = documentFilter
        ? documents.filter((document) => documentFilter.matches(document))
        : documents;
      return members.map((document) => ({ resource, document }));
    }),
  );
  return new Map(entities.flat().map((entity) => [entity.document.id, entity]));
}

function tooMany(plural: string, total: number): InputError {
  return new InputError(
    `There are ${Number.isFinite(total) ? total : 'very many'} ${plural}, too many to sort together with other types. Add filters, or name one type in \`where.contentTypes\`.`,
  );
}
