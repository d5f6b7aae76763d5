/** A REST document as it came. Only the functions of this file look inside it. */
export interface Document {
  readonly id: number;
  readonly [key: string]: unknown;
}

/** Where a value stands in a document: `['title', 'rendered']`. */
export type Path = readonly string[];

/** The value at a path, `undefined` where there is none. */
export function valueAt(document: unknown, ...path: Path): unknown {
  let value = document;
  for (const key of path) {
    // An own key: a document without the key `constructor` has none, whatever JavaScript's objects inherit.
    if (!isRecord(value) || !Object.hasOwn(value, key)) return undefined;
    value = value[key];
  }
  return value;
}

/** The string at a path, `null` where there is none. */
export function text(document: unknown, ...path: Path): string | null {
  const value = valueAt(document, ...path);
  return typeof value === 'string' ? value : null;
}

/** The whole number at a path, `null` where there is none; numeric strings count, as WordPress mixes both. */
export function integer(document: unknown, ...path: Path): number | null {
  const value = valueAt(document, ...path);
  const number = typeof value === 'string' && /^-?\d+$/.test(value) ? Number(value) : value;
  return typeof number === 'number' && Number.isSafeInteger(number) ? number : null;
}

/** The boolean at a path, `null` where there is none. */
export function flag(document: unknown, ...path: Path): boolean | null {
  const value = valueAt(document, ...path);
  return typeof value === 'boolean' ? value : null;
}

/** The whole numbers of the list at a path; empty where there is none. */
export function integers(document: unknown, ...path: Path): readonly number[] {
  return list(document, ...path).filter((item): item is number => Number.isSafeInteger(item));
}

/** The strings of the list at a path; empty where there is none. */
export function texts(document: unknown, ...path: Path): string[] {
  return list(document, ...path).filter((item) => typeof item === 'string');
}

/** The list at a path; empty where there is none. */
export function list(document: unknown, ...path: Path): readonly unknown[] {
  const value = valueAt(document, ...path);
  return Array.isArray(value) ? value : [];
}

/** Whether a value is an object with string keys; arrays are not. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether a value is a REST document: an object with a numeric `id`. */
export function isDocument(value: unknown): value is Document {
  return isRecord(value) && typeof value['id'] === 'number';
}
