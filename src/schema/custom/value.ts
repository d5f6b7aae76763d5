import { GraphQLError } from '../../packages/graphql.ts';
import { isRecord } from '../../values/json.ts';
import type { ValueKind } from '../kit/graph/field-groups.ts';
import type { CustomScalar, FieldShape } from './shape.ts';

/** An object inside of a document. */
export interface CustomValue {
  readonly value: Readonly<Record<string, unknown>>;
  /** Which alternative of a union it is. */
  readonly option?: string;
}

/** How a value is read. */
export interface ReadValueOptions {
  readonly shape: FieldShape;
  /** The key of the field in WordPress, for messages. */
  readonly key: string;
  /** Reads a value that means more than its schema says. */
  readonly readSpecial: (kind: ValueKind, value: unknown) => unknown;
}

/**
 * Returns a value of WordPress as its shape has it; null for WordPress' many ways to write "nothing" (`''`, `false`,
 * `[]`). Numbers and booleans that come as text are read. Returns an error for a value that doesn't fit, which GraphQL
 * puts in the value's place; in a list only the item that doesn't fit is an error.
 */
export function readValue(value: unknown, { shape, key, readSpecial }: ReadValueOptions): unknown {
  if (value === null || value === undefined) return null;
  switch (shape.kind) {
    case 'scalar':
      return readScalar(value, shape.scalar, key);
    case 'list':
      if (isEmptyValue(value)) return Array.isArray(value) ? [] : null;
      return itemsOf(value, shape.of).map((item) => readValue(item, { shape: shape.of, key, readSpecial }));
    case 'object':
      if (isEmptyValue(value)) return null;
      return isRecord(value) ? ({ value } satisfies CustomValue) : misfitError(value, key, 'an object');
    case 'union': {
      if (isEmptyValue(value)) return null;
      const option = isRecord(value) ? value[shape.key] : undefined;
      if (!isRecord(value) || typeof option !== 'string' || !shape.options.has(option)) {
        return misfitError(value, key, `an object with one of its values of "${shape.key}"`);
      }
      return { value, option } satisfies CustomValue;
    }
    case 'special':
      return readSpecial(shape.special, value);
  }
}

/** Returns whether a value is what WordPress and its plugins give where nobody entered anything. */
export function isEmptyValue(value: unknown): boolean {
  return value === '' || value === false || (Array.isArray(value) && value.length === 0);
}

/** Items of a list, which PHP writes as an object where its keys have gaps; a single value is a list of one. */
function itemsOf(value: unknown, of: FieldShape): readonly unknown[] {
  if (Array.isArray(value)) return value;
  if (!isRecord(value)) return [value];
  const isList = of.kind !== 'object' || Object.keys(value).every((key) => /^\d+$/.test(key));
  return isList ? Object.values(value) : [value];
}

function readScalar(value: unknown, type: CustomScalar, key: string): unknown {
  switch (type) {
    case 'JSON':
      return value;
    case 'String':
      if (value === false) return null;
      return typeof value === 'string' || typeof value === 'number'
        ? String(value)
        : misfitError(value, key, 'text');
    case 'Boolean':
      return booleanOf(value) ?? misfitError(value, key, 'true or false');
    case 'Int':
    case 'Float': {
      if (isEmptyValue(value)) return null;
      const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
      if (typeof number !== 'number' || !Number.isFinite(number)) return misfitError(value, key, 'a number');
      // GraphQL's Int has 32 bits.
      if (type === 'Int' && number !== (number | 0))
        return misfitError(value, key, 'a whole number of 32 bits');
      return number;
    }
  }
}

function booleanOf(value: unknown): boolean | null {
  if (typeof value === 'boolean') return value;
  if (value === 1 || value === '1' || value === 'true') return true;
  return value === 0 || value === '0' || value === 'false' || value === '' ? false : null;
}

/** Returns the error for a value that isn't what the site's schema says. */
export function misfitError(value: unknown, key: string, wanted: string): GraphQLError {
  const given = JSON.stringify(value).slice(0, 100);
  return new GraphQLError(`The site says that "${key}" is ${wanted}, and WordPress gave ${given}.`, {
    extensions: { code: 'UNEXPECTED_VALUE' },
  });
}
