import { printedPosts } from '../../content/printed-posts.ts';
import { pageUrl } from '../../site/permalinks.ts';
import type { Site } from '../../site/site.ts';
import type { Rest } from '../../wordpress/rest.ts';
import { chunkSize } from '../base/lists.ts';
import { nullIfFailed } from '../base/refusals.ts';
import { readThemePage, themePageStatus, whyPagesAreUnread } from '../rest/theme-page.ts';
import { isFirstPage, pageSizeOf } from './paged-posts.ts';

/** How many posts WordPress shows on a page of the site. */
export interface PostsPerPage {
  readonly posts: number;
  /** Whether the pages do not tell the number, because all posts fit on one: it is then WordPress' default. */
  readonly isAssumed: boolean;
}

/** The route whose changes make what the pages say old. */
const about = '/wp/v2/settings';

/** The setting of a new WordPress (`populate_options()`). */
const usual = 10;

/**
 * Returns how many posts WordPress shows on a page of the blog, as visitors see it. Compares the second page with the posts in the REST
 * API, and then asks WordPress which page is the last: it answers 404 after it, whatever the theme prints (`WP::handle_404()`). If the
 * second page is the last, the first one must print the posts before it. Takes at most four requests. Returns null if the pages do not tell the number.
 */
export async function readPostsPerPage(rest: Rest, site: Site): Promise<PostsPerPage | null> {
  const blog = [...site.resources.values()].find(({ traits }) => traits.has('blog'));
  if (!blog || !site.readsSettingsOnPages || whyPagesAreUnread(site) !== null) return null;
  const statusOf = (page: number) => themePageStatus(rest, { url: blogPage(site, page), about });
  const postsOn = (page: number) =>
    readThemePage(rest, {
      url: blogPage(site, page),
      of: 'posts',
      about,
      mark: 'type-post',
      find: printedPosts,
    });
  const [newest, second] = await Promise.all([
    rest
      .list(blog.route, { per_page: chunkSize, orderby: 'date', order: 'desc', _fields: ['id', 'date'] })
      .catch(nullIfFailed),
    postsOn(2),
  ]);
  if (!newest || newest.total === null) return null;
  const { documents: posts, total } = newest;
  if (second.status === 404) {
    const isOnePage = total <= usual && (await statusOf(1)) === 200;
    return isOnePage ? { posts: usual, isAssumed: true } : null;
  }
  const size = pageSizeOf({ posts, total, printed: second.value ?? [] });
  if (size === null) return null;
  const last = Math.ceil(total / size);
  // A full second page before others is as long as its place tells. The last one may be old, and begin at another place now.
  const [isLast, after] = await Promise.all([
    last === 2
      ? postsOn(1).then(({ value }) => isFirstPage({ posts, printed: value ?? [] }, size))
      : statusOf(last).then((status) => status === 200),
    statusOf(last + 1),
  ]);
  return isLast && after === 404 ? { posts: size, isAssumed: false } : null;
}

/**
 * Returns the address of a page of the blog. The type makes it the blog whatever the front page is, and WordPress finds the page by
 * this query whatever the permalinks are.
 */
function blogPage(site: Site, page: number): string {
  return pageUrl(site, `/?post_type=post${page > 1 ? `&paged=${page}` : ''}`);
}
