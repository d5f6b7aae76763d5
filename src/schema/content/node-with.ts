import { hasRevisions } from '../../site/resources.ts';
import type { Resource, Site } from '../../site/site.ts';
import { integer, list, text } from '../../wordpress/document.ts';
import { bodyFields } from '../body/fields.ts';
import { formatArgument, formatHtml, readRawText, renderedField } from '../body/formats.ts';
import { urlRuleOf } from '../body/html.ts';
import { alwaysNull } from '../kit/base/availability.ts';
import { decodedText } from '../kit/base/text.ts';
import { typeNameOf } from '../kit/base/virtual-nodes.ts';
import {
  integerField,
  loadById,
  referenceDatabaseId,
  referenceField,
  referenceGlobalId,
  textField,
} from '../kit/fields/fields.ts';
import { type Graph, interfaceNamed, resourceNamed } from '../kit/graph/graph.ts';
import { toEdge } from '../kit/graph/page.ts';
import { previewedWith } from '../kit/plugins/previews.ts';
import { loadAuthor } from './authors.ts';
import { commentCountField } from './comment-count.ts';
import { excerptOf, excerptPaths } from './excerpt.ts';
import type { NodeWith } from './feature.ts';
import { nodesWithBlocks } from './nodes-with-blocks.ts';

const has = (property: string) => (resource: Resource) => resource.properties.has(property);

/** Returns the interfaces for features of a site's post types. */
export function nodesWithOf(site: Site): readonly NodeWith[] {
  return [...nodesWith, ...nodesWithBlocks(site)];
}

