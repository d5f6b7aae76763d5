import type { Document } from '../../wordpress/document.ts';
import { orderParameters } from '../base/capabilities.ts';
import { type Collection, reversed, type Slice } from '../base/collection.ts';
import type { Cursor } from '../base/cursors.ts';
import { union } from '../base/entity.ts';
import { readSlice } from './slice.ts';
import { areInOrder, areTied, haveValues, valuePath, withTiesInOrder } from './sort.ts';
import type { Source, Strategy, Stretch, StretchRead, StretchRow } from './strategy.ts';

type ExactStretch = Stretch & { readonly isExact: boolean };

/**
 * Returns the strategy that reads only the documents of the page, by their ranks. It returns null if the answer lacks the
 * anchor or is out of order.
 *
 * @param isExact - whether to return null also if the order of equal values is uncertain, because WordPress leaves it to the
 *   database: equal values meet at an edge of the page or between two answers, documents came twice, or the documents
 *   lack the value. If false, the database's order is used
 */
export function byOffset({ isExact }: { readonly isExact: boolean }): Strategy {
  return (source, collection, stretch) => readStretch(source, collection, { ...stretch, isExact });
}

async function readStretch(
  source: Source,
  collection: Collection,
  window: ExactStretch,
): Promise<StretchRead | null> {
  if (orderParameters(collection) === null) return null;
  const { anchor, backward } = window;
  if (anchor) {
    const { position } = anchor;
    return position === null
      ? null
      : readBeside(source, collection, { ...window, anchor: { ...anchor, position } });
  }
  return backward ? readEnd(source, collection, window) : readStart(source, collection, window);
}

/** Reads the first documents. */
async function readStart(
  { rest }: Source,
  collection: Collection,
  window: ExactStretch,
): Promise<StretchRead | null> {
  const slice = await readSlice(rest, collection, {
    offset: 0,
    count: window.limit + 1,
    paths: pathsOf(collection, window),
  });
  const page = cut(slice, collection, { ...window, from: 0 });
  if (!page) return null;
  return { rows: rank(page, 0), more: goesOn(slice, page.length), total: slice.total };
}

/**
 * Reads the last documents: the first ones in reverse order or, if WordPress can't reverse it, the last ranks. The last
 * ranks need a known total and an ordering without a value, since ties at their start can't be checked.
 */
async function readEnd(
  { rest }: Source,
  collection: Collection,
  window: ExactStretch,
): Promise<StretchRead | null> {
  const { limit } = window;
  const paths = pathsOf(collection, window);
  const other = reversed(collection);
  if (!collection.ordering.hasFixedDirection && orderParameters(other) !== null) {
    const slice = await readSlice(rest, other, { offset: 0, count: limit + 1, paths });
    const page = cut(slice, other, { ...window, from: 0 });
    if (!page) return null;
    const start = slice.total - page.length;
    const rows = rank([...page].reverse(), Number.isFinite(start) ? start : null);
    return { rows, more: goesOn(slice, page.length), total: slice.total };
  }
  const probe = await readSlice(rest, collection, { offset: 0, count: 1, paths: new Set(['id']) });
  if (!Number.isFinite(probe.total) || valuePath(collection.ordering) !== null) return null;
  const from = Math.max(0, probe.total - limit);
  const slice = await readSlice(rest, collection, { offset: from, count: probe.total - from, paths });
  const isIgnored = slice.start > 0 && slice.documents[0]?.id === probe.documents[0]?.id;
  const documents = slice.documents.slice(-limit);
  if (isIgnored || !slice.isReliable || !slice.isEnd || documents.length < Math.min(limit, probe.total))
    return null;
  return { rows: rank(documents, from), more: from > 0, total: probe.total };
}

/** Reads the documents after or before the anchor, from the rank that it had when the cursor was made. */
async function readBeside(
  { rest }: Source,
  collection: Collection,
  window: ExactStretch & { readonly anchor: Cursor & { readonly position: number } },
): Promise<StretchRead | null> {
  const { anchor, backward, limit } = window;
  const { position } = anchor;
  const offset = backward ? Math.max(0, position - limit - 1) : position;
  const count = (backward ? position - offset : limit + 1) + 1;
  const slice = await readSlice(rest, collection, { offset, count, paths: pathsOf(collection, window) });
  const place = slice.documents.findIndex(({ id }) => id === anchor.id);
  // A route that ignores `offset` and `page` always begins at the first document.
  const isIgnored = slice.start > 0 && place === position;
  const isMoved = slice.start + place !== position;
  if (!slice.isReliable || place < 0 || isIgnored || (isMoved && !isAlone(slice, place, collection)))
    return null;
  if (!backward) {
    const page = cut(slice, collection, { ...window, from: place + 1 });
    if (!page) return null;
    const rows = rank(page, slice.start + place + 1);
    return { rows, more: goesOn(slice, place + 1 + page.length), total: slice.total };
  }
  const from = Math.max(0, place - limit);
  if (slice.start > 0 && place < limit) return null;
  const page = cut(slice, collection, { ...window, from, limit: place - from });
  return page && { rows: rank(page, slice.start + from), more: slice.start + from > 0, total: slice.total };
}

/**
 * Whether both neighbours of the document at this index are in the slice and have other values, or the ordering has no value.
 * Then the order around it is certain, even if its rank has changed since the cursor was made.
 */
function isAlone({ documents }: Slice, index: number, { ordering }: Collection): boolean {
  const [before, own, after] = [documents[index - 1], documents[index], documents[index + 1]];
  if (valuePath(ordering) === null) return true;
  return Boolean(before && after) && !areTied(before, own, ordering) && !areTied(own, after, ordering);
}

/** Returns `limit` documents of a slice from an index on; null if they may be the wrong ones. */
function cut(
  { documents, seams, hasDuplicates, isEnd, isReliable }: Slice,
  { ordering }: Collection,
  { from, limit, isExact }: Pick<ExactStretch, 'limit' | 'isExact'> & { readonly from: number },
): readonly Document[] | null {
  const to = Math.min(from + limit, documents.length);
  if (!isReliable || (documents.length < from + limit && !isEnd)) return null;
  const page = documents.slice(from, to);
  // Without their values, ties can't be found, and ties may change places in the next answer.
  if (!haveValues(documents, ordering)) return isExact && valuePath(ordering) !== null ? null : page;
  if (!areInOrder(documents, ordering)) return null;
  const edges = [from, to, ...seams.filter((seam) => seam > from && seam < to)];
  const isTorn =
    hasDuplicates || edges.some((edge) => areTied(documents[edge - 1], documents[edge], ordering));
  if (isTorn && isExact) return null;
  return isTorn ? page : withTiesInOrder(page, ordering);
}

/** Whether documents follow the first `count` of a slice. */
function goesOn({ documents, isEnd }: Slice, count: number): boolean {
  return documents.length > count || !isEnd;
}

function pathsOf({ ordering }: Collection, { paths }: Stretch) {
  const path = valuePath(ordering);
  return path ? union(paths, [path]) : paths;
}

function rank(documents: readonly Document[], start: number | null): readonly StretchRow[] {
  return documents.map((document, index) => ({ document, position: start === null ? null : start + index }));
}
