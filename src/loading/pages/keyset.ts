import { type Document, text } from '../../wordpress/document.ts';
import { type Paths, union } from '../../wordpress/paths.ts';
import { capabilitiesOf, supportsKeyset } from '../base/capabilities.ts';
import { type Collection, type Keyset, type Ordering, reversed } from '../base/collection.ts';
import type { Cursor } from '../base/cursors.ts';
import { groupBy } from '../base/lists.ts';
import { readByRank } from './rank.ts';
import { readSlice } from './slice.ts';
import { areInOrder, dateOf, haveValues, isBehind, withTiesInOrder } from './sort.ts';
import type { Source, Strategy, StretchRead, StretchRow } from './strategy.ts';

type KeysetCollection = Collection & { readonly ordering: Ordering & { readonly keyset: Keyset } };

/** Where to continue: after one document or, without `id`, after all documents with a value. */
type Place = { readonly value: string; readonly id: number | null; readonly position: number | null };

/** Reads from a date on, if the client has a cursor or reads one. */
export const byKeyset: Strategy = async (source, collection, { anchor, backward, limit, paths, cursors }) => {
  const { keyset } = collection.ordering;
  const directed = backward ? reversed(collection) : collection;
  const isAnchored = anchor !== null || cursors;
  if (!keyset || !isAnchored || (anchor && anchor.value === null) || !supportsKeyset(directed)) return null;
  const exact = { ...directed, ordering: { ...directed.ordering, keyset } };
  const found = await readKeyset(source, exact, { anchor, limit, paths });
  return found && backward ? { ...found, rows: [...found.rows].reverse() } : found;
};

/**
 * Reads up to `limit` documents that follow the anchor. The result is exact, however many documents share a value and
 * whatever was inserted or deleted since the last page. Returns null if an answer isn't what the gateway asked for:
 * it lacks dates, is out of order, or has documents that don't follow the anchor.
 *
 * WordPress orders by the date alone, so documents of one second may change places between two answers. If an answer
 * may end inside such a group, the gateway reads the group again in order of ids (`after` and `before` are one second
 * around it), which costs one more request. It asks for one document more than `limit`, which shows whether the last
 * group is complete and whether there is a next page.
 */
async function readKeyset(
  source: Source,
  collection: KeysetCollection,
  { anchor, limit, paths }: { anchor: Cursor | null; limit: number; paths: Paths },
): Promise<StretchRead | null> {
  const { ordering } = collection;
  const { keyset } = ordering;
  const wanted = union(paths, [keyset.path]);
  const rows: StretchRow[] = [];
  let total: number | null = null;
  let place: Place | null = placeOf(anchor);
  for (;;) {
    const from: Place | null = place;
    const slice = await readSlice(
      source.rest,
      { ...collection, filter: from ? beyond(collection, from) : collection.filter },
      { offset: 0, count: limit - rows.length + 1, paths: wanted },
    );
    if (!slice.isReliable || !isTrue(slice.documents, from, ordering)) return null;
    const isEmpty = slice.documents.length === 0;
    const isShort = slice.lacks > 0;
    if (isEmpty && !isShort && rows.length === 0 && from && !(await isKnown(source, collection, from)))
      return null;
    if (!from) total = slice.total;
    const valueIn = (document: Document | undefined) => text(document, keyset.path) ?? '';
    const lastValue = valueIn(slice.documents.at(-1));
    const torn = new Set(
      slice.seams.flatMap((seam) => [seam - 1, seam].map((index) => valueIn(slice.documents[index]))),
    );
    if (!slice.isEnd) torn.add(lastValue);
    for (const [value, group] of groupBy(slice.documents, valueIn)) {
      if (rows.length >= limit) return { rows: rows.slice(0, limit), more: true, total };
      const inside = from?.value === value && from.id !== null ? from : null;
      // WordPress is down. The documents before these are certain, and a client can continue after them.
      if (torn.has(value) && isShort && rows.length > 0) return { rows, more: true, total };
      if (!torn.has(value) || isShort) {
        const unread = inside
          ? group.filter((document) => isBehind(document, { value, id: inside.id }, ordering))
          : group;
        rows.push(...withTiesInOrder(unread, ordering).map((document) => ({ document, position: null })));
        continue;
      }
      const tied = await readByRank(source, tiesOf(collection, value), {
        anchor: inside ? { scope: null, value, id: inside.id ?? 0, position: inside.position } : null,
        backward: false,
        limit: limit - rows.length,
        skip: 0,
        paths: wanted,
        cursors: true,
      });
      if (tied.rows.some(({ document }) => valueIn(document) !== value)) return null;
      const found = new Set(tied.rows.map(({ document }) => document.id));
      const isLost = (document: Document) =>
        !found.has(document.id) && (!inside || isBehind(document, { value, id: inside.id }, ordering));
      if (!tied.more && group.some(isLost)) return null;
      rows.push(...tied.rows.map(({ document, position }) => ({ document, position })));
      if (tied.more) return { rows, more: true, total };
    }
    if (rows.length > limit) return { rows: rows.slice(0, limit), more: true, total };
    const isEnd = slice.isEnd && !slice.isHollow;
    if (isEnd) return { rows, more: false, total };
    if (isShort) return { rows, more: true, total };
    if (isEmpty) return { rows, more: false, total };
    if (rows.length === limit) {
      // The page ends with a group of ties, and no document behind it was read.
      return { rows, more: await hasBeyond(source, collection, lastValue), total };
    }
    place = { value: lastValue, id: null, position: null };
  }
}

