import type { Entity } from '../../loading/base/entity.ts';
import { termsPath } from '../../site/overlaps.ts';
import { type Resource, resourcesOf } from '../../site/site.ts';
import type { Availability } from '../../values/availability.ts';
import { text } from '../../wordpress/document.ts';
import { notInRest } from '../kit/base/availability.ts';
import type { FieldMap, ImplementableInterfaceRef, InterfaceRef } from '../kit/base/pothos.ts';
import { typeNameOf } from '../kit/base/virtual-nodes.ts';
import { flagField, textField } from '../kit/fields/fields.ts';
import type { Types } from '../kit/graph/builder.ts';
import {
  type EntityFields,
  type Graph,
  interfaceNamed,
  isInherited,
  resourceNamed,
} from '../kit/graph/graph.ts';
import { emptyGraphPage, toEdge } from '../kit/graph/page.ts';
import { readAsEditor } from '../kit/plugins/reads/editor.ts';
import { projectionOf } from '../kit/plugins/reads/projection.ts';
import { connectionField } from '../kit/relay/connection-field.ts';
import { readPart } from '../kit/relay/read.ts';
import { postFormatConnection } from '../terms/post-format.ts';
import { commentWhere } from '../where/comment-arguments.ts';
import { listedResource, whereOf } from '../where/list-rules.ts';
import { termsWhere, termWhere } from '../where/term-arguments.ts';
import { adjacentFields } from './adjacent.ts';
import { hasPassword, isWithheld, passwordGuard } from './content-node.ts';
import { contentHierarchy } from './hierarchy.ts';
import { mediaFields } from './media.ts';
import { nodesWithOf } from './node-with.ts';
import { readPreview } from './preview.ts';
import { revisionConnection } from './revisions.ts';
import { knownTerms, readTerms } from './terms-of.ts';

/** Adds the fields of the object type of each content type. */
export function implementContentTypes(graph: Graph): void {
  for (const resource of resourcesOf(graph.site, 'content')) {
    const options = {
      description: resource.description || `Content of type ${resource.label}.`,
      interfaces: interfacesOf(graph, resource).map((name) => interfaceNamed(graph, name)),
      fields: (t: EntityFields) => contentFields(t, graph, resource),
    };
    if (resource.variants) {
      implementVariants(graph, resource, options);
      continue;
    }
    const guard = passwordGuard(resource, taxonomiesOf(graph, resource));
    graph.objectType(resource).implement({ ...options, ...(guard ? { guard } : {}) });
  }
}

/** Adds the interface of a post type with several object types, and the object types. They get more from its integration. */
function implementVariants(
  graph: Graph,
  resource: Resource,
  options: {
    readonly description: string;
    readonly interfaces: InterfaceRef<Types, Entity>[];
    readonly fields: (t: EntityFields) => FieldMap;
  },
): void {
  // `Graph.objectType` gives the interface of such a resource.
  const shared = graph.objectType(resource) as unknown as ImplementableInterfaceRef<Types, Entity>;
  const always = [resource.variants?.type];
  // The object type of a document follows from this path, so each projection includes it.
  shared.implement({ ...options, resolveType: typeNameOf, extensions: { always } });
  // The type inherits a field from the last interface that has it.
  const interfaces: InterfaceRef<Types, Entity>[] = [...options.interfaces, shared];
  for (const ref of graph.objectTypes(resource)) {
    ref.implement({
      description: `${options.description} One of the types of \`${resource.typeName}\`.`,
      interfaces,
    });
  }
}

