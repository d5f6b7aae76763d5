import type { Rest } from '../wordpress/client.ts';
import { type Document, integer } from '../wordpress/document.ts';
import { type Collection, mostRead, type Ordering, readSlice, readWhole, turned } from './collection.ts';
import type { Cursor } from './cursors.ts';
import { chunkSize, type EntityLoader } from './entities.ts';
import { type Entity, type Paths, union } from './entity.ts';

/** What was read of a collection by a number that many documents share. */
export interface SortedRead {
  readonly rows: readonly { readonly entity: Entity; readonly position: number }[];
  readonly more: boolean;
  readonly total: number;
}

type SortedOrdering = Ordering & { readonly number: string };

type SortedCollection = Collection & { readonly ordering: SortedOrdering };

interface SortedWindow {
  readonly anchor: Cursor | null;
  readonly backward: boolean;
  readonly limit: number;
  readonly paths: Paths;
}

/**
 * A page of a collection ordered by a number that many documents share: the author, the parent, the rank by
 * hand, how often a term is used. Among equals WordPress leaves the order to the database, which may change it from
 * answer to answer; so equals are put in order here. Null for collections too large for that.
 */
export async function readSorted(
  source: { rest: Rest; entities: EntityLoader },
  collection: SortedCollection,
  window: SortedWindow,
): Promise<SortedRead | null> {
  const start =
    window.anchor === null && window.limit <= chunkSize
      ? await readEnd(source.rest, collection, window)
      : 'cut';
  return start === 'cut' ? readWithin(source, collection, window) : start;
}

/**
 * The first documents, or for `backward` the last ones, in one request: that is enough where the page ends between two
 * numbers. `cut` where equals may stand on both sides of its end.
 */
async function readEnd(
  rest: Rest,
  collection: SortedCollection,
  { backward, limit, paths }: SortedWindow,
): Promise<SortedRead | 'cut' | null> {
  const { number } = collection.ordering;
  const slice = await readSlice(rest, backward ? turned(collection) : collection, {
    offset: 0,
    count: Math.min(limit + 1, chunkSize),
    paths: union(paths, [number]),
  });
  const { documents, total } = slice;
  const [last, next] = [documents[limit - 1], documents[limit]];
  const isWhole = total <= limit;
  if (!isWhole && (!last || !next || integer(last, number) === integer(next, number))) {
    return total > mostRead ? null : 'cut';
  }
  const page = inNumberOrder(documents.slice(0, limit), collection.ordering);
  const first = backward ? total - page.length : 0;
  return {
    rows: page.map((document, index) => ({
      entity: { resource: collection.resource, document },
      position: first + index,
    })),
    more: !isWhole,
    total,
  };
}

/** From an anchor on: all ids are read with their numbers, in order of ids, sorted here, and the page's documents are fetched. */
async function readWithin(
  { rest, entities }: { rest: Rest; entities: EntityLoader },
  collection: SortedCollection,
  { anchor, backward, limit, paths }: SortedWindow,
): Promise<SortedRead | null> {
  const { ordering } = collection;
  const read = new Set(['id', ordering.number]);
  const slice = await readWhole(rest, collection, { paths: read, direction: 'desc' });
  if (slice.total > slice.documents.length) return null;
  entities.remember(slice.documents, read);
  const ids = inNumberOrder(slice.documents, ordering).map(({ id }) => id);
  const found = anchor ? ids.indexOf(anchor.id) : -1;
  const place = found < 0 ? Math.min(anchor?.position ?? 0, ids.length) : found;
  const start = anchor
    ? backward
      ? Math.max(0, place - limit)
      : place + (found < 0 ? 0 : 1)
    : backward
      ? Math.max(0, ids.length - limit)
      : 0;
  const end = backward ? (anchor ? place : ids.length) : start + limit;
  const loaded = await entities.loadMany(ids.slice(start, end), paths);
  return {
    rows: loaded.map((entity) => ({ entity, position: ids.indexOf(entity.document.id) })),
    more: backward ? start > 0 : end < ids.length,
    total: ids.length,
  };
}

/** By a number that documents share, equals by their ids. */
export function inNumberOrder(
  documents: readonly Document[],
  { number, direction, ties }: SortedOrdering,
): readonly Document[] {
  const [byNumber, byTies] = [direction === 'asc' ? 1 : -1, ties === 'asc' ? 1 : -1];
  return [...documents].sort((a, b) => {
    const difference = (integer(a, number) ?? 0) - (integer(b, number) ?? 0);
    return difference === 0 ? byTies * (a.id - b.id) : byNumber * difference;
  });
}
