import { type Entity, type Paths, union } from '../../loading/base/entity.ts';
import { termsPath } from '../../site/overlaps.ts';
import { type Resource, resourcesOf } from '../../site/site.ts';
import type { Availability } from '../../values/availability.ts';
import { integers, text } from '../../wordpress/document.ts';
import type { FieldMap } from '../kit/base/pothos.ts';
import { compareNames } from '../kit/base/text.ts';
import { flagField, textField } from '../kit/fields/fields.ts';
import {
  type EntityFields,
  type Graph,
  interfaceNamed,
  isInherited,
  resourceNamed,
} from '../kit/graph/graph.ts';
import { emptyGraphPage, type GraphPage, toEdge } from '../kit/graph/page.ts';
import { readAsEditor } from '../kit/plugins/reads/editor.ts';
import { projectionOf } from '../kit/plugins/reads/projection.ts';
import { type ConnectionRequest, connectionField } from '../kit/relay/connection-field.ts';
import { pageOfEntities } from '../kit/relay/list.ts';
import { readPart } from '../kit/relay/read.ts';
import { readTermsOfTaxonomies } from '../terms/all-terms.ts';
import { postFormatConnection } from '../terms/post-format.ts';
import { commentWhere } from '../where/comment-arguments.ts';
import { listedResource, whereOf } from '../where/list-rules.ts';
import { termsWhere, termWhere } from '../where/term-arguments.ts';
import { hasPassword, isWithheld, passwordGuard } from './content-node.ts';
import { contentHierarchy } from './hierarchy.ts';
import { mediaFields } from './media.ts';
import { nodesWith } from './node-with.ts';
import { readPreview } from './preview.ts';
import { revisionConnection } from './revisions.ts';

/** The object types of all content: a row each, no code for any one of them. */
export function implementContentTypes(graph: Graph): void {
  for (const resource of resourcesOf(graph.site, 'content')) {
    const guard = passwordGuard(resource, taxonomiesOf(graph, resource));
    graph.objectType(resource).implement({
      ...(guard ? { guard } : {}),
      description: resource.description || `Content of type ${resource.label}.`,
      interfaces: interfacesOf(graph, resource).map((name) => interfaceNamed(graph, name)),
      fields: (t) => ({
        ...idField(t, graph, resource),
        hasPassword: t.boolean({
          description: 'Whether it has a password.',
          reads: ['content.protected'],
          resolve: hasPassword,
        }),
        password: t.string({
          description: 'Its password.',
          availability: { to: 'editors' },
          resolve: async (entity, _args, { loaders }) =>
            text(await readAsEditor(entity, loaders, ['password']), 'password') || null,
        }),
        ...propertyFields(t, graph, resource),
        ...versionFields(t, graph, resource),
        ...termConnections(t, graph, resource),
        ...(resource.properties.has('comment_status')
          ? { comments: commentConnection(t, graph, resource) }
          : {}),
        ...(resource.traits.has('files')
          ? { ...contentHierarchy(t, graph, 'post'), ...mediaFields(t, graph) }
          : { attachments: attachmentConnection(t, graph, resource) }),
      }),
    });
  }
}

/** `postId`; nothing where an interface has a field of that name already, as `authorId` of a type `author`. */
function idField(t: EntityFields, graph: Graph, resource: Resource): FieldMap {
  const name = `${resource.singular}Id`;
  if (isInherited(graph, interfacesOf(graph, resource), name)) return {};
  return {
    [name]: t.int({
      nullable: false,
      description: "WordPress' own identifier.",
      deprecationReason: 'Deprecated in favor of the databaseId field',
      resolve: ({ document }) => document.id,
    }),
  };
}

function interfacesOf({ site }: Graph, resource: Resource): readonly string[] {
  const isMedia = resource.traits.has('files');
  // From the general to the special: of a field that several have, the last one's counts.
  return [
    ...['Node', 'DatabaseIdentifier', 'UniformResourceIdentifiable'],
    ...(isMedia ? [] : ['MenuItemLinkable', 'Previewable']),
    ...nodesWith.filter(({ appliesTo }) => appliesTo(resource, site)).map(({ name }) => name),
    'ContentNode',
    ...(resource.hierarchical || isMedia ? ['HierarchicalNode', 'HierarchicalContentNode'] : []),
  ];
}

/** Fields that come with a key of the resource's own documents. */
function propertyFields(t: EntityFields, graph: Graph, { traits, properties }: Resource) {
  return {
    ...(properties.has('sticky') ? { isSticky: flagField(t, 'sticky', 'Whether it stays on top.') } : {}),
    ...(properties.has('format')
      ? {
          format: textField(t, 'format', 'Its post format, `standard` where none is set (beyond WPGraphQL).'),
          ...(traits.has('blog') ? { postFormats: postFormatConnection(t, graph) } : {}),
        }
      : {}),
    ...(traits.has('pages')
      ? {
          isPrivacyPage: t.boolean({
            nullable: false,
            description: 'Whether this is the privacy policy.',
            availability: { to: 'nobody', otherwise: 'false', because: "WordPress' REST API doesn't say." },
            resolve: () => false,
          }),
        }
      : {}),
  };
}

/** Of types whose content can't stand below other content. */
const notHierarchical: Availability = { to: 'nobody', because: 'the type is not hierarchical.' };

