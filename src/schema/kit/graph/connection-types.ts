import type { InterfaceRef, ObjectRef } from '../base/pothos.ts';
import type { GraphNode } from '../base/virtual-nodes.ts';
import type { Builder, Types } from './builder.ts';
import { cursorText, type GraphPage, type GraphRow } from './page.ts';

/** A type that a connection can lead to. */
export type NodeRef = ObjectRef<Types, GraphNode> | InterfaceRef<Types, GraphNode>;

type PageRef = ObjectRef<Types, GraphPage> | InterfaceRef<Types, GraphPage>;
type RowRef = ObjectRef<Types, GraphRow> | InterfaceRef<Types, GraphRow>;

/** Makes the types of connections, each once, with WPGraphQL's names and interfaces. */
export interface ConnectionTypes {
  /** `many('RootQueryToPost', 'Post')` is `RootQueryToPostConnection`. */
  many(base: string, target: string): ObjectRef<Types, GraphPage>;
  /** `one('NodeWithAuthorToUser', 'User')` is `NodeWithAuthorToUserConnectionEdge`. */
  one(base: string, target: string): ObjectRef<Types, GraphRow>;
  /** What the edge type of a one-to-one connection implements, for those with fields of their own. */
  edgeInterfaces(target: string): InterfaceRef<Types, GraphRow>[];
}

/** @param typeNamed - a node type by name; its fields may come later */
export function createConnectionTypes(
  builder: Builder,
  typeNamed: (name: string) => NodeRef,
): ConnectionTypes {
  const node = typeNamed('Node');
  const pageInfo = pageInfoInterface(builder, 'PageInfo', []);
  const wpPageInfo = pageInfoInterface(builder, 'WPPageInfo', [pageInfo]);
  const edge = edgeInterface(builder, 'Edge', { node, extends: [] });
  const oneToOne = edgeInterface(builder, 'OneToOneConnection', { node, extends: [edge] });
  const connection = builder.interfaceRef<GraphPage>('Connection').implement({
    description: 'A plural connection from one node to others.',
    fields: (t) => pageFields(t, { node, edge, pageInfo }),
  });

  // Names of connections may run into each other: those of `A` to `BToC`, of `AToB` to `C`, and all to `AToB`.
  const owners = new Map<string, string>();
  const baseOf = (wanted: string, owner: string) => {
    let base = wanted;
    for (let number = 2; (owners.get(base) ?? owner) !== owner; number++) base = `${wanted}${number}`;
    owners.set(base, owner);
    return base;
  };

  const sharedBy = memoized((target: string) => {
    const type = typeNamed(target);
    const base = baseOf(target, `all to ${target}`);
    const ownInfo = pageInfoInterface(builder, `${base}ConnectionPageInfo`, [wpPageInfo, pageInfo]);
    const ownEdge = edgeInterface(builder, `${base}ConnectionEdge`, { node: type, extends: [edge] });
    const ownConnection = builder.interfaceRef<GraphPage>(`${base}Connection`).implement({
      description: `A connection to ${target} nodes.`,
      interfaces: [connection],
      fields: (t) => pageFields(t, { node: type, edge: ownEdge, pageInfo: ownInfo }),
    });
    return { connection: ownConnection, edge: ownEdge, pageInfo: ownInfo };
  });

  const manyOf = memoized((base: string, target: string) => {
    const type = typeNamed(target);
    const shared = sharedBy(target);
    const ownInfo = builder.objectRef<GraphPage>(`${base}ConnectionPageInfo`).implement({
      description: `Pagination of the ${base}Connection.`,
      interfaces: [shared.pageInfo, wpPageInfo, pageInfo],
    });
    const ownEdge = builder.objectRef<GraphRow>(`${base}ConnectionEdge`).implement({
      description: `An edge of the ${base}Connection.`,
      interfaces: [shared.edge, edge],
      fields: (t) => rowFields(t, type),
    });
    return builder.objectRef<GraphPage>(`${base}Connection`).implement({
      description: `A connection to ${target} nodes.`,
      interfaces: [shared.connection, connection],
      fields: (t) => pageFields(t, { node: type, edge: ownEdge, pageInfo: ownInfo }),
    });
  });

  const edgeInterfaces = (target: string) => [oneToOne, edge, sharedBy(target).edge];
  const oneOf = memoized((base: string, target: string) =>
    builder.objectRef<GraphRow>(`${base}ConnectionEdge`).implement({
      description: `The edge that leads to one ${target}.`,
      interfaces: edgeInterfaces(target),
      fields: (t) => rowFields(t, typeNamed(target)),
    }),
  );
  return {
    many: (base, target) => manyOf(baseOf(base, `many ${target}`), target),
    one: (base, target) => oneOf(baseOf(base, `one ${target}`), target),
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
      description: 'Whether there is more, and where to go on.',
      resolve: (page) => page,
    }),
    totalCount: t.int({
      demand: 'total',
      description:
        'How many nodes the whole connection has (beyond WPGraphQL). Costs nothing unless asked for.',
      resolve: ({ total }) => total,
    }),
  };
}

function rowFields(t: RowFields, node: NodeRef) {
  return {
    cursor: t.string({
      demand: 'cursors',
      description: 'Where this node stands: give it as `after` or `before`.',
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
    description: 'The link between two nodes.',
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
    description: 'Whether a connection goes on, and where.',
    interfaces: [...interfaces],
    fields: (t) => ({
      hasNextPage: t.boolean({
        nullable: false,
        description: 'Whether more nodes follow this page.',
        resolve: (page) => page.hasNextPage,
      }),
      hasPreviousPage: t.boolean({
        nullable: false,
        description: 'Whether nodes precede this page.',
        resolve: (page) => page.hasPreviousPage,
      }),
      startCursor: t.string({
        demand: 'cursors',
        description: 'Cursor of the first node: give it as `before`.',
        resolve: ({ rows }) => cursorText(rows[0]),
      }),
      endCursor: t.string({
        demand: 'cursors',
        description: 'Cursor of the last node: give it as `after`.',
        resolve: ({ rows }) => cursorText(rows.at(-1)),
      }),
    }),
  });
}

/** The function, called once for each first argument. */
function memoized<Rest extends readonly unknown[], Out>(make: (key: string, ...rest: Rest) => Out) {
  const made = new Map<string, Out>();
  return (key: string, ...rest: Rest): Out => {
    const known = made.get(key);
    if (known !== undefined) return known;
    const fresh = make(key, ...rest);
    made.set(key, fresh);
    return fresh;
  };
}
