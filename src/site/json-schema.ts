import { isRecord } from '../values/json.ts';
import { list, text } from '../wordpress/document.ts';

/** What a site says of one of its fields: WordPress' dialect of JSON Schema, read. */
export interface JsonSchema {
  /** `string`, `integer`, `number`, `boolean`, `array`, `object`; several where it may be any of them, none where it isn't said. */
  readonly types: readonly string[];
  readonly description: string;
  /** `date-time`, `uri` … */
  readonly format: string | null;
  /** Allowed values, as text. */
  readonly values: readonly string[];
  /** The one value it always has: what tells alternatives apart. */
  readonly constant: string | null;
  readonly items: JsonSchema | null;
  /** By key, in alphabetical order. */
  readonly properties: Readonly<Record<string, JsonSchema>>;
  /** Alternatives: `oneOf`, `anyOf`. */
  readonly options: readonly JsonSchema[];
}

/** A field of which nothing is known. */
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

/** How deep schemas are read; what lies below is taken as it comes. */
const deepest = 10;

/** Words that plugins use for types, and that JSON Schema doesn't have. */
const spellings: ReadonlyMap<string, string> = new Map([
  ['int', 'integer'],
  ['float', 'number'],
  ['double', 'number'],
  ['bool', 'boolean'],
]);

/** The schema, read; `anything` for what is none. */
export function readJsonSchema(json: unknown, depth = 0): JsonSchema {
  if (!isRecord(json) || depth > deepest) return anySchema;
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
  };
}

/** Whether visitors get a property: those of the `edit` context alone are for editors. */
export function isInViewContext(json: unknown): boolean {
  const context = list(json, 'context');
  return context.length === 0 || context.includes('view');
}

function typesOf(type: unknown): readonly string[] {
  const names = (Array.isArray(type) ? type : [type]).filter((name) => typeof name === 'string');
  // Plugins that list `string` beside `float` say that the number may come as text.
  const said = names.includes('float') ? names.filter((name) => name !== 'string') : names;
  return [...new Set(said.map((name) => spellings.get(name) ?? name))]
    .filter((name) => name !== 'null')
    .sort();
}

/** An `enum` of one value, or a `pattern` that only one text fits. */
function constantOf(json: Readonly<Record<string, unknown>>): string | null {
  const [only, ...others] = list(json, 'enum');
  if (typeof only === 'string' && others.length === 0) return only;
  return /^\^([\w-]+)\$$/.exec(text(json, 'pattern') ?? '')?.[1] ?? null;
}

function propertiesOf(properties: unknown, inside: (json: unknown) => JsonSchema) {
  if (!isRecord(properties)) return {};
  const shown = Object.keys(properties).filter((key) => isInViewContext(properties[key]));
  return Object.fromEntries(shown.sort().map((key) => [key, inside(properties[key])]));
}
