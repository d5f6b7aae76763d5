import { type Cursor, encodeCursor } from '../../../loading/base/cursors.ts';
import type { Page } from '../../../loading/pages/page.ts';
import type { GraphNode } from '../base/virtual-nodes.ts';

/** One item of a connection, whatever stands behind it. */
export interface GraphRow {
  readonly node: GraphNode;
  /** Opaque to clients; encoded only where it is read. */
  readonly cursor: Cursor | string | null;
}

/** A page of a connection as the graph shows it: Relay's Cursor Connections, with a total. */
export interface GraphPage {
  readonly rows: readonly GraphRow[];
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  readonly total: number | null;
  /** Errors of resources whose items are missing. */
  readonly failures?: readonly Error[];
}

/** A page with nothing in it. */
export const emptyGraphPage: GraphPage = { rows: [], hasNextPage: false, hasPreviousPage: false, total: 0 };

/** A page read from WordPress, as the graph shows it. */
export function toGraphPage(page: Page): GraphPage {
  return {
    ...page,
    rows: page.rows.map(({ entity, cursor }) => ({ node: entity, cursor })),
  };
}

/** The cursor of an item as clients get it; null where there is no item. */
export function cursorText(row: GraphRow | undefined): string | null {
  const cursor = row?.cursor ?? null;
  return cursor === null || typeof cursor === 'string' ? cursor : encodeCursor(cursor);
}

/** The edge of a connection that leads to one node. Its cursor is WPGraphQL's: `arrayconnection:ID`. */
export function toEdge(node: GraphNode, id: number | string): GraphRow {
  return { node, cursor: Buffer.from(`arrayconnection:${id}`).toString('base64') };
}
