import type { Rest } from '../wordpress/client.ts';
import { WordPressError } from '../wordpress/errors.ts';
import type { Collection, Ordering } from './collection.ts';
import type { EntityLoader } from './entities.ts';
import {
  assemble,
  emptyPage,
  type Page,
  type PageNeeds,
  type ProjectedCollection,
  type Row,
  type Window,
} from './pages/page.ts';
import { dateOf } from './pages/sort.ts';
import { readPage } from './pages.ts';
import { whereAllowed } from './refusals.ts';

/**
 * One ordered page out of several resources: the posts, pages and books of a site, newest first. Each
 * resource is asked for a full page of its own, in parallel and from the same cursor; database ids are
 * unique over all post types, so the merged order is exact where the ordering has a keyset.
 *
 * @throws WordPressError where documents don't show the date that they would be compared by
 */
export async function readMerged(
  source: { rest: Rest; entitiesOf: (collection: Collection) => EntityLoader },
  collections: readonly ProjectedCollection[],
  { window, needs }: { window: Window; needs: PageNeeds },
): Promise<Page> {
  const [first] = collections;
  if (!first) return { ...emptyPage, total: needs.total ? 0 : null };
  // Values must be known to merge by them, so cursors are needed whether or not the selection reads them.
  // The far bound is an item of one resource only: it is applied to the merged rows.
  const anchored = await withValue(source, collections, window);
  const each = { window: unbounded(anchored), needs: { ...needs, cursors: true } };
  const pages = await Promise.all(
    collections.map((projected) => {
      const entities = source.entitiesOf(projected.collection);
      return readPage({ rest: source.rest, entities }, projected, each);
    }),
  );
  const undated = collections.find((_each, index) =>
    pages[index]?.rows.some(({ cursor }) => cursor.value === null),
  );
  if (undated) throw incomparable(undated.collection);
  const compare = byOrdering(first.collection.ordering);
  const sorted = pages.flatMap((page) => page.rows).sort(compare);
  const { limit, backward } = window;
  const rows = backward ? sorted.slice(Math.max(0, sorted.length - limit)) : sorted.slice(0, limit);
  const isCut = sorted.length > rows.length;
  const more = isCut || pages.some((page) => (backward ? page.hasPreviousPage : page.hasNextPage));
  const totals = pages.map((page) => page.total);
  const total = totals.includes(null) ? null : totals.reduce<number>((sum, each) => sum + (each ?? 0), 0);
  return { ...assemble({ rows, more }, window), total };
}

/**
 * Adds the value ordered by to a cursor of WPGraphQL, which has an id alone: the item can be of any of the resources.
 * Each is asked in one wave.
 */
async function withValue(
  source: { entitiesOf: (collection: Collection) => EntityLoader },
  collections: readonly ProjectedCollection[],
  window: Window,
): Promise<Window> {
  const side = window.backward ? 'before' : 'after';
  const anchor = window[side];
  const keyset = collections[0]?.collection.ordering.keyset;
  if (!anchor || !keyset || anchor.value !== null) return window;
  const paths = new Set(['id', keyset.path]);
  const found = await Promise.all(
    collections.map(({ collection }) => whereAllowed(source.entitiesOf(collection).load(anchor.id, paths))),
  );
  const document = found.find((entity) => entity !== null)?.document;
  return { ...window, [side]: { ...anchor, value: dateOf(document, keyset.path) } };
}

/** The error for documents of which nothing tells where they stand among those of other types. */
function incomparable({ resource, ordering }: Collection): WordPressError {
  return new WordPressError(
    'invalid-answer',
    `${resource.plural} can't be put in one order with other types: not all of them have a \`${ordering.keyset?.path}\` that is a date.`,
    {
      request: `GET ${resource.route}`,
      advice: 'Name one type by `where.contentTypes`, or let the site show the date of its documents.',
    },
  );
}

function unbounded(window: Window): Window {
  return window.backward ? { ...window, after: null } : { ...window, before: null };
}

function byOrdering({ direction, ties }: Ordering): (a: Row, b: Row) => number {
  const byValue = direction === 'asc' ? 1 : -1;
  const byId = ties === 'asc' ? 1 : -1;
  return (a, b) => {
    const [left, right] = [a.cursor.value ?? '', b.cursor.value ?? ''];
    if (left !== right) return left < right ? -byValue : byValue;
    return byId * (a.cursor.id - b.cursor.id);
  };
}
