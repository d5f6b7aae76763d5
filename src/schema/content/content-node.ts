import type { Entity } from '../../loading/base/entity.ts';
import type { Loaders } from '../../loading/loaders.ts';
import type { Resource } from '../../site/site.ts';
import { flag, integer, text } from '../../wordpress/document.ts';
import { alwaysNull } from '../kit/base/availability.ts';
import { decodedUrl } from '../kit/base/text.ts';
import { typeNameOf } from '../kit/base/virtual-nodes.ts';
import { enqueuedAssetFields } from '../kit/fields/assets.ts';
import { dateField, nullTextField, textField } from '../kit/fields/fields.ts';
import { addressFields, identityFields, kindFlags } from '../kit/fields/node-fields.ts';
import { type EntityFields, type Graph, interfaceNamed, resourceNamed } from '../kit/graph/graph.ts';
import { type GraphRow, toEdge } from '../kit/graph/page.ts';
import type { Guard } from '../kit/plugins/guard.ts';
import { readAsEditor } from '../kit/plugins/reads/editor.ts';
import { projectionOf } from '../kit/plugins/reads/projection.ts';
import { previewFields, readNewestRevision } from './preview.ts';

/** Adds the fields of `ContentNode`, which all content types inherit. */
export function implementContentNode(graph: Graph): void {
  interfaceNamed(graph, 'ContentNode').implement({
    description: 'Content of any type: posts, pages, media and custom types.',
    interfaces: [interfaceNamed(graph, 'UniformResourceIdentifiable'), interfaceNamed(graph, 'Node')],
    resolveType: typeNameOf,
    fields: (t) => ({
      ...identityFields(t, 'post'),
      ...addressFields(t, graph),
      ...kindFlags(t, 'content', graph),
      ...dateFields(t),
      ...editorFields(t, graph),
      ...enqueuedAssetFields(t, graph, 'ContentNode'),
      contentType: t.field({
        type: graph.connections.one('ContentNodeToContentType', 'ContentType'),
        description: 'The type of this content.',
        resolve: ({ resource }) => toEdge({ typeName: 'ContentType', contentType: resource }, resource.name),
      }),
      contentTypeName: t.string({
        nullable: false,
        description:
          'The name of the post type in WordPress: `post`, `page`, `attachment`. `revision` for a revision.',
        resolve: ({ resource, revisionOf }) => (revisionOf ? 'revision' : resource.name),
      }),
      enclosure: nullTextField(t, 'The enclosure for RSS feeds.'),
      guid: textField(t, 'guid.rendered', 'The identifier in feeds.', { emptyIsNull: true }),
      slug: t.string({
        description: 'The slug: the part of the URL that names the content.',
        reads: ['slug'],
        resolve: ({ document }) => decodedUrl(text(document, 'slug')) || null,
      }),
      status: textField(t, 'status', 'The status of the content: `publish`, `draft`.'),
      isRestricted: t.boolean({
        description: 'Whether a password withholds the content. False for users who may edit it.',
        reads: ['content.protected'],
        resolve: (entity, _args, { loaders }) => isWithheld(entity, loaders),
      }),
      template: t.field({
        type: graph.contentTemplate,
        description: 'The template of the theme that renders the content.',
        reads: ['template'],
        sameDocument: true,
        resolve: (entity) => ({ ...entity, file: text(entity.document, 'template') ?? '' }),
      }),
      classList: t.stringList({
        nullable: { list: true, items: true },
        description: 'The CSS classes for themes (beyond WPGraphQL). Null before WordPress 6.7.',
        reads: ['class_list'],
        resolve: ({ document }) => classList(document['class_list']),
      }),
    }),
  });
}

/** Returns whether content has a password. */
export function hasPassword({ document }: Entity): boolean {
  return flag(document, 'content', 'protected') ?? false;
}

/**
 * Returns whether WordPress withholds content and its comments from the client. WordPress withholds content that has a
 * password, unless the client may edit it. Reads `content.protected`.
 */
export async function isWithheld(entity: Entity, loaders: Loaders): Promise<boolean> {
  return hasPassword(entity) && (await readAsEditor(entity, loaders, ['id'])) === null;
}

/**
 * The fields that WPGraphQL withholds from content with a password, besides its text: all but the fields in
 * `$allowed_restricted_fields` of `WPGraphQL\Model\Post`. REST does not withhold them, so the gateway does: a frontend then
 * gets the same values from both. Connections are empty. Fields beyond WPGraphQL stay readable.
 */
const withheldFields = `
  date dateGmt modified modifiedGmt guid author authorId authorDatabaseId contentType template menuOrder
  featuredImage featuredImageId featuredImageDatabaseId commentStatus pingStatus
  parent parentId parentDatabaseId children ancestors terms postFormats`
  .trim()
  .split(/\s+/);

/**
 * Returns the guard that withholds fields of content with a password. Returns undefined for post types without `content`,
 * since only `content.protected` shows whether there is a password.
 *
 * @param terms - the taxonomies of the post type; their connections are withheld, too
 */
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
    date: dateField(t, 'date', "The date of publication in the site's time zone: `2026-05-10T13:25:12`."),
    dateGmt: dateField(t, 'date_gmt', 'The date of publication in UTC.'),
    modified: dateField(t, 'modified', "The date of the last change in the site's time zone."),
    modifiedGmt: dateField(t, 'modified_gmt', 'The date of the last change in UTC.'),
  };
}

/** Returns fields about editing, which are null to visitors. */
function editorFields(t: EntityFields, graph: Graph) {
  return {
    desiredSlug: nullTextField(t, 'The slug that the draft will get when it is published.'),
    ...previewFields(t),
    editingLockedBy: t.field({
      type: editLockEdgeType(graph),
      description: 'The user who is editing the content.',
      availability: alwaysNull,
      resolve: () => null,
    }),
    lastEditedBy: t.field({
      type: graph.connections.one('ContentNodeToEditLast', 'User'),
      description: 'The user who made the newest revision.',
      availability: { to: 'editors' },
      resolve: async (entity, _args, { loaders }, info) => {
        const revision = await readNewestRevision(entity, loaders, ['author']);
        const id = revision === 'none' ? null : integer(revision, 'author');
        const users = resourceNamed(graph.site, 'user');
        const user = id && (await loaders.entities(users).load(id, projectionOf(info, users.typeName).paths));
        return user ? toEdge(user, user.document.id) : null;
      },
    }),
  };
}

/** Returns the strings in a list. PHP encodes a list as an object if a filter has left gaps in its keys. */
function classList(value: unknown): string[] | null {
  if (typeof value !== 'object' || value === null) return null;
  return Object.values(value).filter((item): item is string => typeof item === 'string');
}

function editLockEdgeType({ builder, connections, typeNamed }: Graph) {
  return builder.objectRef<GraphRow>('ContentNodeToEditLockConnectionEdge').implement({
    description: 'The edge from content to the user who is editing it.',
    interfaces: connections.edgeInterfaces('User'),
    fields: (t) => ({
      node: t.field({
        type: typeNamed('User'),
        nullable: false,
        sameDocument: true,
        description: 'The user who is editing the content.',
        resolve: ({ node }) => node,
      }),
      lockTimestamp: t.string({
        description: 'The time when the user began to edit.',
        availability: alwaysNull,
        resolve: () => null,
      }),
    }),
  });
}
