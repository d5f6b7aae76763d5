import type { Collection } from '../../../loading/base/collection.ts';
import type { Entity } from '../../../loading/base/entity.ts';
import { readFindings } from '../../../loading/pages/search-results.ts';
import { readWhole } from '../../../loading/pages/whole.ts';
import { InputError } from '../base/errors.ts';
import { toDatabaseId } from '../base/global-id.ts';
import type { GraphPage } from '../graph/page.ts';
import { asList, toScalar } from '../where/rows.ts';
import type { ConnectionRequest } from './connection-field.ts';
import { loadEntitiesPage, loadResultsPage, resultsNeeded } from './loaded-pages.ts';

type Collections = readonly [Collection, ...Collection[]];

const instead = 'Order by DATE or MODIFIED, or name one type.';

/** Orders over several types that aren't by a value which documents carry. */
const orders: Readonly<
  Record<string, (request: ConnectionRequest, collections: Collections) => Promise<GraphPage>>
> = { in: readGiven, relevance: readRelevant };

/**
 * A page over several types in an order that REST has for each of them alone: of ids that are given, or of what words
 * occur in.
 *
 * @throws InputError for an order in which what is of one type can't be compared to what is of another
 */
export function readSeveralTypes(request: ConnectionRequest, collections: Collections): Promise<GraphPage> {
  const [{ ordering, resource }] = collections;
  if (collections.every((each) => each.resource === resource)) {
    throw new InputError(
      `${resource.label} of these statuses can't be ordered by ${ordering.name}: WordPress' REST API lists them apart. Order by the date, or name one status.`,
    );
  }
  const read = orders[ordering.name];
  if (read) return read(request, collections);
  throw new InputError(
    `\`where.orderby\` can't be ${ordering.name} over several types: only dates are comparable through WordPress' REST API. ` +
      instead,
  );
}

/** In the order of the ids that `where` gives, which are of one type each. */
async function readGiven(request: ConnectionRequest, collections: Collections): Promise<GraphPage> {
  const ids = asList(request.where['in']).map((id) => toDatabaseId(toScalar(id), 'where.in'));
  const members = await membersOf(request, await mayHave(request, ids, collections));
  const inOrder = ids.flatMap((id) => members.get(id) ?? []);
  return loadEntitiesPage(request, inOrder, 'content/in');
}

/** Collections of the resources to which the ids may belong. */
async function mayHave(
  { loaders }: ConnectionRequest,
  ids: readonly number[],
  collections: Collections,
): Promise<readonly Collection[]> {
  const owners = await Promise.all(ids.map((id) => loaders.owners('content').load(id)));
  const possible = new Set(owners.flat().map(({ name }) => name));
  return collections.filter(({ resource }) => possible.has(resource.name));
}

/**
 * In the order of WordPress' own search over all types; where `where` filters too, less what that leaves out.
 *
 * @throws InputError for what that search doesn't find: media, and what isn't published
 */
async function readRelevant(request: ConnectionRequest, collections: Collections): Promise<GraphPage> {
  const { loaders } = request;
  const [{ filter }] = collections;
  if (collections.some(({ resource, filter }) => resource.traits.has('files') || 'status' in filter)) {
    throw new InputError(
      "What `where.search` finds over several types can't be ordered by relevance here: WordPress' own search has neither media nor what isn't published. " +
        instead,
    );
  }
  const search = {
    kind: 'content',
    words: String(filter['search']),
    names: collections.map(({ resource }) => resource.name),
  } as const;
  if (collections.every((each) => !each.keep && Object.keys(each.filter).join() === 'search')) {
    const found = await readFindings(loaders, { ...search, count: resultsNeeded(request) });
    return loadResultsPage(request, [found], 'content/relevance');
  }
  const [found, members] = await Promise.all([
    readFindings(loaders, search),
    membersOf(request, collections),
  ]);
  if (!found.isWhole) throw tooMany('contents in which the words occur', found.total);
  const kept = found.entities.filter(({ document }) => members.has(document.id));
  return loadEntitiesPage(request, kept, 'content/relevance');
}

/** All that the collections hold, by ids, which no two post types share. */
async function membersOf(
  { loaders }: ConnectionRequest,
  collections: readonly Collection[],
): Promise<ReadonlyMap<number, Entity>> {
  const found = await Promise.all(
    collections.map(async ({ resource, filter, keep }) => {
      const { documents, total } = await readWhole(
        loaders.rest,
        { resource, filter },
        { paths: new Set(['id', ...(keep?.paths ?? [])]) },
      );
      if (total > documents.length) throw tooMany(resource.plural, total);
      const kept = keep ? documents.filter((document) => keep.holds(document)) : documents;
      return kept.map((document) => ({ resource, document }));
    }),
  );
  return new Map(found.flat().map((entity) => [entity.document.id, entity]));
}

function tooMany(what: string, total: number): InputError {
  return new InputError(
    `There are ${total} ${what}, too many to put in one order with other types. Narrow the list down, or name one type by \`where.contentTypes\`.`,
  );
}
