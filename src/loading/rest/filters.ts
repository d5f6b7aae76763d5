import type { Resource, Site } from '../../site/site.ts';
import { WordPressError } from '../../wordpress/errors.ts';
import type { Query } from '../../wordpress/rest.ts';

/** Parameters that choose a page, its order or its fields. All other parameters choose documents. */
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
 * Returns the resources whose arguments the REST index states, by their routes. The map is empty if the site hides its
 * index, because a route may then take arguments that the gateway does not know.
 */
export function resourcesInIndex({
  resources,
  routes,
}: Pick<Site, 'resources' | 'routes'>): ReadonlyMap<string, Resource> {
  const inIndex = [...resources.values()].filter(
    ({ route, parameters }) => routes.has(route) && parameters.size > 0,
  );
  return new Map(inIndex.map((resource) => [resource.route, resource]));
}

/**
 * Checks that a route takes all filters of a query. WordPress ignores an argument that is not registered. Its answer would
 * then contain documents that do not match the filter.
 *
 * @throws WordPressError with the name of the filter that the route does not take
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
    `${route} does not take \`${unknown}\`, so its answer would contain documents that do not match this filter.`,
    {
      request: `GET ${route}`,
      advice:
        'Look for a plugin that removes arguments from this route, or send the query without this filter.',
    },
  );
}
