import { type Document, text } from '../../wordpress/document.ts';
import { capabilitiesOf } from '../base/capabilities.ts';
import type { Collection, Keyset, Ordering } from '../base/collection.ts';
import type { Cursor } from '../base/cursors.ts';
import { type Paths, union } from '../base/entity.ts';
import { groupBy } from '../base/lists.ts';
import { readRanked } from './rank.ts';
import type { Source } from './scan.ts';
import { readSlice } from './slice.ts';
import { areInOrder, dateOf, haveValues, isBehind, withTiesInOrder } from './sort.ts';

/** A document with the value it is ordered by. */
export interface KeysetRow {
  readonly document: Document;
  readonly value: string;
  /** Rank among the documents of the same value, where it was counted. */
  readonly position: number | null;
}

/** What was read of a collection by value. */
export interface KeysetRead {
  /** In the collection's order: by value, then by id as the ordering's `ties` says. */
  readonly rows: readonly KeysetRow[];
  readonly more: boolean;
  /** Documents of the whole collection; null when reading began at a cursor. */
  readonly total: number | null;
}

type KeysetCollection = Collection & { readonly ordering: Ordering & { readonly keyset: Keyset } };

/** Where reading goes on: after one document, or (without `id`) after all documents of a value. */
type Place = { readonly value: string; readonly id: number | null; readonly position: number | null };

/**
 * Up to `limit` documents that follow the anchor, exact whatever was inserted or deleted in between and
 * however many documents share a value. Null where an answer is not what was asked for: it has no dates, or others than
 * those behind the anchor, or not in order.
 *
 * WordPress orders by the date alone, so where documents share a second, any of them may come first, and
 * another one in the next answer. Every group of ties that an answer may have cut is therefore read again
 * by itself in order of ids (`after` and `before` one second around it): a request more, only where a
 * page ends inside such a group. One document more than `limit` is asked for, which tells both whether the
 * last group is whole and whether there is a next page.
 */
export async function readKeyset(
  source: Source,
  collection: KeysetCollection,
  { anchor, limit, paths }: { anchor: Cursor | null; limit: number; paths: Paths },
): Promise<KeysetRead | null> {
  const { ordering } = collection;
  const { keyset } = ordering;
  const wanted = union(paths, [keyset.path]);
  const rows: KeysetRow[] = [];
  let total: number | null = null;
  let place: Place | null = placeOf(anchor);
  for (;;) {
    const from: Place | null = place;
    const slice = await readSlice(
      source.rest,
      { ...collection, filter: from ? beyond(collection, from) : collection.filter },
      { offset: 0, count: limit - rows.length + 1, paths: wanted },
    );
    if (!slice.isSound || !isTrue(slice.documents, from, ordering)) return null;
    const isEmpty = slice.documents.length === 0;
    if (isEmpty && rows.length === 0 && from && !(await isKnown(source, collection, from))) return null;
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
      if (!torn.has(value)) {
        const unread = inside
          ? group.filter((document) => isBehind(document, { value, id: inside.id }, ordering))
          : group;
        rows.push(
          ...withTiesInOrder(unread, ordering).map((document) => ({ document, value, position: null })),
        );
        continue;
      }
      const tied = await readRanked(source, tiesOf(collection, value), {
        anchor: inside ? { of: null, value, id: inside.id ?? 0, position: inside.position } : null,
        backward: false,
        limit: limit - rows.length,
        paths: wanted,
      });
      if (tied.rows.some(({ document }) => valueIn(document) !== value)) return null;
      const found = new Set(tied.rows.map(({ document }) => document.id));
      const isLost = (document: Document) =>
        !found.has(document.id) && (!inside || isBehind(document, { value, id: inside.id }, ordering));
      if (!tied.more && group.some(isLost)) return null;
      rows.push(...tied.rows.map(({ document, position }) => ({ document, value, position })));
      if (tied.more) return { rows, more: true, total };
    }
    if (rows.length > limit) return { rows: rows.slice(0, limit), more: true, total };
    const isEnd = slice.isEnd && !slice.isHollow;
    if (isEnd || isEmpty) return { rows, more: false, total };
    if (rows.length === limit) {
      // The page ends with its last group of ties; whether anything follows wasn't seen.
      return { rows, more: await hasBeyond(source, collection, lastValue), total };
    }
    place = { value: lastValue, id: null, position: null };
  }
}

function placeOf(anchor: Cursor | null): Place | null {
  if (anchor === null || anchor.value === null) return null;
  return { value: anchor.value, id: anchor.id, position: anchor.position };
}

/** Whether an answer is one to a question by value: in order, and behind the place at which it was to begin. */
function isTrue(documents: readonly Document[], from: Place | null, ordering: Ordering): boolean {
  if (documents.length === 0) return true;
  if (!haveValues(documents, ordering) || !areInOrder(documents, ordering)) return false;
  const [first] = documents;
  if (!from || !first) return true;
  const isInside = from.id !== null && dateOf(first, ordering.keyset?.path ?? '') === from.value;
  return isInside || isBehind(first, { value: from.value, id: null }, ordering);
}

/** Whether WordPress has the document of a place at the date that the place has: plugins show other dates than those it filters by. */
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

/** The collection's filter, narrowed to what may follow a place: the place's own value is still in while part of it is unread. */
function beyond({ filter, ordering, resource }: Collection, { value, id }: Place) {
  if (!ordering.keyset) return filter;
  const rest = capabilitiesOf(resource).takes('exclude') ? without(filter, id) : {};
  const bound = id === null ? value : shifted(value, ordering.direction === 'desc' ? 1 : -1);
  return ordering.direction === 'desc'
    ? { ...filter, ...earlierThan(filter, ordering.keyset, bound), ...rest }
    : { ...filter, ...laterThan(filter, ordering.keyset, bound), ...rest };
}

/** Everything of one value, in order of ids. */
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
 * Leaves the anchor itself out, which the bound still lets in. In WordPress `include` wins over `exclude`; there, and where
 * the route takes no `exclude`, the anchor comes and is dropped by the order of ids.
 */
function without(filter: Collection['filter'], id: number | null) {
  if (id === null || filter['include'] !== undefined) return {};
  const known = filter['exclude'];
  return { exclude: [...(Array.isArray(known) ? known : []), id] };
}

/** A site-local date-time moved by whole seconds. */
function shifted(value: string, seconds: number): string {
  const moved = new Date(Date.parse(`${value}Z`) + seconds * 1000);
  return Number.isNaN(moved.getTime()) ? value : moved.toISOString().slice(0, 19);
}
