import { segmentsOf } from './segments.ts';
import type { Resource, Site } from './site.ts';

/** A document, term or user that a query string may name, or an archive. */
export type Candidate =
  | { readonly resources: readonly Resource[]; readonly id: number }
  | { readonly resources: readonly Resource[]; readonly slug: string }
  /** The archive of a post type. */
  | { readonly archive: Resource };

/** The parameters of WordPress' plain permalinks, with the resources that they name. */
const parameters: readonly {
  readonly parameter: string;
  readonly value: 'id' | 'slug';
  readonly names: (site: Site) => readonly (Resource | undefined)[];
}[] = [
  // `p` finds content of every type, as in WordPress' redirects.
  { parameter: 'p', value: 'id', names: ({ resources }) => [...resources.values()].filter(isContent) },
  { parameter: 'page_id', value: 'id', names: ({ resources }) => [resources.get('page')] },
  { parameter: 'attachment_id', value: 'id', names: ({ resources }) => [resources.get('attachment')] },
  { parameter: 'name', value: 'slug', names: ({ resources }) => [resources.get('post')] },
  { parameter: 'pagename', value: 'slug', names: ({ resources }) => [resources.get('page')] },
  { parameter: 'attachment', value: 'slug', names: ({ resources }) => [resources.get('attachment')] },
  { parameter: 'cat', value: 'id', names: ({ resources }) => [resources.get('category')] },
  { parameter: 'category_name', value: 'slug', names: ({ resources }) => [resources.get('category')] },
  { parameter: 'tag_id', value: 'id', names: ({ resources }) => [resources.get('post_tag')] },
  { parameter: 'tag', value: 'slug', names: ({ resources }) => [resources.get('post_tag')] },
  { parameter: 'author', value: 'id', names: ({ resources }) => [resources.get('user')] },
  { parameter: 'author_name', value: 'slug', names: ({ resources }) => [resources.get('user')] },
];

/** Types and taxonomies whose name is not a parameter, or one with another meaning: `page` is the number of a page. */
const withoutParameter = new Set(['post', 'page', 'attachment', 'category', 'post_tag']);

/** Parameters with which `/` is not the home page, but an archive of a day, a feed or a file, for example. */
const notHomeParameters = [
  ...parameters.map(({ parameter }) => parameter),
  ...[
    'm',
    'w',
    'year',
    'monthnum',
    'day',
    'hour',
    'minute',
    'second',
    'feed',
    'post_type',
    'taxonomy',
    'term',
  ],
  ...['rest_route', 'sitemap', 'robots', 'favicon', 'tb', 'error'],
];

/** Returns the candidates that the query of an address without path names, the most exact first. */
export function candidatesOf(site: Site, query: URLSearchParams): readonly Candidate[] {
  const type = contentNamed(site, query.get('post_type'));
  const candidates: Candidate[] = [];
  for (const { parameter, value, names } of parameters) {
    const input = query.get(parameter);
    if (input === null) continue;
    const isTyped = type && (parameter === 'p' || parameter === 'name');
    const resources = isTyped ? [type] : names(site).filter((resource) => resource !== undefined);
    candidates.push(...candidatesFor(resources, input, value));
  }
  for (const [parameter, value] of query) {
    const resource = resourceOf(site, parameter);
    if (resource) candidates.push(...candidatesFor([resource], value, 'slug'));
  }
  const taxonomy = site.resources.get(query.get('taxonomy') ?? '');
  const term = query.get('term');
  if (taxonomy?.kind === 'term' && term) candidates.push(...candidatesFor([taxonomy], term, 'slug'));
  if (type && isListed(type) && candidates.length === 0) candidates.push({ archive: type });
  return candidates;
}

/** Returns whether `/` with this query is the home page. WordPress ignores empty parameters, except the search `s`. */
export function isHomeQuery(query: URLSearchParams): boolean {
  return !query.has('s') && notHomeParameters.every((parameter) => !query.get(parameter));
}

/** Returns the type or taxonomy of a parameter (`?book=dune`). The parameter is its name, unless it has a `query_var`. */
function resourceOf({ resources, links }: Site, parameter: string): Resource | null {
  const resource = resources.get(links.parameters.get(parameter) ?? parameter);
  if (!resource || withoutParameter.has(resource.name)) return null;
  return isContent(resource) || resource.kind === 'term' ? resource : null;
}

function candidatesFor(
  resources: readonly Resource[],
  value: string,
  as: 'id' | 'slug',
): readonly Candidate[] {
  if (resources.length === 0) return [];
  if (as === 'slug') {
    const slug = segmentsOf(value).at(-1);
    return slug ? [{ resources, slug }] : [];
  }
  return /^\d+$/.test(value) && Number.isSafeInteger(Number(value)) ? [{ resources, id: Number(value) }] : [];
}

function contentNamed(site: Site, name: string | null): Resource | null {
  const resource = name === null ? undefined : site.resources.get(name);
  return resource && isContent(resource) ? resource : null;
}

/** Returns whether `?post_type=` shows an archive of the type. Pages and media have none. */
function isListed({ traits, hasArchive }: Resource): boolean {
  return hasArchive || traits.has('blog');
}

function isContent({ kind }: Resource): boolean {
  return kind === 'content';
}
