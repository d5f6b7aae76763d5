import type { GraphQLSchema } from 'graphql';
import type { Entity } from '../loading/entity.ts';
import { menuItemResource, menuResource } from '../site/menu-resources.ts';
import { nothingReserved, type ReservedNames } from '../site/names.ts';
import { taxonomiesOf } from '../site/post-formats.ts';
import type { Resource, Site } from '../site/site.ts';
import { siteWithAllTypes } from '../site/stock.ts';
import { type BodyTypes, implementBody } from './body/types.ts';
import { createBuilder } from './builder.ts';
import { implementComments } from './comments/comment.ts';
import { addRevisionRoots } from './content/all-revisions.ts';
import { implementContentNode } from './content/content-node.ts';
import { implementHierarchies } from './content/hierarchy.ts';
import { implementNodesWith, nodesWith } from './content/node-with.ts';
import { implementContentTypes } from './content/types.ts';
import { implementCustomFields } from './custom/nodes.ts';
import { createCustomTypes } from './custom/references.ts';
import { createInputs } from './enums.ts';
import { asNodeRef, type Graph } from './graph.ts';
import { implementMenuItems } from './menus/items.ts';
import { openMenuLocations } from './menus/locations.ts';
import { implementMenus } from './menus/menus.ts';
import { addMenuRoots } from './menus/roots.ts';
import { addCommentMutations } from './mutations/comments.ts';
import { addContentMutations } from './mutations/content.ts';
import { addLoginMutations } from './mutations/login.ts';
import { addMediaMutations } from './mutations/media.ts';
import { addPasswordMutations } from './mutations/passwords.ts';
import { addSettingsMutation } from './mutations/settings.ts';
import { addTermMutations } from './mutations/terms.ts';
import { addUserMutations } from './mutations/users.ts';
import { implementNodeInterfaces, interfaceNames } from './node.ts';
import { type VirtualNode, virtualTypes } from './nodes.ts';
import { createConnectionTypes, type NodeRef } from './relay/connection-types.ts';
import { namesIn } from './reserved.ts';
import { addByRoots } from './roots/by.ts';
import { addNodeRoots, addResourceRoots } from './roots/roots.ts';
import { addSearchRoot } from './roots/search.ts';
import { addTermRoots } from './roots/terms.ts';
import { addTypeRoots } from './roots/types.ts';
import { implementSeo } from './seo/types.ts';
import { implementAssets } from './site/assets.ts';
import { implementBlockTheme } from './site/block-theme.ts';
import { createContentTemplate } from './site/content-template.ts';
import { implementContentType } from './site/content-type.ts';
import { implementExtensions } from './site/extensions.ts';
import { implementSettings } from './site/settings.ts';
import { implementTaxonomy } from './site/taxonomy.ts';
import { implementPostFormats } from './terms/post-format.ts';
import { implementTermInterfaces, implementTermTypes } from './terms/types.ts';
import { implementRoles } from './users/roles.ts';
import { implementUsers } from './users/user.ts';

/**
 * The graph of one site, its types and fields sorted as WPGraphQL's are. Types are named first and filled after, so that they may point at one another.
 *
 * @param site - what discovery found
 * @param frontendUrl - see `PressQLOptions`
 */
export function buildSchema(site: Site, frontendUrl?: string): GraphQLSchema {
  const frontend = frontendUrl?.replace(/\/+$/, '') ?? null;
  return build(site, { frontendUrl: frontend, reserved: reservedNames(), isSorted: true }).schema;
}

let known: ReservedNames | undefined;

/** Names that no resource of a site may have: those of the types and fields which the graph registers without any. */
export function reservedNames(): ReservedNames {
  if (!known) {
    const { schema, graph } = build(siteWithAllTypes(), {
      frontendUrl: null,
      reserved: nothingReserved,
      isSorted: false,
    });
    known = namesIn(schema, graph.custom.given);
  }
  return known;
}

interface GraphOptions {
  readonly isSorted: boolean;
  readonly frontendUrl: string | null;
  readonly reserved: ReservedNames;
}

function build(site: Site, { isSorted, ...options }: GraphOptions): { schema: GraphQLSchema; graph: Graph } {
  const graph = createGraph(site, options);
  implementNodeInterfaces(graph);
  implementContentNode(graph);
  implementNodesWith(graph);
  implementHierarchies(graph);
  implementContentTypes(graph);
  implementTermInterfaces(graph);
  implementTermTypes(graph);
  implementUsers(graph);
  implementComments(graph);
  implementRoles(graph);
  implementContentType(graph);
  implementTaxonomy(graph);
  const allSettings = implementSettings(graph);
  implementExtensions(graph);
  implementBlockTheme(graph);
  implementAssets(graph);
  implementPostFormats(graph);
  implementMenus(graph);
  implementMenuItems(graph);
  addResourceRoots(graph);
  addByRoots(graph);
  addNodeRoots(graph);
  addTermRoots(graph);
  addTypeRoots(graph);
  addMenuRoots(graph);
  addSearchRoot(graph);
  addRevisionRoots(graph);
  implementSeo(graph);
  implementCustomFields(graph);
  addContentMutations(graph);
  addMediaMutations(graph);
  addTermMutations(graph);
  addCommentMutations(graph);
  addUserMutations(graph);
  addSettingsMutation(graph, allSettings);
  addPasswordMutations(graph);
  addLoginMutations(graph);
  const schema = graph.builder.toSchema({ sortSchema: isSorted });
  return { schema: openMenuLocations(schema, site), graph };
}

function createGraph(site: Site, { frontendUrl, reserved }: Omit<GraphOptions, 'isSorted'>): Graph {
  const builder = createBuilder();
  const names = [...interfaceNames, ...nodesWith.map(({ name }) => name)];
  const interfaces = new Map(names.map((name) => [name, builder.interfaceRef<Entity>(name)]));
  const resources = [...site.resources.values(), menuResource, menuItemResource];
  const objects = new Map(resources.map(({ typeName }) => [typeName, builder.objectRef<Entity>(typeName)]));
  const virtual = new Map(virtualTypes.map((name) => [name, builder.objectRef<VirtualNode>(name)]));
  const nodes = new Map<string, NodeRef>();
  for (const ref of [...objects.values(), ...interfaces.values()]) nodes.set(ref.name, asNodeRef(ref));
  for (const ref of virtual.values()) nodes.set(ref.name, asNodeRef(ref));
  const typeNamed = (name: string): NodeRef => {
    const ref = nodes.get(name);
    if (!ref) throw new Error(`The graph has no node type "${name}"`);
    return ref;
  };
  const connections = createConnectionTypes(builder, typeNamed);
  let body: BodyTypes | null = null;
  const graph: Graph = {
    builder,
    site,
    frontendUrl,
    body: () => {
      body ??= implementBody(graph);
      return body;
    },
    connections,
    custom: createCustomTypes(site, reserved, () => graph),
    interfaces,
    typeNamed,
    wheres: new Map(),
    taxonomies: taxonomiesOf(site),
    inputs: createInputs(builder, { site, taxonomies: taxonomiesOf(site), reserved }),
    contentTemplate: createContentTemplate(builder, site, reserved),
    // Each ref is of the nodes that its own name says; the map can't.
    virtual: (name) => virtual.get(name) as never,
    objectOf: (resource: Resource) => {
      const ref = objects.get(resource.typeName);
      if (!ref) throw new Error(`The site has no resource "${resource.name}"`);
      return ref;
    },
  };
  return graph;
}
