import type { Document } from '../../wordpress/document.ts';
import { WordPressError } from '../../wordpress/errors.ts';
import type { Rest } from '../../wordpress/rest.ts';
import { orderParameters } from '../base/capabilities.ts';
import type { Collection, Ordering, Slice } from '../base/collection.ts';
import { type Cursor, CursorError } from '../base/cursors.ts';
import type { Paths } from '../base/entity.ts';
import type { EntityLoader } from '../entities/entity-loader.ts';
import { readSlice } from './slice.ts';
import {
  areInOrder,
  areMostlyInOrder,
  haveValues,
  isBehind,
  sorted,
  sortsByValue,
  valuePath,
  withTiesInOrder,
} from './sort.ts';
import { unreadable } from './unreadable.ts';

/** A document and its rank in the collection, from 0; null where the rank isn't known. */
export interface Ranked {
  readonly document: Document;
  readonly position: number | null;
}

/** What was read of a collection by rank. */
export interface RankedRead {
  readonly rows: readonly Ranked[];
  /** Whether the collection goes on in the direction of reading. */
  readonly more: boolean;
  /** Documents of the whole collection. */
  readonly total: number;
}

/** Which stretch of a collection is wanted. */
export interface RankedWindow {
  readonly anchor: Cursor | null;
  readonly backward: boolean;
  readonly limit: number;
  readonly paths: Paths;
}

/** Where documents are read. */
export interface Source {
  readonly rest: Rest;
  readonly entities: EntityLoader;
}

/**
 * A page of a collection that is read as a whole, by ids and values alone; the documents of the page are fetched then.
 * It depends on nothing that a route may lack or get wrong but on being complete. Null where there are more than `most`
 * documents.
 *
 * @throws CursorError where what the anchor stands for is gone, and nothing tells where it was
 * @throws WordPressError where neither the route nor its documents tell the order, or where the page before was in another
 */
export async function readScan(
  { rest, entities }: Source,
  collection: Collection,
  { anchor, backward, limit, paths, most }: RankedWindow & { readonly most: number },
): Promise<RankedRead | null> {
  const found = await readAll({ rest, entities }, collection, most);
  if (!found) return null;
  const { documents: all, isServed } = found;
  if (anchor && !isServed && isElsewhere(anchor, all)) throw unreadable(collection, otherOrder);
  const { before, after } = anchor ? placeOf(anchor, all, collection) : { before: all.length, after: 0 };
  const start = backward ? Math.max(0, before - limit) : after;
  const end = backward ? before : Math.min(after + limit, all.length);
  const ids = all.slice(start, end).map(({ id }) => id);
  const loaded = await entities.loadMany(ids, paths);
  const positions = new Map(ids.map((id, index) => [id, start + index]));
  return {
    rows: loaded.map(({ document }) => ({ document, position: positions.get(document.id) ?? null })),
    more: backward ? start > 0 : end < all.length,
    total: all.length,
  };
}

const otherOrder = 'It answers in another order than it was asked for.';

/** Whether the anchor had another rank in the page that it comes from. */
function isElsewhere({ id, position }: Cursor, all: readonly Document[]): boolean {
  return position !== null && all[position]?.id !== id && all.some((document) => document.id === id);
}

interface All {
  readonly documents: readonly Document[];
  /** Whether the route has them in their order, or can't be asked for it: pages that were read otherwise are in it too. */
  readonly isServed: boolean;
}

/**
 * All documents in their exact order, with their ids and the values that they are ordered by. Numbers and dates are put
 * in order here, so they are read by ids, which nothing shares: no document moves from one answer to another.
 */
