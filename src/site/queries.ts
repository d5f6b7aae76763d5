import { segmentsOf } from './segments.ts';
import type { Resource, Site } from './site.ts';

/** Something that a query names. */
export type Candidate =
  | { readonly resources: readonly Resource[]; readonly id: number }
  | { readonly resources: readonly Resource[]; readonly slug: string }
  /** The list of all of a post type. */
  | { readonly archive: Resource };

/** What each parameter of WordPress' own addresses names; a row each. */
const parameters: readonly {
  readonly parameter: string;
  readonly value: 'id' | 'slug';
  readonly names: (site: Site) => readonly (Resource | undefined)[];
}[] = [
  // `p` finds content of every type, as WordPress' own redirect does.
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

/** Types and taxonomies that WordPress gives no parameter of their own name; `page` counts the pages of a list. */
const withoutParameter = new Set(['post', 'page', 'attachment', 'category', 'post_tag']);

/** Parameters with which the home page shows something else: a day, a feed, a search, another type, a file. */
const elsewhere = [
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

/** What the query of an address without a path names, the most exact first. */
export function candidatesOf(site: Site, query: URLSearchParams): readonly Candidate[] {
  const type = contentNamed(site, query.get('post_type'));
  const candidates: Candidate[] = [];
  for (const { parameter, value, names } of parameters) {
    const given = query.get(parameter);
    if (given === null) continue;
    const isTyped = type && (parameter === 'p' || parameter === 'name');
    const resources = isTyped ? [type] : names(site).filter((resource) => resource !== undefined);
    candidates.push(...named(resources, given, value));
  }
  for (const [parameter, value] of query) {
    const resource = resourceOf(site, parameter);
    if (resource) candidates.push(...named([resource], value, 'slug'));
  }
  const taxonomy = site.resources.get(query.get('taxonomy') ?? '');
  const term = query.get('term');
  if (taxonomy?.kind === 'term' && term) candidates.push(...named([taxonomy], term, 'slug'));
  if (type && isListed(type) && candidates.length === 0) candidates.push({ archive: type });
  return candidates;
}

/** Whether the home page with this query is still the home page. An empty search is a search, all else is nothing. */
export function isHomeQuery(query: URLSearchParams): boolean {
  return !query.has('s') && elsewhere.every((parameter) => !query.get(parameter));
}

/** `?book=dune`, `?genre=fantasy`: the name of a type or taxonomy is its own parameter, unless it has another (`query_var`). */
function resourceOf({ resources, links }: Site, parameter: string): Resource | null {
  const resource = resources.get(links.parameters.get(parameter) ?? parameter);
  if (!resource || withoutParameter.has(resource.name)) return null;
  return isContent(resource) || resource.kind === 'term' ? resource : null;
}

function named(resources: readonly Resource[], value: string, as: 'id' | 'slug'): readonly Candidate[] {
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

/** Whether `post_type` shows the content of a type: pages and files have no list. */
function isListed({ traits, hasArchive }: Resource): boolean {
  return hasArchive || traits.has('blog');
}

function isContent({ kind }: Resource): boolean {
  return kind === 'content';
}
