import { freeName } from '../../../values/free-name.ts';
import type { InterfaceRef, ObjectRef } from '../base/pothos.ts';
import type { GraphNode } from '../base/virtual-nodes.ts';
import type { Builder, Types } from './builder.ts';
import { cursorText, type GraphPage, type GraphRow } from './page.ts';

/** The object type or interface of a connection's nodes. */
export type NodeRef = ObjectRef<Types, GraphNode> | InterfaceRef<Types, GraphNode>;

type PageRef = ObjectRef<Types, GraphPage> | InterfaceRef<Types, GraphPage>;
type RowRef = ObjectRef<Types, GraphRow> | InterfaceRef<Types, GraphRow>;

/** Returns the types of connections, with WPGraphQL's names and interfaces. Creates each type once. */
export interface ConnectionTypes {
  /** `many('RootQueryToPost', 'Post')` is `RootQueryToPostConnection`. */
  many(base: string, target: string): ObjectRef<Types, GraphPage>;
  /** `one('NodeWithAuthorToUser', 'User')` is `NodeWithAuthorToUserConnectionEdge`. */
  one(base: string, target: string): ObjectRef<Types, GraphRow>;
  /**
   * Makes the connection and the edge to one node have one edge type: after `shareEdge('AcmeMediaItem')`, the edges
   * of `many` are those of `one`.
   */
  shareEdge(base: string): void;
  /** Returns the interfaces of a one-to-one edge type. Edge types with further fields are declared elsewhere and need them. */
  edgeInterfaces(target: string): InterfaceRef<Types, GraphRow>[];
}

/** @param typeNamed - returns a node type by name. Its fields may be declared later */
export function createConnectionTypes(
  builder: Builder,
  typeNamed: (name: string) => NodeRef,
): ConnectionTypes {
  const node = typeNamed('Node');
  const pageInfo = pageInfoInterface(builder, 'PageInfo', []);
  const wpPageInfo = pageInfoInterface(builder, 'WPPageInfo', [pageInfo]);
  addTotals(builder, wpPageInfo);
  const edge = edgeInterface(builder, 'Edge', { node, extends: [] });
  const oneToOne = edgeInterface(builder, 'OneToOneConnection', { node, extends: [edge] });
  const connection = builder.interfaceRef<GraphPage>('Connection').implement({
    description: 'A plural connection from one node to others.',
    fields: (t) => pageFields(t, { node, edge, pageInfo }),
  });

  // Two connections can need the same name: `A` to `BToC` and `AToB` to `C`. The second one gets a number.
  const owners = new Map<string, string>();
  const baseOf = (wanted: string, owner: string) => {
    const base = freeName(wanted, (name) => (owners.get(name) ?? owner) !== owner);
    owners.set(base, owner);
    return base;
  };

  const sharedBy = memoized((target: string) => {
    const type = typeNamed(target);
    const base = baseOf(target, `all to ${target}`);
    const pageInfoRef = pageInfoInterface(builder, `${base}ConnectionPageInfo`, [wpPageInfo, pageInfo]);
    const edgeRef = edgeInterface(builder, `${base}ConnectionEdge`, { node: type, extends: [edge] });
    const connectionRef = builder.interfaceRef<GraphPage>(`${base}Connection`).implement({
      description: `A connection to ${target} nodes.`,
      interfaces: [connection],
      fields: (t) => pageFields(t, { node: type, edge: edgeRef, pageInfo: pageInfoRef }),
    });
    return { connection: connectionRef, edge: edgeRef, pageInfo: pageInfoRef };
  });

  const sharedEdges = new Set<string>();
  const manyOf = memoized((base: string, target: string) => {
    const type = typeNamed(target);
    const shared = sharedBy(target);
    const pageInfoRef = builder.objectRef<GraphPage>(`${base}ConnectionPageInfo`).implement({
      description: `Pagination of the ${base}Connection.`,
      interfaces: [shared.pageInfo, wpPageInfo, pageInfo],
    });
    const ownEdge = () =>
      builder.objectRef<GraphRow>(`${base}ConnectionEdge`).implement({
        description: `An edge of the ${base}Connection.`,
        interfaces: [shared.edge, edge],
        fields: (t) => rowFields(t, type),
      });
    const edgeRef = sharedEdges.has(base) ? oneOf(base, target) : ownEdge();
    return builder.objectRef<GraphPage>(`${base}Connection`).implement({
      description: `A connection to ${target} nodes.`,
      interfaces: [shared.connection, connection],
      fields: (t) => pageFields(t, { node: type, edge: edgeRef, pageInfo: pageInfoRef }),
    });
  });

  const edgeInterfaces = (target: string) => [oneToOne, edge, sharedBy(target).edge];
  const oneOf = memoized((base: string, target: string) =>
    builder.objectRef<GraphRow>(`${base}ConnectionEdge`).implement({
      description: `The edge to one ${target}.`,
      interfaces: edgeInterfaces(target),
      fields: (t) => rowFields(t, typeNamed(target)),
    }),
  );
  const ownerOf = (kind: string, base: string, target: string) =>
    sharedEdges.has(base) ? `shared ${target}` : `${kind} ${target}`;
  return {
    many: (base, target) => manyOf(baseOf(base, ownerOf('many', base, target)), target),
    one: (base, target) => oneOf(baseOf(base, ownerOf('one', base, target)), target),
    shareEdge: (base) => sharedEdges.add(base),
    edgeInterfaces,
  };
}

