import { GraphQLError } from '../../packages/graphql.ts';
import { withoutPrivateColumns } from '../../site/private-columns.ts';
import { isRecord } from '../../values/json.ts';
import { isEmptyValue } from '../../wordpress/document.ts';
import type { ValueKind } from '../kit/graph/field-groups.ts';
import type { CustomScalar, FieldShape } from './shape.ts';

/** The value of a field whose shape is an object or a union. */
export interface CustomValue {
  readonly value: Readonly<Record<string, unknown>>;
  /** The key of the alternative in {@link FieldShape}, if the shape is a union. */
  readonly option?: string;
}

/** Options of {@link readValue}. */
export interface ReadValueOptions {
  readonly shape: FieldShape;
  /** The key of the field in WordPress, for error messages. */
  readonly key: string;
  /** Reads a value with a meaning beyond its JSON schema. */
  readonly readSpecial: (kind: ValueKind, value: unknown) => unknown;
}

/**
 * Converts a value from a REST document to its shape. Converts strings to numbers and booleans. Returns null for an empty
 * value, which WordPress writes as `''`, `false` or `[]`. Returns an error for a value of another shape. It does not throw
 * the error, so that GraphQL reports it for one item of a list and returns the others.
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

/** Returns the items of a list. PHP encodes a list as an object if its keys have gaps. A single value is a list of one item. */
function itemsOf(value: unknown, of: FieldShape): readonly unknown[] {
  if (Array.isArray(value)) return value;
  if (!isRecord(value)) return [value];
  const isList =
    (of.kind !== 'object' && of.kind !== 'special') || Object.keys(value).every((key) => /^\d+$/.test(key));
  return isList ? Object.values(value) : [value];
}

function readScalar(value: unknown, type: CustomScalar, key: string): unknown {
  switch (type) {
    case 'JSON':
      return withoutPrivateColumns(value);
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

/**
 * Returns the error for a value that does not match the site's JSON schema.
 *
 * @param expected - the expected value in words: `a number`
 */
export function misfitError(value: unknown, key: string, expected: string): MisfitError {
  const received = JSON.stringify(value).slice(0, 100);
  const message = `The field "${key}" must be ${expected}, according to the site's JSON schema. WordPress returned ${received}.`;
  return new MisfitError(message, expected);
}

/** The error for a value that does not match the site's JSON schema. */
export class MisfitError extends GraphQLError {
  /** The expected value in words. */
  readonly expected: string;

  constructor(message: string, expected: string) {
    super(message, { extensions: { code: 'UNEXPECTED_VALUE' } });
    this.expected = expected;
  }
}
