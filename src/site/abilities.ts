import { WordPressError } from '../wordpress/errors.ts';
import type { Rest } from '../wordpress/rest.ts';
import type { Site } from './site.ts';

/** A part of the REST API, and whether visitors may read it. */
export interface Ability {
  /** `posts`, `menus` … */
  readonly subject: string;
  readonly route: string;
  /** Number of items that visitors can read. Null for a closed route, and for a route without items. */
  readonly total: number | null;
  /** Why visitors cannot read it. Null if they can. */
  readonly error: WordPressError | null;
  /** Whether WordPress closes it to visitors by default. */
  readonly isUsuallyClosed: boolean;
  /** The consequence if it is closed, or what the operator can do. */
  readonly advice: string;
}

interface Row {
  readonly subject: string;
  readonly route: (site: Site, postId: number | null) => string | null;
  readonly isUsuallyClosed: boolean;
  readonly advice: string;
}

/** The routes to check, the most important first. */
const rows: readonly Row[] = [
  collection('posts', 'post', 'Visitors cannot read posts: the graph has little to show.'),
  collection('pages', 'page', 'Let visitors read the route to have pages in the graph.'),
  collection('media', 'attachment', 'Without it images have no sizes and no alternative text.'),
  collection('categories', 'category', 'Without it posts have no categories.'),
  collection('tags', 'post_tag', 'Without it posts have no tags.'),
  collection(
    'users',
    'user',
    'Authors come from the data that their posts embed: name, slug, avatar. The graph has no lists of users.',
  ),
  collection('comments', 'comment', 'Without it posts have no comments.'),
  {
    subject: 'search',
    route: ({ routes }) => ifOffered(routes, '/wp/v2/search'),
    isUsuallyClosed: false,
    advice: 'Searching within one post type still works.',
  },
  {
    subject: 'menus',
    route: ({ routes }) => ifOffered(routes, '/wp/v2/menus'),
    isUsuallyClosed: false,
    advice:
      'WordPress shows menus to users who may edit posts; since 6.8 the filter `rest_menu_read_access` opens them to everybody.',
  },
  {
    subject: 'settings',
    route: ({ routes }) => ifOffered(routes, '/wp/v2/settings'),
    isUsuallyClosed: true,
    advice: 'Title, description, address and time zone are in the REST index, too.',
  },
  {
    subject: 'revisions',
    route: ({ resources }, postId) =>
      postId === null ? null : `${resources.get('post')?.route}/${postId}/revisions`,
    isUsuallyClosed: true,
    advice: 'WordPress shows revisions to users who may edit the post.',
  },
];

/**
 * Checks all routes at once, with one small request each. Leaves out routes that the site does not have.
 *
 * @param postId - database id of a published post; null if there is none
 */
export async function readAbilities(
  rest: Rest,
  site: Site,
  postId: number | null,
): Promise<readonly Ability[]> {
  const checks = rows.map(async ({ route: routeOf, ...row }): Promise<Ability | null> => {
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
  return (await Promise.all(checks)).filter((ability) => ability !== null);
}

function collection(subject: string, name: string, advice: string): Row {
  return {
    subject,
    route: ({ resources }) => resources.get(name)?.route ?? null,
    isUsuallyClosed: false,
    advice,
  };
}

/** Returns a route if the index lists it, or hides all routes. Returns null otherwise: old versions lack the route. */
function ifOffered(routes: ReadonlySet<string>, route: string): string | null {
  return routes.size === 0 || routes.has(route) ? route : null;
}