function contentFields(t: EntityFields, graph: Graph, resource: Resource): FieldMap {
  return {
    ...idField(t, graph, resource),
    hasPassword: t.boolean({
      description: 'Whether the content has a password.',
      reads: ['content.protected'],
      resolve: hasPassword,
    }),
    password: t.string({
      description: 'The password of the content.',
      availability: { to: 'editors' },
      resolve: async (entity, _args, { loaders }) =>
        text(await readAsEditor(entity, loaders, ['password']), 'password') || null,
    }),
    ...propertyFields(t, graph, resource),
    ...revisionFields(t, graph, resource),
    ...termConnections(t, graph, resource),
    ...(resource.properties.has('comment_status') ? { comments: commentConnection(t, graph, resource) } : {}),
    ...(resource.traits.has('files')
      ? { ...contentHierarchy(t, graph, 'post'), ...mediaFields(t, graph) }
      : {
          ...adjacentFields(t, graph, resource),
          attachments: attachmentConnection(t, graph, resource),
        }),
  };
}

/**
 * Returns the deprecated id field of a type: `postId`. Returns no field if an interface has a field of that name, such as
 * `authorId` for a type `author`.
 */
function idField(t: EntityFields, graph: Graph, resource: Resource): FieldMap {
  const name = `${resource.singular}Id`;
  if (isInherited(graph, interfacesOf(graph, resource), name)) return {};
  return {
    [name]: t.int({
      nullable: false,
      description: 'The database id.',
      deprecationReason: 'Deprecated in favor of the databaseId field',
      resolve: ({ document }) => document.id,
    }),
  };
}

function interfacesOf({ site }: Graph, resource: Resource): readonly string[] {
  const isMedia = resource.traits.has('files');
  // From general to special: if several interfaces have a field, the type inherits it from the last of them.
  return [
    ...['Node', 'DatabaseIdentifier', 'UniformResourceIdentifiable'],
    ...(isMedia ? [] : ['MenuItemLinkable', 'Previewable']),
    ...nodesWithOf(site)
      .filter(({ appliesTo }) => appliesTo(resource, site))
      .map(({ name }) => name),
    'ContentNode',
    ...(resource.hierarchical || isMedia ? ['HierarchicalNode', 'HierarchicalContentNode'] : []),
  ];
}

/** Returns fields that depend on the properties of the type's documents. */
function propertyFields(t: EntityFields, graph: Graph, { traits, properties }: Resource) {
  return {
    ...(properties.has('sticky') ? { isSticky: flagField(t, 'sticky', 'Whether the post is sticky.') } : {}),
    ...(properties.has('format')
      ? {
          format: textField(
            t,
            'format',
            'The post format (beyond WPGraphQL). `standard` if the post has none.',
          ),
          ...(traits.has('blog') ? { postFormats: postFormatConnection(t, graph) } : {}),
        }
      : {}),
    ...(traits.has('pages')
      ? {
          isPrivacyPage: t.boolean({
            nullable: false,
            description: 'Whether this is the privacy policy page.',
            availability: { to: 'nobody', otherwise: 'false', because: notInRest },
            resolve: () => false,
          }),
        }
      : {}),
  };
}

/** The availability of fields for parents of a type that has none. */
const notHierarchical: Availability = { to: 'nobody', because: 'the type is not hierarchical.' };

/**
 * Returns fields for revisions and previews. Types without a hierarchy also get the deprecated fields `parent` and
 * `ancestors`, which WPGraphQL still has.
 */
