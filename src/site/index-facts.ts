import { isRecord, valueAt } from '../values/json.ts';
import { integer, text } from '../wordpress/document.ts';
import type { RestRoot } from '../wordpress/rest.ts';
import type { DiscoveredRoot } from './address.ts';
import type { FrontPage, PermalinkStyle, Site } from './site.ts';

/** Returns the descriptions of the routes in the index, by route. Empty if it is closed. */
export function routesOf(index: DiscoveredRoot['index']): Readonly<Record<string, unknown>> {
  const routes = valueAt(index, 'routes');
  return isRecord(routes) ? routes : {};
}

/** Returns whether the index lists a route, or hides all routes. */
export function isOffered(routes: Readonly<Record<string, unknown>>, route: string): boolean {
  return route in routes || Object.keys(routes).length === 0;
}

/** Returns the address of the home page. Guesses it from the REST root if the index is closed. */
export function homeOf({ index, page, root }: DiscoveredRoot, url: URL): string {
  const home = text(index, 'home') || text(index, 'url');
  if (home) return withoutSlash(home);
  const { origin, pathname } = new URL(root.url);
  const folder = pathname.replace(/(index\.php\/)?wp-json\/$/, '').replace(/index\.php$/, '');
  return withoutSlash((page?.url.origin === origin ? origin : url.origin) + folder);
}

/** Returns the address for requests of pages: the home, or its folder on the host of the REST root. */
export function addressOf(root: RestRoot, home: string): string {
  const { origin } = new URL(root.url);
  const { origin: homeOrigin, pathname } = new URL(home);
  return origin === homeOrigin ? home : withoutSlash(origin + pathname);
}

/** Returns the style of permalinks, which the REST root shows. Prefers the root that the page names. */
export function permalinksOf({ page, root, source }: DiscoveredRoot): PermalinkStyle | null {
  const named = page?.api?.href ?? root.url;
  if (!page?.api && root.style === 'query') return source === 'guess' ? 'plain' : null;
  if (new URL(named).searchParams.has('rest_route')) return 'plain';
  return new URL(named).pathname.includes('/index.php/') ? 'index' : 'pretty';
}

/** Returns the settings of the front page. Null if the index has none. */
export function frontOf(index: DiscoveredRoot['index']): FrontPage | null {
  const shows = text(index, 'show_on_front');
  if (shows !== 'posts' && shows !== 'page') return null;
  return {
    shows,
    pageOnFront: integer(index, 'page_on_front') ?? 0,
    pageForPosts: integer(index, 'page_for_posts') ?? 0,
  };
}

/** Returns the site icon. Null if there is none. */
export function iconOf(index: DiscoveredRoot['index']): Site['icon'] {
  const [id, url] = [integer(index, 'site_icon'), text(index, 'site_icon_url')];
  return id && url ? { id, url } : null;
}

/** Returns an address without slashes at its end. */
export function withoutSlash(address: string): string {
  return address.replace(/\/+$/, '');
}
