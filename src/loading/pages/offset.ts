import type { Document } from '../../wordpress/document.ts';
import { union } from '../../wordpress/paths.ts';
import { orderParameters } from '../base/capabilities.ts';
import { type Collection, reversed, type Slice } from '../base/collection.ts';
import type { Cursor } from '../base/cursors.ts';
import { readSlice } from './slice.ts';
import { areInOrder, areTied, haveValues, valuePath, withTiesInOrder } from './sort.ts';
import type { Source, Strategy, Stretch, StretchRead, StretchRow } from './strategy.ts';

type ExactStretch = Stretch & { readonly isExact: boolean };

/**
 * Returns the strategy that reads only the documents of the page, by their ranks. The strategy returns null if the answer
 * lacks the anchor or is out of order.
 *
 * @param isExact - whether the strategy also returns null if the order of equal values is uncertain. WordPress leaves that
 *   order to the database. It is uncertain if equal values meet at an edge of the page or between two answers, if a
 *   document came twice, or if the documents lack the value. If false, the strategy uses the database's order
 */
export function byOffset({ isExact }: { readonly isExact: boolean }): Strategy {
  return (source, collection, stretch) => readStretch(source, collection, { ...stretch, isExact });
}

async function readStretch(
  source: Source,
  collection: Collection,
  stretch: ExactStretch,
): Promise<StretchRead | null> {
  if (orderParameters(collection) === null) return null;
  const { anchor, backward } = stretch;
  if (anchor) {
    const { position } = anchor;
    return position === null
      ? null
      : readBeside(source, collection, { ...stretch, anchor: { ...anchor, position } });
  }
  return backward ? readEnd(source, collection, stretch) : readStart(source, collection, stretch);
}

/** Reads the first documents of the collection. */
async function readStart(
  { rest }: Source,
  collection: Collection,
  stretch: ExactStretch,
): Promise<StretchRead | null> {
  const { skip } = stretch;
  const slice = await readSlice(rest, collection, {
    offset: skip,
    count: stretch.limit + 1,
    paths: pathsWithValue(collection, stretch),
  });
  // A slice that was read by pages may begin before the wanted rank.
  const from = skip - slice.start;
  const page = documentsFrom(slice, collection, { ...stretch, from });
  if (!page) return null;
  return { rows: rankedRows(page, skip), more: hasMore(slice, from + page.length), total: slice.total };
}

/**
 * Reads the last documents. If WordPress can reverse the order, the gateway reads the first documents of the reverse.
 * Otherwise it reads the last ranks. That needs a known total and an ordering without a value, since the gateway can't
 * check for equal values before the first of these ranks.
 */
async function readEnd(
  { rest }: Source,
  collection: Collection,
  stretch: ExactStretch,
): Promise<StretchRead | null> {
  const { limit } = stretch;
  const paths = pathsWithValue(collection, stretch);
  const reverse = reversed(collection);
  if (!collection.ordering.hasFixedDirection && orderParameters(reverse) !== null) {
    const slice = await readSlice(rest, reverse, { offset: 0, count: limit + 1, paths });
    const page = documentsFrom(slice, reverse, { ...stretch, from: 0 });
    if (!page) return null;
    const start = slice.total - page.length;
    const rows = rankedRows([...page].reverse(), Number.isFinite(start) ? start : null);
    return { rows, more: hasMore(slice, page.length), total: slice.total };
  }
  const probe = await readSlice(rest, collection, { offset: 0, count: 1, paths: new Set(['id']) });
  if (!Number.isFinite(probe.total) || valuePath(collection.ordering) !== null) return null;
  const from = Math.max(0, probe.total - limit);
  const slice = await readSlice(rest, collection, { offset: from, count: probe.total - from, paths });
  const ignoresOffset = slice.start > 0 && slice.documents[0]?.id === probe.documents[0]?.id;
  const documents = slice.documents.slice(-limit);
  if (ignoresOffset || !slice.isReliable || !slice.isEnd || documents.length < Math.min(limit, probe.total))
    return null;
  return { rows: rankedRows(documents, from), more: from > 0, total: probe.total };
}