function revisionFields(t: EntityFields, graph: Graph, resource: Resource) {
  const { typeName, hierarchical, traits } = resource;
  if (traits.has('files')) return {};
  const hasRevisions = interfacesOf(graph, resource).includes('NodeWithRevisions');
  return {
    preview: t.field({
      type: graph.connections.one(`${typeName}ToPreview`, typeName),
      description: 'The newest revision or autosave. Null if there is none.',
      availability: { to: 'editors' },
      resolve: async (entity, _args, { loaders }, info) => {
        const { paths } = projectionOf(info, typeName);
        // The selection of the preview may need paths of the content that the content itself was not read with.
        const content = await loaders.entities(resource).load(entity.document.id, paths);
        const preview = content && !entity.revisionOf ? await readPreview(content, { loaders, info }) : null;
        return preview && preview !== 'none' ? toEdge(preview, preview.document.id) : null;
      },
    }),
    ...(hasRevisions ? { revisions: revisionConnection(t, graph, resource) } : {}),
    ...(hierarchical || resource.variants
      ? {}
      : {
          ancestors: connectionField(t, graph, {
            base: `${typeName}To${typeName}`,
            target: typeName,
            description: 'The ancestors.',
            availability: notHierarchical,
            deprecationReason: 'This content type is not hierarchical and typically will not have ancestors',
            page: async () => null,
          }),
          parent: t.field({
            type: graph.connections.one(`${typeName}ToParent`, typeName),
            description: 'The parent.',
            availability: notHierarchical,
            deprecationReason: 'This content type is not hierarchical and typically will not have a parent',
            resolve: () => null,
          }),
        }),
  };
}

/** Returns the taxonomies of a content type. */
function taxonomiesOf({ site }: Graph, { linked }: Resource): readonly Resource[] {
  return resourcesOf(site, 'term').filter(({ name }) => linked.includes(name));
}

/** Returns a connection for each taxonomy of the type, and `terms` for all of them. */
function termConnections(t: EntityFields, graph: Graph, resource: Resource) {
  const taxonomies = taxonomiesOf(graph, resource);
  if (taxonomies.length === 0) return {};
  // The integration of a plugin adds those of a type with several object types.
  const connections = (resource.variants ? [] : taxonomies).map((taxonomy) => [
    taxonomy.connection,
    connectionField(t, graph, {
      base: `${resource.typeName}To${taxonomy.typeName}`,
      target: taxonomy.typeName,
      description: `The ${taxonomy.plural}, ordered by name.`,
      reads: [termsPath(resource, taxonomy)],
      where: termWhere,
      known: (entity: Entity, request) => knownTerms(entity, request, [taxonomy]),
      page: (entity: Entity, request) => readTerms(entity, request, [taxonomy]),
    }),
  ]);
  return {
    ...Object.fromEntries(connections),
    terms: connectionField(t, graph, {
      base: `${resource.typeName}ToTermNode`,
      target: 'TermNode',
      description: 'The terms of all taxonomies, ordered by name.',
      reads: taxonomies.map((taxonomy) => termsPath(resource, taxonomy)),
      where: termsWhere,
      known: (entity: Entity, request) => knownTerms(entity, request, taxonomies),
      page: (entity: Entity, request) => readTerms(entity, request, taxonomies),
    }),
  };
}

function commentConnection(t: EntityFields, graph: Graph, resource: Resource) {
  const comments = resourceNamed(graph.site, 'comment');
  return connectionField(t, graph, {
    // A plugin's reviews have the name without `s`.
    base: `${resource.typeName}ToComment${resource.variants ? 's' : ''}`,
    target: 'Comment',
    description:
      'Comments on the content, including replies, newest first. Empty if a password withholds them.',
    where: commentWhere,
    reads: ['content.protected'],
    page: async (content: Entity, request) => {
      // WordPress would refuse the request, and with it the comments of other contents in the same wave.
      if (await isWithheld(content, request.loaders)) return emptyGraphPage;
      return readPart(request, listedResource(comments), {
        partition: { parameter: 'post', path: 'post' },
        key: content.document.id,
      });
    },
  });
}

function attachmentConnection(t: EntityFields, graph: Graph, resource: Resource) {
  const media = resourceNamed(graph.site, 'attachment');
  return connectionField(t, graph, {
    base: `${resource.typeName}ToAttachedMediaItem`,
    target: 'MediaItem',
    description: 'Media attached to the content, newest first (beyond WPGraphQL).',
    where: whereOf(media),
    page: ({ document }: Entity, request) =>
      readPart(request, listedResource(media), {
        partition: { parameter: 'parent', path: 'post' },
        key: document.id,
      }),
  });
}
