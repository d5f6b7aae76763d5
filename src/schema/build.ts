import type { Entity } from '../loading/base/entity.ts';
import type { GraphQLSchema } from '../packages/graphql.ts';
import { menuItemResource, menuResource } from '../site/menu-resources.ts';
import { nothingReserved, type ReservedNames } from '../site/names.ts';
import { taxonomiesOf } from '../site/post-formats.ts';
import type { Resource, Site } from '../site/site.ts';
import { stockSite } from '../site/stock.ts';
import { objectTypesOf } from '../site/variants.ts';
import { newestWPGraphQL, type WPGraphQLVersion } from '../values/wpgraphql.ts';
import { implementComments } from './comments/comment.ts';
import { addRevisionRoots } from './content/all-revisions.ts';
import { implementContentNode } from './content/content-node.ts';
import { implementCoreBlocks } from './content/core-blocks.ts';
import { implementHierarchies } from './content/hierarchy.ts';
import { implementNodesWith, nodesWithOf } from './content/node-with.ts';
import { implementContentTypes } from './content/types.ts';
import { implementCustomFields } from './custom/implement.ts';
import { addFederation } from './federation/roots.ts';
import { integrationsFor, integrationsForEveryPlugin } from './integration/choose.ts';
import type { Integration } from './integration/contract.ts';
import { hiddenFieldsOf } from './integration/document-fields.ts';
import { extendWith, type FieldOwners } from './integration/toolkit.ts';
import type { ImplementableObjectRef } from './kit/base/pothos.ts';
import { type VirtualNode, virtualTypes } from './kit/base/virtual-nodes.ts';
import { implementAssets } from './kit/fields/assets.ts';
import { createBuilder, type Types } from './kit/graph/builder.ts';
import { createConnectionTypes, type NodeRef } from './kit/graph/connection-types.ts';
import { asNodeRef, type Graph } from './kit/graph/graph.ts';
import { createTypeNames } from './kit/graph/type-names.ts';
import { implementMenus } from './menus/menu.ts';
import { implementMenuItems } from './menus/menu-item.ts';
import { addMenuRoots } from './menus/menu-roots.ts';
import { openMenuLocations } from './menus/open-locations.ts';
import { addCommentMutations } from './mutations/comment-mutations.ts';
import { addContentMutations } from './mutations/content-mutations.ts';
import { addMediaMutations } from './mutations/media-mutations.ts';
import { addPasswordMutations } from './mutations/password-mutations.ts';
import { addSettingsMutation } from './mutations/settings-mutation.ts';
import { addTermMutations } from './mutations/term-mutations.ts';
import { addUserMutations } from './mutations/user-mutations.ts';
import { implementNodeInterfaces, interfaceNames } from './node-interfaces.ts';
import { namesIn, withAdded } from './reserved.ts';
import { addHomepageRoot } from './roots/homepage-root.ts';
import { addByRoots } from './roots/older-roots.ts';
import { addRedirectRoot } from './roots/redirect-root.ts';
import { addNodeRoots, addResourceRoots } from './roots/resource-roots.ts';
import { addSearchRoot } from './roots/search-root.ts';
import { addTermRoots } from './roots/term-roots.ts';
import { addTypeRoots } from './roots/type-roots.ts';
import { addPluginRoutes } from './routes/add-routes.ts';
import { implementBlockTheme } from './site/block-theme.ts';
import { createContentTemplate } from './site/content-template.ts';
import { implementContentType } from './site/content-type.ts';
import { implementExtensions } from './site/extensions.ts';
import { implementSettings } from './site/settings-types.ts';
import { implementTaxonomy } from './site/taxonomy.ts';
import { addSubscriptions } from './subscriptions/subscriptions.ts';
import { implementPostFormats } from './terms/post-format.ts';
import { implementTermInterfaces, implementTermTypes } from './terms/types.ts';
import { implementRoles } from './users/roles.ts';
import { implementUsers } from './users/user.ts';
import { createInputs } from './where/enums.ts';

/** The options of a graph. */
export interface SchemaOptions {
  /** See `PressQLOptions`. @default none */
  readonly frontendUrl?: string | undefined;
  /** The version of WPGraphQL that the graph follows. @default the newest */
  readonly wpgraphql?: WPGraphQLVersion | undefined;
  /** Whether the graph is a subgraph of Apollo Federation. @default false */
  readonly federation?: boolean | undefined;
  /** Integrations of plugins. The graph gets the ones whose plugin the site has. @default [] */
  readonly integrations?: readonly Integration[] | undefined;
}

const noIntegrations: readonly Integration[] = [];

/**
 * Returns the schema of one site. Sorts types and fields by name, as WPGraphQL does.
 *
 * @param site - the result of discovery
 * @throws IntegrationError if an integration fails, or adds a name that is taken
 */
export function buildSchema(
  site: Site,
  {
    frontendUrl,
    wpgraphql = newestWPGraphQL,
    federation = false,
    integrations = noIntegrations,
  }: SchemaOptions = {},
): GraphQLSchema {
  const { schema } = build(site, {
    frontendUrl: frontendUrl?.replace(/\/+$/, '') ?? null,
    wpgraphql,
    federation,
    reserved: reservedNames(integrations),
    integrations: integrationsFor(site, integrations),
    namesOnly: false,
  });
  return schema;
}

const namesByIntegrations = new WeakMap<readonly Integration[], ReservedNames>();

/** Names that are known without a graph, and the integrations that they belong to. */
const knownNames: { readonly integrations: readonly Integration[]; readonly names: ReservedNames }[] = [];

/** Tells the names that {@link reservedNames} returns for integrations. They must be those that {@link namesWith} makes. */
export function knowNames(integrations: readonly Integration[], names: ReservedNames): void {
  knownNames.push({ integrations, names });
}