function placeOf(anchor: Cursor | null): Place | null {
  if (anchor === null || anchor.value === null) return null;
  return { value: anchor.value, id: anchor.id, position: anchor.position };
}

/** Whether documents are in order and follow the place from which the gateway asked for them. */
function isTrue(documents: readonly Document[], from: Place | null, ordering: Ordering): boolean {
  if (documents.length === 0) return true;
  if (!haveValues(documents, ordering) || !areInOrder(documents, ordering)) return false;
  const [first] = documents;
  if (!from || !first) return true;
  const isInside = from.id !== null && dateOf(first, ordering.keyset?.path ?? '') === from.value;
  return isInside || isBehind(first, { value: from.value, id: null }, ordering);
}

/** Whether WordPress finds a document at the place's date. A plugin may show other dates than WordPress filters by. */
async function isKnown(
  { rest }: Source,
  collection: KeysetCollection,
  { value, id }: Place,
): Promise<boolean> {
  if (id === null) return true;
  const { documents } = await readSlice(rest, tiesOf(collection, value), {
    offset: 0,
    count: 1,
    paths: new Set(['id']),
  });
  return documents.length > 0;
}

async function hasBeyond({ rest }: Source, collection: KeysetCollection, value: string): Promise<boolean> {
  const filter = beyond(collection, { value, id: null, position: null });
  const { documents } = await readSlice(
    rest,
    { ...collection, filter },
    { offset: 0, count: 1, paths: new Set(['id', collection.ordering.keyset.path]) },
  );
  return documents.some((document) => isBehind(document, { value, id: null }, collection.ordering));
}

/** Narrows the collection's filter to documents that may follow a place, including others with the place's value. */
function beyond({ filter, ordering, resource }: Collection, { value, id }: Place) {
  if (!ordering.keyset) return filter;
  const rest = capabilitiesOf(resource).takes('exclude') ? without(filter, id) : {};
  const bound = id === null ? value : shifted(value, ordering.direction === 'desc' ? 1 : -1);
  return ordering.direction === 'desc'
    ? { ...filter, ...earlierThan(filter, ordering.keyset, bound), ...rest }
    : { ...filter, ...laterThan(filter, ordering.keyset, bound), ...rest };
}

/** The documents with one value, in order of ids. */
function tiesOf(collection: KeysetCollection, value: string): Collection {
  const { filter, ordering } = collection;
  return {
    ...collection,
    filter: {
      ...filter,
      ...laterThan(filter, ordering.keyset, shifted(value, -1)),
      ...earlierThan(filter, ordering.keyset, shifted(value, 1)),
    },
    ordering: {
      name: 'id',
      orderby: 'id',
      direction: ordering.ties,
      ties: ordering.ties,
      keyset: null,
      value: { path: 'id', kind: 'number' },
    },
  };
}

function laterThan(filter: Collection['filter'], { after }: Keyset, value: string) {
  const known = filter[after];
  return { [after]: typeof known === 'string' && known > value ? known : value };
}

function earlierThan(filter: Collection['filter'], { before }: Keyset, value: string) {
  const known = filter[before];
  return { [before]: typeof known === 'string' && known < value ? known : value };
}

/**
 * Excludes the anchor, which has the value that the filter includes. With `include`, WordPress ignores `exclude`; then, and
 * on routes without `exclude`, the answer contains the anchor and the order of ids removes it.
 */
function without(filter: Collection['filter'], id: number | null) {
  if (id === null || filter['include'] !== undefined) return {};
  const known = filter['exclude'];
  return { exclude: [...(Array.isArray(known) ? known : []), id] };
}

/** Moves a site-local date-time by seconds. */
function shifted(value: string, seconds: number): string {
  const moved = new Date(Date.parse(`${value}Z`) + seconds * 1000);
  return Number.isNaN(moved.getTime()) ? value : moved.toISOString().slice(0, 19);
}
