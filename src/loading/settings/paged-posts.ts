import { type Document, text } from '../../wordpress/document.ts';

/** All posts of a site, as the REST API lists them, and those that the second page of its blog prints. */
export interface PagedPosts {
  /** Posts with `id` and `date`, the newest first. */
  readonly posts: readonly Document[];
  /** The number of posts of the site, which may be more. */
  readonly total: number;
  /** The ids on the second page, in its order. Null for a document that is no post. */
  readonly printed: readonly (number | null)[];
}

/**
 * Returns how many posts a page of the blog has. The second page starts after the posts of the first: if a page has 10, it prints the
 * posts of the places 10 to 19, counted from 0, or 10 to the last. Returns null if the page prints no such list. The first page does not
 * tell it, because WordPress adds sticky posts there.
 *
 * If the second page is the last one, and older than the list of the REST API, the number may be wrong: {@link isFirstPage} tells.
 *
 * A list with a number of its own is none, because it does not begin later on the second page.
 *
 * @example
 * pageSizeOf({ posts, total: posts.length, printed: [12, 11, 10] }) // 3, if three posts are newer than 12
 */
export function pageSizeOf({ posts, total, printed }: PagedPosts): number | null {
  const places = new Map(posts.map(({ id }, place) => [id, place]));
  let longest = { start: 0, length: 0 };
  for (let from = 0; from < printed.length; ) {
    const start = places.get(printed[from] ?? 0);
    const length = start === undefined ? 1 : runLength(printed.slice(from), posts.slice(start));
    const isPage = start !== undefined && start > 0 && start + length === Math.min(2 * start, total);
    if (isPage && length > longest.length) longest = { start, length };
    from += length;
  }
  return longest.length > 0 ? longest.start : null;
}

/**
 * Returns whether the first page of the blog prints the posts before the second page: all of the first `size` posts, and the last of
 * them at its end. If not, one of the pages may be older than the list of the REST API. So that nothing is taken for certain that is
 * not, this is also false for a page with posts that the list lacks, and for one whose order sticky posts hide: a sticky post stands
 * first on the first page, and in its place on the second one.
 *
 * @param printed - the ids on the first page, in its order
 * @example
 * isFirstPage({ posts, printed: [15, 14, 13] }, 3) // true, if these are the newest posts
 */
export function isFirstPage({ posts, printed }: Omit<PagedPosts, 'total'>, size: number): boolean {
  const places = new Map(posts.map(({ id }, place) => [id, place]));
  const found = printed.filter((id) => id !== null).map((id) => places.get(id) ?? null);
  const newest = [...posts.keys()].slice(0, size);
  return (
    found.at(-1) === size - 1 &&
    newest.every((place) => found.includes(place)) &&
    !found.includes(size) &&
    !found.includes(null)
  );
}

/**
 * Returns how many documents a list and another one have in common at their start, at least 1. WordPress orders posts of the same time
 * in any way, so two posts of the same time count as one.
 */
function runLength(printed: readonly (number | null)[], posts: readonly Document[]): number {
  const dates = new Map(posts.map((post) => [post.id, text(post, 'date')]));
  const seen = new Set<number>();
  const isNext = (id: number | null, place: number) => {
    const post = posts[place];
    const date = id === null || seen.has(id) ? null : (dates.get(id) ?? null);
    return post !== undefined && date !== null && (post.id === id || text(post, 'date') === date);
  };
  let length = 0;
  for (const id of printed) {
    if (!isNext(id, length)) break;
    if (id !== null) seen.add(id);
    length++;
  }
  return Math.max(1, length);
}
