import { valueAt } from '../../values/json.ts';
import { type Document, integer, text } from '../../wordpress/document.ts';
import type { Ordering } from '../base/collection.ts';

/** Where documents carry what they are ordered by, and how it compares. */
interface Key {
  readonly path: string;
  readonly kind: 'date' | 'number' | 'text';
}

type Value = string | number;

/** REST path of the value that an ordering goes by; null where documents don't carry it. */
export function valuePath(ordering: Ordering): string | null {
  return keyOf(ordering)?.path ?? null;
}

/** Whether documents can be put in order by their values alone, however WordPress answers. */
export function sortsByValue(ordering: Ordering): boolean {
  return keyOf(ordering) !== null;
}

/** Whether all of these documents carry a value that can be compared: a plugin may have removed or rewritten it. */
export function haveValues(documents: readonly Document[], ordering: Ordering): boolean {
  const key = keyOf(ordering);
  return key !== null && documents.every((document) => read(document, key) !== null);
}

/** The date that a document is ordered by; null where it shows none. */
export function dateOf(document: Document | undefined, path: string): string | null {
  const value = document && read(document, { path, kind: 'date' });
  return typeof value === 'string' ? value : null;
}

/**
 * Whether documents come in an ordering. Dates and numbers tell for sure. Texts are compared by the database's rules,
 * which the gateway doesn't know: they count as ordered where none comes surely behind its place.
 */
export function areInOrder(documents: readonly Document[], ordering: Ordering): boolean {
  const { wrong, surelyWrong, right } = stepsOf(documents, ordering);
  return keyOf(ordering)?.kind === 'text' ? surelyWrong === 0 && wrong <= right : wrong === 0;
}

/** The same for a whole collection, in which some texts may be shown otherwise than they are stored: `Protected: …`. */
export function areMostlyInOrder(documents: readonly Document[], ordering: Ordering): boolean {
  const { wrong, surelyWrong, right } = stepsOf(documents, ordering);
  const { kind, path } = keyOf(ordering) ?? {};
  if (kind !== 'text') return wrong === 0;
  return wrong <= right && surelyWrong <= (path === 'slug' ? 0 : documents.length / 4);
}

/** How many documents come rightly behind the one before them, how many don't, and how many of these in no collation. */
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

/** Whether a text comes behind another by the rules of every database: where they part, both have a letter or digit of ASCII. */
function isSurelyBehind(one: Value | null, other: Value | null): boolean {
  const [a, b] = [String(one ?? '').toLowerCase(), String(other ?? '').toLowerCase()];
  let index = 0;
  while (index < a.length && a[index] === b[index]) index += 1;
  // An entity or a tag stands for another text.
  if (/[&<]/.test(a.slice(0, index))) return false;
  const [left = '', right = ''] = [a[index], b[index]];
  return /^[a-z0-9]{2}$/.test(left + right) && left > right;
}

/** Whether two documents share the value that they are ordered by, so that the database may put either first. */
export function areTied(a: Document | undefined, b: Document | undefined, ordering: Ordering): boolean {
  const key = keyOf(ordering);
  return key !== null && a !== undefined && b !== undefined && compare(a, b, key) === 0;
}

/** Documents that come in their ordering, with those that share a value in order of their ids. */
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

/** Documents in an ordering, whatever order they come in; those without a value last. */
export function sorted(documents: readonly Document[], ordering: Ordering): readonly Document[] {
  const key = keyOf(ordering);
  if (!key) return documents;
  const sign = ordering.direction === 'asc' ? 1 : -1;
  return [...documents].sort((a, b) => sign * compare(a, b, key) || byId(a, b, ordering));
}

/** Whether a document stands behind a date, or behind the document with this id among those of this date. */
export function isBehind(
  document: Document,
  { value, id }: { readonly value: string; readonly id: number | null },
  { keyset, direction, ties }: Ordering,
): boolean {
  const own = keyset ? dateOf(document, keyset.path) : null;
  if (own === null) return false;
  if (own !== value) return direction === 'asc' ? own > value : own < value;
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

/** As WordPress' default collations compare: case and accents make no difference. */
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
