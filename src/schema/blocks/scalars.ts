import type { Builder } from '../kit/graph/builder.ts';

/** Adds the scalars of attributes that are objects or lists. Their values are JSON in a string, as `wp_json_encode()` writes it. */
export function implementScalars(builder: Builder): void {
  builder.scalarType('BlockAttributesObject', {
    description: 'An attribute of a block that is an object: JSON in a string.',
    serialize: phpJson,
  });
  builder.scalarType('BlockAttributesArray', {
    description: 'An attribute of a block that is a list: JSON in a string.',
    serialize: phpJson,
  });
}

/** Returns JSON as PHP writes it: with escaped slashes and in ASCII. PHP reads an empty object as an empty list. */
export function phpJson(value: unknown): string {
  return JSON.stringify(value, (_key, each: unknown) => (isEmptyObject(each) ? [] : each))
    .replaceAll('/', '\\/')
    .replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

function isEmptyObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}