/**
 * Returns the names that no resource of a site may have: the names of all types and fields that WordPress without plugins and
 * the integrations add. They do not depend on the site's plugins, so names stay when a plugin is switched on or off.
 */
export function reservedNames(integrations: readonly Integration[] = noIntegrations): ReservedNames {
  const isTheirs = (others: readonly Integration[]) =>
    others.length === integrations.length && others.every((each, place) => each === integrations[place]);
  const names =
    namesByIntegrations.get(integrations) ??
    knownNames.find((known) => isTheirs(known.integrations))?.names ??
    namesWith(integrations);
  namesByIntegrations.set(integrations, names);
  return names;
}

/** Makes the names of {@link reservedNames}, for which it builds the graph of a WordPress without plugins. */
export function namesWith(integrations: readonly Integration[]): ReservedNames {
  const { schema, graph } = build(stockSite(), {
    frontendUrl: null,
    wpgraphql: newestWPGraphQL,
    federation: false,
    reserved: nothingReserved,
    integrations: integrationsForEveryPlugin(integrations),
    namesOnly: true,
  });
  return withAdded(namesIn(schema, graph.typeNames.claimed), integrations);
}

interface GraphOptions {
  readonly wpgraphql: WPGraphQLVersion;
  readonly frontendUrl: string | null;
  readonly federation: boolean;
  readonly reserved: ReservedNames;
  /** The integrations of the site's plugins, in order. */
  readonly integrations: readonly Integration[];
  /** Whether the caller needs only names. The graph is then not sorted, and integrations may extend types that are missing. */
  readonly namesOnly: boolean;
}

/** Builds a graph and its schema. */
function build(site: Site, options: GraphOptions): { schema: GraphQLSchema; graph: Graph } {
  const graph = createGraph(site, options);
  implementNodeInterfaces(graph);
  implementContentNode(graph);
  implementNodesWith(graph);
  implementHierarchies(graph);
  implementContentTypes(graph);
  implementCoreBlocks(graph);
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
  addRedirectRoot(graph);
  addRevisionRoots(graph);
  addSubscriptions(graph);
  addContentMutations(graph);
  addMediaMutations(graph);
  addTermMutations(graph);
  addCommentMutations(graph);
  addUserMutations(graph);
  addSettingsMutation(graph, allSettings);
  addPasswordMutations(graph);
  const owners: FieldOwners = new Map();
  for (const integration of options.integrations) {
    extendWith(integration, graph, { owners, namesOnly: options.namesOnly });
  }
  addPluginRoutes(graph);
  implementCustomFields(graph);
  // WordPress without plugins has no names that this would keep from a site's own types.
  if (!options.namesOnly) addHomepageRoot(graph);
  if (options.federation) addFederation(graph);
  const schema = graph.builder.toSchema({ sortSchema: !options.namesOnly });
  return { schema: openMenuLocations(schema, site), graph };
}

/** Returns a graph whose types have names but no fields yet, so that they can refer to each other. */
function createGraph(site: Site, { frontendUrl, wpgraphql, reserved, integrations }: GraphOptions): Graph {
  const builder = createBuilder();
  const names = [...interfaceNames, ...nodesWithOf(site).map(({ name }) => name)];
  const interfaces = new Map(names.map((name) => [name, builder.interfaceRef<Entity>(name)]));
  const resources = [...site.resources.values(), menuResource, menuItemResource];
  const objectNames = resources.flatMap(objectTypesOf);
  const objects = new Map(objectNames.map((name) => [name, builder.objectRef<Entity>(name)]));
  const shared = new Map(
    resources
      .filter(({ variants }) => variants)
      .map(({ typeName }) => [typeName, builder.interfaceRef<Entity>(typeName)]),
  );
  const virtual = new Map(virtualTypes.map((name) => [name, builder.objectRef<VirtualNode>(name)]));
  const nodes = new Map<string, NodeRef>();
  for (const ref of [...objects.values(), ...shared.values(), ...interfaces.values()])
    nodes.set(ref.name, asNodeRef(ref));
  for (const ref of virtual.values()) nodes.set(ref.name, asNodeRef(ref));
  const typeNamed = (name: string): NodeRef => {
    const ref = nodes.get(name);
    if (!ref)
      throw new Error(
        `The graph has no type "${name}" of nodes. It has ${[...nodes.keys()].sort().join(', ')}.`,
      );
    return ref;
  };
  const connections = createConnectionTypes(builder, typeNamed);
  const inputTypes = createInputs(builder, { site, taxonomies: taxonomiesOf(site), reserved });
  return {
    builder,
    site,
    frontendUrl,
    wpgraphql,
    fieldGroups: integrations.flatMap(({ fieldGroups = [] }) => fieldGroups),
    hiddenFields: hiddenFieldsOf(integrations),
    connections,
    typeNames: createTypeNames(site, reserved),
    interfaces,
    typeNamed,
    whereInputs: new Map(),
    taxonomies: taxonomiesOf(site),
    inputTypes,
    addInputType: (name, type) => inputTypes.set(name, type),
    ...createContentTemplate(builder, site, reserved),
    // TypeScript cannot express that each key of the map has its own type of ref.
    virtualType: (name) => virtual.get(name) as never,
    objectType: (resource: Resource) => {
      const ref = shared.get(resource.typeName) ?? objects.get(resource.typeName);
      if (!ref) throw new Error(`The site has no resource "${resource.name}"`);
      // An interface is the type of fields as an object type is. The few places that differ look at `variants`.
      return ref as ImplementableObjectRef<Types, Entity>;
    },
    objectTypes: (resource: Resource) => objectTypesOf(resource).flatMap((name) => objects.get(name) ?? []),
    addNodeType: (ref) => nodes.set(ref.name, ref),
  };
}
