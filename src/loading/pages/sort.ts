import { valueAt } from '../../values/json.ts';
import { type Document, integer, text } from '../../wordpress/document.ts';
import type { Ordering } from '../base/collection.ts';

/** Where documents have their sort value, and how to compare it. */
interface Key {
  readonly path: string;
  readonly kind: 'date' | 'number' | 'text';
}

type Value = string | number;

/** Returns the REST path of the sort value; null if documents don't have it. */
export function valuePath(ordering: Ordering): string | null {
  return keyOf(ordering)?.path ?? null;
}

/** Whether documents have the value of an ordering, so that the gateway can sort them itself. */
export function sortsByValue(ordering: Ordering): boolean {
  return keyOf(ordering) !== null;
}

/** Whether all documents have a sort value that can be compared. A plugin may have removed or rewritten it. */
export function haveValues(documents: readonly Document[], ordering: Ordering): boolean {
  const key = keyOf(ordering);
  return key !== null && documents.every((document) => read(document, key) !== null);
}

/** Returns the date that a document is ordered by; null if it has none. */
export function dateOf(document: Document | undefined, path: string): string | null {
  const value = document && read(document, { path, kind: 'date' });
  return typeof value === 'string' ? value : null;
}

/**
 * Whether documents are in order. For dates and numbers this is certain. The database compares texts by rules that the
 * gateway doesn't know, so texts count as ordered unless one is out of order by the rules of every database.
 */
export function areInOrder(documents: readonly Document[], ordering: Ordering): boolean {
  const { wrong, surelyWrong, right } = stepsOf(documents, ordering);
  return keyOf(ordering)?.kind === 'text' ? surelyWrong === 0 && wrong <= right : wrong === 0;
}

/** Whether a whole collection is in order. Some texts may differ from those that WordPress orders by: `Protected: …`. */
export function areMostlyInOrder(documents: readonly Document[], ordering: Ordering): boolean {
  const { wrong, surelyWrong, right } = stepsOf(documents, ordering);
  const { kind, path } = keyOf(ordering) ?? {};
  if (kind !== 'text') return wrong === 0;
  return wrong <= right && surelyWrong <= (path === 'slug' ? 0 : documents.length / 4);
}

/** Counts neighbours that are in order, that are out of order, and that are out of order in every collation. */
function stepsOf(documents: readonly Document[], ordering: Ordering) {
  const key = keyOf(ordering);
  const counted = { wrong: 0, surelyWrong: 0, right: 0 };
  if (!key) return counted;
  for (const [index, document] of documents.slice(1).entries()) {
    const before = documents[index];
    if (!before) continue;
    const [first, second] = ordering.direction === 'asc' ? [before, document] : [document, before];
    const step = compare(first, second, key);
    if (step > 0) counted.wrong += 1;
    if (step < 0) counted.right += 1;
    if (key.kind === 'text' && isSurelyBehind(read(first, key), read(second, key))) counted.surelyWrong += 1;
  }
  return counted;
}

/** Whether a text follows another in every collation: the first characters that differ are ASCII letters or digits. */
function isSurelyBehind(one: Value | null, other: Value | null): boolean {
  const [a, b] = [String(one ?? '').toLowerCase(), String(other ?? '').toLowerCase()];
  let index = 0;
  while (index < a.length && a[index] === b[index]) index += 1;
  // WordPress orders by the text without entities and tags.
  if (/[&<]/.test(a.slice(0, index))) return false;
  const [left = '', right = ''] = [a[index], b[index]];
  return /^[a-z0-9]{2}$/.test(left + right) && left > right;
}

/** Whether two documents have equal sort values, so that the database may return either first. */
export function areTied(a: Document | undefined, b: Document | undefined, ordering: Ordering): boolean {
  const key = keyOf(ordering);
  return key !== null && a !== undefined && b !== undefined && compare(a, b, key) === 0;
}

/** Puts ties in order of their ids. The documents must already be in order of their values. */
export function withTiesInOrder(documents: readonly Document[], ordering: Ordering): readonly Document[] {
  if (!haveValues(documents, ordering)) return documents;
  const runs: Document[][] = [];
  for (const document of documents) {
    const run = runs.at(-1);
    if (run && areTied(run.at(-1), document, ordering)) run.push(document);
    else runs.push([document]);
  }
  return runs.flatMap((run) => run.sort((a, b) => byId(a, b, ordering)));
}

/** Sorts documents. Those without a value come last. */
export function sorted(documents: readonly Document[], ordering: Ordering): readonly Document[] {
  const key = keyOf(ordering);
  if (!key) return documents;
  const sign = ordering.direction === 'asc' ? 1 : -1;
  return [...documents].sort((a, b) => sign * compare(a, b, key) || byId(a, b, ordering));
}

/** Whether a document follows a date or, if it has this date, the document with this id. */
export function isBehind(
  document: Document,
  { value, id }: { readonly value: string; readonly id: number | null },
  { keyset, direction, ties }: Ordering,
): boolean {
  const date = keyset ? dateOf(document, keyset.path) : null;
  if (date === null) return false;
  if (date !== value) return direction === 'asc' ? date > value : date < value;
  if (id === null) return false;
  return ties === 'asc' ? document.id > id : document.id < id;
}

function keyOf({ keyset, value }: Ordering): Key | null {
  return keyset ? { path: keyset.path, kind: 'date' } : (value ?? null);
}

function compare(a: Document, b: Document, key: Key): number {
  const [left, right] = [read(a, key), read(b, key)];
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  if (left === null || right === null) return left === right ? 0 : left === null ? 1 : -1;
  if (key.kind === 'text') return collator.compare(String(left), String(right));
  return left < right ? -1 : left > right ? 1 : 0;
}

/** Compares like the default collations of WordPress, which ignore case and accents. */
const collator = new Intl.Collator('en', { sensitivity: 'base' });

/** A site-local date as WordPress writes it in REST. */
const dateForm = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/;

function read(document: Document, { path, kind }: Key): Value | null {
  const keys = path.split('.');
  if (kind === 'number') return integer(document, ...keys);
  if (kind === 'text') return text(document, ...keys);
  const value = valueAt(document, ...keys);
  return typeof value === 'string' && dateForm.test(value) ? value : null;
}

function byId(a: Document, b: Document, { ties }: Ordering): number {
  return ties === 'asc' ? a.id - b.id : b.id - a.id;
}
