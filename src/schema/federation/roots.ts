import { typeNameOf } from '../kit/base/virtual-nodes.ts';
import type { Graph } from '../kit/graph/graph.ts';
import { loadEntities } from './entities.ts';
import { entityTypes, type Keys } from './keys.ts';
import { added } from './names.ts';
import { subgraphSdl } from './sdl.ts';

declare module 'graphql' {
  interface GraphQLUnionTypeExtensions {
    /** The keys of each type in the union of entities. */
    keys?: ReadonlyMap<string, Keys>;
  }
}

/**
 * Makes a complete graph a subgraph of Apollo Federation: a router reads its SDL and finds nodes by their keys (Apollo
 * Federation subgraph specification).
 */
export function addFederation(graph: Graph): void {
  const { builder } = graph;
  const types = entityTypes(graph);
  builder.scalarType(added.representation, {
    description: 'A reference to a node: its `__typename` and the fields of one of its keys.',
    serialize: (value) => value,
  });
  const entity = builder.unionType(added.entity, {
    description: 'A node that other graphs refer to.',
    types: types.map(({ ref }) => ref),
    resolveType: typeNameOf,
    extensions: { keys: new Map(types.map(({ ref, keys }) => [ref.name, keys])) },
  });
  const service = builder.objectRef<object>(added.service).implement({
    description: 'What a router has to know about this subgraph.',
    fields: (t) => ({
      sdl: t.string({
        nullable: false,
        description: 'The schema with its keys, which routers compose with others.',
        resolve: (_service, _args, _context, { schema }) => subgraphSdl(schema),
      }),
    }),
  });
  builder.queryFields((t) => ({
    [added.entitiesField]: t.field({
      type: [entity],
      nullable: { list: false, items: true },
      description: 'The nodes of representations, in their order; null where the client may see none.',
      args: { representations: t.arg({ type: [added.representation], required: true }) },
      resolve: (_root, { representations }, { loaders }, info) =>
        loadEntities(representations, { loaders, info }),
    }),
    [added.serviceField]: t.field({
      type: service,
      nullable: false,
      description: 'This subgraph, for routers.',
      resolve: () => ({}),
    }),
  }));
}
