import type { Document } from '../../wordpress/document.ts';
import { WordPressError } from '../../wordpress/errors.ts';
import { orderParameters } from '../base/capabilities.ts';
import type { Collection, Ordering, Slice } from '../base/collection.ts';
import { type Cursor, CursorError } from '../base/cursors.ts';
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
import type { Source, Strategy, Stretch, StretchRead } from './strategy.ts';
import { unreadable } from './unreadable.ts';

/**
 * Returns the strategy that reads the ids and sort values of a whole collection, and then the documents of the page. It
 * needs no parameter of the route, only complete answers, and collections of at most `most` documents.
 *
 * @throws CursorError if the anchor's document is gone and its place isn't known
 * @throws WordPressError if neither the route nor the documents determine the order, or if the last page was in another
 */
export function byScan(most: number): Strategy {
  return (source, collection, stretch) => readScan(source, collection, { ...stretch, most });
}

async function readScan(
  { rest, entities }: Source,
  collection: Collection,
  { anchor, backward, limit, skip, paths, most }: Stretch & { readonly most: number },
): Promise<StretchRead | null> {
  const found = await readAll({ rest, entities }, collection, most);
  if (!found) return null;
  const { documents: all, isServed } = found;
  if (anchor && !isServed && isElsewhere(anchor, all)) throw unreadable(collection, otherOrder);
  const { before, after } = anchor
    ? placeOf(anchor, all, collection)
    : { before: all.length, after: Math.min(skip, all.length) };
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

/** Whether the anchor had another rank in the last page. */
function isElsewhere({ id, position }: Cursor, all: readonly Document[]): boolean {
  return position !== null && all[position]?.id !== id && all.some((document) => document.id === id);
}

interface All {
  readonly documents: readonly Document[];
  /** Whether pages that were read in another way have this order too. */
  readonly isServed: boolean;
}

/**
 * Reads the ids and sort values of all documents and returns them in their exact order. The gateway sorts numbers and
 * dates itself, so it reads these by id: ids are unique, and no document moves from one answer to another.
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
  if (isOwn && isOrdered && slice.isReliable) {
    const documents = await completed(slice, { read, collection });
    return { documents: withTiesInOrder(documents, ordering), isServed: true };
  }
  const isComplete =
    !slice.hasDuplicates || (readsById && (!slice.isReliable || areInOrder(slice.documents, byIds)));
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
 * Adds the documents that a slice lost because ties changed places between two answers. A document without a sort value
 * comes last.
 */
async function completed(
  slice: Slice,
  { read, collection }: { read: (as: Ordering) => Promise<Slice>; collection: Collection },
): Promise<readonly Document[]> {
  const { resource, ordering } = collection;
  if (!slice.hasDuplicates || orderParameters({ resource, ordering: byIds }) === null) return slice.documents;
  const known = new Set(slice.documents.map(({ id }) => id));
  const missing = (await read(byIds)).documents.filter(({ id }) => !known.has(id));
  const documents = [...slice.documents];
  for (const document of missing) {
    const place = documents.findIndex((other) => !areInOrder([other, document], ordering));
    documents.splice(place < 0 ? documents.length : place, 0, document);
  }
  return documents;
}

/** The number of documents before the anchor, and the number including it. */
function placeOf(
  anchor: Cursor,
  all: readonly Document[],
  { ordering }: Collection,
): { before: number; after: number } {
  const index = all.findIndex(({ id }) => id === anchor.id);
  if (index >= 0) return { before: index, after: index + 1 };
  // The anchor is gone. Its date or id still determines its place; otherwise its last rank is the best guess.
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
