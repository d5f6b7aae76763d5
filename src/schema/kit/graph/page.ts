import { toBase64 } from '#platform/values/bytes';
import { type Cursor, encodeCursor } from '../../../loading/base/cursors.ts';
import type { Page } from '../../../loading/pages/page.ts';
import type { GraphNode } from '../base/virtual-nodes.ts';

/** One item of a connection: its node and cursor. */
export interface GraphRow {
  readonly node: GraphNode;
  /** The cursor. An object is encoded only if the client selects the cursor. */
  readonly cursor: Cursor | string | null;
}

/** A page of a connection in the terms of Relay's Cursor Connections Specification, with a total. */
export interface GraphPage {
  readonly rows: readonly GraphRow[];
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  /** Number of items on all pages. Null if it is unknown. */
  readonly total: number | null;
  /** Errors of the resources that could not be read. Their items are missing from the page. */
  readonly failures?: readonly Error[];
}

/** The page of a connection without items. */
export const emptyGraphPage: GraphPage = { rows: [], hasNextPage: false, hasPreviousPage: false, total: 0 };

/** Converts a page of entities into a page of graph nodes. */
export function toGraphPage(page: Page): GraphPage {
  return {
    ...page,
    rows: page.rows.map(({ entity, cursor }) => ({ node: entity, cursor })),
  };
}

/** Returns the cursor of an item in the opaque form that clients get. Returns null if there is no item. */
export function cursorText(row: GraphRow | undefined): string | null {
  const cursor = row?.cursor ?? null;
  return cursor === null || typeof cursor === 'string' ? cursor : encodeCursor(cursor);
}

/** Returns a cursor in WPGraphQL's form (`Relay::connectionFromArray`), base64 of `arrayconnection:ID`. */
export function arrayCursor(id: number | string): string {
  return toBase64(`arrayconnection:${id}`);
}

/** Returns the edge of a one-to-one connection. */
export function toEdge(node: GraphNode, id: number | string): GraphRow {
  return {
    node,
    // Few clients select it.
    get cursor() {
      return arrayCursor(id);
    },
  };
}
