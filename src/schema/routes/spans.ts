import { type PluginRoute, queryParameterOf } from '../../site/plugin-routes.ts';
import type { Query } from '../../wordpress/rest.ts';

/** How a route pages. */
export interface RoutePaging {
  /** The most items that one request gets. */
  readonly most: number;
  /** The fewest items that a request may ask for. */
  readonly least: number;
  /** The number of the first page: 1, or 0 with some plugins. */
  readonly firstPage: number;
  readonly hasPage: boolean;
  readonly hasOffset: boolean;
}

/** The largest `per_page` of a route that names none, as in WordPress (REST API handbook, "Pagination Parameters"). */
const mostOfWordPress = 100;

/** Names of the parameters that page. */
export const pagingParameters: ReadonlySet<string> = new Set(['page', 'per_page', 'offset']);

/** Returns how a route pages. Null if it returns its whole list at once. */
export function pagingOf(route: PluginRoute): RoutePaging | null {
  const size = queryParameterOf(route, 'per_page');
  const [hasPage, hasOffset] = ['page', 'offset'].map((name) => queryParameterOf(route, name) !== undefined);
  if (!size || !(hasPage || hasOffset)) return null;
  const least = Math.max(1, size.minimum ?? 1);
  const most = Math.max(least, Math.min(size.maximum ?? mostOfWordPress, mostOfWordPress));
  const page = queryParameterOf(route, 'page');
  // A lowest number of 0 alone says little: plugins that number pages from 1 allow it, too.
  const firstPage = page?.initial === 0 ? 0 : 1;
  return { most, least, firstPage, hasPage: hasPage === true, hasOffset: hasOffset === true };
}

/** A request for a part of a list. */
export interface Span {
  readonly query: Query;
  /** The place in the list at which the answer begins. */
  readonly start: number;
  readonly size: number;
}

/**
 * Returns the requests for `count` items from `start` on. Without an offset, a request can only name a page by its number. Items that
 * lie across two pages then need a larger page that has all of them, or several requests.
 */
export function spansOf(
  start: number,
  count: number,
  { most, least, firstPage, hasPage, hasOffset }: RoutePaging,
): readonly Span[] {
  /** @param index - the number of pages before it */
  const page = (index: number, size: number): Span => ({
    query: { page: index + firstPage, per_page: size },
    start: index * size,
    size,
  });
  const isAligned = count <= most && count >= least && start % count === 0;
  if (hasPage && isAligned) return [page(start / count, count)];
  if (hasOffset) {
    return Array.from({ length: Math.ceil(count / most) }, (_, index): Span => {
      const at = start + index * most;
      const size = Math.max(least, Math.min(most, start + count - at));
      return { query: { offset: at, per_page: size }, start: at, size };
    });
  }
  const last = start + count - 1;
  for (let size = Math.max(count, least); size <= most; size++) {
    const index = Math.floor(start / size);
    if (index === Math.floor(last / size)) return [page(index, size)];
  }
  const first = Math.floor(start / most);
  return Array.from({ length: Math.floor(last / most) - first + 1 }, (_, index) => page(first + index, most));
}
