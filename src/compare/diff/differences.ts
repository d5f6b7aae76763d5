import { isRecord, type Path } from '../../values/json.ts';
import type { AnswerShape } from './answer-shape.ts';

/** One difference between two answers. */
export interface AnswerDifference {
  readonly path: Path;
  /**
   * `missing`: items that only WPGraphQL's list has. `extra`: items that only the gateway's list has. `order`: the same
   * items in another order. `error`: an error that only the gateway reports.
   */
  readonly kind: 'value' | 'missing' | 'extra' | 'order' | 'error';
  /** WPGraphQL's value. For lists, the items, or their labels in WPGraphQL's order. */
  readonly wpgraphql: unknown;
  /** The gateway's value. For lists, the items, or their labels in the gateway's order. For an error, its message. */
  readonly gateway: unknown;
}

/** Fields for cursors. Each endpoint has its own cursors. */
const cursorFields = new Set(['cursor', 'startCursor', 'endCursor']);

/** Fields that identify an item of a list, the most reliable first. */
const identityFields = ['id', 'databaseId', 'uri', 'link', 'slug', 'sourceUrl'];

/**
 * Returns the differences between two values of answers. Ignores cursors.
 *
 * @param shape - the fields behind the keys of the values
 */
export function differencesOf(
  wpgraphql: unknown,
  gateway: unknown,
  shape: AnswerShape | undefined,
): readonly AnswerDifference[] {
  const found: AnswerDifference[] = [];

  function compare(theirs: unknown, ours: unknown, fieldShape: AnswerShape | undefined, path: Path): void {
    if (Array.isArray(theirs) && Array.isArray(ours)) compareLists(theirs, ours, fieldShape, path);
    else if (isRecord(theirs) && isRecord(ours)) {
      for (const key of new Set([...Object.keys(theirs), ...Object.keys(ours)])) {
        const child = fieldShape?.children.get(key);
        if (![...(child?.names ?? [key])].some((name) => cursorFields.has(name))) {
          compare(theirs[key], ours[key], child, [...path, key]);
        }
      }
    } else if (!isSame(theirs, ours)) found.push({ path, kind: 'value', wpgraphql: theirs, gateway: ours });
  }

  function compareLists(
    theirs: readonly unknown[],
    ours: readonly unknown[],
    fieldShape: AnswerShape | undefined,
    path: Path,
  ): void {
    const { pairs, missing, extra } = pairItems(theirs, ours, fieldShape);
    const add = (kind: AnswerDifference['kind'], values: Pick<AnswerDifference, 'wpgraphql' | 'gateway'>) =>
      found.push({ path, kind, ...values });
    if (missing.length > 0) add('missing', { wpgraphql: missing, gateway: [] });
    if (extra.length > 0) add('extra', { wpgraphql: [], gateway: extra });
    if (pairs.some(([, position], index) => index > 0 && position < (pairs[index - 1]?.[1] ?? 0))) {
      const labels = (list: readonly unknown[]) => list.map((item) => labelOf(item, fieldShape));
      add('order', { wpgraphql: labels(theirs), gateway: labels(ours) });
    }
    for (const [position, other] of pairs)
      compare(theirs[position], ours[other], fieldShape, [...path, position]);
  }

  compare(wpgraphql, gateway, shape, []);
  return found;
}

interface Pairing {
  /** The positions of each common item in both lists, in the order of the first list. */
  readonly pairs: readonly (readonly [number, number])[];
  /** Items of the first list that the second list lacks. */
  readonly missing: readonly unknown[];
  /** Items of the second list that the first list lacks. */
  readonly extra: readonly unknown[];
}

/** Pairs the items of two lists: by an identity field, otherwise by content, otherwise by position. */
function pairItems(
  theirs: readonly unknown[],
  ours: readonly unknown[],
  shape: AnswerShape | undefined,
): Pairing {
  const keyOf = itemKey(theirs, ours, shape);
  const pairs: [number, number][] = [];
  const paired = new Set<number>();
  const positions = positionsByKey(ours, keyOf);
  for (const [position, item] of theirs.entries()) {
    const other = positions.get(keyOf(item))?.find((candidate) => !paired.has(candidate));
    if (other === undefined) continue;
    paired.add(other);
    pairs.push([position, other]);
  }
  const found = new Set(pairs.map(([position]) => position));
  const missing = [...theirs.keys()].filter((position) => !found.has(position));
  const extra = [...ours.keys()].filter((position) => !paired.has(position));
  const isByContent = keyOf === contentOf;
  if (isByContent && missing.length === extra.length) {
    for (const [index, position] of missing.entries()) pairs.push([position, extra[index] ?? position]);
    return { pairs: pairs.sort(([a], [b]) => a - b), missing: [], extra: [] };
  }
  return {
    pairs,
    missing: missing.map((position) => theirs[position]),
    extra: extra.map((position) => ours[position]),
  };
}

/**
 * Returns the function that gives items their key for pairing. It reads the most reliable identity field that all items
 * have, that is unique in each list, and that has a common value in both. Without such a field the key is the content.
 */
function itemKey(
  theirs: readonly unknown[],
  ours: readonly unknown[],
  shape: AnswerShape | undefined,
): (item: unknown) => string {
  for (const name of identityFields) {
    const key = (item: unknown) => JSON.stringify(identityOf(item, name, shape) ?? null);
    const [first, second] = [theirs.map(key), ours.map(key)];
    const isUnique = [first, second].every(
      (list) => !list.includes('null') && new Set(list).size === list.length,
    );
    if (isUnique && first.some((value) => second.includes(value))) return key;
  }
  return contentOf;
}

/** Returns the value of a field of an item. For an edge, returns the value of its node's field. */
function identityOf(item: unknown, name: string, shape: AnswerShape | undefined): unknown {
  if (!isRecord(item)) return undefined;
  for (const [key, value] of Object.entries(item)) {
    const child = shape?.children.get(key);
    const names = child?.names ?? new Set([key]);
    if (names.has(name) && typeof value !== 'object') return value;
    if (names.has('node') && isRecord(value)) return identityOf(value, name, child);
  }
  return undefined;
}

function positionsByKey(list: readonly unknown[], key: (item: unknown) => string): Map<string, number[]> {
  const positions = new Map<string, number[]>();
  for (const [position, item] of list.entries()) {
    positions.set(key(item), [...(positions.get(key(item)) ?? []), position]);
  }
  return positions;
}

/** Returns a short text by which a reader recognizes an item. */
function labelOf(item: unknown, shape: AnswerShape | undefined): unknown {
  for (const name of ['title', 'name', 'slug', 'uri', ...identityFields]) {
    const value = identityOf(item, name, shape);
    if (value !== undefined) return value;
  }
  return item;
}

/** Returns an item as JSON, with sorted keys and without cursors. */
function contentOf(item: unknown): string {
  return JSON.stringify(item, (key, value: unknown) => {
    if (cursorFields.has(key)) return undefined;
    return isRecord(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value;
  });
}

/** Returns whether two values are equal. An absent value equals null. */
function isSame(theirs: unknown, ours: unknown): boolean {
  if (typeof theirs !== 'object' && typeof ours !== 'object') return (theirs ?? null) === (ours ?? null);
  return (theirs ?? null) === null && (ours ?? null) === null;
}

/** Returns the number of scalar values in an answer that are not null. */
export function countValues(value: unknown): number {
  if (value === null || value === undefined) return 0;
  if (typeof value !== 'object') return 1;
  return Object.values(value).reduce<number>((total, inner) => total + countValues(inner), 0);
}
