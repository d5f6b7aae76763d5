import type { Entity } from '../../loading/base/entity.ts';
import type { Loaders } from '../../loading/loaders.ts';
import type { Resource } from '../../site/site.ts';
import { flag, integer, text } from '../../wordpress/document.ts';
import { shownToNobody } from '../kit/base/availability.ts';
import { unescapedUrl } from '../kit/base/text.ts';
import { typeNameOf } from '../kit/base/virtual-nodes.ts';
import { enqueuedAssets } from '../kit/fields/assets.ts';
import { absentText, dateField, textField } from '../kit/fields/fields.ts';
import { address, identity, kindFlags } from '../kit/fields/node-fields.ts';
import { type EntityFields, type Graph, interfaceNamed, resourceNamed } from '../kit/graph/graph.ts';
import { type GraphRow, toEdge } from '../kit/graph/page.ts';
import type { Guard } from '../kit/plugins/guard.ts';
import { asEditor } from '../kit/plugins/reads/editor.ts';
import { projectionOf } from '../kit/plugins/reads/projection.ts';
import { previewFields, readNewestVersion } from './preview.ts';

/** `ContentNode`: what content of every type has, written here once; types inherit it. */
export function implementContentNode(graph: Graph): void {
  interfaceNamed(graph, 'ContentNode').implement({
    description: 'Content of any type: posts, pages, media and custom types.',
    interfaces: [interfaceNamed(graph, 'UniformResourceIdentifiable'), interfaceNamed(graph, 'Node')],
    resolveType: typeNameOf,
    fields: (t) => ({
      ...identity(t, 'post'),
      ...address(t, graph),
      ...kindFlags(t, 'content', graph),
      ...dateFields(t),
      ...editorFields(t, graph),
      ...enqueuedAssets(t, graph, 'ContentNode'),
      contentType: t.field({
        type: graph.connections.one('ContentNodeToContentType', 'ContentType'),
        description: 'The type of this content.',
        resolve: ({ resource }) => toEdge({ typeName: 'ContentType', contentType: resource }, resource.name),
      }),
      contentTypeName: t.string({
        nullable: false,
        description:
          "WordPress' own name of the type: `post`, `page`, `attachment`; `revision` for earlier versions.",
        resolve: ({ resource, revisionOf }) => (revisionOf ? 'revision' : resource.name),
      }),
      enclosure: absentText(t, 'The RSS enclosure.'),
      guid: textField(t, 'guid.rendered', 'The identifier that feeds use.', { emptyIsNull: true }),
      slug: t.string({
        description: 'The part of the address that names it.',
        reads: ['slug'],
        resolve: ({ document }) => unescapedUrl(text(document, 'slug')) || null,
      }),
      status: textField(t, 'status', 'Its status; `publish` for what visitors see.'),
      isRestricted: t.boolean({
        description: 'Whether its content is kept back because it has a password; not from who may edit it.',
        reads: ['content.protected'],
        resolve: (entity, _args, { loaders }) => isWithheld(entity, loaders),
      }),
      template: t.field({
        type: graph.contentTemplate,
        description: 'The template that the theme shows it with.',
        reads: ['template'],
        resolve: ({ document }) => ({ file: text(document, 'template') ?? '' }),
      }),
      classList: t.stringList({
        nullable: { list: true, items: true },
        description: 'CSS classes that themes give it (beyond WPGraphQL). Null before WordPress 6.7.',
        reads: ['class_list'],
        resolve: ({ document }) => classList(document['class_list']),
      }),
    }),
  });
}

/** Whether content has a password. */
export function hasPassword({ document }: Entity): boolean {
  return flag(document, 'content', 'protected') ?? false;
}

/**
 * Returns whether WordPress withholds content, and its comments, because it has a password: from every client but those
 * that may edit it. Reads `content.protected`.
 */
export async function isWithheld(entity: Entity, loaders: Loaders): Promise<boolean> {
  return hasPassword(entity) && (await asEditor(entity, loaders, ['id'])) === null;
}

/**
 * What WPGraphQL withholds of content with a password beside its text (`WPGraphQL\Model\Post`, `$allowed_restricted_fields`
 * names what it shows). REST shows all of it; the graph withholds it, so that a page is the same with both. Connections
 * are empty. Fields that WPGraphQL doesn't have stay readable.
 */
const withheldFields = `
  date dateGmt modified modifiedGmt guid author authorId authorDatabaseId contentType template menuOrder
  featuredImage featuredImageId featuredImageDatabaseId commentStatus pingStatus
  parent parentId parentDatabaseId children ancestors terms postFormats`
  .trim()
  .split(/\s+/);

/** Returns what is withheld of content with a password; undefined for types whose documents don't show that they have one. */
export function passwordGuard(resource: Resource, terms: readonly Resource[]): Guard | undefined {
  if (!resource.properties.has('content')) return undefined;
  return {
    path: 'content.protected',
    fields: new Set([...withheldFields, ...terms.map(({ plural }) => plural)]),
    isClosed: (entity, { loaders }) =>
      hasPassword(entity) && !entity.isUnlocked && isWithheld(entity, loaders),
  };
}

function dateFields(t: EntityFields) {
  return {
    date: dateField(t, 'date', "When it was published, in the site's time zone: `2026-05-10T13:25:12`."),
    dateGmt: dateField(t, 'date_gmt', 'When it was published, in UTC.'),
    modified: dateField(t, 'modified', "When it was last changed, in the site's time zone."),
    modifiedGmt: dateField(t, 'modified_gmt', 'When it was last changed, in UTC.'),
  };
}

/** Fields of drafts and their editors, which visitors don't see. */
function editorFields(t: EntityFields, graph: Graph) {
  return {
    desiredSlug: absentText(t, 'The slug that a draft is to get.'),
    ...previewFields(t),
    editingLockedBy: t.field({
      type: editLockEdgeType(graph),
      description: 'Who is editing it.',
      availability: shownToNobody,
      resolve: () => null,
    }),
    lastEditedBy: t.field({
      type: graph.connections.one('ContentNodeToEditLast', 'User'),
      description: 'Who wrote its newest version.',
      availability: { to: 'editors' },
      resolve: async (entity, _args, { loaders }, info) => {
        const version = await readNewestVersion(entity, loaders, ['author']);
        const id = version === 'none' ? null : integer(version, 'author');
        const users = resourceNamed(graph.site, 'user');
        const user = id && (await loaders.entities(users).load(id, projectionOf(info, users.typeName).paths));
        return user ? toEdge(user, user.document.id) : null;
      },
    }),
  };
}

/** REST gives the classes as a list, or (after a filter that leaves gaps) as an object. */
function classList(value: unknown): string[] | null {
  if (typeof value !== 'object' || value === null) return null;
  return Object.values(value).filter((item): item is string => typeof item === 'string');
}

/** The edge to whoever is editing some content. */
function editLockEdgeType({ builder, connections, typeNamed }: Graph) {
  return builder.objectRef<GraphRow>('ContentNodeToEditLockConnectionEdge').implement({
    description: 'The edge from some content to who is editing it.',
    interfaces: connections.edgeInterfaces('User'),
    fields: (t) => ({
      node: t.field({
        type: typeNamed('User'),
        nullable: false,
        sameDocument: true,
        description: 'Who is editing it.',
        resolve: ({ node }) => node,
      }),
      lockTimestamp: t.string({
        description: 'Since when.',
        availability: shownToNobody,
        resolve: () => null,
      }),
    }),
  });
}
