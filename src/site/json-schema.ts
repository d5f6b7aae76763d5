import { isRecord, valueAt } from '../values/json.ts';
import { limits } from '../values/limits.ts';
import { list, text } from '../wordpress/document.ts';

/**
 * The parsed schema of a field, in WordPress' dialect of JSON Schema.
 *
 * @example
 * const isDate = ({ types, format }: JsonSchema) => types.includes('string') && format === 'date-time';
 */
export interface JsonSchema {
  /** `string`, `integer`, `number`, `boolean`, `array`, `object`. Empty if the schema names no type. */
  readonly types: readonly string[];
  readonly description: string;
  /** `date-time`, `uri` … */
  readonly format: string | null;
  /** Allowed values as texts. Empty if every value is allowed. */
  readonly values: readonly string[];
  /** The only allowed value, which distinguishes alternatives. Null if there are several. */
  readonly constant: string | null;
  readonly items: JsonSchema | null;
  /** By key, in alphabetical order. */
  readonly properties: Readonly<Record<string, JsonSchema>>;
  /** Alternatives: `oneOf`, `anyOf`. */
  readonly options: readonly JsonSchema[];
  /** The name of the schema that it refers to (`$ref`), in the schema of a route. @default none */
  readonly ref?: string;
  /** Whether the schema follows from examples, so that a later value may differ. @default false */
  readonly isExample?: boolean;
  /** What the examples stand for: objects of WordPress, or ids of them. @default nothing else */
  readonly node?: NodeTarget;
  /** Whether all examples are whole numbers above 0, which may be texts. @default false */
  readonly looksLikeId?: boolean;
}

/** Objects of WordPress: those of one resource, by its name, or of a whole kind. */
export type NodeTarget = { readonly resource: string } | { readonly kind: 'content' | 'term' };

/** The schema of a field that has none. */
export const anySchema: JsonSchema = {
  types: [],
  description: '',
  format: null,
  values: [],
  constant: null,
  items: null,
  properties: {},
  options: [],
};

/** Names of types that plugins use and JSON Schema does not have. */
const spellings: ReadonlyMap<string, string> = new Map([
  ['int', 'integer'],
  ['float', 'number'],
  ['double', 'number'],
  ['bool', 'boolean'],
]);

/** Parses a schema. Returns {@link anySchema} if the value is not a schema. */
export function readJsonSchema(json: unknown, depth = 0): JsonSchema {
  if (!isRecord(json) || depth > limits.maxSchemaDepth) return anySchema;
  const inside = (value: unknown) => readJsonSchema(value, depth + 1);
  const values = list(json, 'enum').filter((value) => /^(string|number)$/.test(typeof value));
  return {
    types: typesOf(json['type']),
    description: (text(json, 'description') || text(json, 'title') || '').trim(),
    format: text(json, 'format'),
    values: values.map(String).filter((value) => value !== ''),
    constant: constantOf(json),
    items: isRecord(json['items']) ? inside(json['items']) : null,
    properties: propertiesOf(json['properties'], inside),
    options: [...list(json, 'oneOf'), ...list(json, 'anyOf')].map(inside),
    ...(typeof json['$ref'] === 'string' ? { ref: json['$ref'] } : {}),
  };
}

/**
 * Returns whether visitors get a property. WordPress sends properties without the `view` context only to editors, and those with no
 * context, such as passwords, to nobody.
 */
export function isInViewContext(json: unknown): boolean {
  const context = valueAt(json, 'context');
  return !Array.isArray(context) || context.includes('view');
}

function typesOf(type: unknown): readonly string[] {
  const names = (Array.isArray(type) ? type : [type]).filter((name) => typeof name === 'string');
  // Plugins that list `string` beside `float` say that the number may come as text.
  const accepted = names.includes('float') ? names.filter((name) => name !== 'string') : names;
  return [...new Set(accepted.map((name) => spellings.get(name) ?? name))]
    .filter((name) => name !== 'null')
    .sort();
}

/** Returns the value of an `enum` with one value, or of a `pattern` that matches one text. */
function constantOf(json: Readonly<Record<string, unknown>>): string | null {
  const [only, ...others] = list(json, 'enum');
  if (typeof only === 'string' && others.length === 0) return only;
  return /^\^([\w-]+)\$$/.exec(text(json, 'pattern') ?? '')?.[1] ?? null;
}

function propertiesOf(properties: unknown, inside: (json: unknown) => JsonSchema) {
  if (!isRecord(properties)) return {};
  const keys = Object.keys(properties).filter((key) => isInViewContext(properties[key]));
  return Object.fromEntries(keys.sort().map((key) => [key, inside(properties[key])]));
}
