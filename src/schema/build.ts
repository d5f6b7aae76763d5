import type { GraphQLSchema } from 'graphql';
import type { Entity } from '../loading/entity.ts';
import type { Resource, Site } from '../site/site.ts';
import { createBuilder } from './builder.ts';
import { implementComments } from './comments/comment.ts';
import { implementContentNode } from './content/content-node.ts';
import { implementHierarchies } from './content/hierarchy.ts';
import { implementNodesWith, nodesWith } from './content/node-with.ts';
import { implementContentTypes } from './content/types.ts';
import { createInputs } from './enums.ts';
import { asNodeRef, type Graph } from './graph.ts';
import { implementNodeInterfaces, interfaceNames } from './node.ts';
import type { ContentTypeNode, TaxonomyNode } from './nodes.ts';
import { createConnectionTypes, type NodeRef } from './relay/connection-types.ts';
import { addNodeRoots, addResourceRoots } from './roots/roots.ts';
import { createContentTemplate, implementSiteTypes } from './site/types.ts';
import { implementTermInterfaces, implementTermTypes } from './terms/types.ts';
import { implementUsers } from './users/user.ts';

/**
 * The graph of one site. Types are named first and filled after, so that they may point at one another.
 *
 * @param site - what discovery found
 * @param options.sort - sort types and fields, for printing @default false
 */
export function buildSchema(site: Site, options: { sort?: boolean } = {}): GraphQLSchema {
  const graph = createGraph(site);
  implementNodeInterfaces(graph);
  implementContentNode(graph);
  implementNodesWith(graph);
  implementHierarchies(graph);
  implementContentTypes(graph);
  implementTermInterfaces(graph);
  implementTermTypes(graph);
  implementUsers(graph);
  implementComments(graph);
  implementSiteTypes(graph);
  addResourceRoots(graph);
  addNodeRoots(graph);
  return graph.builder.toSchema({ sortSchema: options.sort ?? false });
}

function createGraph(site: Site): Graph {
  const builder = createBuilder();
  const names = [...interfaceNames, ...nodesWith.map(({ name }) => name)];
  const interfaces = new Map(names.map((name) => [name, builder.interfaceRef<Entity>(name)]));
  const resources = [...site.resources.values()];
  const objects = new Map(resources.map(({ typeName }) => [typeName, builder.objectRef<Entity>(typeName)]));
  const contentType = builder.objectRef<ContentTypeNode>('ContentType');
  const taxonomy = builder.objectRef<TaxonomyNode>('Taxonomy');
  const nodes = new Map<string, NodeRef>();
  for (const ref of [...objects.values(), ...interfaces.values()]) nodes.set(ref.name, asNodeRef(ref));
  nodes.set(contentType.name, asNodeRef(contentType)).set(taxonomy.name, asNodeRef(taxonomy));
  const typeNamed = (name: string): NodeRef => {
    const ref = nodes.get(name);
    if (!ref) throw new Error(`The graph has no node type "${name}"`);
    return ref;
  };
  const connections = createConnectionTypes(builder, typeNamed);
  return {
    builder,
    site,
    connections,
    interfaces,
    typeNamed,
    wheres: new Map(),
    contentType,
    taxonomy,
    inputs: createInputs(builder, site),
    contentTemplate: createContentTemplate(builder),
    objectOf: (resource: Resource) => {
      const ref = objects.get(resource.typeName);
      if (!ref) throw new Error(`The site has no resource "${resource.name}"`);
      return ref;
    },
  };
}
