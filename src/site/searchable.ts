import { isRecord, valueAt } from '../values/json.ts';
import { list } from '../wordpress/document.ts';

/** The route that searches all post types, or all taxonomies, with one request (REST API handbook: Search Results). */
export const searchRoute = '/wp/v2/search';

/**
 * Returns the names of the post types and taxonomies that one request to `/wp/v2/search` covers. Returns none if the
 * route does not take `include`, as in old versions, or the index is closed.
 *
 * @param routes - descriptions of the routes in the index, by route
 */
export function searchableIn(routes: Readonly<Record<string, unknown>>): ReadonlySet<string> {
  const reading = list(routes, searchRoute, 'endpoints').find((each) =>
    list(each, 'methods').includes('GET'),
  );
  if (valueAt(reading, 'args', 'include') === undefined) return new Set();
  const allowed = valueAt(reading, 'args', 'subtype', 'items', 'enum');
  // PHP writes a list with gaps as an object.
  const names = isRecord(allowed) || Array.isArray(allowed) ? Object.values(allowed) : [];
  return new Set(names.filter((name) => typeof name === 'string' && name !== 'any'));
}
