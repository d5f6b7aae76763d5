import type { Cursor } from '../../loading/base/cursors.ts';
import type { Window } from '../../loading/pages/page.ts';
import type { PluginRoute } from '../../site/plugin-routes.ts';
import { remembered } from '../../values/remembered.ts';
import type { Query } from '../../wordpress/rest.ts';
import { InputError } from '../kit/base/errors.ts';
import { isPastEnd, type RouteList } from './read.ts';
import { pagingOf, type RoutePaging, type Span, spansOf } from './spans.ts';

/** A page of a list, with the place of its first item in the list. */
export interface RoutePage {
  readonly items: readonly unknown[];
  readonly start: number;
  /** Asks WordPress for one more item, if the answer does not say whether there is one. */
  readonly hasNextPage: () => boolean | Promise<boolean>;
  readonly hasPreviousPage: boolean;
  readonly total: number | null;
}

/** What the client selects of a page. */
export interface PageNeeds {
  /** Whether it selects items or cursors, and not the total alone. */
  readonly items: boolean;
}

/** The limit that the gateway found for each route: how many items a request got when it asked for more. */
const caps = remembered((_route: PluginRoute): { most: number } => ({ most: Number.POSITIVE_INFINITY }));

/**
 * Reads a page of a route's list. A page takes one request, unless it is larger than the route allows, or the route pages by number
 * and the page begins in the middle of another. Cursors are places in the list.
 *
 * @param read - sends a request with these parameters
 * @throws InputError if the client pages backward, and the route does not say how many items it has
 */
export async function readPage(
  route: PluginRoute,
  window: Window,
  { needs, read }: { readonly needs: PageNeeds; readonly read: (query: Query) => Promise<RouteList> },
): Promise<RoutePage> {
  const paging = pagingOf(route);
  const [after, before] = [placeOf(window.after), placeOf(window.before)];
  const first = after === null ? (window.skip ?? 0) : after + 1;
  if (!paging) {
    const { items } = await read({});
    return pageOf(items, { ...window, first, before, total: items.length });
  }
  const limited = { ...paging, most: Math.min(paging.most, caps(route).most) };
  if (!window.backward) {
    const count = Math.max(0, Math.min(window.limit, (before ?? Number.POSITIVE_INFINITY) - first));
    return forward(route, { paging: limited, read, start: first, count: needs.items ? count : 1 });
  }
  const end = before ?? (await totalOf(route, { paging: limited, read, start: 0, count: 1 }));
  const start = Math.max(first, end - window.limit);
  const { items, total } = await readRange(route, {
    paging: limited,
    read,
    start,
    count: Math.max(0, end - start),
  });
  return {
    items,
    start,
    total,
    hasPreviousPage: start > first || start > 0,
    hasNextPage: () => before !== null && (total === null || end < total),
  };
}

interface Range {
  readonly paging: RoutePaging;
  readonly read: (query: Query) => Promise<RouteList>;
  readonly start: number;
  readonly count: number;
}

async function forward(route: PluginRoute, range: Range): Promise<RoutePage> {
  const { start, count } = range;
  const { items, total } = await readRange(route, range);
  const end = start + count;
  const isKnown = total !== null || items.length < count || count === 0;
  const hasNextPage = async () =>
    isKnown
      ? total !== null && end < total
      : (await readRange(route, { ...range, start: end, count: 1 })).items.length > 0;
  return { items, start, total, hasNextPage, hasPreviousPage: start > 0 };
}

/** Reads the items from `start` on. */
async function readRange(route: PluginRoute, range: Range): Promise<RouteList> {
  const { start, count, paging, read } = range;
  if (count === 0) return { items: [], total: null };
  const spans = spansOf(start, count, paging);
  const answers = await Promise.all(spans.map((span) => readSpan(span, read)));
  const [answer] = answers;
  const [span] = spans;
  // Some plugins give fewer items than asked for, without a word in the index.
  const isCapped =
    answer && span && answer.total !== null && answer.items.length > 0 && answer.items.length < span.size;
  if (
    isCapped &&
    span.start + answer.items.length < answer.total &&
    span.size > shortPage &&
    paging.most > answer.items.length
  ) {
    const most = answer.items.length;
    const again = await readRange(route, { ...range, paging: { ...paging, most } });
    caps(route).most = most;
    return again;
  }
  const items = answers.flatMap((each, index) => {
    const from = spans[index]?.start ?? 0;
    return each.items.slice(Math.max(0, start - from), start + count - from);
  });
  return { items, total: answers.find(({ total }) => total !== null)?.total ?? null };
}

/** If a request for at most so many items gets fewer, WordPress hides some, and the plugin does not limit its pages. */
const shortPage = 10;

async function readSpan({ query, start }: Span, read: Range['read']): Promise<RouteList> {
  try {
    return await read(query);
  } catch (error) {
    // WordPress answers 400 or 404 for a page after the last one.
    if (start > 0 && isPastEnd(error)) return { items: [], total: null };
    throw error;
  }
}

async function totalOf(route: PluginRoute, range: Range): Promise<number> {
  const { total } = await readRange(route, range);
  if (total !== null) return total;
  throw new InputError(
    'The plugin does not say how many items the list has, so `last` needs `before`. Use `first`.',
  );
}

function pageOf(
  all: readonly unknown[],
  {
    first,
    before,
    limit,
    backward,
    total,
  }: Pick<Window, 'limit' | 'backward'> & { first: number; before: number | null; total: number },
): RoutePage {
  const from = Math.min(first, all.length);
  const end = Math.max(from, Math.min(before ?? all.length, all.length));
  const start = backward ? Math.max(from, end - limit) : from;
  const items = all.slice(start, backward ? end : Math.min(end, from + limit));
  return {
    items,
    start,
    total,
    hasNextPage: () => start + items.length < all.length,
    hasPreviousPage: start > 0,
  };
}

function placeOf(cursor: Cursor | null): number | null {
  return cursor === null ? null : (cursor.position ?? cursor.id);
}
