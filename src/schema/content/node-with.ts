import { hasRevisions } from '../../site/resources.ts';
import type { Resource, Site } from '../../site/site.ts';
import { integer, list, text } from '../../wordpress/document.ts';
import { bodyFields } from '../body/fields.ts';
import { formatArgument, formatHtml, readRawText, renderedField } from '../body/formats.ts';
import { urlRuleOf } from '../body/html.ts';
import { alwaysNull } from '../kit/base/availability.ts';
import type { FieldMap } from '../kit/base/pothos.ts';
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
import { type EntityFields, type Graph, interfaceNamed, resourceNamed } from '../kit/graph/graph.ts';
import { toEdge } from '../kit/graph/page.ts';
import { loadAuthor } from './authors.ts';
import { commentCountField } from './comment-count.ts';
import { excerptOf, excerptPaths } from './excerpt.ts';

/** An interface of content, and the resources that have it. */
export interface NodeWith {
  readonly name: string;
  readonly description: string;
  readonly appliesTo: (resource: Resource, site: Site) => boolean;
  readonly fields: (t: EntityFields, graph: Graph) => FieldMap;
}

const has = (property: string) => (resource: Resource) => resource.properties.has(property);

/** The interfaces that a post type's features imply, a row each. */
export const nodesWith: readonly NodeWith[] = [
  {
    name: 'NodeWithTemplate',
    description: 'Content that a template of the theme shows.',
    appliesTo: () => true,
    fields: (t, graph) => ({
      template: t.field({
        type: graph.contentTemplate,
        description: 'The template that the theme shows it with.',
        reads: ['template'],
        resolve: ({ document }) => ({ file: text(document, 'template') ?? '' }),
      }),
    }),
  },
  {
    name: 'NodeWithTitle',
    description: 'Content that has a title.',
    appliesTo: has('title'),
    fields: (t, graph) => ({
      title: t.string({
        description: 'Its title, in plain characters.',
        args: formatArgument(t, graph),
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
    description: 'Content that has a body.',
    appliesTo: has('content'),
    fields: (t, graph) => bodyFields(t, graph),
  },
  {
    name: 'NodeWithExcerpt',
    description: 'Content that has an excerpt.',
    appliesTo: has('excerpt'),
    fields: (t, graph) => ({
      excerpt: renderedField(t, graph, {
        description: 'A summary as HTML: written by hand, or the first words of the body.',
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
    description: 'Content that a user wrote.',
    appliesTo: has('author'),
    fields: (t, graph) => {
      const users = resourceNamed(graph.site, 'user');
      return {
        author: referenceField(t, graph, {
          base: 'NodeWithAuthorToUser',
          target: 'User',
          path: 'author',
          description: 'Who wrote it. Null where the site does not show the user.',
          load: (id, from, context) => loadAuthor(users, { id, from }, context),
        }),
        authorDatabaseId: referenceDatabaseId(t, 'author', "The author's database id."),
        authorId: referenceGlobalId(t, { path: 'author', type: 'user' }, "The author's global id."),
      };
    },
  },
  {
    name: 'NodeWithFeaturedImage',
    description: 'Content that can have a main image.',
    appliesTo: has('featured_media'),
    fields: (t, graph) => ({
      featuredImage: referenceField(t, graph, {
        base: 'NodeWithFeaturedImageToMediaItem',
        target: 'MediaItem',
        path: 'featured_media',
        description: 'Its main image.',
        load: loadById(resourceNamed(graph.site, 'attachment')),
      }),
      featuredImageDatabaseId: referenceDatabaseId(t, 'featured_media', "The main image's database id."),
      featuredImageId: referenceGlobalId(
        t,
        { path: 'featured_media', type: 'post' },
        "The main image's global id.",
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
    // REST shows `ping_status` for whatever has comments; of the types WordPress ships only posts support trackbacks.
    appliesTo: (resource) => resource.properties.has('ping_status') && resource.traits.has('blog'),
    fields: (t) => ({
      pingStatus: textField(t, 'ping_status', 'Whether pings are `open` or `closed`.'),
      pinged: t.stringList({
        nullable: { list: true, items: true },
        description: 'Addresses pinged.',
        availability: alwaysNull,
        resolve: () => null,
      }),
      toPing: t.stringList({
        nullable: { list: true, items: true },
        description: 'Addresses to ping.',
        availability: alwaysNull,
        resolve: () => null,
      }),
    }),
  },
  {
    name: 'NodeWithRevisions',
    description: 'Content that keeps its earlier versions.',
    appliesTo: hasRevisions,
    fields: (t, graph) => ({
      isRevision: t.boolean({
        description: 'Whether this is an earlier version.',
        resolve: ({ revisionOf }) => revisionOf !== undefined,
      }),
      revisionOf: t.field({
        type: graph.connections.one('NodeWithRevisionsToContentNode', 'ContentNode'),
        description: 'What this is an earlier version of; null for what visitors see.',
        resolve: async ({ revisionOf }, _args, { loaders }, info) => {
          if (!revisionOf) return null;
          const { resource, document } = revisionOf;
          const current = await loadById(resource)(document.id, revisionOf, { loaders, info });
          return current && toEdge(current, document.id);
        },
      }),
      revisionCount: t.int({
        description: 'How many earlier versions there are (beyond WPGraphQL).',
        reads: ['_links.version-history'],
        resolve: ({ document }) => integer(firstLink(document, 'version-history'), 'count'),
      }),
      latestRevisionDatabaseId: t.int({
        description:
          'Database id of the newest earlier version (beyond WPGraphQL); those who may edit can read it.',
        reads: ['_links.predecessor-version'],
        resolve: ({ document }) => integer(firstLink(document, 'predecessor-version'), 'id'),
      }),
    }),
  },
  {
    name: 'NodeWithPageAttributes',
    description: 'Content that is ordered by hand.',
    appliesTo: has('menu_order'),
    fields: (t) => ({
      menuOrder: integerField(t, 'menu_order', 'Its rank; null for 0.', { zeroIsNull: true }),
    }),
  },
];

/** Gives the interfaces of the table their fields. */
export function implementNodesWith(graph: Graph): void {
  for (const { name, description, fields } of nodesWith) {
    interfaceNamed(graph, name).implement({
      description,
      interfaces: [interfaceNamed(graph, 'Node')],
      resolveType: typeNameOf,
      fields: (t) => fields(t, graph),
    });
  }
}

function firstLink(document: unknown, relation: string): unknown {
  return list(document, '_links', relation)[0];
}