/** Reads the documents after or before the anchor, from the rank that it had when the cursor was made. */
async function readBeside(
  { rest }: Source,
  collection: Collection,
  stretch: ExactStretch & { readonly anchor: Cursor & { readonly position: number } },
): Promise<StretchRead | null> {
  const { anchor, backward, limit } = stretch;
  const { position } = anchor;
  const offset = backward ? Math.max(0, position - limit - 1) : position;
  const count = (backward ? position - offset : limit + 1) + 1;
  const slice = await readSlice(rest, collection, {
    offset,
    count,
    paths: pathsWithValue(collection, stretch),
  });
  const index = slice.documents.findIndex(({ id }) => id === anchor.id);
  // A route that ignores `offset` and `page` always begins at the first document.
  const ignoresOffset = slice.start > 0 && index === position;
  const hasMoved = slice.start + index !== position;
  if (
    !slice.isReliable ||
    index < 0 ||
    ignoresOffset ||
    (hasMoved && !hasUniqueValue(slice, index, collection))
  )
    return null;
  if (!backward) {
    const page = documentsFrom(slice, collection, { ...stretch, from: index + 1 });
    if (!page) return null;
    const rows = rankedRows(page, slice.start + index + 1);
    return { rows, more: hasMore(slice, index + 1 + page.length), total: slice.total };
  }
  const from = Math.max(0, index - limit);
  if (slice.start > 0 && index < limit) return null;
  const page = documentsFrom(slice, collection, { ...stretch, from, limit: index - from });
  return (
    page && { rows: rankedRows(page, slice.start + from), more: slice.start + from > 0, total: slice.total }
  );
}

/**
 * Whether both neighbours of the document at this index are in the slice and have other values. Then the order around the
 * document is certain, even if its rank has changed since the cursor was made. True if the ordering has no value.
 */
function hasUniqueValue({ documents }: Slice, index: number, { ordering }: Collection): boolean {
  const [before, document, after] = [documents[index - 1], documents[index], documents[index + 1]];
  if (valuePath(ordering) === null) return true;
  return (
    Boolean(before && after) && !areTied(before, document, ordering) && !areTied(document, after, ordering)
  );
}

/** Returns `limit` documents of a slice from the index `from` on. Returns null if they may be the wrong documents. */
function documentsFrom(
  { documents, seams, hasDuplicates, isEnd, isReliable, lacks }: Slice,
  { ordering }: Collection,
  { from, limit, isExact }: Pick<ExactStretch, 'limit' | 'isExact'> & { readonly from: number },
): readonly Document[] | null {
  const to = Math.min(from + limit, documents.length);
  if (!isReliable || (documents.length + lacks < from + limit && !isEnd)) return null;
  const page = documents.slice(from, to);
  // Without their values, ties can't be found, and ties may change places in the next answer.
  if (!haveValues(documents, ordering)) return isExact && valuePath(ordering) !== null ? null : page;
  if (!areInOrder(documents, ordering)) return null;
  const edges = [from, to, ...seams.filter((seam) => seam > from && seam < to)];
  const hasUncertainOrder =
    hasDuplicates || edges.some((edge) => areTied(documents[edge - 1], documents[edge], ordering));
  if (hasUncertainOrder && isExact) return null;
  return hasUncertainOrder ? page : withTiesInOrder(page, ordering);
}

/** Whether the collection has documents after the first `count` of a slice. */
function hasMore({ documents, isEnd }: Slice, count: number): boolean {
  return documents.length > count || !isEnd;
}

function pathsWithValue({ ordering }: Collection, { paths }: Stretch) {
  const path = valuePath(ordering);
  return path ? union(paths, [path]) : paths;
}

function rankedRows(documents: readonly Document[], start: number | null): readonly StretchRow[] {
  return documents.map((document, index) => ({ document, position: start === null ? null : start + index }));
}
