import type { Rest } from '../wordpress/client.ts';
import type { Document } from '../wordpress/document.ts';
import { type Collection, readSlice, turned } from './collection.ts';
import { type Cursor, CursorError } from './cursors.ts';
import type { Paths } from './entity.ts';

/** A document and its rank in the collection, from 0. */
export interface Ranked {
  readonly document: Document;
  readonly position: number;
}

/** What was read of a collection by rank. */
export interface RankedRead {
  readonly rows: readonly Ranked[];
  /** Whether the collection goes on in the direction of reading. */
  readonly more: boolean;
  /** Documents of the whole collection. */
  readonly total: number;
}

/**
 * Up to `limit` documents that follow the anchor (or precede it, for `backward`), in the collection's order.
 * The anchor's position is tried first, with the anchor itself in the answer as the proof; when the
 * collection has changed in between, its ids are read to find where the anchor stands now.
 */
export async function readRanked(
  rest: Rest,
  collection: Collection,
  window: { anchor: Cursor | null; backward: boolean; limit: number; paths: Paths },
): Promise<RankedRead> {
  const { anchor, backward, limit, paths } = window;
  if (!anchor) return backward ? readEnd(rest, collection, window) : readFrom(rest, collection, 0, window);
  if (anchor.position !== null) {
    const start = backward ? Math.max(0, anchor.position - limit) : anchor.position;
    const count = backward ? anchor.position - start + 1 : limit + 1;
    const { documents, total } = await readSlice(rest, collection, { offset: start, count, paths });
    const rows = rank(documents, start);
    if ((backward ? documents.at(-1) : documents[0])?.id === anchor.id) {
      return backward
        ? { rows: rows.slice(0, -1), more: start > 0, total }
        : { rows: rows.slice(1), more: start + rows.length < total, total };
    }
  }
  const { before, after, total } = await locate(rest, collection, anchor);
  if (!backward) return readFrom(rest, collection, after, window);
  const start = Math.max(0, before - limit);
  if (start === before) return { rows: [], more: false, total };
  const { documents } = await readSlice(rest, collection, { offset: start, count: before - start, paths });
  return { rows: rank(documents, start), more: start > 0, total };
}

async function readFrom(
  rest: Rest,
  collection: Collection,
  offset: number,
  { limit, paths }: { limit: number; paths: Paths },
): Promise<RankedRead> {
  const { documents, total } = await readSlice(rest, collection, { offset, count: limit, paths });
  return { rows: rank(documents, offset), more: offset + documents.length < total, total };
}

/** The last `limit` documents: the first ones of the other direction. */
async function readEnd(
  rest: Rest,
  collection: Collection,
  { limit, paths }: { limit: number; paths: Paths },
): Promise<RankedRead> {
  const { documents, total } = await readSlice(rest, turned(collection), { offset: 0, count: limit, paths });
  return {
    rows: rank([...documents].reverse(), Math.max(0, total - documents.length)),
    more: documents.length < total,
    total,
  };
}

/** How far a lost place is looked for. */
const mostRanks = 20_000;

/** How many documents stand before the anchor, and how many up to and with it. */
async function locate(
  rest: Rest,
  collection: Collection,
  anchor: Cursor,
): Promise<{ before: number; after: number; total: number }> {
  const { documents, total } = await readSlice(rest, collection, {
    offset: 0,
    count: mostRanks,
    paths: new Set(['id']),
  });
  const index = documents.findIndex(({ id }) => id === anchor.id);
  if (index >= 0) return { before: index, after: index + 1, total };
  // The anchor is gone. In order of ids its place is still known; else where it stood is the best guess.
  const { orderby, direction } = collection.ordering;
  const passed = documents.filter(({ id }) => (direction === 'asc' ? id < anchor.id : id > anchor.id)).length;
  const place = orderby === 'id' ? passed : anchor.position;
  if (place === null) {
    throw new CursorError(
      `The item ${anchor.id} that the cursor stands for is no longer in this list. Start again without a cursor.`,
    );
  }
  const at = Math.min(place, documents.length);
  return { before: at, after: at, total };
}

function rank(documents: readonly Document[], start: number): readonly Ranked[] {
  return documents.map((document, index) => ({ document, position: start + index }));
}
