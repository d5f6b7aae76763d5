import { type Parameter, resourcesOf, type Site } from '../../site/site.ts';
import { limits } from '../../values/limits.ts';
import { text } from '../../wordpress/document.ts';
import type { Rest } from '../../wordpress/rest.ts';
import type { Entity } from '../base/entity.ts';
import { readWhole } from './whole.ts';

/** Results of a search, with their ids only. */
export interface SearchResults {
  /** The most relevant first. */
  readonly entities: readonly Entity[];
  /** Number of results; `Infinity` if the site doesn't state it. */
  readonly total: number;
  /** Whether `entities` are all results. */
  readonly isWhole: boolean;
}

/**
 * Searches all types of content or all taxonomies at once, and returns results in the order of WordPress (REST API
 * handbook: Search Results).
 *
 * @param names - post types or taxonomies to search; if empty, all that the site searches
 * @param count - most results to read
 */
export async function readSearchResults(
  { rest, site }: { rest: Rest; site: Site },
  {
    kind,
    words,
    names,
    count = limits.maxWholeCollection,
  }: {
    kind: 'content' | 'term';
    words: string;
    names: readonly string[];
    count?: number | undefined;
  },
): Promise<SearchResults> {
  const known = resourcesOf(site, kind);
  const [first] = known;
  if (!first) return { entities: [], total: 0, isWhole: true };
  const bySubtype = new Map(known.map((resource) => [resource.name, resource]));
  const filter = {
    type: kind === 'content' ? 'post' : 'term',
    search: words,
    ...(names.length > 0 ? { subtype: [...names] } : {}),
  };
  const slice = await readWhole(
    rest,
    { resource: { ...first, route: '/wp/v2/search', parameters }, filter },
    { paths: new Set(['id', 'type', 'subtype']), orderby: 'relevance', direction: 'desc', count },
  );
  const entities = slice.documents.flatMap((document) => {
    // The resource is the `subtype` of content, and the `type` of terms.
    const [type, subtype] = [text(document, 'type') ?? '', text(document, 'subtype') ?? ''];
    const resource = bySubtype.get(subtype) ?? bySubtype.get(type);
    return resource ? [{ resource, document }] : [];
  });
  return { entities, total: slice.total, isWhole: slice.isEnd };
}

/** Parameters of the search route (`WP_REST_Search_Controller::get_collection_params`). It has no order and no `offset`. */
const parameters: ReadonlyMap<string, Parameter> = new Map(
  ['page', 'per_page', 'search', 'type', 'subtype', 'include', 'exclude'].map((name) => [
    name,
    { values: [], minimum: null, maximum: null, default: null },
  ]),
);
