import { isRecord } from '../values/json.ts';
import { list, text } from '../wordpress/document.ts';

/** Routes by their paths, as the index of the REST API lists them; empty where it is hidden. */
type Routes = Readonly<Record<string, unknown>>;

/**
 * The route of a post type or taxonomy as WordPress registered it, null where the index lists none. A `rest_base` may
 * begin or end with slashes, a `rest_namespace` too: `register_rest_route` trims both, the answer of `/types` doesn't.
 *
 * @param entry - what `/wp/v2/types` or `/wp/v2/taxonomies` says of it
 */
export function routeOf(entry: unknown, name: string, routes: Routes): string | null {
  const namespace = trimmed(text(entry, 'rest_namespace') || 'wp/v2');
  const usual = `/${namespace}/${trimmed(text(entry, 'rest_base') || name)}`;
  const known = Object.keys(routes);
  if (known.length === 0) return usual;
  return known.find((route) => route === usual) ?? linkedRoute(entry, known) ?? null;
}

/**
 * Whether WordPress finds a route by its own path: it takes paths of routes for regular expressions, so that one with
 * a `+` in it never matches itself.
 */
export function isReachable(route: string): boolean {
  try {
    return new RegExp(`^${route}$`, 'iu').test(route);
  } catch {
    return false;
  }
}

/** The route that an entry links to as its items: the filter `rest_route_for_post_type_items` may name another. */
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
