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
 * Returns which part of which list a request asks for. Returns null if its answer depends on its size in other ways:
 * WordPress puts sticky posts before the first ones of each answer, unless it is told not to (`WP_Query::get_posts`).
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
 * Whether an answer has a document for each rank of its window. If not, the site hides some documents or gives fewer for one
 * request, so nobody knows which ranks the documents have.
 */
export function isComplete({ ids, total }: ListPart, { from, size }: RankWindow): boolean {
  const expected = total === null ? size : Math.min(size, Math.max(0, total - from));
  return ids.length === expected && new Set(ids).size === ids.length;
}

/**
 * Returns what WordPress answers to a request, according to a complete answer to another request for the same list. Returns
 * null if that does not tell it.
 */
export function partOf(known: ListPart, of: RankWindow, wanted: RankWindow): ListPart | null {
  const { ids, total, pages } = known;
  const start = wanted.from - of.from;
  const isEnd = total === of.from + ids.length && ids.length < of.size;
  // WordPress refuses a page behind the end.
  const isIn = start >= 0 && (start < ids.length || (wanted.from === 0 && isEnd));
  if (!isIn || (start + wanted.size > ids.length && !isEnd)) return null;
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
