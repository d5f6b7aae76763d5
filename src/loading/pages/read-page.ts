import type { Document } from '../../wordpress/document.ts';
import { orderParameters, supportsKeyset } from '../base/capabilities.ts';
import { type Collection, reversed } from '../base/collection.ts';
import type { Cursor } from '../base/cursors.ts';
import type { Paths } from '../base/entity.ts';
import type { EntityLoader } from '../entities/entity-loader.ts';
import { readFiltered } from './filtered.ts';
import { readKeyset } from './keyset.ts';
import {
  assemble,
  cursorsOf,
  type Page,
  type PageDemand,
  type ProjectedCollection,
  type Row,
  type Window,
} from './page.ts';
import { readRanked } from './rank.ts';
import type { Source } from './scan.ts';
import { readSlice } from './slice.ts';
import { areInOrder, dateOf, haveValues, withTiesInOrder } from './sort.ts';
import { countCollection } from './whole.ts';

interface Read {
  readonly rows: readonly Row[];
  readonly more: boolean;
  readonly total: number | null;
}

/**
 * Reads a page of one collection.
 *
 * @throws WordPressError if a request fails, or if the route's answers don't allow an exact page
 */
export async function readPage(
  { rest, entities }: Source,
  { collection, paths }: ProjectedCollection,
  { window, needs }: { window: Window; needs: PageDemand },
): Promise<Page> {
  const { documentFilter: keep } = collection;
  if (keep) {
    const readAll = (...read: [ProjectedCollection, { window: Window; needs: PageDemand }]) =>
      readPage({ rest, entities }, ...read);
    return readFiltered({ readPage: readAll, entities }, { collection, paths, keep }, { window, needs });
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

interface Wanted {
  readonly anchor: Cursor | null;
  readonly window: Window;
  readonly needs: PageDemand & { readonly paths: Paths };
}

/** Tries each way to read a page. A way returns null if the route lacks what it needs, or if an answer isn't what was asked for. */
async function read(source: Source, collection: Collection, wanted: Wanted): Promise<Read> {
  return (
    (await readByValue(source, collection, wanted)) ??
    (await readPlainly(source, collection, wanted)) ??
    (await readByRank(source, collection, wanted))
  );
}

/** Reads from a date on, if the client has a cursor or reads one. */
async function readByValue(
  source: Source,
  collection: Collection,
  { anchor, window, needs }: Wanted,
): Promise<Read | null> {
  const { keyset } = collection.ordering;
  const directed = window.backward ? reversed(collection) : collection;
  const isAnchored = anchor !== null || needs.cursors;
  if (!keyset || !isAnchored || (anchor && anchor.value === null) || !supportsKeyset(directed)) return null;
  const exact = { ...directed, ordering: { ...directed.ordering, keyset } };
  const found = await readKeyset(source, exact, { anchor, limit: window.limit, paths: needs.paths });
  if (!found) return null;
  const rows = found.rows.map(({ document, value, position }) =>
    rowOf(document, collection, { value, position }),
  );
  return { rows: window.backward ? rows.reverse() : rows, more: found.more, total: found.total };
}

/** Reads the first documents by date. No cursor was requested, so the order of ties cannot affect a later page. */
async function readPlainly(
  { rest }: Source,
  collection: Collection,
  { anchor, window, needs }: Wanted,
): Promise<Read | null> {
  const { keyset } = collection.ordering;
  const directed = window.backward ? reversed(collection) : collection;
  if (!keyset || anchor || needs.cursors || orderParameters(directed) === null) return null;
  const slice = await readSlice(rest, directed, { offset: 0, count: window.limit, paths: needs.paths });
  const isKnown = needs.paths.has(keyset.path) && haveValues(slice.documents, directed.ordering);
  if (!slice.isReliable || (isKnown && !areInOrder(slice.documents, directed.ordering))) return null;
  const documents = isKnown ? withTiesInOrder(slice.documents, directed.ordering) : slice.documents;
  const rows = documents.map((document) =>
    rowOf(document, collection, { value: dateOf(document, keyset.path), position: null }),
  );
  return { rows: window.backward ? rows.reverse() : rows, more: !slice.isEnd, total: slice.total };
}

/** Reads by rank, or from the whole collection. */
async function readByRank(
  source: Source,
  collection: Collection,
  { anchor, window: { limit, backward }, needs }: Wanted,
): Promise<Read> {
  const found = await readRanked(source, collection, { anchor, backward, limit, paths: needs.paths });
  const path = collection.ordering.keyset?.path ?? null;
  const rows = found.rows.map(({ document, position }) =>
    rowOf(document, collection, { value: path ? dateOf(document, path) : null, position }),
  );
  return { ...found, rows };
}

function rowOf(document: Document, collection: Collection, place: Pick<Cursor, 'value' | 'position'>): Row {
  const { resource } = collection;
  return {
    entity: { resource, document },
    cursor: { scope: cursorsOf(collection), id: document.id, ...place },
  };
}

/** Adds the sort value to a cursor from WPGraphQL, which has only an id. */
async function withValue(
  anchor: Cursor | null,
  { ordering }: Collection,
  entities: EntityLoader,
): Promise<Cursor | null> {
  if (!anchor || !ordering.keyset || anchor.value !== null) return anchor;
  const entity = await entities.load(anchor.id, new Set(['id', ordering.keyset.path]));
  return { ...anchor, value: dateOf(entity?.document, ordering.keyset.path) };
}
