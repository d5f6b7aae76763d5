import type { GraphQLResolveInfo } from '../../packages/graphql.ts';
import { rootFieldOf } from '../../site/names.ts';
import { type Resource, resourcesOf } from '../../site/site.ts';
import { loadOfAnyType } from '../find/any-type.ts';
import { lookUp } from '../find/lookup.ts';
import { findByUri } from '../find/uri/by-uri.ts';
import type { Context } from '../kit/base/context.ts';
import { withInputErrors } from '../kit/base/errors.ts';
import { describedValues } from '../kit/base/value-descriptions.ts';
import { type GraphNode, isEntity } from '../kit/base/virtual-nodes.ts';
import { enumNamed, type Graph } from '../kit/graph/graph.ts';
import { projectionOf } from '../kit/plugins/reads/projection.ts';
import { connectionField } from '../kit/relay/connection-field.ts';
import { readResources } from '../kit/relay/read.ts';
import { asList } from '../kit/where/rows.ts';
import { findUsedFormatByAddress } from '../terms/post-format.ts';
import { contentWhere } from '../where/content-arguments.ts';
import { idTypeValues } from '../where/enum-values.ts';
import { listedResource, whereOf } from '../where/list-rules.ts';
import { loadNode } from './node-by-id.ts';
import { requestedVersion, versionArguments } from './version-arguments.ts';

/** Returns the kinds of identifier that a document of a resource has: the values of its `idType` enum. */
function idKindsOf({ kind, traits, hierarchical }: Resource): readonly string[] {
  const common = ['DATABASE_ID', 'ID', 'URI'];
  if (kind === 'term') return [...common, 'NAME', 'SLUG'];
  if (traits.has('files')) return [...common, 'SLUG', 'SOURCE_URL'];
  return hierarchical ? common : [...common, 'SLUG'];
}

/** Names of `idType` enums that are not made of the type's name, as `PostIdType` is. */
const sharedIdTypes: Readonly<Record<string, string>> = {
  user: 'UserNodeIdTypeEnum',
  comment: 'CommentNodeIdTypeEnum',
};

/** Adds two root fields for every resource: one document, and the connection to all of them. */
export function addResourceRoots(graph: Graph): void {
  for (const resource of graph.site.resources.values()) {
    // The plugin's integration adds the root fields.
    if (resource.variants) continue;
    const { singular, plural, typeName, label } = resource;
    const idType = idTypeEnum(graph, resource);
    const isContent = resource.kind === 'content';
    graph.builder.queryField(rootFieldOf(singular), (t) =>
      t.field({
        type: graph.objectType(resource),
        description: `One document of ${label}; null if the client may see none with this identifier.`,
        args: {
          id: t.arg.id({ required: true, description: 'Identifier of the kind that `idType` names.' }),
          idType: t.arg({ type: idType, description: 'Kind of the identifier. Default: a global id.' }),
          ...(isContent ? versionArguments(t, graph) : {}),
        },
        resolve: async (_root, args, { loaders, preview }, info) => {
          const found = await withInputErrors(() =>
            lookUp({ id: String(args.id), resource, loaders, info }, args.idType),
          );
          return found && isContent ? requestedVersion(found, args, { loaders, preview, info }) : found;
        },
      }),
    );
    graph.builder.queryField(plural, (t) =>
      connectionField(t, graph, {
        base: `RootQueryTo${typeName}`,
        target: typeName,
        description: `${label} that the client may see.`,
        where: whereOf(resource),
        page: (_root: object, request) => readResources(request, [listedResource(resource)]),
      }),
    );
  }
}

/** Adds `node`, `nodeByUri`, `contentNode`, `contentNodes` and `viewer`. */
export function addNodeRoots(graph: Graph): void {
  const { builder, site } = graph;
  const contents = resourcesOf(site, 'content');
  builder.queryFields((t) => ({
    node: t.field({
      type: graph.typeNamed('Node'),
      description: 'The node with a global id; null if the client may see none.',
      args: { id: t.arg.id({ description: 'The global id.' }) },
      resolve: (_root, { id }, context, info) =>
        id ? loadNode(String(id), { loaders: context.loaders, info }) : null,
    }),
    nodeByUri: t.field({
      type: graph.typeNamed('UniformResourceIdentifiable'),
      description: 'The node that the site shows at a path or URL; null if it shows none.',
      args: { uri: t.arg.string({ required: true, description: '`/2026/05/hello/`' }) },
      resolve: (_root, { uri }, { loaders }, info) =>
        withInputErrors(
          async () => (await findUsedFormatByAddress(uri, loaders)) ?? findByUri(uri, { loaders, info }),
        ),
    }),
    contentNode: t.field({
      type: graph.typeNamed('ContentNode'),
      description: 'One document of any content type; null if the client may see none with this identifier.',
      args: {
        id: t.arg.id({ required: true, description: 'Identifier of the kind that `idType` names.' }),
        idType: t.arg({
          type: enumNamed(graph, 'ContentNodeIdTypeEnum'),
          description: 'Kind of the identifier. Default: a global id.',
        }),
        contentType: t.arg({
          type: enumNamed(graph, 'ContentTypeEnum'),
          description: 'The content type. It saves requests to all other types.',
        }),
        ...versionArguments(t, graph),
      },
      resolve: async (_root, args, context, info) => {
        const found = await withInputErrors(() => findContent(args, context, info));
        return found && isEntity(found)
          ? requestedVersion(found, args, { loaders: context.loaders, preview: context.preview, info })
          : found;
      },
    }),
    contentNodes: connectionField(t, graph, {
      base: 'RootQueryToContentNode',
      target: 'ContentNode',
      description:
        'Content of all types, newest first. Media are included only if `contentTypes` names them.',
      where: contentWhere(null),
      page: (_root: object, request) => {
        const isAny = asList(request.where['contentTypes']).length === 0;
        const included = contents.filter(({ traits }) => !isAny || !traits.has('files'));
        return readResources(
          request,
          included.map((resource) => listedResource(resource)),
        );
      },
    }),
    viewer: t.field({
      type: graph.typeNamed('User'),
      description: 'The signed-in user; null for visitors.',
      resolve: (_root, _args, { loaders }, info) => loaders.viewer.load(projectionOf(info, 'User').paths),
    }),
  }));
}

async function findContent(
  {
    id,
    idType,
    contentType,
  }: { id: string | number; idType?: string | null | undefined; contentType?: string | null | undefined },
  { loaders }: Context,
  info: GraphQLResolveInfo,
): Promise<GraphNode | null> {
  const resource = contentType ? loaders.site.resources.get(contentType) : undefined;
  if (resource && idType !== 'URI') return lookUp({ id: String(id), resource, loaders, info }, idType);
  if (idType === 'URI') {
    const found = await findByUri(String(id), {
      loaders,
      info,
      only: resource ? [resource] : resourcesOf(loaders.site, 'content'),
    });
    return found && isEntity(found) && found.resource.kind === 'content' ? found : null;
  }
  if (idType === 'DATABASE_ID')
    return /^\d{1,15}$/.test(String(id)) ? loadOfAnyType('content', Number(id), { loaders, info }) : null;
  return loadNode(String(id), { loaders, info });
}

function idTypeEnum(graph: Graph, resource: Resource) {
  const fixed = sharedIdTypes[resource.kind];
  if (fixed) return enumNamed(graph, fixed);
  return graph.builder.enumType(`${resource.typeName}IdType`, {
    description: `Kinds of identifier of ${resource.label}.`,
    values: describedValues(idTypeValues(...idKindsOf(resource))),
  });
}
