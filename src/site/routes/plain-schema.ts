import { freeName } from '../../values/free-name.ts';
import { isRecord } from '../../values/json.ts';
import { limits } from '../../values/limits.ts';
import { list, text } from '../../wordpress/document.ts';

type Json = Readonly<Record<string, unknown>>;

/** A schema without `allOf`, and the schemas that it refers to. */
export interface PlainSchema {
  readonly schema: Json;
  /** The schemas that its `$ref`s name, by the names that the `$ref`s now have. */
  readonly definitions: ReadonlyMap<string, Json>;
}

/**
 * Returns a JSON schema, or a part of an OpenAPI document, in the form that `readJsonSchema` reads: with the parts of `allOf` put
 * together, and with names instead of pointers in `$ref`. A schema may refer to itself.
 *
 * @param root - the document that the pointers begin at
 * @param prefix - begins the names of the schemas, if they are no names of the whole namespace
 */
export function plainSchema(json: Json, root: Json, prefix = ''): PlainSchema {
  const names = new Map<string, string>();
  const waiting: [name: string, schema: Json][] = [];
  // A hostile schema can name itself many times on each level.
  let left = limits.maxRouteSchemaParts;
  const taken = new Set<string>();
  const nameFor = (pointer: string, target: Json): string | null => {
    const known = names.get(pointer);
    if (known !== undefined) return known;
    if (names.size >= limits.maxRouteTypes) return null;
    const wanted = prefix + nameOf(pointer);
    const name = freeName(wanted, (each) => taken.has(each));
    taken.add(name);
    names.set(pointer, name);
    waiting.push([name, target]);
    return name;
  };
  const plain = (value: unknown, depth: number): Json => {
    if (!isRecord(value) || depth > limits.maxSchemaDepth || left-- <= 0) return {};
    const pointer = text(value, '$ref');
    if (pointer !== null) {
      const target = targetOf(root, pointer);
      // Only objects need names: they alone can contain themselves.
      if (target !== null && !isObject(target, root)) return plain(target, depth + 1);
      const about = isText(value['description']) ? { description: value['description'] } : {};
      const name = target && nameFor(pointer, target);
      return name === null ? about : { $ref: name, ...about };
    }
    const whole = list(value, 'allOf').length > 0 ? withAllOf(value, root) : value;
    const all = (key: string) =>
      Array.isArray(whole[key]) ? { [key]: list(whole, key).map((each) => plain(each, depth + 1)) } : {};
    const { properties, items } = whole;
    return {
      ...whole,
      ...(isRecord(properties)
        ? {
            properties: Object.fromEntries(
              Object.entries(properties)
                .slice(0, limits.maxRouteProperties)
                .map(([key, each]) => [key, plain(each, depth + 1)]),
            ),
          }
        : {}),
      ...(isRecord(items) ? { items: plain(items, depth + 1) } : {}),
      ...all('oneOf'),
      ...all('anyOf'),
    };
  };
  const schema = plain(json, 0);
  const definitions = new Map<string, Json>();
  for (let next = waiting.shift(); next; next = waiting.shift()) definitions.set(next[0], plain(next[1], 0));
  return { schema, definitions };
}

/** Returns the schema at a JSON pointer (RFC 6901) of the same document. Null if there is none. */
export function targetOf(root: Json, pointer: string): Json | null {
  if (!pointer.startsWith('#')) return null;
  let value: unknown = root;
  for (const step of pointer.slice(1).split('/').filter(Boolean)) {
    const key = step.replace(/~1/g, '/').replace(/~0/g, '~');
    value = isRecord(value) && Object.hasOwn(value, key) ? value[key] : undefined;
  }
  return isRecord(value) ? value : null;
}

/** Returns the last name in a pointer: `Event` for `#/components/schemas/Event`. */
function nameOf(pointer: string): string {
  return pointer.split('/').at(-1)?.replace(/^#/, '') || 'Self';
}

/** Returns a schema with the properties of all parts of its `allOf`. */
function withAllOf(json: Json, root: Json, hops = 0): Json {
  const parts = list(json, 'allOf').map((part): Json => {
    const pointer = text(part, '$ref');
    const found = pointer === null ? part : targetOf(root, pointer);
    if (!isRecord(found)) return {};
    return list(found, 'allOf').length > 0 && hops < limits.maxSchemaDepth
      ? withAllOf(found, root, hops + 1)
      : found;
  });
  const { allOf: _allOf, ...own } = json;
  const properties = [...parts, own].map((part) => (isRecord(part['properties']) ? part['properties'] : {}));
  const merged: Record<string, unknown> = Object.assign({}, ...parts, own);
  const all: Record<string, unknown> = Object.assign({}, ...properties);
  return Object.keys(all).length > 0 ? { ...merged, properties: all } : merged;
}

function isObject(json: Json, root: Json): boolean {
  const { properties } = withAllOf(json, root);
  return isRecord(properties) && Object.keys(properties).length > 0;
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}