/** The interfaces that every site has. */
const nodesWith: readonly NodeWith[] = [
  {
    name: 'NodeWithTemplate',
    description: 'Content that a template of the theme renders.',
    appliesTo: () => true,
    fields: (t, graph) => ({
      template: t.field({
        type: graph.contentTemplate,
        description: 'The template of the theme that renders the content.',
        reads: ['template'],
        sameDocument: true,
        resolve: (entity) => ({ ...entity, file: text(entity.document, 'template') ?? '' }),
      }),
    }),
  },
  {
    name: 'NodeWithTitle',
    description: 'Content that has a title.',
    appliesTo: has('title'),
    fields: (t, graph) => ({
      title: t.string({
        description: 'The title, with HTML entities decoded.',
        args: formatArgument(t, graph),
        previewed: previewedWith('title'),
        reads: ({ format }) => [format === 'RAW' ? 'title.raw' : 'title.rendered'],
        resolve: (entity, { format }, { loaders }) => {
          if (format === 'RAW') return readRawText(entity, loaders, 'title');
          const html = text(entity.document, 'title', 'rendered');
          const isHtml = format !== 'TEXT' && format !== 'MARKDOWN';
          return isHtml
            ? decodedText(html)
            : formatHtml(html, format, { rule: urlRuleOf(graph, 'SITE'), loaders });
        },
      }),
    }),
  },
  {
    name: 'NodeWithContentEditor',
    description: 'Content that is written in the editor.',
    appliesTo: has('content'),
    fields: (t, graph) => bodyFields(t, graph),
  },
  {
    name: 'NodeWithExcerpt',
    description: 'Content that has an excerpt.',
    appliesTo: has('excerpt'),
    fields: (t, graph) => ({
      excerpt: renderedField(t, graph, {
        description:
          'The excerpt as HTML: the text that the editor wrote, or the first words of the content.',
        reads: ['excerpt.rendered', 'excerpt.protected'],
        optionalReads: excerptPaths,
        html: (_document, { entity, loaders }) => excerptOf(entity, loaders),
        key: 'excerpt',
        isProtected: true,
      }),
    }),
  },
  {
    name: 'NodeWithAuthor',
    description: 'Content that has an author.',
    appliesTo: has('author'),
    fields: (t, graph) => {
      const users = resourceNamed(graph.site, 'user');
      return {
        author: referenceField(t, graph, {
          base: 'NodeWithAuthorToUser',
          target: 'User',
          path: 'author',
          description: 'The author. Null if WordPress hides the user.',
          load: (id, from, context) => loadAuthor(users, { id, from }, context),
        }),
        authorDatabaseId: referenceDatabaseId(t, 'author', "The author's database id."),
        authorId: referenceGlobalId(t, { path: 'author', type: 'user' }, "The author's global id."),
      };
    },
  },
  {
    name: 'NodeWithFeaturedImage',
    description: 'Content that can have a featured image.',
    appliesTo: has('featured_media'),
    fields: (t, graph) => ({
      featuredImage: referenceField(t, graph, {
        base: 'NodeWithFeaturedImageToMediaItem',
        target: 'MediaItem',
        path: 'featured_media',
        description: 'The featured image.',
        load: loadById(resourceNamed(graph.site, 'attachment')),
      }),
      featuredImageDatabaseId: referenceDatabaseId(t, 'featured_media', "The featured image's database id."),
      featuredImageId: referenceGlobalId(
        t,
        { path: 'featured_media', type: 'post' },
        "The featured image's global id.",
      ),
    }),
  },
  {
    name: 'NodeWithComments',
    description: 'Content that can have comments.',
    appliesTo: has('comment_status'),
    fields: (t) => ({
      commentCount: commentCountField(t),
      commentStatus: textField(t, 'comment_status', 'Whether comments are `open` or `closed`.'),
    }),
  },
  {
    name: 'NodeWithTrackbacks',
    description: 'Content that other sites can ping.',
    // REST has `ping_status` for all types with comments, but of WordPress' own types only posts support trackbacks.
    appliesTo: (resource) => resource.properties.has('ping_status') && resource.traits.has('blog'),
    fields: (t) => ({
      pingStatus: textField(t, 'ping_status', 'Whether pings are `open` or `closed`.'),
      pinged: t.stringList({
        nullable: { list: true, items: true },
        description: 'The URLs that WordPress has pinged.',
        availability: alwaysNull,
        resolve: () => null,
      }),
      toPing: t.stringList({
        nullable: { list: true, items: true },
        description: 'The URLs that WordPress will ping.',
        availability: alwaysNull,
        resolve: () => null,
      }),
    }),
  },
  {
    name: 'NodeWithRevisions',
    description: 'Content that has revisions.',
    appliesTo: hasRevisions,
    fields: (t, graph) => ({
      isRevision: t.boolean({
        description: 'Whether this is a revision.',
        resolve: ({ revisionOf }) => revisionOf !== undefined,
      }),
      revisionOf: t.field({
        type: graph.connections.one('NodeWithRevisionsToContentNode', 'ContentNode'),
        description: 'The content that this is a revision of. Null if this is no revision.',
        resolve: async ({ revisionOf }, _args, { loaders }, info) => {
          if (!revisionOf) return null;
          const { resource, document } = revisionOf;
          const current = await loadById(resource)(document.id, revisionOf, { loaders, info });
          return current && toEdge(current, document.id);
        },
      }),
      revisionCount: t.int({
        description: 'The number of revisions (beyond WPGraphQL).',
        reads: ['_links.version-history'],
        resolve: ({ document }) => integer(firstLink(document, 'version-history'), 'count'),
      }),
      latestRevisionDatabaseId: t.int({
        description:
          'The database id of the newest revision (beyond WPGraphQL). Only users who may edit the content can read the revision.',
        reads: ['_links.predecessor-version'],
        resolve: ({ document }) => integer(firstLink(document, 'predecessor-version'), 'id'),
      }),
    }),
  },
  {
    name: 'NodeWithPageAttributes',
    description: 'Content that has a position in the menu order.',
    appliesTo: has('menu_order'),
    fields: (t) => ({
      menuOrder: integerField(t, 'menu_order', 'The position in the menu order. Null if it is 0.', {
        zeroIsNull: true,
      }),
    }),
  },
];

/** Adds the fields of the interfaces of {@link nodesWithOf}. */
export function implementNodesWith(graph: Graph): void {
  for (const { name, description, fields, interfaces = ['Node'] } of nodesWithOf(graph.site)) {
    interfaceNamed(graph, name).implement({
      description,
      interfaces: interfaces.map((each) => interfaceNamed(graph, each)),
      resolveType: typeNameOf,
      fields: (t) => fields(t, graph),
    });
  }
}

function firstLink(document: unknown, relation: string): unknown {
  return list(document, '_links', relation)[0];
}
