import { isRecord, valueAt } from '../values/json.ts';
import { list } from '../wordpress/document.ts';

/** The route by which one request searches all types of content, or all taxonomies (REST API handbook: Search Results). */
export const searchRoute = '/wp/v2/search';

/**
 * Names of the types of content and of the taxonomies that one request to `/wp/v2/search` covers, as the index says; none
 * where it takes no ids, as before `include`, or isn't known.
 *
 * @param routes - routes by their paths, as the index has them
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
