import type { Resource } from '../site/site.ts';
import type { Query } from '../wordpress/rest.ts';

/** A part of a list: `size` documents from rank `from` on. */
export interface RankWindow {
  readonly from: number;
  readonly size: number;
}

/** A request for a part of a list. */
export interface WindowRequest extends RankWindow {
  /** The parameters that the requests for all parts of the list have in common. */
  readonly list: Query;
  /** The parameters that select the part. */
  readonly place: Query;
}

/** The ids of a part of a list. */
export interface ListPart {
  readonly ids: readonly number[];
  /** The number of documents of the whole list. Null if the site does not state it. */
  readonly total: number | null;
  /** The number of pages of the whole list (`X-WP-TotalPages`). Absent or null without the header. */
  readonly pages?: number | null;
}

/**
 * Returns which part of which list a request asks for. Returns null if `per_page` is missing, a number is invalid, or
 * WordPress puts sticky posts first (`WP_Query::get_posts`): then a longer answer does not begin with the shorter one.
 */
export function windowOf({ parameters }: Pick<Resource, 'parameters'>, filter: Query): WindowRequest | null {
  const { per_page, offset, page, ...list } = filter;
  const putsStickyFirst =
    parameters.get('ignore_sticky')?.default === false && list['ignore_sticky'] !== true;
  if (putsStickyFirst || !isCount(per_page) || per_page === 0) return null;
  const place = { per_page, offset, page };
  if (offset !== undefined) return isCount(offset) ? { list, place, from: offset, size: per_page } : null;
  const number = page ?? 1;
  if (!isCount(number) || number === 0) return null;
  return { list, place, from: (number - 1) * per_page, size: per_page };
}

/**
 * Whether an answer has a document for each rank of its window. If not, WordPress left some out, such as those that visitors
 * may not read, and the ranks of the others are unknown.
 */
export function isComplete({ ids, total }: ListPart, { from, size }: RankWindow): boolean {
  const expected = total === null ? size : Math.min(size, Math.max(0, total - from));
  return ids.length === expected && new Set(ids).size === ids.length;
}

/**
 * Returns what WordPress would answer for `wanted`, cut from a complete answer for another window of the list. Returns null if
 * that answer does not cover it.
 */
export function partOf(known: ListPart, knownWindow: RankWindow, wanted: RankWindow): ListPart | null {
  const { ids, total, pages } = known;
  const start = wanted.from - knownWindow.from;
  const isEnd = total === knownWindow.from + ids.length && ids.length < knownWindow.size;
  // WordPress answers a page after the last one with an error.
  const startsInside = start >= 0 && (start < ids.length || (wanted.from === 0 && isEnd));
  if (!startsInside || (start + wanted.size > ids.length && !isEnd)) return null;
  return {
    ids: ids.slice(start, start + wanted.size),
    total,
    ...(pages === undefined
      ? {}
      : { pages: pages && total !== null ? Math.ceil(total / wanted.size) : pages }),
  };
}

function isCount(value: Query[string]): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}
