import { isRecord, valueAt } from '../values/json.ts';
import { integer, list, text } from '../wordpress/document.ts';
import { type GraphNames, type NamingOptions, nameResources, type Renaming } from './names.ts';
import { noOverlaps, type Overlaps } from './overlaps.ts';
import { isReachable, routeOf } from './routes.ts';
import type { Parameter, Resource, Site } from './site.ts';
import {
  type FixedRow,
  fixedRows,
  postKeys,
  postParameters,
  termKeys,
  termParameters,
} from './stock-rows.ts';

/** A collection as WordPress tells of it, before it has names in the graph. */
export type Collection = Omit<Resource, keyof GraphNames>;

/** Post types of WordPress' own workings, which aren't content. */
const internalTypes = new Set([
  'nav_menu_item',
  'wp_block',
  'wp_template',
  'wp_template_part',
  'wp_global_styles',
  'wp_navigation',
  'wp_font_family',
  'wp_font_face',
]);

/** Taxonomies of WordPress' own workings. */
const internalTaxonomies = new Set([
  'nav_menu',
  // REST shows it by a post's `format`; the graph has a type for it that needs no route.
  'post_format',
  'link_category',
  'wp_pattern_category',
  'wp_template_part_area',
  'wp_theme',
]);

/** Routes that WordPress registers before those of taxonomies (`create_initial_rest_routes`). */
export const builtInRoutes: readonly string[] = ['types', 'statuses', 'taxonomies'].map(
  (name) => `/wp/v2/${name}`,
);

/** Whether a post type or taxonomy is of WordPress' own workings, and so never in the graph. */
export function isInternal(name: string): boolean {
  return internalTypes.has(name) || internalTaxonomies.has(name);
}

/** Whether every WordPress has a collection, so that the graph can't be without it. */
export function isStock(name: string): boolean {
  return fixedRows.has(name);
}

/** What was read of a site's collections; null for what the site doesn't show. */
export interface CollectionSources {
  /** Answer of `/wp/v2/types`. */
  readonly types: unknown;
  /** Answer of `/wp/v2/taxonomies`. */
  readonly taxonomies: unknown;
  /** Routes and what the index says of them; empty where it is hidden. */
  readonly routes: Readonly<Record<string, unknown>>;
}

/** All collections of a site: WordPress' own, then what it says of further post types and taxonomies. */
export function collectionsOf(sources: CollectionSources): readonly Collection[] {
  const taken = new Set<string>();
  // Of several that have one route, WordPress answers for the one that was registered first.
  const isFirst = ({ route }: Collection) => !taken.has(route) && Boolean(taken.add(route));
  const discoveredTypes = discovered('content', sources.types, sources).filter(isFirst);
  const types = discoveredTypes.filter(({ name }) => !internalTypes.has(name));
  // A taxonomy that is called like a post type can't be told from it where both are meant; the post type stays.
  const typeNames = new Set(types.map(({ name }) => name));
  for (const route of builtInRoutes) taken.add(route);
  const taxonomies = discovered('term', sources.taxonomies, sources)
    .filter(isFirst)
    .filter(({ name }) => !internalTaxonomies.has(name) && !typeNames.has(name));
  const known = new Map([...types, ...taxonomies].map((row) => [row.name, row]));
  const core = [...fixedRows].map(([name, row]) => known.get(name) ?? fixedCollection(name, row));
  const custom = [...known.values()].filter(({ name }) => !fixedRows.has(name));
  const all = [...core, ...custom];
  const names = new Set(all.map(({ name }) => name));
  return all.map((row) => ({ ...row, linked: row.linked.filter((name) => names.has(name)) }));
}

/** A collection with what the site says of its documents and parameters, less the parameters that mean two things. */
export function withDescription(
  row: Collection,
  { description, route, overlaps }: { description: unknown; route: unknown; overlaps: Overlaps },
) {
  const properties = valueAt(description, 'schema', 'properties');
  const parameters = parametersOf(route) ?? parametersOf(description) ?? row.parameters;
  return {
    ...row,
    properties: isRecord(properties) ? new Set(Object.keys(properties)) : row.properties,
    parameters: new Map([...parameters].filter(([name]) => !overlaps.parameters.has(name))),
    overlaps,
  };
}

/** Whether a site keeps earlier versions of content of this type: its routes say. */
export function hasRevisions({ traits, route }: Resource, { routes }: Pick<Site, 'routes'>): boolean {
  if (routes.size === 0) return traits.has('blog') || traits.has('pages');
  return [...routes].some((known) => known.startsWith(`${route}/`) && known.endsWith('/revisions'));
}

