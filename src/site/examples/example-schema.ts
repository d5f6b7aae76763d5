import { isRecord, valueAt } from '../../values/json.ts';
import { limits } from '../../values/limits.ts';
import { isEmptyValue, itemsIn } from '../../wordpress/document.ts';

type Json = Readonly<Record<string, unknown>>;

/** What is known of examples beyond their JSON. */
export interface ExampleRules {
  /** Whether empty values say nothing. PHP writes `false`, `''` and `[]` for nothing of any type. */
  readonly ignoresEmpty: boolean;
  /** Returns the schema of objects that are more than their keys. Returns null for others. */
  readonly ofObjects: (objects: readonly Json[]) => Json | null;
  /** Returns what the schema of texts or numbers says beyond their types. */
  readonly ofScalars: (values: readonly unknown[]) => Json;
  /** Whether the schema leaves a key out of an object with these keys. */
  readonly isPrivate: (key: string, keys: readonly string[]) => boolean;
}

/** Rules that know nothing but the JSON. */
export const plainRules: ExampleRules = {
  ignoresEmpty: false,
  ofObjects: () => null,
  ofScalars: () => ({}),
  isPrivate: () => false,
};

/** Largest whole number of GraphQL's `Int`. */
const maxInt = 2 ** 31 - 1;

/**
 * Returns a JSON schema that examples follow. Values of different types allow all of them. Null, empty lists and empty objects say
 * nothing: a value that has no other example may be anything. If empty values say nothing, a list wins over single values.
 */
export function schemaOfExamples(examples: readonly unknown[], rules = plainRules, depth = 0): Json {
  if (depth > limits.maxSchemaDepth) return {};
  const telling = examples.filter((each) => !isNothing(each, rules));
  if (telling.length === 0) return {};
  const objects = telling.filter((each) => typeof each === 'object');
  const scalars = telling.filter((each) => typeof each !== 'object');
  const records = objects.filter(isRecord);
  if (objects.length === 0) return { type: typesOf(scalars), ...rules.ofScalars(scalars) };
  const special = records.length === telling.length ? rules.ofObjects(records) : null;
  if (special) return special;
  if (isList(objects) && (rules.ignoresEmpty || scalars.length === 0)) {
    const items = telling.flatMap((each) => (itemsIn(each) ?? [each]).slice(0, limits.maxRouteExamples));
    return { type: 'array', items: schemaOfExamples(items, rules, depth + 1) };
  }
  if (scalars.length > 0) return {};
  const all = [...new Set(records.flatMap((each) => Object.keys(each)))];
  const keys = all.filter((key) => !rules.isPrivate(key, all)).sort();
  // Keys that are data, such as dates, are no fields.
  if (keys.length > limits.maxRouteProperties || !keys.every((key) => /\p{L}/u.test(key))) return {};
  const properties = keys.map((key) => {
    const values = records.map((each) => valueAt(each, key));
    return [key, schemaOfExamples(values, rules, depth + 1)] as const;
  });
  return keys.length > 0 ? { type: 'object', properties: Object.fromEntries(properties) } : {};
}

function isNothing(value: unknown, { ignoresEmpty }: ExampleRules): boolean {
  if (value === null || value === undefined) return true;
  const isEmpty = typeof value === 'object' && Object.keys(value).length === 0;
  return isEmpty || (ignoresEmpty && isEmptyValue(value));
}

/** Whether values are lists. PHP writes a list with gaps as an object, but objects of numbers alone may be anything else. */
function isList(objects: readonly unknown[]): boolean {
  if (objects.some((each) => Array.isArray(each))) return true;
  return objects.every((each) => itemsIn(each)?.every(isRecord) ?? false);
}

function typesOf(values: readonly unknown[]): readonly string[] {
  return [...new Set(values.map(typeOf))];
}

function typeOf(value: unknown): string {
  if (typeof value !== 'number') return typeof value === 'boolean' ? 'boolean' : 'string';
  return Number.isInteger(value) && Math.abs(value) <= maxInt ? 'integer' : 'number';
}
