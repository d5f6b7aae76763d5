import type { Entity } from '../../loading/base/entity.ts';
import type { Loaders } from '../../loading/loaders.ts';
import type { GraphQLResolveInfo } from '../../packages/graphql.ts';
import type { Resource } from '../../site/site.ts';
import { integer } from '../../wordpress/document.ts';
import { union } from '../../wordpress/paths.ts';
import { loadOfAnyType, loadPathsOfAnyType } from '../find/any-type.ts';
import type { FieldMap } from '../kit/base/pothos.ts';
import { typeNameOf } from '../kit/base/virtual-nodes.ts';
import { ancestorsOf, parentIdFields } from '../kit/fields/ancestry.ts';
import { type EntityFields, type Graph, interfaceNamed } from '../kit/graph/graph.ts';
import { toEdge } from '../kit/graph/page.ts';
import { projectionOf } from '../kit/plugins/reads/projection.ts';
import { type ConnectionRequest, connectionField } from '../kit/relay/connection-field.ts';
import { pageOfEntities } from '../kit/relay/list.ts';
import { readPart } from '../kit/relay/read.ts';
import { refuseArguments, unsupportedArguments } from '../kit/where/rows.ts';
import { contentWhere } from '../where/content-arguments.ts';
import { listedResource } from '../where/list-rules.ts';

const whyUnfiltered = 'the gateway reads ancestors one level at a time. Filter them in the frontend.';

/** Adds the fields of `HierarchicalNode` and `HierarchicalContentNode`: parents and children. */
export function implementHierarchies(graph: Graph): void {
  const node = interfaceNamed(graph, 'Node');
  const identified = interfaceNamed(graph, 'DatabaseIdentifier');
  interfaceNamed(graph, 'HierarchicalNode').implement({
    description: 'A node that can have a parent.',
    interfaces: [identified, node],
    resolveType: typeNameOf,
    fields: (t) => parentIdFields(t, 'post', 'parent'),
  });
  interfaceNamed(graph, 'HierarchicalContentNode').implement({
    description: 'Content that can have a parent.',
    interfaces: [
      node,
      identified,
      interfaceNamed(graph, 'UniformResourceIdentifiable'),
      interfaceNamed(graph, 'HierarchicalNode'),
      interfaceNamed(graph, 'ContentNode'),
    ],
    resolveType: typeNameOf,
    fields: (t) => contentHierarchy(t, graph, 'parent'),
  });
}

/**
 * Returns fields for parent, children and ancestors.
 *
 * @param key - the key of the parent's id in a document: `post` for media, which names the content they are attached to
 */
export function contentHierarchy(t: EntityFields, graph: Graph, key: 'parent' | 'post'): FieldMap {
  return {
    ...parentIdFields(t, 'post', key),
    parent: t.field({
      type: graph.connections.one('HierarchicalContentNodeToParentContentNode', 'ContentNode'),
      description: 'The parent. For media, the content that it is attached to.',
      reads: [key],
      resolve: async ({ document, resource }, _args, { loaders }, info) => {
        const id = integer(document, key);
        const parent = id ? await loadParent(id, { resource, key, loaders, info }) : null;
        return parent && toEdge(parent, parent.document.id);
      },
    }),
    children: connectionField(t, graph, {
      base: 'HierarchicalContentNodeToContentNodeChildren',
      target: 'ContentNode',
      description: 'The direct children.',
      where: contentWhere(null),
      page: ({ document, resource }: Entity, request) =>
        readPart(request, listedResource(resource), {
          partition: { parameter: 'parent', path: key },
          key: document.id,
        }),
    }),
    ancestors: connectionField(t, graph, {
      base: 'HierarchicalContentNodeToContentNodeAncestors',
      target: 'ContentNode',
      description: 'The ancestors, from the parent to the top level. Null at the top level.',
      reads: [key],
      where: unsupportedArguments(contentWhere(null), whyUnfiltered),
      page: async (entity: Entity, request) => {
        refuseArguments(request.where, whyUnfiltered);
        const ancestors =
          key === 'parent' ? await parentChain(entity, request) : await ancestorsOfMedia(entity, request);
        return ancestors.length > 0 ? pageOfEntities(ancestors, 'content/ancestors', request) : null;
      },
    }),
  };
}

/** Loads a parent. The parent of content has the same type; media can be attached to content of any type. */
function loadParent(
  id: number,
  {
    resource,
    key,
    ...context
  }: { resource: Resource; key: 'parent' | 'post'; loaders: Loaders; info: GraphQLResolveInfo },
): Promise<Entity | null> {
  if (key === 'post') return loadOfAnyType('content', id, context);
  return context.loaders.entities(resource).load(id, projectionOf(context.info, resource.typeName).paths);
}

/** Returns the content that a media item is attached to, followed by its ancestors. */
async function ancestorsOfMedia(media: Entity, request: ConnectionRequest): Promise<readonly Entity[]> {
  const { loaders } = request;
  const id = integer(media.document, 'post');
  const paths = ({ typeName, hierarchical }: Resource) =>
    union(request.projection(typeName).paths, hierarchical ? ['parent'] : []);
  const attached = id ? await loadPathsOfAnyType('content', id, { loaders, paths }) : null;
  if (!attached) return [];
  return attached.resource.hierarchical ? [attached, ...(await parentChain(attached, request))] : [attached];
}

function parentChain(entity: Entity, { projection, loaders }: ConnectionRequest): Promise<readonly Entity[]> {
  return ancestorsOf(entity, projection(entity.resource.typeName).paths, loaders);
}
