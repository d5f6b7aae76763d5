import { type Collection, readWhole } from '../../loading/collection.ts';
import type { Entity } from '../../loading/entity.ts';
import { readFindings } from '../../loading/findings.ts';
import type { Resource } from '../../site/site.ts';
import { InputError } from '../errors.ts';
import type { ConnectionRequest } from './connection-field.ts';
import { findingsFor, readFound, readFoundBy } from './known.ts';
import type { GraphPage } from './page.ts';

type Collections = readonly [Collection, ...Collection[]];

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
export function readAcross(request: ConnectionRequest, collections: Collections): Promise<GraphPage> {
  const [{ ordering }] = collections;
  const read = orders[ordering.name];
  if (read && !collections.some(({ keep }) => keep)) return read(request, collections);
  throw new InputError(
    `\`where.orderby\` can't be ${ordering.name} over several types: only dates are comparable through WordPress' REST API. ` +
      'Order by DATE or MODIFIED, or name one type.',
  );
}

/** In the order of the ids that `where` gives, which are of one type each. */
async function readGiven(request: ConnectionRequest, collections: Collections): Promise<GraphPage> {
  const [{ filter }] = collections;
  const ids = [filter['include'] ?? []].flat().map(Number);
  const members = await membersOf(request, collections);
  const inOrder = ids.flatMap((id) => members.get(id) ?? []);
  return readFound(request, inOrder, 'content/in');
}

/** In the order of WordPress' own search over all types; where `where` filters too, less what that leaves out. */
async function readRelevant(request: ConnectionRequest, collections: Collections): Promise<GraphPage> {
  const { loaders } = request;
  const [{ filter }] = collections;
  const search = {
    kind: 'content',
    words: String(filter['search']),
    names: collections.map(({ resource }) => resource.name),
  } as const;
  if (collections.every((each) => Object.keys(each.filter).join() === 'search')) {
    const found = await readFindings(loaders, { ...search, count: findingsFor(request) });
    return readFoundBy(request, [found], 'content/relevance');
  }
  const [found, members] = await Promise.all([
    readFindings(loaders, search),
    membersOf(request, collections),
  ]);
  const kept = found.entities.filter(({ document }) => members.has(document.id));
  return readFound(request, kept, 'content/relevance');
}

/** All that the collections hold, by ids, which no two post types share. */
async function membersOf(
  { loaders }: ConnectionRequest,
  collections: Collections,
): Promise<ReadonlyMap<number, Entity>> {
  const found = await Promise.all(
    collections.map(async ({ resource, filter }) => {
      const { documents, total } = await readWhole(
        loaders.rest,
        { resource, filter },
        { paths: new Set(['id']) },
      );
      if (total > documents.length) throw tooMany(resource, total);
      return documents.map((document) => ({ resource, document }));
    }),
  );
  return new Map(found.flat().map((entity) => [entity.document.id, entity]));
}

function tooMany({ plural }: Resource, total: number): InputError {
  return new InputError(
    `There are ${total} ${plural}, too many to put in one order with other types. Narrow the list down, or name one type by \`where.contentTypes\`.`,
  );
}