/** Whether a collection's documents have numbers for ids; those of templates, for one, don't. */
export function hasNumericIds(description: unknown): boolean {
  const type = valueAt(description, 'schema', 'properties', 'id', 'type');
  return type === undefined || type === 'integer' || (Array.isArray(type) && type.includes('integer'));
}

/**
 * Collections with their names in the graph.
 *
 * @throws TypeError for a chosen name that can't be had
 */
export function nameCollections(
  collections: readonly Collection[],
  options: NamingOptions = {},
): { resources: ReadonlyMap<string, Resource>; renamed: readonly Renaming[] } {
  const { names, renamed } = nameResources(collections, options);
  const resources = new Map<string, Resource>();
  for (const row of collections) {
    const own = names.get(row.name);
    if (own) resources.set(row.name, { ...row, ...own });
  }
  return { resources, renamed };
}

function discovered(
  kind: 'content' | 'term',
  answer: unknown,
  { routes }: CollectionSources,
): readonly Collection[] {
  if (!isRecord(answer)) return [];
  return Object.entries(answer).flatMap(([key, entry]): Collection[] => {
    if (!isRecord(entry)) return [];
    const name = text(entry, 'slug') ?? key;
    if ((fixedRows.get(name)?.kind ?? kind) !== kind) return [];
    const restBase = text(entry, 'rest_base') || name;
    const route = routeOf(entry, name, routes);
    if (route === null || !isReachable(route)) return [];
    const fixed = fixedRows.get(name);
    const links = list(entry, kind === 'content' ? 'taxonomies' : 'types');
    const hierarchical = entry['hierarchical'] === true;
    // WP_REST_Terms_Controller::get_collection_params: `offset` for flat taxonomies, `parent` for others.
    const stock =
      kind === 'content' ? postParameters : `${termParameters} ${hierarchical ? 'parent' : 'offset'}`;
    return [
      {
        kind,
        name,
        traits: new Set(fixed?.traits),
        route,
        restBase,
        label: text(entry, 'name') || fixed?.label || name,
        description: text(entry, 'description') ?? '',
        hierarchical,
        hasArchive: entry['has_archive'] !== undefined && entry['has_archive'] !== false,
        archiveSlug: text(entry, 'has_archive'),
        linked: links.filter((link) => typeof link === 'string'),
        customFields: new Map(),
        properties: setOf(fixed?.properties ?? (kind === 'content' ? `${postKeys} content` : termKeys)),
        parameters: mapOf(fixed?.parameters ?? stock),
        overlaps: noOverlaps,
      },
    ];
  });
}

function fixedCollection(name: string, row: FixedRow): Collection {
  return {
    ...row,
    name,
    traits: new Set(row.traits),
    route: `/wp/v2/${row.restBase}`,
    description: '',
    hasArchive: false,
    archiveSlug: null,
    customFields: new Map(),
    properties: setOf(row.properties),
    parameters: mapOf(row.parameters),
    overlaps: noOverlaps,
  };
}

/** Parameters that a route takes for reading; null where it doesn't say. */
function parametersOf(route: unknown): ReadonlyMap<string, Parameter> | null {
  const reading = list(route, 'endpoints').find((endpoint) => list(endpoint, 'methods').includes('GET'));
  const parameters = valueAt(reading, 'args');
  if (!isRecord(parameters)) return null;
  return new Map(Object.entries(parameters).map(([name, argument]) => [name, parameterOf(argument)]));
}

function parameterOf(argument: unknown): Parameter {
  const allowed = valueAt(argument, 'enum') ?? valueAt(argument, 'items', 'enum');
  // PHP writes a list with gaps, or with names, as an object.
  const values = isRecord(allowed) ? Object.values(allowed) : Array.isArray(allowed) ? allowed : [];
  const byDefault = valueAt(argument, 'default');
  return {
    values: values.filter((value) => typeof value === 'string'),
    minimum: integer(argument, 'minimum'),
    maximum: integer(argument, 'maximum'),
    default: isScalar(byDefault) ? byDefault : null,
  };
}

function isScalar(value: unknown): value is string | number | boolean {
  return ['string', 'number', 'boolean'].includes(typeof value);
}

/** A parameter of a stock WordPress, of which nothing is told but its name. */
const unlimited: Parameter = { values: [], minimum: null, maximum: null, default: null };

function setOf(words: string): ReadonlySet<string> {
  return new Set(words.split(' '));
}

function mapOf(words: string): ReadonlyMap<string, Parameter> {
  return new Map(words.split(' ').map((word) => [word, unlimited]));
}
