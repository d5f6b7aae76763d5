import type { Rest } from '../wordpress/client.ts';
import { type Document, text } from '../wordpress/document.ts';
import { type Collection, type Direction, type Keyset, type Ordering, readSlice } from './collection.ts';
import type { Cursor } from './cursors.ts';
import { type Paths, union } from './entity.ts';
import { groupBy } from './lists.ts';
import { readRanked } from './ranked.ts';

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

/** Where reading goes on: after one document, or (without `id`) after all documents of a value. */
type Place = { readonly value: string; readonly id: number | null; readonly position: number | null };

/**
 * Up to `limit` documents that follow the anchor, exact whatever was inserted or deleted in between and
 * however many documents share a value.
 *
 * WordPress orders by the date alone, so where documents share a second, any of them may come first, and
 * another one in the next answer. Every group of ties that an answer may have cut is therefore read again
 * by itself in order of ids (`after` and `before` one second around it): a request more, only where a
 * page ends inside such a group. One document more than `limit` is asked for, which tells both whether the
 * last group is whole and whether there is a next page.
 */
export async function readKeyset(
  rest: Rest,
  collection: Collection & { readonly ordering: { readonly keyset: Keyset } },
  { anchor, limit, paths }: { anchor: Cursor | null; limit: number; paths: Paths },
): Promise<KeysetRead> {
  const { keyset, ties } = collection.ordering;
  const wanted = union(paths, [keyset.path]);
  const rows: KeysetRow[] = [];
  let total: number | null = null;
  let place: Place | null =
    anchor === null || anchor.value === null
      ? null
      : { value: anchor.value, id: anchor.id, position: anchor.position };
  for (;;) {
    const from: Place | null = place;
    const slice = await readSlice(
      rest,
      { ...collection, filter: from ? beyond(collection, from) : collection.filter },
      { offset: 0, count: limit - rows.length + 1, paths: wanted },
    );
    if (!from) total = slice.total;
    const whole = slice.documents.length >= slice.total;
    const valueIn = (document: Document | undefined) => text(document, keyset.path) ?? '';
    const lastValue = valueIn(slice.documents.at(-1));
    const cut = new Set(slice.seams.map((seam) => valueIn(slice.documents[seam])));
    if (!whole) cut.add(lastValue);
    for (const [value, group] of groupBy(slice.documents, valueIn)) {
      if (rows.length >= limit) return { rows: rows.slice(0, limit), more: true, total };
      const inside = from?.value === value && from.id !== null ? from : null;
      if (!cut.has(value)) {
        const unread = inKeysetOrder(group, collection.ordering).filter((document) =>
          isBehind(document, inside, ties),
        );
        rows.push(...unread.map((document) => ({ document, value, position: null })));
        continue;
      }
      const tied = await readRanked(rest, tiesOf(collection, value), {
        anchor: inside ? { of: null, value, id: inside.id ?? 0, position: inside.position } : null,
        backward: false,
        limit: limit - rows.length,
        paths: wanted,
      });
      rows.push(...tied.rows.map(({ document, position }) => ({ document, value, position })));
      if (tied.more) return { rows, more: true, total };
    }
    if (rows.length > limit) return { rows: rows.slice(0, limit), more: true, total };
    if (whole || slice.documents.length === 0) return { rows, more: false, total };
    if (rows.length === limit) {
      // The page ends with its last group of ties; whether anything follows wasn't seen.
      return { rows, more: await hasBeyond(rest, collection, lastValue), total };
    }
    place = { value: lastValue, id: null, position: null };
  }
}

/** Whether a document of the anchor's value stands behind the anchor. */
function isBehind({ id }: Document, place: Place | null, ties: Direction): boolean {
  if (place === null || place.id === null) return true;
  return ties === 'asc' ? id > place.id : id < place.id;
}

async function hasBeyond(rest: Rest, collection: Collection, value: string): Promise<boolean> {
  const filter = beyond(collection, { value, id: null, position: null });
  const { documents } = await readSlice(
    rest,
    { ...collection, filter },
    { offset: 0, count: 1, paths: new Set(['id']) },
  );
  return documents.length > 0;
}

/** The collection's filter, narrowed to what may follow a place: the place's own value is still in while part of it is unread. */
function beyond({ filter, ordering }: Collection, { value, id }: Place) {
  if (!ordering.keyset) return filter;
  const bound = id === null ? value : shifted(value, ordering.direction === 'desc' ? 1 : -1);
  return ordering.direction === 'desc'
    ? { ...filter, ...earlierThan(filter, ordering.keyset, bound), ...without(filter, id) }
    : { ...filter, ...laterThan(filter, ordering.keyset, bound), ...without(filter, id) };
}

/** Everything of one value, in order of ids. */
function tiesOf(collection: Collection & { ordering: { keyset: Keyset } }, value: string): Collection {
  const { filter, ordering } = collection;
  return {
    ...collection,
    filter: {
      ...filter,
      ...laterThan(filter, ordering.keyset, shifted(value, -1)),
      ...earlierThan(filter, ordering.keyset, shifted(value, 1)),
    },
    ordering: { name: 'id', orderby: 'id', direction: ordering.ties, ties: ordering.ties, keyset: null },
  };
}

/** Documents in an ordering's own order, ties included; they come in the order of their values already. */
export function inKeysetOrder(
  documents: readonly Document[],
  { keyset, ties }: Ordering,
): readonly Document[] {
  if (!keyset) return documents;
  const sign = ties === 'asc' ? 1 : -1;
  const groups = groupBy(documents, (document) => text(document, keyset.path));
  return [...groups.values()].flatMap((group) => group.sort((a, b) => sign * (a.id - b.id)));
}

function laterThan(filter: Collection['filter'], { after }: Keyset, value: string) {
  const known = filter[after];
  return { [after]: typeof known === 'string' && known > value ? known : value };
}

function earlierThan(filter: Collection['filter'], { before }: Keyset, value: string) {
  const known = filter[before];
  return { [before]: typeof known === 'string' && known < value ? known : value };
}

/** Leaves the anchor itself out, which the bound still lets in; `include` would win over `exclude`, and the order of ids sees to it then. */
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
