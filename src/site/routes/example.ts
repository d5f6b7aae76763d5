import { isRecord } from '../../values/json.ts';
import { limits } from '../../values/limits.ts';
import type { Query } from '../../wordpress/rest.ts';
import { schemaOfExamples } from '../examples/example-schema.ts';
import type { RouteParameter } from '../plugin-routes.ts';
import type { RouteDescription } from './describe-route.ts';
import { isItemOf } from './pattern.ts';

type Json = Readonly<Record<string, unknown>>;

/** Returns the requests for examples of routes: those that need no parameter, and only as many as discovery may send. */
export function exampleReads(
  rows: readonly RouteDescription[],
): readonly { readonly route: string; readonly query: Query }[] {
  return rows
    .filter(({ parameters }) => parameters.every(({ isRequired }) => !isRequired))
    .slice(0, limits.maxRouteExampleReads)
    .map(({ route, parameters }) => ({
      route,
      query: sizeOf(parameters, limits.maxRouteExamples),
    }));
}

/** Returns the parameter for a page of so many items, or of the next number that the route accepts. Empty if it has no such parameter. */
export function sizeOf(parameters: readonly RouteParameter[], wanted: number): Query {
  const size = parameters.find(({ name, place }) => name === 'per_page' && place === 'query');
  if (!size) return {};
  return { per_page: Math.max(size.minimum ?? 1, Math.min(wanted, size.maximum ?? wanted)) };
}

/**
 * Returns the schema of a route by the example of its own answer, or of the list that has its items. Returns null if there is no
 * example, or if it is empty.
 */
export function exampleFor(
  row: RouteDescription,
  all: readonly RouteDescription[],
  examples: ReadonlyMap<string, unknown> = new Map(),
): Json | null {
  const own = examples.get(row.route);
  if (own !== undefined) return orNull(schemaOfExamples([own]));
  const list = all.find(({ parts, route }) => examples.has(route) && isItemOf(row.parts, parts));
  const items = list && itemsIn(examples.get(list.route));
  return items ? orNull(schemaOfExamples(items)) : null;
}

/** Returns the items in the example of a list, which may be in an object. */
function itemsIn(example: unknown): readonly unknown[] | null {
  if (Array.isArray(example)) return example;
  const lists = isRecord(example) ? Object.values(example).filter((each) => Array.isArray(each)) : [];
  return lists.length === 1 ? (lists[0] ?? null) : null;
}

function orNull(schema: Json): Json | null {
  return Object.keys(schema).length > 0 ? schema : null;
}
