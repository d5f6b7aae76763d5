import { isRecord } from '../../values/json.ts';
import { limits } from '../../values/limits.ts';

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
