import { WordPressError } from '../../wordpress/errors.ts';
import type { Collection, Ordering } from '../base/collection.ts';
import { nullIfForbidden } from '../base/refusals.ts';
import { minSearchedResources } from '../entities/owners.ts';
import { isSearched, type NewestSource, readNewest } from './newest.ts';
import {
  assemble,
  emptyPage,
  type Page,
  type PageDemand,
  type ProjectedCollection,
  type Row,
  type Window,
} from './page.ts';
import { readPage } from './read-page.ts';
import { dateOf } from './sort.ts';

/**
 * Merges several resources into one ordered page: posts, pages and books, newest first. The gateway reads a full page of
 * each resource in parallel, from the same cursor. Database ids are unique over all post types, so the merged order is
 * exact if the ordering has a keyset. Many resources are read with one search if that returns the same page. If a
 * resource fails, the page has the items of the others and the error in `failures`.
 *
 * @throws WordPressError if documents lack the date that they are compared by, or if every resource fails
 */
export async function readMerged(
  source: NewestSource,
  collections: readonly ProjectedCollection[],
  { window, needs }: { window: Window; needs: PageDemand },
): Promise<Page> {
  const [first] = collections;
  if (!first) return { ...emptyPage, total: needs.total ? 0 : null };
  // Merging compares the values in cursors, so each page needs them even if the selection doesn't.
  // The item of the other bound belongs to one resource, so the bound is applied after merging.
  const anchored = await withValue(source, collections, window);
  const each = { window: unbounded(anchored), needs: { ...needs, cursors: true } };
  const searched = collections.filter(({ collection }) => isSearched(collection, source));
  const newest = searched.length >= minSearchedResources ? await readNewest(source, searched, each) : null;
  const alone = newest ? collections.filter((projected) => !searched.includes(projected)) : collections;
  const answers = await settled(
    alone.map(({ collection, paths }) =>
      readPage({ rest: source.rest, entities: source.entitiesOf(collection) }, { collection, paths }, each),
    ),
  );
  if (!newest && answers.pages.length === 0 && answers.failures[0]) throw answers.failures[0];
  const pages = [...(newest ? [newest] : []), ...answers.pages];
  const undated = pages.flatMap((page) => page.rows).find(({ cursor }) => cursor.value === null);
  const incomparableOf = collections.find(
    ({ collection }) => collection.resource === undated?.entity.resource,
  );
  if (incomparableOf) throw incomparable(incomparableOf.collection);
  const compare = byOrdering(first.collection.ordering);
  const sorted = pages.flatMap((page) => page.rows).sort(compare);
  const { limit, backward } = window;
  const rows = backward ? sorted.slice(Math.max(0, sorted.length - limit)) : sorted.slice(0, limit);
  const isCut = sorted.length > rows.length;
  const more = isCut || pages.some((page) => (backward ? page.hasPreviousPage : page.hasNextPage));
  const totals = pages.map((page) => page.total);
  const total = totals.includes(null) ? null : totals.reduce<number>((sum, each) => sum + (each ?? 0), 0);
  const failures = [...(newest?.failures ?? []), ...answers.failures];
  return { ...assemble({ rows, more }, window), total: failures.length > 0 ? null : total, failures };
}

/** Waits for all pages and separates them from the errors. */
async function settled(
  reading: readonly Promise<Page>[],
): Promise<{ pages: readonly Page[]; failures: readonly WordPressError[] }> {
  const answers = await Promise.allSettled(reading);
  const reasons = answers.flatMap((answer): unknown[] =>
    answer.status === 'rejected' ? [answer.reason] : [],
  );
  const failures = reasons.map((reason) => {
    if (reason instanceof WordPressError) return reason;
    throw reason;
  });
  const pages = answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : []));
  return { pages, failures };
}

/**
 * Adds the sort value to a cursor from WPGraphQL, which has only an id. The item may belong to any of the resources; the
 * gateway reads it from each possible one in one wave.
 */
async function withValue(
  source: Pick<NewestSource, 'entitiesOf' | 'ownersOf'>,
  collections: readonly ProjectedCollection[],
  window: Window,
): Promise<Window> {
  const side = window.backward ? 'before' : 'after';
  const anchor = window[side];
  const keyset = collections[0]?.collection.ordering.keyset;
  if (!anchor || !keyset || anchor.value !== null) return window;
  const paths = new Set(['id', keyset.path]);
  const owners = await source.ownersOf(anchor.id);
  const possible = collections.filter(({ collection }) => owners.includes(collection.resource));
  const found = await Promise.all(
    possible.map(({ collection }) => nullIfForbidden(source.entitiesOf(collection).load(anchor.id, paths))),
  );
  const document = found.find((entity) => entity !== null)?.document;
  return { ...window, [side]: { ...anchor, value: dateOf(document, keyset.path) } };
}

/** The error for documents without the date that other types are ordered by. */
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
