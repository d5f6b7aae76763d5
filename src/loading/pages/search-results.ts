import { type Parameter, resourcesOf, type Site } from '../../site/site.ts';
import { text } from '../../wordpress/document.ts';
import type { Rest } from '../../wordpress/rest.ts';
import type { Entity } from '../base/entity.ts';
import { mostRead, readWhole } from './whole.ts';

/** What a search finds, known by ids alone. */
export interface SearchResults {
  /** The most relevant first. */
  readonly entities: readonly Entity[];
  /** How many there are; `Infinity` where the site doesn't say. */
  readonly total: number;
  /** Whether these are all of them. */
  readonly isWhole: boolean;
}

/**
 * What words occur in, over all types of content or all taxonomies at once, in the order in which WordPress finds it
 * (REST API handbook: Search Results).
 *
 * @param names - of post types or taxonomies; none: all that the site searches
 * @param count - most findings that are read
 */
export async function readFindings(
  { rest, site }: { rest: Rest; site: Site },
  {
    kind,
    words,
    names,
    count = mostRead,
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
    // Content is told by its subtype, terms by their type.
    const [type, subtype] = [text(document, 'type') ?? '', text(document, 'subtype') ?? ''];
    const resource = bySubtype.get(subtype) ?? bySubtype.get(type);
    return resource ? [{ resource, document }] : [];
  });
  return { entities, total: slice.total, isWhole: slice.isEnd };
}

/** What the search route takes (`WP_REST_Search_Controller::get_collection_params`): no order, and no `offset`. */
const parameters: ReadonlyMap<string, Parameter> = new Map(
  ['page', 'per_page', 'search', 'type', 'subtype', 'include', 'exclude'].map((name) => [
    name,
    { values: [], minimum: null, maximum: null, default: null },
  ]),
);
