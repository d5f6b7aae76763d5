import { isRecord, type Path } from '../../values/json.ts';
import type { Shape } from './shape.ts';

/** Something that two answers don't have in common. */
export interface Difference {
  readonly path: Path;
  /** `missing`: items of WPGraphQL's list that the gateway's lacks; `extra`: the other way round. */
  readonly kind: 'value' | 'missing' | 'extra' | 'order' | 'error';
  /** The value; for lists the items, or what they go by in their order. */
  readonly wpgraphql: unknown;
  /** The same; for errors the message. */
  readonly gateway: unknown;
}

/** Fields whose values mean something only to the endpoint that gave them. */
const cursors = new Set(['cursor', 'startCursor', 'endCursor']);

/** Fields by which an item is the same in both lists, the surest first. */
const identities = ['id', 'databaseId', 'uri', 'link', 'slug', 'sourceUrl'];

/** Where two values differ; cursors aside. `shape` says what the keys of the document stand for. */
export function differencesOf(
  wpgraphql: unknown,
  gateway: unknown,
  shape: Shape | undefined,
): readonly Difference[] {
  const found: Difference[] = [];

  function compare(theirs: unknown, ours: unknown, at: Shape | undefined, path: Path): void {
    if (Array.isArray(theirs) && Array.isArray(ours)) compareLists(theirs, ours, at, path);
    else if (isRecord(theirs) && isRecord(ours)) {
      for (const key of new Set([...Object.keys(theirs), ...Object.keys(ours)])) {
        const child = at?.children.get(key);
        if (![...(child?.names ?? [key])].some((name) => cursors.has(name))) {
          compare(theirs[key], ours[key], child, [...path, key]);
        }
      }
    } else if (!isSame(theirs, ours)) found.push({ path, kind: 'value', wpgraphql: theirs, gateway: ours });
  }

  function compareLists(
    theirs: readonly unknown[],
    ours: readonly unknown[],
    at: Shape | undefined,
    path: Path,
  ): void {
    const { pairs, missing, extra } = paired(theirs, ours, at);
    const add = (kind: Difference['kind'], values: Pick<Difference, 'wpgraphql' | 'gateway'>) =>
      found.push({ path, kind, ...values });
    if (missing.length > 0) add('missing', { wpgraphql: missing, gateway: [] });
    if (extra.length > 0) add('extra', { wpgraphql: [], gateway: extra });
    if (pairs.some(([, position], index) => index > 0 && position < (pairs[index - 1]?.[1] ?? 0))) {
      const name = (list: readonly unknown[]) => list.map((item) => labelOf(item, at));
      add('order', { wpgraphql: name(theirs), gateway: name(ours) });
    }
    for (const [position, other] of pairs) compare(theirs[position], ours[other], at, [...path, position]);
  }

  compare(wpgraphql, gateway, shape, []);
  return found;
}

interface Pairing {
  /** Positions of the same item in the first list and in the second, in the first one's order. */
  readonly pairs: readonly (readonly [number, number])[];
  readonly missing: readonly unknown[];
  readonly extra: readonly unknown[];
}

/** Which items of two lists are the same: by what identifies them, else by what they hold, else by position. */
function paired(theirs: readonly unknown[], ours: readonly unknown[], shape: Shape | undefined): Pairing {
  const keys = keysOf(theirs, ours, shape);
  const pairs: [number, number][] = [];
  const taken = new Set<number>();
  const positions = positionsOf(ours, keys);
  for (const [position, item] of theirs.entries()) {
    const other = positions.get(keys(item))?.find((candidate) => !taken.has(candidate));
    if (other === undefined) continue;
    taken.add(other);
    pairs.push([position, other]);
  }
  const found = new Set(pairs.map(([position]) => position));
  const missing = [...theirs.keys()].filter((position) => !found.has(position));
  const extra = [...ours.keys()].filter((position) => !taken.has(position));
  const isByContent = keys === contentOf;
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

/** What items go by: the surest identity that all have, none twice, and some in common. */
function keysOf(
  theirs: readonly unknown[],
  ours: readonly unknown[],
  shape: Shape | undefined,
): (item: unknown) => string {
  for (const name of identities) {
    const key = (item: unknown) => JSON.stringify(identityOf(item, name, shape) ?? null);
    const [first, second] = [theirs.map(key), ours.map(key)];
    const isUnique = [first, second].every(
      (list) => !list.includes('null') && new Set(list).size === list.length,
    );
    if (isUnique && first.some((value) => second.includes(value))) return key;
  }
  return contentOf;
}

/** The value of a field of an item, or of the node of an edge. */
function identityOf(item: unknown, name: string, shape: Shape | undefined): unknown {
  if (!isRecord(item)) return undefined;
  for (const [key, value] of Object.entries(item)) {
    const child = shape?.children.get(key);
    const names = child?.names ?? new Set([key]);
    if (names.has(name) && typeof value !== 'object') return value;
    if (names.has('node') && isRecord(value)) return identityOf(value, name, child);
  }
  return undefined;
}

function positionsOf(list: readonly unknown[], key: (item: unknown) => string): Map<string, number[]> {
  const positions = new Map<string, number[]>();
  for (const [position, item] of list.entries()) {
    positions.set(key(item), [...(positions.get(key(item)) ?? []), position]);
  }
  return positions;
}

/** The shortest that tells an item from its neighbours to a reader. */
function labelOf(item: unknown, shape: Shape | undefined): unknown {
  for (const name of ['title', 'name', 'slug', 'uri', ...identities]) {
    const value = identityOf(item, name, shape);
    if (value !== undefined) return value;
  }
  return item;
}

/** An item as text, its keys in alphabetical order and cursors left out. */
function contentOf(item: unknown): string {
  return JSON.stringify(item, (key, value: unknown) => {
    if (cursors.has(key)) return undefined;
    return isRecord(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value;
  });
}

/** An absent value is null: GraphQL gives neither. */
function isSame(theirs: unknown, ours: unknown): boolean {
  if (typeof theirs !== 'object' && typeof ours !== 'object') return (theirs ?? null) === (ours ?? null);
  return (theirs ?? null) === null && (ours ?? null) === null;
}

/** How many values an answer has that are not null, objects and lists aside. */
export function countValues(value: unknown): number {
  if (value === null || value === undefined) return 0;
  if (typeof value !== 'object') return 1;
  return Object.values(value).reduce<number>((total, inner) => total + countValues(inner), 0);
}
