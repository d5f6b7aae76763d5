import type { JsonSchema } from './values.ts';

/** A text in the JSON Schema of config files. */
export const text: JsonSchema = { type: 'string' };

/** Returns the JSON Schema of a list. */
export function listOf(items: JsonSchema): JsonSchema {
  return { type: 'array', items };
}

/** Returns the JSON Schema of an object whose keys are names of the operator's site. */
export function byName(value: JsonSchema): JsonSchema {
  return { type: 'object', additionalProperties: value };
}

/** Returns the JSON Schema of an object. A key that ends with `!` is required. */
export function objectOf(properties: Readonly<Record<string, JsonSchema>>): JsonSchema {
  const keys = Object.keys(properties);
  const required = keys.filter((key) => key.endsWith('!')).map(nameOf);
  return {
    type: 'object',
    properties: Object.fromEntries(keys.map((key) => [nameOf(key), properties[key]])),
    ...(required.length > 0 ? { required } : {}),
    additionalProperties: false,
  };
}

function nameOf(key: string): string {
  return key.replace(/!$/, '');
}

/** The JSON Schema of an item of a declared menu. Its items are items, too. */
export const menuItem: JsonSchema = { $ref: '#/definitions/menuItem' };

/** Parts of the JSON Schema of config files that contain themselves. */
export const definitions: Readonly<Record<string, JsonSchema>> = {
  menuItem: objectOf({
    'label!': text,
    'url!': text,
    target: text,
    cssClasses: listOf(text),
    items: listOf(menuItem),
  }),
};
