import type { Context } from '../../schema/kit/base/context.ts';
import { isTruthy, type Part } from './part.ts';
import { readers } from './readers.ts';
import { enumNameOf, enumRows, type FieldRow, objectRows } from './tables.ts';

/**
 * Returns the value of a field of a part: an object or a list of objects as further parts, everything else as the type of the field
 * demands. Values that do not fit are null.
 */
export function readField({ name, type, isList }: FieldRow, part: Part, context: Context): unknown {
  const reader = readers[`${part.type}.${name}`] ?? readers[name];
  const value = reader ? reader(part, context) : ownValue(part, name);
  if (value === null || value === undefined) return null;
  const convert = scalars[type] ?? (enumRows.has(type) ? (each: unknown) => enumNameOf(type, each) : null);
  if (!convert) return value;
  if (!isList) return convert(value);
  return Array.isArray(value) ? value.map(convert) : null;
}

function ownValue({ type, data }: Part, name: string): unknown {
  const value = Object.hasOwn(data, name) ? data[name] : null;
  // The extension takes empty settings of fields for absent ones.
  return value === '' && objectRows.get(type)?.interfaces.includes('FormField') ? null : value;
}

const scalars: Readonly<Record<string, (value: unknown) => unknown>> = {
  String: textOf,
  ID: textOf,
  Boolean: isTruthy,
  Float: numberOf,
  Int: (value) => {
    const number = numberOf(value);
    return number === null || Math.abs(number) > 2 ** 31 - 1 ? null : Math.trunc(number);
  },
};

function textOf(value: unknown): string | null {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : null;
}

function numberOf(value: unknown): number | null {
  if (typeof value !== 'number' && (typeof value !== 'string' || value.trim() === '')) return null;
  const number = Number(value);
  return Number.isFinite(number) ? number : null;
}