async function readAll(
  { rest, entities }: Source,
  collection: Collection,
  most: number,
): Promise<All | null> {
  const { ordering, resource } = collection;
  const path = valuePath(ordering);
  const paths = new Set(path ? ['id', path] : ['id']);
  const read = (as: Ordering) =>
    readSlice(rest, { ...collection, ordering: as }, { offset: 0, count: most + 1, paths });
  const isServed = orderParameters(collection) !== null;
  const isOwn = path === null || ordering.value?.kind === 'text';
  const readsById = !(isServed && isOwn) && orderParameters({ resource, ordering: byIds }) !== null;
  const slice = await read(readsById ? byIds : ordering);
  if (slice.documents.length > most) return null;
  entities.remember(slice.documents, paths);
  if (!haveValues(slice.documents, ordering)) {
    if (!isServed) throw unordered(collection);
    const documents = await completed(readsById ? await read(ordering) : slice, { read, collection });
    return { documents, isServed: true };
  }
  const isOrdered = isServed && areMostlyInOrder(slice.documents, ordering);
  if (isOwn && isOrdered && slice.isSound) {
    const documents = await completed(slice, { read, collection });
    return { documents: withTiesInOrder(documents, ordering), isServed: true };
  }
  const isComplete = !slice.overlaps || (readsById && (!slice.isSound || areInOrder(slice.documents, byIds)));
  if (!isComplete) throw unreadable(collection, 'It answers in another order for each request.');
  return { documents: sorted(slice.documents, ordering), isServed: isOrdered || !(isServed && isOwn) };
}

const byIds: Ordering = {
  name: 'id',
  orderby: 'id',
  direction: 'asc',
  ties: 'desc',
  keyset: null,
  value: { path: 'id', kind: 'number' },
};

/**
 * A slice in its order, with documents that it lost because they moved between two of its answers: documents that share
 * a value do. Without a value that tells their place they come last.
 */
async function completed(
  slice: Slice,
  { read, collection }: { read: (as: Ordering) => Promise<Slice>; collection: Collection },
): Promise<readonly Document[]> {
  const { resource, ordering } = collection;
  if (!slice.overlaps || orderParameters({ resource, ordering: byIds }) === null) return slice.documents;
  const known = new Set(slice.documents.map(({ id }) => id));
  const missing = (await read(byIds)).documents.filter(({ id }) => !known.has(id));
  const documents = [...slice.documents];
  for (const document of missing) {
    const place = documents.findIndex((other) => !areInOrder([other, document], ordering));
    documents.splice(place < 0 ? documents.length : place, 0, document);
  }
  return documents;
}

/** How many documents stand before the anchor, and how many up to and with it. */
function placeOf(
  anchor: Cursor,
  all: readonly Document[],
  { ordering }: Collection,
): { before: number; after: number } {
  const index = all.findIndex(({ id }) => id === anchor.id);
  if (index >= 0) return { before: index, after: index + 1 };
  // The anchor is gone. By its date or its id its place is still known; else where it stood is the best guess.
  const { value, id } = anchor;
  if (ordering.keyset && value !== null && haveValues(all, ordering)) {
    const passed = all.filter((document) => !isBehind(document, { value, id }, ordering)).length;
    return { before: passed, after: passed };
  }
  const passed = all.filter((other) => (ordering.direction === 'asc' ? other.id < id : other.id > id)).length;
  const place = ordering.orderby === 'id' ? passed : anchor.position;
  if (place === null) {
    throw new CursorError(
      `The item ${id} that the cursor stands for is no longer in this list. Start again without a cursor.`,
    );
  }
  const at = Math.min(place, all.length);
  return { before: at, after: at };
}

function unordered({ resource, ordering }: Collection): WordPressError {
  const path = sortsByValue(ordering)
    ? `, and not all of its documents have a \`${valuePath(ordering)}\``
    : '';
  return new WordPressError(
    'invalid-answer',
    `${resource.plural} can't be ordered by ${ordering.name}: ${resource.route} doesn't take \`orderby=${ordering.orderby}\` with \`order=${ordering.direction}\`${path}.`,
    {
      request: `GET ${resource.route}`,
      advice: 'Order by something else, or let the site keep the argument of this route.',
    },
  );
}
