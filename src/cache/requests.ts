import type { Resource, Site } from '../site/site.ts';
import { remembered } from '../values/remembered.ts';
import { type Paths, union } from '../wordpress/paths.ts';
import type { Query } from '../wordpress/rest.ts';

/** A request for a list in the form in which the cache stores its answer. */
export type ListRequest =
  | {
      readonly form: 'ids';
      readonly resource: Resource;
      readonly ids: readonly number[];
      readonly paths: Paths;
    }
  | { readonly form: 'list'; readonly resource: Resource; readonly filter: Query; readonly paths: Paths }
  | { readonly form: 'other' };

/** Parameters with which WordPress returns documents in another form. */
const representations: ReadonlySet<string> = new Set(['context', 'password', '_embed']);

/** The parameters of a request for documents by id. */
const idParameters: ReadonlySet<string> = new Set(['include', 'per_page', '_fields']);

/**
 * Returns the form of a request for a list: `ids` for documents of a resource by id, `list` for a filtered list of a resource,
 * or `other` for an answer that the cache stores whole.
 */
export function listRequestOf(resource: Resource | undefined, query: Query): ListRequest {
  const { _fields: fields, ...filter } = query;
  const names = Object.keys(query).filter((name) => query[name] !== undefined);
  // A parameter that the route does not declare may belong to a plugin, and change the form of documents.
  const isUnknown = (name: string) =>
    name !== '_fields' &&
    resource !== undefined &&
    resource.parameters.size > 0 &&
    !resource.parameters.has(name);
  const isOther = names.some((name) => representations.has(name) || isUnknown(name));
  if (!resource || isOther || !Array.isArray(fields)) return { form: 'other' };
  const paths = withVersion(resource, new Set(fields.map(String)));
  const { include, per_page: size } = query;
  const ids = Array.isArray(include) ? include.map(Number) : [];
  const isByIds =
    ids.length > 0 &&
    ids.length <= Number(size) &&
    names.every((name) => idParameters.has(name)) &&
    ids.every((id) => Number.isSafeInteger(id));
  return isByIds ? { form: 'ids', resource, ids, paths } : { form: 'list', resource, filter, paths };
}

/** The largest `per_page` of WordPress (REST API handbook, "Pagination Parameters"). */
const mostOfWordPress = 100;

/** Returns the smallest and the largest `per_page` that the route of a resource accepts. */
export function sizesOf({ parameters }: Pick<Resource, 'parameters'>): { fewest: number; most: number } {
  const size = parameters.get('per_page');
  const most = Math.max(1, Math.min(size?.maximum ?? mostOfWordPress, mostOfWordPress));
  return { fewest: Math.max(1, Math.min(size?.minimum ?? 1, most)), most };
}

/** The field that identifies the version of a document. */
export const versionField = 'modified_gmt';

/** Adds {@link versionField} if documents have it, so that the cache never mixes two versions of a document. */
function withVersion({ properties }: Resource, paths: Paths): Paths {
  return union(paths, ['id'], properties.has(versionField) ? [versionField] : []);
}

/** Returns the resources of a site by their routes. */
export const resourcesByRoute: (site: Pick<Site, 'resources'>) => ReadonlyMap<string, Resource> = remembered(
  ({ resources }) => new Map([...resources.values()].map((resource) => [resource.route, resource])),
);

/** Returns a text that identifies a query. The order of the parameters does not matter. */
export function queryKey(query: Query): string {
  const pairs = Object.entries(query).filter(([, value]) => value !== undefined);
  return JSON.stringify(pairs.sort(([a], [b]) => (a < b ? -1 : 1)));
}
