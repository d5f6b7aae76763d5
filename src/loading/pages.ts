import type { Rest } from '../wordpress/client.ts';
import { text } from '../wordpress/document.ts';
import { type Collection, countCollection, readSlice, turned } from './collection.ts';
import type { Cursor } from './cursors.ts';
import type { EntityLoader } from './entities.ts';
import type { Entity, Paths } from './entity.ts';
import { readKept } from './kept.ts';
import { inKeysetOrder, readKeyset } from './keyset.ts';
import { readRanked } from './ranked.ts';
import { readSorted } from './sorted.ts';

/** Which stretch of a connection is wanted: Relay's `first`/`after` and `last`/`before`, checked. */
export interface Window {
  /** `last`: reading goes from the end, or from `before`, towards the start. */
  readonly backward: boolean;
  readonly limit: number;
  readonly after: Cursor | null;
  readonly before: Cursor | null;
}

/** A collection with the REST paths that the selection reads of each item. */
export interface ProjectedCollection {
  readonly collection: Collection;
  readonly paths: Paths;
}

/** What a selection needs of a connection, apart from its items' paths. */
export interface PageNeeds {
  /** Whether items are read at all (`nodes`, `edges`, `pageInfo`). */
  readonly items: boolean;
  /** Whether someone may page on from here (`cursor`, `pageInfo`): only then is the order made exact, and one more item asked for. */
  readonly cursors: boolean;
  /** Whether `totalCount` is read. */
  readonly total: boolean;
}

/** One item of a page. */
export interface Row {
  readonly entity: Entity;
  readonly cursor: Cursor;
}

/** A page of a connection, in the connection's order. */
export interface Page {
  readonly rows: readonly Row[];
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  /** Items of the whole connection; null when it wasn't asked for. */
  readonly total: number | null;
}

/** A page with nothing in it. */
export const emptyPage: Page = { rows: [], hasNextPage: false, hasPreviousPage: false, total: 0 };

/** Names a collection's cursors: kind and ordering. */
export function cursorsOf({ resource, ordering }: Pick<Collection, 'resource' | 'ordering'>): string {
  return `${resource.kind}/${ordering.name}`;
}

interface Read {
  readonly rows: readonly Row[];
  readonly more: boolean;
  readonly total: number | null;
}

/** Reads a page of one collection. */
export async function readPage(
  { rest, entities }: { rest: Rest; entities: EntityLoader },
  { collection, paths }: ProjectedCollection,
  { window, needs }: { window: Window; needs: PageNeeds },
): Promise<Page> {
  const { keep } = collection;
  if (keep) {
    const readAll = (...read: [ProjectedCollection, { window: Window; needs: PageNeeds }]) =>
      readPage({ rest, entities }, ...read);
    return readKept({ readPage: readAll, entities }, { collection, paths, keep }, { window, needs });
  }
  const anchor = window.backward ? window.before : window.after;
  const isWhole = anchor === null;
  const counting =
    needs.total && !(isWhole && needs.items && window.limit > 0)
      ? countCollection(rest, collection)
      : Promise.resolve(null);
  const reading: Promise<Read> =
    needs.items && window.limit > 0
      ? read({ rest, entities }, collection, {
          anchor: await withValue(anchor, collection, entities),
          window,
          needs: { ...needs, paths },
        })
      : Promise.resolve({ rows: [], more: false, total: null });
  const [counted, { rows, more, total }] = await Promise.all([counting, reading]);
  entities.remember(
    rows.map(({ entity }) => entity.document),
    paths,
  );
  return {
    ...assemble({ rows, more }, window),
    total: needs.total ? known(counted ?? total) : null,
  };
}

function known(total: number | null): number | null {
  return total !== null && Number.isFinite(total) ? total : null;
}

/** Cuts what was read at the other end's cursor and says what lies on both sides. */
export function assemble(read: { rows: readonly Row[]; more: boolean }, window: Window): Omit<Page, 'total'> {
  const bound = window.backward ? window.after : window.before;
  const end = bound ? read.rows.findIndex(({ cursor }) => cursor.id === bound.id) : -1;
  const kept = end < 0 ? read.rows : window.backward ? read.rows.slice(end + 1) : read.rows.slice(0, end);
  const isCut = end >= 0;
  return window.backward
    ? { rows: kept, hasPreviousPage: read.more || isCut, hasNextPage: window.before !== null }
    : { rows: kept, hasNextPage: read.more || isCut, hasPreviousPage: window.after !== null };
}

async function read(
  { rest, entities }: { rest: Rest; entities: EntityLoader },
  collection: Collection,
  { anchor, window, needs }: { anchor: Cursor | null; window: Window; needs: PageNeeds & { paths: Paths } },
): Promise<Read> {
  const { limit, backward } = window;
  const of = cursorsOf(collection);
  const { resource } = collection;
  const { keyset } = collection.ordering;
  const directed = backward ? turned(collection) : collection;
  const isAnchored = anchor !== null || needs.cursors;
  if (keyset && isAnchored) {
    const exact = { ...directed, ordering: { ...directed.ordering, keyset } };
    const found = await readKeyset(rest, exact, { anchor, limit, paths: needs.paths });
    const rows = found.rows.map(({ document, value, position }) => ({
      entity: { resource, document },
      cursor: { of, value, id: document.id, position },
    }));
    return { rows: backward ? rows.reverse() : rows, more: found.more, total: found.total };
  }
  const { number } = collection.ordering;
  const wanted = { anchor, backward, limit, paths: needs.paths };
  if (number) {
    const exact = { ...collection, ordering: { ...collection.ordering, number } };
    const sorted = await readSorted({ rest, entities }, exact, wanted);
    if (sorted) {
      const rows = sorted.rows.map(({ entity, position }) => ({
        entity,
        cursor: { of, value: null, id: entity.document.id, position },
      }));
      return { ...sorted, rows };
    }
  }
  if (isAnchored) {
    const found = await readRanked(rest, collection, wanted);
    const rows = found.rows.map(({ document, position }) => ({
      entity: { resource, document },
      cursor: { of, value: null, id: document.id, position },
    }));
    return { rows, more: found.more, total: found.total };
  }
  const slice = await readSlice(rest, directed, { offset: 0, count: limit, paths: needs.paths });
  // Where the value is read anyhow equals can be put in order: nobody pages on from here who would mind where they are cut.
  const isKnown = keyset !== null && needs.paths.has(keyset.path);
  const documents = isKnown ? inKeysetOrder(slice.documents, directed.ordering) : slice.documents;
  const rows = documents.map((document) => ({
    entity: { resource, document },
    cursor: { of, value: keyset ? text(document, keyset.path) : null, id: document.id, position: null },
  }));
  return {
    rows: backward ? rows.reverse() : rows,
    more: slice.total > slice.documents.length,
    total: slice.total,
  };
}

/** WPGraphQL's cursors know an id only: the value ordered by is looked up. */
async function withValue(
  anchor: Cursor | null,
  { ordering }: Collection,
  entities: EntityLoader,
): Promise<Cursor | null> {
  if (!anchor || !ordering.keyset || anchor.value !== null) return anchor;
  const entity = await entities.load(anchor.id, new Set(['id', ordering.keyset.path]));
  return { ...anchor, value: text(entity?.document, ordering.keyset.path) };
}
