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
import { setOf } from './words.ts';

/** A collection of WordPress that does not have names in the graph yet. */
export type Collection = Omit<Resource, keyof GraphNames>;

/** Post types with internal data of WordPress, not with content. */
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

/** Taxonomies with internal data of WordPress. */
const internalTaxonomies = new Set([
  'nav_menu',
  // Post formats have no route. The graph has its own type for them (`post-formats.ts`).
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

/** Returns whether a post type or taxonomy is internal to WordPress. The graph never has it. */
export function isInternal(name: string): boolean {
  return internalTypes.has(name) || internalTaxonomies.has(name);
}

/** Returns whether every WordPress has a collection. The graph always has it. */
export function isStock(name: string): boolean {
  return fixedRows.has(name);
}

/** The site's answers about its collections. An answer that the site hides is null. */
export interface CollectionSources {
  /** Answer of `/wp/v2/types`. */
  readonly types: unknown;
  /** Answer of `/wp/v2/taxonomies`. */
  readonly taxonomies: unknown;
  /** Descriptions of the routes in the index. Empty if the index is closed. */
  readonly routes: Readonly<Record<string, unknown>>;
}

/** Returns all collections of a site: WordPress' own, then further post types and taxonomies. */
export function collectionsOf(sources: CollectionSources): readonly Collection[] {
  const taken = new Set<string>();
  // If several share a route, WordPress answers for the first one registered.
  const isFirst = ({ route }: Collection) => !taken.has(route) && Boolean(taken.add(route));
  const discoveredTypes = discovered('content', sources.types, sources).filter(isFirst);
  const types = discoveredTypes.filter(({ name }) => !internalTypes.has(name));
  // A taxonomy and a post type of the same name could not be distinguished. The graph has the post type.
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

/** Returns a collection with the properties and parameters that the site describes, without parameters of two meanings. */
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

/** Returns whether content of this type has revisions. Guesses WordPress' default if the index is closed. */
export function hasRevisions({ traits, route }: Resource, { routes }: Pick<Site, 'routes'>): boolean {
  if (routes.size === 0) return traits.has('blog') || traits.has('pages');
  return [...routes].some((known) => known.startsWith(`${route}/`) && known.endsWith('/revisions'));
}

/** Returns whether the ids of a collection's documents are numbers. Those of templates are not, for example. */
export function hasNumericIds(description: unknown): boolean {
  const type = valueAt(description, 'schema', 'properties', 'id', 'type');
  return type === undefined || type === 'integer' || (Array.isArray(type) && type.includes('integer'));
}

/**
 * Returns the collections with their names in the graph.
 *
 * @throws TypeError if a name that the operator chose is taken or invalid
 */
export function nameCollections(
  collections: readonly Collection[],
  options: NamingOptions = {},
): { resources: ReadonlyMap<string, Resource>; renamed: readonly Renaming[] } {
  const { names, renamed } = nameResources(collections, options);
  const resources = new Map<string, Resource>();
  for (const row of collections) {
    const graphNames = names.get(row.name);
    if (graphNames) resources.set(row.name, { ...row, ...graphNames });
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

/** Returns the parameters of `GET` requests to a route. Returns null if it describes none. */
function parametersOf(route: unknown): ReadonlyMap<string, Parameter> | null {
  const reading = list(route, 'endpoints').find((endpoint) => list(endpoint, 'methods').includes('GET'));
  const parameters = valueAt(reading, 'args');
  if (!isRecord(parameters)) return null;
  return new Map(Object.entries(parameters).map(([name, argument]) => [name, parameterOf(argument)]));
}

function parameterOf(argument: unknown): Parameter {
  const allowed = valueAt(argument, 'enum') ?? valueAt(argument, 'items', 'enum');
  // PHP writes a list with gaps or string keys as an object.
  const values = isRecord(allowed) ? Object.values(allowed) : Array.isArray(allowed) ? allowed : [];
  const defaultValue = valueAt(argument, 'default');
  return {
    values: values.filter((value) => typeof value === 'string'),
    minimum: integer(argument, 'minimum'),
    maximum: integer(argument, 'maximum'),
    default: isScalar(defaultValue) ? defaultValue : null,
  };
}

function isScalar(value: unknown): value is string | number | boolean {
  return ['string', 'number', 'boolean'].includes(typeof value);
}

/** A parameter without a description. */
const unlimited: Parameter = { values: [], minimum: null, maximum: null, default: null };

function mapOf(words: string): ReadonlyMap<string, Parameter> {
  return new Map(words.split(' ').map((word) => [word, unlimited]));
}