/** Earlier versions and previews; and what WPGraphQL keeps of the time when flat content had parents. */
function versionFields(t: EntityFields, graph: Graph, resource: Resource) {
  const { typeName, hierarchical, traits } = resource;
  if (traits.has('files')) return {};
  const revised = interfacesOf(graph, resource).includes('NodeWithRevisions');
  return {
    preview: t.field({
      type: graph.connections.one(`${typeName}ToPreview`, typeName),
      description: 'Its newest version; null where there is none.',
      availability: { to: 'editors' },
      resolve: async (entity, _args, { loaders }, info) => {
        const { paths } = projectionOf(info, typeName);
        // With what the preview shows of the content itself, which the content wasn't read for.
        const whole = await loaders.entities(resource).load(entity.document.id, paths);
        const found = whole && !entity.revisionOf ? await readPreview(whole, { loaders, info }) : null;
        return found && found !== 'none' ? toEdge(found, found.document.id) : null;
      },
    }),
    ...(revised ? { revisions: revisionConnection(t, graph, resource) } : {}),
    ...(hierarchical
      ? {}
      : {
          ancestors: connectionField(t, graph, {
            base: `${typeName}To${typeName}`,
            target: typeName,
            description: 'What it stands below.',
            availability: notHierarchical,
            deprecationReason: 'This content type is not hierarchical and typically will not have ancestors',
            page: async () => null,
          }),
          parent: t.field({
            type: graph.connections.one(`${typeName}ToParent`, typeName),
            description: 'What it stands below.',
            availability: notHierarchical,
            deprecationReason: 'This content type is not hierarchical and typically will not have a parent',
            resolve: () => null,
          }),
        }),
  };
}

/** The taxonomies of a content type. */
function taxonomiesOf({ site }: Graph, { linked }: Resource): readonly Resource[] {
  return resourcesOf(site, 'term').filter(({ name }) => linked.includes(name));
}

/** A connection to each taxonomy of the type, and one to all of them together. */
function termConnections(t: EntityFields, graph: Graph, resource: Resource) {
  const taxonomies = taxonomiesOf(graph, resource);
  if (taxonomies.length === 0) return {};
  const own = taxonomies.map((taxonomy) => [
    taxonomy.plural,
    connectionField(t, graph, {
      base: `${resource.typeName}To${taxonomy.typeName}`,
      target: taxonomy.typeName,
      description: `Its ${taxonomy.plural}, by name.`,
      reads: [termsPath(resource, taxonomy)],
      where: termWhere,
      page: (entity: Entity, request) => readTerms(entity, request, [taxonomy]),
    }),
  ]);
  return {
    ...Object.fromEntries(own),
    terms: connectionField(t, graph, {
      base: `${resource.typeName}ToTermNode`,
      target: 'TermNode',
      description: 'Its terms of all taxonomies, by name.',
      reads: taxonomies.map((taxonomy) => termsPath(resource, taxonomy)),
      where: termsWhere,
      page: (entity: Entity, request) => readTerms(entity, request, taxonomies),
    }),
  };
}

/** The paths and the name that terms are ordered by; the same set for the same paths, as the loaders of a wave like it. */
function withName(paths: Paths): Paths {
  const known = pathsWithName.get(paths) ?? (paths.has('name') ? paths : union(paths, ['name']));
  pathsWithName.set(paths, known);
  return known;
}

const pathsWithName = new WeakMap<Paths, Paths>();

/** A post's terms: by the ids it carries, unless `where` filters. */
async function readTerms(
  { document, resource }: Entity,
  request: ConnectionRequest,
  taxonomies: readonly Resource[],
): Promise<GraphPage> {
  const isFiltered = Object.values(request.where).some((value) => value !== null && value !== undefined);
  if (isFiltered || taxonomies.some(({ name }) => resource.overlaps.hiddenTaxonomies.has(name))) {
    return readTermsOfTaxonomies(request, taxonomies, { post: document.id });
  }
  const found = await Promise.all(
    taxonomies.map((taxonomy) => {
      const paths = withName(request.projection(taxonomy.typeName).paths);
      return request.loaders
        .entities(taxonomy)
        .loadMany(integers(document, termsPath(resource, taxonomy)), paths);
    }),
  );
  const key = ({ document: term }: Entity) => ({ name: text(term, 'name') ?? '', id: term.id });
  const terms = found.flat().sort((a, b) => compareNames(key(a), key(b)));
  return pageOfEntities(terms, 'term/name', request);
}

function commentConnection(t: EntityFields, graph: Graph, resource: Resource) {
  const comments = resourceNamed(graph.site, 'comment');
  return connectionField(t, graph, {
    base: `${resource.typeName}ToComment`,
    target: 'Comment',
    description: 'Comments on it, replies among them, newest first; none where its password keeps them back.',
    where: commentWhere,
    reads: ['content.protected'],
    page: async (content: Entity, request) => {
      // WordPress refuses all comments that are asked for together with these.
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
    description: 'Media attached to it, newest first (beyond WPGraphQL).',
    where: whereOf(media),
    page: ({ document }: Entity, request) =>
      readPart(request, listedResource(media), {
        partition: { parameter: 'parent', path: 'post' },
        key: document.id,
      }),
  });
}