type PageFields =
  | PothosSchemaTypes.InterfaceFieldBuilder<Types, GraphPage>
  | PothosSchemaTypes.ObjectFieldBuilder<Types, GraphPage>;
type RowFields =
  | PothosSchemaTypes.InterfaceFieldBuilder<Types, GraphRow>
  | PothosSchemaTypes.ObjectFieldBuilder<Types, GraphRow>;

function pageFields(
  t: PageFields,
  { node, edge, pageInfo }: { node: NodeRef; edge: RowRef; pageInfo: PageRef },
) {
  return {
    nodes: t.field({
      type: [node],
      nullable: false,
      demand: 'items',
      sameDocument: true,
      description: 'The nodes of this page.',
      resolve: ({ rows }) => rows.map((row) => row.node),
    }),
    edges: t.field({
      type: [edge],
      nullable: false,
      demand: 'items',
      sameDocument: true,
      description: 'The nodes of this page with their cursors.',
      resolve: ({ rows }) => rows,
    }),
    pageInfo: t.field({
      type: pageInfo,
      nullable: false,
      demand: 'items',
      sameDocument: true,
      description: 'Whether other pages exist, and the cursors for them.',
      resolve: (page) => page,
    }),
    totalCount: t.int({
      demand: 'total',
      description:
        'The number of nodes on all pages (beyond WPGraphQL). WordPress counts them only if a query selects this field.',
      resolve: ({ total }) => total,
    }),
  };
}

function rowFields(t: RowFields, node: NodeRef) {
  return {
    cursor: t.string({
      demand: 'cursors',
      description: 'The cursor of this node, a value for `after` or `before`.',
      resolve: cursorText,
    }),
    node: t.field({
      type: node,
      nullable: false,
      sameDocument: true,
      description: 'The connected node.',
      resolve: (row) => row.node,
    }),
  };
}

function edgeInterface(
  builder: Builder,
  name: string,
  options: { node: NodeRef; extends: readonly InterfaceRef<Types, GraphRow>[] },
) {
  return builder.interfaceRef<GraphRow>(name).implement({
    description: 'A link from one node to another.',
    interfaces: [...options.extends],
    fields: (t) => rowFields(t, options.node),
  });
}

function pageInfoInterface(
  builder: Builder,
  name: string,
  interfaces: readonly InterfaceRef<Types, GraphPage>[],
) {
  return builder.interfaceRef<GraphPage>(name).implement({
    description: 'Whether a connection has other pages, and the cursors for them.',
    interfaces: [...interfaces],
    fields: (t) => ({
      hasNextPage: t.boolean({
        nullable: false,
        description: 'Whether more nodes follow this page.',
        resolve: (page) => page.hasNextPage,
      }),
      hasPreviousPage: t.boolean({
        nullable: false,
        description: 'Whether more nodes precede this page.',
        resolve: (page) => page.hasPreviousPage,
      }),
      startCursor: t.string({
        demand: 'cursors',
        description: 'The cursor of the first node. As `before`, it selects the previous page.',
        resolve: ({ rows }) => cursorText(rows[0]),
      }),
      endCursor: t.string({
        demand: 'cursors',
        description: 'The cursor of the last node. As `after`, it selects the next page.',
        resolve: ({ rows }) => cursorText(rows.at(-1)),
      }),
    }),
  });
}

/** Adds what WPGraphQL's extensions for pages by number add: WPGraphQL Offset Pagination, and Total Counts. */
function addTotals(builder: Builder, wpPageInfo: InterfaceRef<Types, GraphPage>): void {
  const offsets = builder.objectRef<GraphPage>('OffsetPaginationPageInfo').implement({
    description: 'The state of paging by `where.offsetPagination` (beyond WPGraphQL).',
    fields: (t) => ({
      hasMore: t.boolean({
        description: 'Whether more nodes follow this page.',
        resolve: ({ hasNextPage }) => hasNextPage,
      }),
      hasPrevious: t.boolean({
        description: 'Whether nodes precede this page.',
        resolve: ({ hasPreviousPage }) => hasPreviousPage,
      }),
      total: t.int({
        demand: 'total',
        description: 'The number of nodes on all pages. Null if WordPress does not state it.',
        resolve: ({ total }) => total,
      }),
    }),
  });
  builder.interfaceFields(wpPageInfo, (t) => ({
    offsetPagination: t.field({
      type: offsets,
      sameDocument: true,
      description: 'The state of paging by `where.offsetPagination` (beyond WPGraphQL).',
      resolve: (page) => page,
    }),
    total: t.int({
      demand: 'total',
      description:
        'The number of nodes on all pages (beyond WPGraphQL). Null if WordPress does not state it.',
      resolve: ({ total }) => total,
    }),
  }));
}

/** Returns a function that calls `make` once for each first argument, and then returns the first result. */
function memoized<Rest extends readonly unknown[], Out>(make: (key: string, ...rest: Rest) => Out) {
  const results = new Map<string, Out>();
  return (key: string, ...rest: Rest): Out => {
    const existing = results.get(key);
    if (existing !== undefined) return existing;
    const created = make(key, ...rest);
    results.set(key, created);
    return created;
  };
}
