import { encodeCursor } from '../../loading/base/cursors.ts';
import { upperFirst } from '../../site/words.ts';
import type { ObjectRef } from '../kit/base/pothos.ts';
import type { Types } from '../kit/graph/builder.ts';
import { type Graph, oncePerGraph } from '../kit/graph/graph.ts';
import type { Output, RouteType } from './types.ts';

/** An item of a page, with its place in the list. */
export interface RouteRow {
  readonly node: unknown;
  readonly cursor: () => string;
}

/** A page of a connection of a route. */
export interface RouteRows {
  readonly rows: readonly RouteRow[];
  readonly hasNextPage: () => boolean | Promise<boolean>;
  readonly hasPreviousPage: boolean;
  readonly total: number | null;
}

/** The page of a list that WordPress does not show. */
export const noRows: RouteRows = {
  rows: [],
  hasNextPage: () => false,
  hasPreviousPage: false,
  total: 0,
};

/** Returns the row of an item. */
export function rowOf(node: unknown, place: number, scope: string): RouteRow {
  return { node, cursor: () => encodeCursor({ scope, value: null, id: place, position: place }) };
}

/** Returns the connection type of a route's items. Routes with the same items share one. */
export function connectionTypeOf(graph: Graph, item: RouteType, base: string): ObjectRef<Types, RouteRows> {
  const known = connectionTypes(graph);
  const name = item.name ?? upperFirst(base);
  const existing = known.get(name);
  if (existing) return existing;
  const created = createConnectionType(graph, item.type, name);
  known.set(name, created);
  return created;
}

const connectionTypes = oncePerGraph(() => new Map<string, ObjectRef<Types, RouteRows>>());

const pageInfoType = oncePerGraph((graph) =>
  graph.builder.objectRef<RouteRows>(graph.typeNames.claim('RoutesPageInfo')).implement({
    description: 'Whether a list of a plugin has other pages, and the cursors for them.',
    fields: (t) => ({
      hasNextPage: t.boolean({
        nullable: false,
        description: 'Whether more items follow this page.',
        resolve: (page) => page.hasNextPage(),
      }),
      hasPreviousPage: t.boolean({
        nullable: false,
        description: 'Whether items precede this page.',
        resolve: (page) => page.hasPreviousPage,
      }),
      startCursor: t.string({
        demand: 'cursors',
        description: 'The cursor of the first item.',
        resolve: ({ rows }) => rows[0]?.cursor() ?? null,
      }),
      endCursor: t.string({
        demand: 'cursors',
        description: 'The cursor of the last item.',
        resolve: ({ rows }) => rows.at(-1)?.cursor() ?? null,
      }),
      total: t.int({
        demand: 'total',
        description: 'The number of items on all pages. Null if the plugin does not state it.',
        resolve: ({ total }) => total,
      }),
    }),
  }),
);

function createConnectionType(graph: Graph, node: Output, name: string): ObjectRef<Types, RouteRows> {
  const edge = graph.builder.objectRef<RouteRow>(`${name}ConnectionEdge`).implement({
    description: 'An item of a list, with its cursor.',
    fields: (t) => ({
      cursor: t.string({
        demand: 'cursors',
        description: 'The place of the item in the list, a value for `after` or `before`.',
        resolve: ({ cursor }) => cursor(),
      }),
      node: t.field({
        type: node,
        nullable: true,
        sameDocument: true,
        description: 'The item.',
        resolve: (row) => row.node,
      }),
    }),
  });
  return graph.builder.objectRef<RouteRows>(`${name}Connection`).implement({
    description: 'A page of a list of a plugin.',
    fields: (t) => ({
      nodes: t.field({
        type: t.listRef(node, { nullable: true }) as unknown as Output,
        nullable: false,
        demand: 'items',
        sameDocument: true,
        description: 'The items of this page.',
        resolve: ({ rows }) => rows.map((row) => row.node),
      }),
      edges: t.field({
        type: [edge],
        nullable: { list: false, items: false },
        demand: 'items',
        sameDocument: true,
        description: 'The items of this page with their cursors.',
        resolve: ({ rows }) => rows,
      }),
      pageInfo: t.field({
        type: pageInfoType(graph),
        nullable: false,
        demand: 'items',
        sameDocument: true,
        description: 'Whether other pages exist, and the cursors for them.',
        resolve: (page) => page,
      }),
      totalCount: t.int({
        demand: 'total',
        description: 'The number of items on all pages. Null if the plugin does not state it.',
        resolve: ({ total }) => total,
      }),
    }),
  });
}
