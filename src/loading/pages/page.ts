import { limits } from '../../values/limits.ts';
import { WordPressError } from '../../wordpress/errors.ts';
import type { Paths } from '../../wordpress/paths.ts';
import type { Collection } from '../base/collection.ts';
import type { Cursor } from '../base/cursors.ts';
import type { Entity } from '../base/entity.ts';

/** The requested part of a connection: the validated arguments `first`, `after`, `last` and `before` of Relay. */
export interface Window {
  /** True for `last`: the page ends at `before`, or at the end of the connection. */
  readonly backward: boolean;
  readonly limit: number;
  readonly after: Cursor | null;
  readonly before: Cursor | null;
  /** Number of items to leave out at the start of the connection. Only without cursors, and not backward. @default 0 */
  readonly skip?: number;
}

/** A collection with the REST paths that the selection reads of each item. */
export interface ProjectedCollection {
  readonly collection: Collection;
  readonly paths: Paths;
}

/** What a selection needs of a connection, apart from its items' paths. */
export interface PageDemand {
  /** Whether items are read at all (`nodes`, `edges`, `pageInfo`). */
  readonly items: boolean;
  /** Whether the client reads cursors (`cursor`, `pageInfo`). If not, ties may be in any order and no extra item is read. */
  readonly cursors: boolean;
  /** Whether `totalCount` is read. */
  readonly total: boolean;
}

/** One item of a page. */
export interface Row {
  readonly entity: Entity;
  readonly cursor: Cursor;
}

/** A page of a connection, in the connection's order. */
export interface Page {
  readonly rows: readonly Row[];
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  /** Number of items of the whole connection; null if it wasn't requested or isn't known. */
  readonly total: number | null;
  /** Errors of resources whose items are missing. */
  readonly failures?: readonly WordPressError[];
}

/** A page with nothing in it. */
export const emptyPage: Page = { rows: [], hasNextPage: false, hasPreviousPage: false, total: 0 };

/** Names a collection's cursors: kind and ordering. */
export function cursorsOf({ resource, ordering }: Pick<Collection, 'resource' | 'ordering'>): string {
  return `${resource.kind}/${ordering.name}`;
}

/** Cuts rows at the cursor of the other bound, and returns whether more items are on either side. */
export function assemble(read: { rows: readonly Row[]; more: boolean }, window: Window): Omit<Page, 'total'> {
  const bound = window.backward ? window.after : window.before;
  const end = bound ? read.rows.findIndex(({ cursor }) => cursor.id === bound.id) : -1;
  const kept = end < 0 ? read.rows : window.backward ? read.rows.slice(end + 1) : read.rows.slice(0, end);
  const isCut = end >= 0;
  return window.backward
    ? { rows: kept, hasPreviousPage: read.more || isCut, hasNextPage: window.before !== null }
    : {
        rows: kept,
        hasNextPage: read.more || isCut,
        hasPreviousPage: window.after !== null || (window.skip ?? 0) > 0,
      };
}

/** Reads a page together with the items that its window skips, and leaves them out. For readers that cannot skip items. */
export async function withoutSkipped(
  { skip = 0, ...window }: Window,
  read: (window: Window) => Promise<Page>,
): Promise<Page> {
  if (skip === 0) return read(window);
  if (skip + window.limit > limits.maxRanks) {
    throw new WordPressError('invalid', `This list can't be read from item ${skip + 1} on.`, {
      advice: `Use a smaller \`offset\`: ${limits.maxRanks - window.limit} or less. Or page with \`first\` and \`after\`.`,
    });
  }
  const page = await read({ ...window, limit: window.limit + skip });
  return { ...page, rows: page.rows.slice(skip), hasPreviousPage: true };
}
