import type { Collection } from '../base/collection.ts';
import type { Cursor } from '../base/cursors.ts';
import type { EntityLoader } from '../entities/entity-loader.ts';
import { readFiltered } from './filtered.ts';
import { byFirstPage } from './first-page.ts';
import { byKeyset } from './keyset.ts';
import {
  assemble,
  cursorsOf,
  type Page,
  type PageDemand,
  type ProjectedCollection,
  type Row,
  type Window,
  withoutSkipped,
} from './page.ts';
import { readByRank } from './rank.ts';
import { dateOf } from './sort.ts';
import { firstOf, type Source, type Stretch, type StretchRow } from './strategy.ts';
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
  const { documentFilter } = collection;
  if (documentFilter) {
    const readAll = (...read: [ProjectedCollection, { window: Window; needs: PageDemand }]) =>
      readPage({ rest, entities }, ...read);
    return withoutSkipped(window, (whole) =>
      readFiltered(
        { readPage: readAll, entities },
        { collection, paths, documentFilter },
        { window: whole, needs },
      ),
    );
  }
  const anchor = window.backward ? window.before : window.after;
  const isWhole = anchor === null;
  const counting =
    needs.total && !(isWhole && needs.items && window.limit > 0)
      ? countCollection(rest, collection)
      : Promise.resolve(null);
  const reading: Promise<Read> =
    needs.items && window.limit > 0
      ? readStretch({ rest, entities }, collection, {
          anchor: await withValue(anchor, collection, entities),
          backward: window.backward,
          limit: window.limit,
          skip: window.skip ?? 0,
          paths,
          cursors: needs.cursors,
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

/** The strategies for a collection with a date, in the order in which they are tried. Ranks serve every collection. */
const byDate = firstOf([byKeyset, byFirstPage]);

/** Reads a stretch of a collection with the first strategy that its route and answers allow. */
async function readStretch(source: Source, collection: Collection, stretch: Stretch): Promise<Read> {
  // A value to continue after is unknown for items that are skipped, but their number is.
  const { rows, ...found } =
    (stretch.skip > 0 ? null : await byDate(source, collection, stretch)) ??
    (await readByRank(source, collection, stretch));
  return { ...found, rows: rows.map((row) => rowOf(row, collection)) };
}

function rowOf({ document, position }: StretchRow, collection: Collection): Row {
  const { resource, ordering } = collection;
  const value = ordering.keyset ? dateOf(document, ordering.keyset.path) : null;
  return {
    entity: { resource, document },
    cursor: { scope: cursorsOf(collection), id: document.id, value, position },
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
