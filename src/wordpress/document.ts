import { isRecord, type Path, valueAt } from '../values/json.ts';

/** A REST document as it came. Only the functions of this file look inside it. */
export interface Document {
  readonly id: number;
  readonly [key: string]: unknown;
}

/**
 * The string at a path, `null` where there is none. Plugins flatten `title` to its text, and widen texts to objects with
 * `rendered`: both are read.
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
 * The whole number at a path, `null` where there is none. Numeric strings count, as WordPress mixes both, and of an
 * object that a plugin put in place of an id its own id.
 */
export function integer(document: unknown, ...path: Path): number | null {
  return wholeNumber(valueAt(document, ...path));
}

/** The boolean at a path, `null` where there is none; PHP's `1`, `"1"`, `0` and `"0"` count. */
export function flag(document: unknown, ...path: Path): boolean | null {
  const value = valueAt(document, ...path);
  if (typeof value === 'boolean') return value;
  return value === 1 || value === '1' ? true : value === 0 || value === '0' ? false : null;
}

/** The whole numbers of the list at a path, or the ids of the objects in it; empty where there is none. */
export function integers(document: unknown, ...path: Path): readonly number[] {
  return listOrWords(document, path).flatMap((item) => wholeNumber(item) ?? []);
}

/** The strings of the list at a path; empty where there is none. */
export function texts(document: unknown, ...path: Path): string[] {
  return listOrWords(document, path).filter((item) => typeof item === 'string');
}

/** The list at a path. Plugins join lists of ids and words to one text: `12,14`, `menu-item wide`. */
function listOrWords(document: unknown, path: Path): readonly unknown[] {
  const value = valueAt(document, ...path);
  const joined = typeof value === 'number' ? String(value) : value;
  if (typeof joined !== 'string') return list(document, ...path);
  return joined.split(/[\s,]+/).filter((word) => word !== '');
}

/** The list at a path; empty where there is none. PHP writes a list with gaps as an object. */
export function list(document: unknown, ...path: Path): readonly unknown[] {
  return itemsIn(valueAt(document, ...path)) ?? [];
}

/** The items of a list, or of what PHP writes for one with gaps; null for anything else. */
export function itemsIn(value: unknown): readonly unknown[] | null {
  if (Array.isArray(value)) return value;
  const hasGaps = isRecord(value) && Object.keys(value).every((key) => /^\d+$/.test(key));
  return hasGaps ? Object.values(value) : null;
}

/** Whether a value is a REST document: an object with a numeric `id`. */
export function isDocument(value: unknown): value is Document {
  return isRecord(value) && typeof value['id'] === 'number';
}

/** A value as a REST document; null where it has no id. Ids that plugins wrote as texts are read. */
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
