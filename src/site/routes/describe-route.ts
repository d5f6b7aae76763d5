import { isRecord, valueAt } from '../../values/json.ts';
import { list, text } from '../../wordpress/document.ts';
import { anySchema, readJsonSchema } from '../json-schema.ts';
import {
  endsWithParameter,
  type PluginRoute,
  type RouteParameter,
  type SchemaSource,
} from '../plugin-routes.ts';
import { isItemOf, type PatternPart, partsOfPattern, pathOf } from './pattern.ts';

type Json = Readonly<Record<string, unknown>>;

/** What the index says about a route, before the gateway knows whether it answers with a list or with one object. */
export interface RouteDescription {
  readonly route: string;
  readonly parts: readonly PatternPart[];
  readonly parameters: readonly RouteParameter[];
  /** The schema of what it answers, and where it comes from. Null if there is none. */
  readonly schema: Json | null;
  readonly source: SchemaSource | null;
}

/** Parameters that the REST API itself reads, or that change who may read. */
const parametersOfApi: ReadonlySet<string> = new Set([
  'context',
  '_fields',
  '_embed',
  '_envelope',
  '_jsonp',
  '_method',
  '_locale',
]);

/**
 * Returns the description of a route in the index of its namespace. Returns the reason as a text if the graph cannot have the route.
 * Returns null if the route has no `GET`, or is the index itself.
 */
export function describeRoute(
  namespace: string,
  route: string,
  description: unknown,
): RouteDescription | string | null {
  const endpoint = list(description, 'endpoints').find((each) => list(each, 'methods').includes('GET'));
  if (endpoint === undefined || route === `/${namespace}`) return null;
  const parts = partsOfPattern(route.slice(namespace.length + 1));
  if (parts === null || parts.length === 0) return 'its path has several forms';
  const schema = valueAt(description, 'schema');
  const hasSchema = isRecord(schema) && Object.keys(schema).length > 0;
  return {
    route,
    parts,
    parameters: parametersOf(parts, valueAt(endpoint, 'args')),
    schema: hasSchema ? schema : null,
    source: hasSchema ? 'schema' : null,
  };
}

function parametersOf(parts: readonly PatternPart[], args: unknown): readonly RouteParameter[] {
  const known = new Map(isRecord(args) ? Object.entries(args) : []);
  const inPath = parts.flatMap((part) => (typeof part === 'string' ? [] : part));
  const names = new Set(inPath.map(({ parameter }) => parameter));
  return [
    ...inPath.map(({ parameter, values }): RouteParameter => {
      const json = known.get(parameter);
      const type = /^\(?\[?(\\d|0-9)\]?[+*]?\)?$|^\[\\d\]\+$|^\[0-9\]\+$/.test(values) ? 'integer' : 'string';
      const described = readJsonSchema(isRecord(json) ? { ...json, type: json['type'] ?? type } : { type });
      return { name: parameter, place: 'path', isRequired: true, schema: described, ...boundsIn(null) };
    }),
    ...[...known]
      .filter(([name]) => !names.has(name) && !parametersOfApi.has(name) && name !== '')
      .map(
        ([name, json]): RouteParameter => ({
          name,
          place: 'query',
          isRequired: valueAt(json, 'required') === true,
          schema: readJsonSchema(json),
          ...boundsIn(json),
        }),
      ),
  ];
}

/** Names under which answers say how many items there are on all pages. */
export const totalKeys: readonly string[] = ['total', 'total_items', 'total_count', 'found', 'count'];

/**
 * Returns a route with its form. In WordPress, the schema of a list route describes one item: a route lists items if it has
 * pages, or if a route for one of them follows it.
 *
 * @param schema - the schema of the answer, plain
 * @param others - all routes of the namespace
 */
export function routeOf(
  { route, parts, parameters, source }: RouteDescription,
  schema: Json,
  others: readonly Pick<RouteDescription, 'parts' | 'schema'>[],
): PluginRoute {
  const path = pathOf(parts);
  const about = { route, path, parameters, source, title: text(schema, 'title') };
  const many = (item: unknown, listKey: string | null): PluginRoute => ({
    ...about,
    form: 'list',
    listKey,
    item: isRecord(item) ? readJsonSchema(item) : anySchema,
    title: text(item, 'title') ?? about.title,
  });
  if (typesOf(schema).includes('array')) return many(schema['items'], null);
  const hasPages = parameters.some(
    ({ place, name }) => place === 'query' && /^(page|per_page|offset)$/.test(name),
  );
  const listKey = keyOfList(schema);
  if (listKey !== null && (hasPages || hasTotal(schema)))
    return many(valueAt(schema, 'properties', listKey, 'items'), listKey);
  const hasItemRoute = () =>
    others.some((other) => isItemOf(other.parts, parts) && text(other.schema, 'title') === about.title);
  const isList =
    source !== 'openapi' && source !== 'example' && !endsWithParameter(path) && (hasPages || hasItemRoute());
  if (isList) return many(schema, null);
  return { ...about, form: 'one', listKey: null, item: readJsonSchema(schema) };
}

function typesOf(schema: Json): readonly unknown[] {
  const { type } = schema;
  return Array.isArray(type) ? type : [type];
}

/** Returns the key of the only list of objects in an object. Null if there is none, or if there are several. */
function keyOfList(schema: Json): string | null {
  const properties = schema['properties'];
  const lists = Object.entries(isRecord(properties) ? properties : {}).filter(([, each]) => {
    const items = valueAt(each, 'items');
    return isRecord(items) && (isRecord(items['properties']) || typeof items['$ref'] === 'string');
  });
  return lists.length === 1 ? (lists[0]?.[0] ?? null) : null;
}

function hasTotal(schema: Json): boolean {
  return totalKeys.some((key) => isRecord(valueAt(schema, 'properties', key)));
}

/** Returns the numbers that a parameter allows, and the one that it has by itself. */
export function boundsIn(json: unknown): Pick<RouteParameter, 'minimum' | 'maximum' | 'initial'> {
  const numberAt = (key: string) => {
    const value = valueAt(json, key);
    return typeof value === 'number' && Number.isFinite(value) ? value : null;
  };
  return { minimum: numberAt('minimum'), maximum: numberAt('maximum'), initial: numberAt('default') };
}
