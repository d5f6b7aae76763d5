import type { WordPressError } from '../../wordpress/errors.ts';
import type { Collection } from '../base/collection.ts';
import type { Cursor } from '../base/cursors.ts';
import type { Entity, Paths } from '../base/entity.ts';

/** Which stretch of a connection is wanted: Relay's `first`/`after` and `last`/`before`, checked. */
export interface Window {
  /** `last`: reading goes from the end, or from `before`, towards the start. */
  readonly backward: boolean;
  readonly limit: number;
  readonly after: Cursor | null;
  readonly before: Cursor | null;
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
  /** Whether someone may page on from here (`cursor`, `pageInfo`): only then is the order made exact, and one more item asked for. */
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
  /** Items of the whole connection; null when it wasn't asked for. */
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

/** Cuts rows at the cursor of the other end, and returns whether there are more on either side. */
export function assemble(read: { rows: readonly Row[]; more: boolean }, window: Window): Omit<Page, 'total'> {
  const bound = window.backward ? window.after : window.before;
  const end = bound ? read.rows.findIndex(({ cursor }) => cursor.id === bound.id) : -1;
  const kept = end < 0 ? read.rows : window.backward ? read.rows.slice(end + 1) : read.rows.slice(0, end);
  const isCut = end >= 0;
  return window.backward
    ? { rows: kept, hasPreviousPage: read.more || isCut, hasNextPage: window.before !== null }
    : { rows: kept, hasNextPage: read.more || isCut, hasPreviousPage: window.after !== null };
}
