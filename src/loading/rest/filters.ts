import type { Resource, Site } from '../../site/site.ts';
import { WordPressError } from '../../wordpress/errors.ts';
import type { Query } from '../../wordpress/rest.ts';

/** Parameters that choose a page, its order or its fields. All others say which documents are wanted. */
const notFilters = new Set([
  'context',
  'page',
  'per_page',
  'offset',
  'order',
  'orderby',
  'ignore_sticky',
  '_fields',
  '_embed',
]);

/**
 * The routes whose arguments the site's index states, with their resources. Where the index is hidden, a route may take
 * more than discovery knows of.
 */
export function statedRoutes({ resources, routes }: Pick<Site, 'resources' | 'routes'>) {
  const stated = [...resources.values()].filter(
    ({ route, parameters }) => routes.has(route) && parameters.size > 0,
  );
  return new Map(stated.map((resource) => [resource.route, resource]));
}

/**
 * Refuses a filter that a route doesn't take. WordPress ignores an argument that isn't registered, so the answer would be
 * documents of other authors, other terms or any words.
 *
 * @throws WordPressError that names the filter
 */
export function refuseUnknownFilters(
  { route, parameters, overlaps }: Pick<Resource, 'route' | 'parameters' | 'overlaps'>,
  query: Query,
): void {
  const isKnown = (name: string) =>
    notFilters.has(name) || parameters.has(name) || overlaps.parameters.has(name);
  const unknown = Object.entries(query)
    .filter(([, value]) => value !== undefined)
    // `categories[terms]` is part of the argument `categories`.
    .map(([name]) => name.replace(/\[.*/, ''))
    .find((name) => !isKnown(name));
  if (unknown === undefined) return;
  throw new WordPressError(
    'invalid-answer',
    `${route} doesn't take \`${unknown}\`: its answer would have other documents than those asked for.`,
    {
      request: `GET ${route}`,
      advice:
        'Look for a plugin or a filter that removes arguments of this route, or ask without this filter.',
    },
  );
}
