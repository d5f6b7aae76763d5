import { isRecord, type Path, valueAt } from '../values/json.ts';

/**
 * A REST document with its unchecked fields. The functions of this file read them.
 *
 * @example
 * const document: Document = { id: 7, title: { rendered: 'Hello' } };
 * text(document, 'title', 'rendered'); // 'Hello'
 */
export interface Document {
  readonly id: number;
  readonly [key: string]: unknown;
}

/**
 * Returns the string at a path. Returns null if there is none. Plugins replace `title.rendered` by a text `title`, and
 * texts by objects with `rendered`: this function reads both.
 *
 * @example
 * text({ title: { rendered: 'Hello' } }, 'title', 'rendered'); // 'Hello'
 */
export function text(document: unknown, ...path: Path): string | null {
  const value = valueAt(document, ...path);
  if (typeof value === 'string') return value;
  if (isRecord(value) && typeof value['rendered'] === 'string') return value['rendered'];
  if (value !== undefined || path.length < 2 || path.at(-1) !== 'rendered') return null;
  const flat = valueAt(document, ...path.slice(0, -1));
  return typeof flat === 'string' || typeof flat === 'number' ? String(flat) : null;
}

/**
 * Returns the whole number at a path. Returns null if there is none. Accepts numeric strings, because WordPress mixes
 * both. Returns the id of an object, because plugins replace ids by objects.
 *
 * @example
 * integer({ meta: { likes: '3' } }, 'meta', 'likes'); // 3
 */
export function integer(document: unknown, ...path: Path): number | null {
  return wholeNumber(valueAt(document, ...path));
}

/**
 * Returns the boolean at a path. Returns null if there is none. Accepts PHP's `1`, `"1"`, `0` and `"0"`.
 *
 * @example
 * flag({ sticky: '1' }, 'sticky'); // true
 */
export function flag(document: unknown, ...path: Path): boolean | null {
  const value = valueAt(document, ...path);
  if (typeof value === 'boolean') return value;
  return value === 1 || value === '1' ? true : value === 0 || value === '0' ? false : null;
}

/**
 * Returns the whole numbers, or the ids of objects, in the list at a path. Returns an empty list if there is none.
 *
 * @example
 * integers({ related: '12,14' }, 'related'); // [12, 14]
 */
export function integers(document: unknown, ...path: Path): readonly number[] {
  return listOrWords(document, path).flatMap((item) => wholeNumber(item) ?? []);
}

/**
 * Returns the strings in the list at a path. Returns an empty list if there is none.
 *
 * @example
 * texts({ tags: ['red', 'blue'] }, 'tags'); // ['red', 'blue']
 */
export function texts(document: unknown, ...path: Path): string[] {
  return listOrWords(document, path).filter((item) => typeof item === 'string');
}

/** Returns the list at a path. Splits a text, because plugins join ids and words: `12,14`, `menu-item wide`. */
function listOrWords(document: unknown, path: Path): readonly unknown[] {
  const value = valueAt(document, ...path);
  const joined = typeof value === 'number' ? String(value) : value;
  if (typeof joined !== 'string') return list(document, ...path);
  return joined.split(/[\s,]+/).filter((word) => word !== '');
}

/**
 * Returns the list at a path. Returns an empty list if there is none. PHP writes a list with gaps as an object.
 *
 * @example
 * list({ likes: { 0: 'Ann', 2: 'Bo' } }, 'likes'); // ['Ann', 'Bo']
 */
export function list(document: unknown, ...path: Path): readonly unknown[] {
  return itemsIn(valueAt(document, ...path)) ?? [];
}

/** Returns the items of a list, or of an object with numeric keys, which PHP writes for a list with gaps. Returns null otherwise. */
export function itemsIn(value: unknown): readonly unknown[] | null {
  if (Array.isArray(value)) return value;
  const hasGaps = isRecord(value) && Object.keys(value).every((key) => /^\d+$/.test(key));
  return hasGaps ? Object.values(value) : null;
}

/** Returns whether a value is one that WordPress and plugins return for an empty field: `''`, `false` or `[]`. */
export function isEmptyValue(value: unknown): boolean {
  return value === '' || value === false || (Array.isArray(value) && value.length === 0);
}

/** Returns whether a value is a REST document: an object whose `id` is a whole number. */
export function isDocument(value: unknown): value is Document {
  return isRecord(value) && Number.isSafeInteger(value['id']);
}

/** Returns a value as a REST document. Returns null if it has no id. Accepts ids that plugins write as texts. */
export function documentOf(value: unknown): Document | null {
  if (isDocument(value)) return value;
  const id = isRecord(value) ? wholeNumber(value['id'] ?? value['ID']) : null;
  return isRecord(value) && id !== null ? { ...value, id } : null;
}

function wholeNumber(value: unknown): number | null {
  if (isRecord(value)) {
    const { id = value['ID'] ?? value['term_id'] } = value;
    return isRecord(id) ? null : wholeNumber(id);
  }
  const number = typeof value === 'string' && /^-?\d+$/.test(value) ? Number(value) : value;
  return typeof number === 'number' && Number.isSafeInteger(number) ? number : null;
}

/**
 * Returns a document with the fields of another one, which take precedence. Nested objects go together too (`title.raw` and
 * `title.rendered`).
 */
export function merged(document: Document, other: Document): Document {
  return { ...mergedFields(document, other), id: document.id };
}

type Fields = Readonly<Record<string, unknown>>;

function mergedFields(fields: Fields, others: Fields): Fields {
  const both: Record<string, unknown> = { ...fields };
  for (const [key, value] of Object.entries(others)) {
    const before = both[key];
    both[key] = isRecord(before) && isRecord(value) ? mergedFields(before, value) : value;
  }
  return both;
}
