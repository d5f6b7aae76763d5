import { isRecord } from '../../values/json.ts';
import { limits } from '../../values/limits.ts';
import type { Query } from '../../wordpress/rest.ts';
import type { RouteDescription } from './describe-route.ts';
import { isItemOf } from './pattern.ts';

type Json = Readonly<Record<string, unknown>>;

/** Largest whole number of GraphQL's `Int`. */
const maxInt = 2 ** 31 - 1;

/**
 * Returns a JSON schema that examples follow. Values of different types allow all of them. Null and empty lists say nothing: a
 * value that has no other example may be anything.
 */
export function schemaOfExamples(examples: readonly unknown[], depth = 0): Json {
  if (depth > limits.maxSchemaDepth) return {};
  const given = examples.filter((each) => each !== null && each !== undefined);
  const lists = given.filter((each): each is readonly unknown[] => Array.isArray(each));
  const records = given.filter(isRecord);
  const scalars = given.filter((each) => typeof each !== 'object');
  const types = new Set(scalars.map(scalarType));
  if (lists.length + records.length === 0) return types.size > 0 ? { type: [...types] } : {};
  if (scalars.length > 0 || (lists.length > 0 && records.length > 0)) return {};
  if (lists.length > 0) {
    const items = lists.flatMap((each) => each.slice(0, limits.maxRouteExamples));
    return items.length > 0 ? { type: 'array', items: schemaOfExamples(items, depth + 1) } : {};
  }
  const keys = [...new Set(records.flatMap((each) => Object.keys(each)))].sort();
  // Keys that are data, such as ids or dates, are no fields.
  if (keys.length > limits.maxRouteProperties || keys.some((key) => !/[A-Za-z]/.test(key))) return {};
  return {
    type: 'object',
    properties: Object.fromEntries(
      keys.map((key) => [
        key,
        schemaOfExamples(
          records.map((each) => each[key]),
          depth + 1,
        ),
      ]),
    ),
  };
}

function scalarType(value: unknown): string {
  if (typeof value !== 'number') return typeof value === 'boolean' ? 'boolean' : 'string';
  return Number.isInteger(value) && Math.abs(value) <= maxInt ? 'integer' : 'number';
}

/** Returns the requests for examples of routes: those that need no parameter, and only as many as discovery may send. */
export function exampleReads(
  rows: readonly RouteDescription[],
): readonly { readonly route: string; readonly query: Query }[] {
  return rows
    .filter(({ parameters }) => parameters.every(({ isRequired }) => !isRequired))
    .slice(0, limits.maxRouteExampleReads)
    .map(({ route, parameters }) => ({
      route,
      query: parameters.some(({ name }) => name === 'per_page') ? { per_page: limits.maxRouteExamples } : {},
    }));
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
