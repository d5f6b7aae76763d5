import { isRecord } from '../values/json.ts';
import { list, text } from '../wordpress/document.ts';

/** Descriptions of the routes in the REST index, by route. Empty if the index is closed. */
type Routes = Readonly<Record<string, unknown>>;

/**
 * Returns the route of a post type or taxonomy. Returns null if the index does not list it. Trims slashes at both ends of
 * `rest_base` and `rest_namespace`: `register_rest_route` trims them, too, but `/wp/v2/types` does not.
 *
 * @param entry - its entry in `/wp/v2/types` or `/wp/v2/taxonomies`
 */
export function routeOf(entry: unknown, name: string, routes: Routes): string | null {
  const namespace = trimmed(text(entry, 'rest_namespace') || 'wp/v2');
  const usual = `/${namespace}/${trimmed(text(entry, 'rest_base') || name)}`;
  const known = Object.keys(routes);
  if (known.length === 0) return usual;
  return known.find((route) => route === usual) ?? linkedRoute(entry, known) ?? null;
}

/**
 * Returns whether WordPress finds a route by its path. It uses routes as regular expressions, so that a route with `+`
 * does not match itself.
 */
export function isReachable(route: string): boolean {
  try {
    return new RegExp(`^${route}$`, 'iu').test(route);
  } catch {
    return false;
  }
}

/** Returns the route in the link to the items of an entry. The filter `rest_route_for_post_type_items` can change it. */
function linkedRoute(entry: unknown, known: readonly string[]): string | undefined {
  const links = isRecord(entry) ? list(entry, '_links', 'wp:items') : [];
  const address = (text(links[0], 'href') ?? '').replace(/([^:])\/{2,}/g, '$1/').replace(/\/$/, '');
  return known
    .filter((route) => /^\/[^/]+\/.+/.test(route) && address.endsWith(route))
    .sort((a, b) => b.length - a.length)[0];
}

function trimmed(path: string): string {
  return path.replace(/^\/+|\/+$/g, '');
}
