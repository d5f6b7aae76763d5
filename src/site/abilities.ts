import { WordPressError } from '../wordpress/errors.ts';
import type { Rest } from '../wordpress/rest.ts';
import type { Site } from './site.ts';

/** Something a visitor may or may not read. */
export interface Ability {
  /** `posts`, `menus` … */
  readonly subject: string;
  readonly route: string;
  /** How many a visitor may read where it is a list; null where it isn't, or is closed. */
  readonly total: number | null;
  /** Why it is closed; null where it is open. */
  readonly error: WordPressError | null;
  /** Whether WordPress closes it to visitors unless told otherwise. */
  readonly isUsuallyClosed: boolean;
  /** What to do where it is closed. */
  readonly advice: string;
}

interface Row {
  readonly subject: string;
  readonly route: (site: Site, postId: number | null) => string | null;
  readonly isUsuallyClosed: boolean;
  readonly advice: string;
}

/** What visitors may be able to read, in the order in which it matters. */
const rows: readonly Row[] = [
  collection('posts', 'post', 'The site keeps its posts to itself: there is little that a graph could show.'),
  collection('pages', 'page', 'Let visitors read the route, if the graph is to have pages.'),
  collection('media', 'attachment', 'Without it images have no sizes and no alternative text.'),
  collection('categories', 'category', 'Without it posts have no categories.'),
  collection('tags', 'post_tag', 'Without it posts have no tags.'),
  collection(
    'users',
    'user',
    'Authors come from what their posts embed: name, slug, avatar; no lists of users.',
  ),
  collection('comments', 'comment', 'Without it posts have no comments.'),
  {
    subject: 'search',
    route: ({ routes }) => offered(routes, '/wp/v2/search'),
    isUsuallyClosed: false,
    advice: 'Searching within one post type still works.',
  },
  {
    subject: 'menus',
    route: ({ routes }) => offered(routes, '/wp/v2/menus'),
    isUsuallyClosed: false,
    advice:
      'WordPress shows menus to users who may edit posts; since 6.8 the filter `rest_menu_read_access` opens them to everybody.',
  },
  {
    subject: 'settings',
    route: ({ routes }) => offered(routes, '/wp/v2/settings'),
    isUsuallyClosed: true,
    advice: 'Title, description, address and time zone are known all the same, from the index.',
  },
  {
    subject: 'revisions',
    route: ({ resources }, postId) =>
      postId === null ? null : `${resources.get('post')?.route}/${postId}/revisions`,
    isUsuallyClosed: true,
    advice: 'WordPress shows revisions to those who may edit the post.',
  },
];

/**
 * Asks for one of everything that a visitor may be able to read, all at once.
 *
 * @param postId - a published post; null where there is none
 */
export async function readAbilities(
  rest: Rest,
  site: Site,
  postId: number | null,
): Promise<readonly Ability[]> {
  const asked = rows.map(async ({ route: routeOf, ...row }): Promise<Ability | null> => {
    const route = routeOf(site, postId);
    if (route === null) return null;
    try {
      const query = route === '/wp/v2/settings' ? {} : { per_page: 1, _fields: ['id'] };
      if (route === '/wp/v2/settings' || route === '/wp/v2/search') {
        await rest.get(route, query);
        return { ...row, route, total: null, error: null };
      }
      const { total } = await rest.list(route, query);
      return { ...row, route, total, error: null };
    } catch (error) {
      if (error instanceof WordPressError) return { ...row, route, total: null, error };
      throw error;
    }
  });
  return (await Promise.all(asked)).filter((ability) => ability !== null);
}

function collection(subject: string, name: string, advice: string): Row {
  return {
    subject,
    route: ({ resources }) => resources.get(name)?.route ?? null,
    isUsuallyClosed: false,
    advice,
  };
}

/** A route that WordPress hasn't always had. */
function offered(routes: ReadonlySet<string>, route: string): string | null {
  return routes.size === 0 || routes.has(route) ? route : null;
}
