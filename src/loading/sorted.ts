import type { Rest } from '../wordpress/client.ts';
import { integer } from '../wordpress/document.ts';
import { type Collection, readWhole } from './collection.ts';
import type { Cursor } from './cursors.ts';
import type { EntityLoader } from './entities.ts';
import type { Entity, Paths } from './entity.ts';

/** What was read of a collection by a number that many documents share. */
export interface SortedRead {
  readonly rows: readonly { readonly entity: Entity; readonly position: number }[];
  readonly more: boolean;
  readonly total: number;
}

/**
 * A page of a collection ordered by a number that many documents share: the author, the parent, the rank by
 * hand. Among equals WordPress leaves the order to the database, which may change it from answer to
 * answer; so all ids are read with their numbers, in order of ids, sorted here, and the page's documents
 * are fetched. Null for collections too large for that.
 */
export async function readSorted(
  { rest, entities }: { rest: Rest; entities: EntityLoader },
  collection: Collection & { readonly ordering: { readonly number: string } },
  window: { anchor: Cursor | null; backward: boolean; limit: number; paths: Paths },
): Promise<SortedRead | null> {
  const { anchor, backward, limit, paths } = window;
  const { number, direction, ties } = collection.ordering;
  const slice = await readWhole(rest, collection, { paths: new Set(['id', number]), direction: 'desc' });
  if (slice.total > slice.documents.length) return null;
  const [byNumber, byTies] = [direction === 'asc' ? 1 : -1, ties === 'asc' ? 1 : -1];
  const ids = [...slice.documents]
    .sort((a, b) => {
      const difference = (integer(a, number) ?? 0) - (integer(b, number) ?? 0);
      return difference === 0 ? byTies * (a.id - b.id) : byNumber * difference;
    })
    .map(({ id }) => id);
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
