import { orderParameters } from '../base/capabilities.ts';
import { reversed } from '../base/collection.ts';
import { readSlice } from './slice.ts';
import { areInOrder, haveValues, withTiesInOrder } from './sort.ts';
import type { Strategy } from './strategy.ts';

/** Reads the first documents by date. No cursor was requested, so the order of ties cannot affect a later page. */
export const byFirstPage: Strategy = async (
  { rest },
  collection,
  { anchor, backward, limit, paths, cursors },
) => {
  const { keyset } = collection.ordering;
  const directed = backward ? reversed(collection) : collection;
  if (!keyset || anchor || cursors || orderParameters(directed) === null) return null;
  const slice = await readSlice(rest, directed, { offset: 0, count: limit, paths });
  const isKnown = paths.has(keyset.path) && haveValues(slice.documents, directed.ordering);
  if (!slice.isReliable || (isKnown && !areInOrder(slice.documents, directed.ordering))) return null;
  const documents = isKnown ? withTiesInOrder(slice.documents, directed.ordering) : slice.documents;
  const rows = documents.map((document) => ({ document, position: null }));
  return { rows: backward ? rows.reverse() : rows, more: !slice.isEnd, total: slice.total };
};
