import { countCollection } from '../../loading/collection.ts';
import type { Entity } from '../../loading/entity.ts';
import type { Loaders } from '../../loading/loaders.ts';
import { upperFirst } from '../../site/names.ts';
import { formats, hasPostFormats, postFormats } from '../../site/post-formats.ts';
import type { Site } from '../../site/site.ts';
import { text } from '../../wordpress/document.ts';
import { listed } from '../content/listing.ts';
import { describedValues, waysToName } from '../enum-values.ts';
import { InputError } from '../errors.ts';
import { type EntityFields, type Graph, resourceNamed, virtualInterfaces } from '../graph.ts';
import type { PostFormatNode } from '../nodes.ts';
import { connectionField } from '../relay/connection-field.ts';
import { parseGlobalId, toGlobalId } from '../relay/global-id.ts';
import { pageOfList } from '../relay/list.ts';
import { toEdge } from '../relay/page.ts';
import { readResources } from '../relay/read.ts';
import { contentWhere, contentWhereOf } from '../where/content.ts';
import { refuseAll, unavailable } from '../where/rows.ts';
import { termWhere } from '../where/terms.ts';

const noId = "WordPress' REST API doesn't show the database ids of post formats. Use `slug`.";

const unfiltered = "WordPress' REST API has no list of post formats.";

/** `PostFormat` with its root fields; nothing where the site's posts have no formats. */
export function implementPostFormats(graph: Graph): void {
  const isThere = hasPostFormats(graph.site);
  graph.virtual('PostFormat').implement({
    description: 'How a post is presented: as an aside, a gallery, a video …',
    interfaces: virtualInterfaces<PostFormatNode>(graph, [
      ...['Node', 'DatabaseIdentifier', 'UniformResourceIdentifiable', 'MenuItemLinkable', 'TermNode'],
    ]),
    fields: (t) => {
      const constant = (value: boolean, description: string) =>
        t.boolean({ nullable: false, description, resolve: () => value });
      const absentInt = (description: string) =>
        t.int({
          description: `${description} Always null: WordPress' REST API doesn't show it.`,
          resolve: () => null,
        });
      return {
        id: t.id({
          nullable: false,
          description: 'The globally unique identifier; this gateway makes it of the slug.',
          resolve: ({ format }) => toGlobalId('term', slugOf(format)),
        }),
        databaseId: t.int({
          nullable: false,
          description: `Not available: ${noId}`,
          resolve: () => {
            throw new InputError(noId);
          },
        }),
        postFormatId: t.int({
          description: "WordPress' own identifier. Always null: WordPress' REST API doesn't show it.",
          deprecationReason: 'Deprecated in favor of databaseId',
          resolve: () => null,
        }),
        name: t.string({
          description: 'Its name, in English.',
          resolve: ({ format }) => upperFirst(format),
        }),
        slug: t.string({ description: '`post-format-aside`', resolve: ({ format }) => slugOf(format) }),
        uri: t.string({
          description: 'The address of its archive, without that of the site.',
          resolve: ({ format }, _args, { loaders }) => uriOf(format, loaders.site),
        }),
        link: t.string({
          description: 'The address of its archive.',
          resolve: ({ format }, _args, { loaders }) => loaders.site.home + uriOf(format, loaders.site),
        }),
        count: t.int({
          description: 'How many posts have it; null for none.',
          resolve: async ({ format }, _args, { loaders }) => (await countOf(format, loaders)) || null,
        }),
        description: t.string({
          description: "Its description. Always null: WordPress' REST API doesn't show it.",
          resolve: () => null,
        }),
        taxonomyName: t.string({ description: '`post_format`', resolve: () => postFormats.name }),
        termGroupId: absentInt('Its group.'),
        termTaxonomyId: absentInt('Its id within its taxonomy.'),
        isRestricted: t.boolean({
          description: 'Whether it is kept back; terms never are.',
          resolve: () => false,
        }),
        isComment: constant(false, 'Whether this is a comment.'),
        isContentNode: constant(false, 'Whether this is content.'),
        isTermNode: constant(true, 'Whether this is a term.'),
        isFrontPage: constant(false, "Whether this is the site's front page."),
        isPostsPage: constant(false, 'Whether this is the page that lists posts.'),
        taxonomy: t.field({
          type: graph.connections.one('PostFormatToTaxonomy', 'Taxonomy'),
          description: 'Its taxonomy.',
          resolve: () => toEdge({ typeName: 'Taxonomy', taxonomy: postFormats }, postFormats.name),
        }),
        posts: postsOf(t, graph, 'Post'),
        contentNodes: postsOf(t, graph, 'ContentNode'),
      };
    },
  });
  if (isThere) addRoots(graph);
}

type FormatFields = Parameters<typeof connectionField<PostFormatNode>>[0];

function postsOf(t: FormatFields, graph: Graph, target: 'Post' | 'ContentNode') {
  const post = resourceNamed(graph.site, 'post');
  return connectionField(t, graph, {
    base: `PostFormatTo${target}`,
    target,
    description: 'Posts that have it, newest first.',
    where: target === 'Post' ? contentWhere(post) : contentWhereOf('ContentTypesOfPostFormatEnum'),
    page: ({ format }: PostFormatNode, request) =>
      readResources(request, [listed(post, ofFormat(format, request.loaders))]),
  });
}

/** The format of a post, as the terms of a taxonomy. */
export function postFormatConnection(t: EntityFields, graph: Graph) {
  return connectionField(t, graph, {
    base: 'PostToPostFormat',
    target: 'PostFormat',
    description: 'Its post format; empty where it has none.',
    reads: ['format'],
    where: unavailable(termWhere, unfiltered),
    page: async ({ document }: Entity, { paging, where, loaders }) => {
      refuseAll(where, unfiltered);
      const format = text(document, 'format');
      const has = format !== null && format !== 'standard';
      return pageOfList(has ? [rowOf(format)] : [], paging, loaders.limits);
    },
  });
}

function addRoots(graph: Graph): void {
  const idType = graph.builder.enumType('PostFormatIdType', {
    description: 'What names a post format.',
    values: describedValues(waysToName('DATABASE_ID', 'ID', 'NAME', 'SLUG', 'URI')),
  });
  graph.builder.queryFields((t) => ({
    postFormat: t.field({
      type: graph.virtual('PostFormat'),
      description: 'A post format.',
      args: {
        id: t.arg.id({ required: true, description: 'What names it.' }),
        idType: t.arg({ type: idType, description: 'What `id` is; a global id unless said.' }),
      },
      resolve: (_root, { id, idType: kind }): PostFormatNode | null => {
        if (kind === 'DATABASE_ID') throw new InputError(noId);
        return formatNamed(kind ? String(id) : (parseGlobalId(String(id))?.id ?? ''));
      },
    }),
    postFormats: connectionField(t, graph, {
      base: 'RootQueryToPostFormat',
      target: 'PostFormat',
      description: 'Post formats that posts have, by name.',
      where: unavailable(termWhere, unfiltered),
      page: async (_root: object, { paging, where, loaders }) => {
        refuseAll(where, unfiltered);
        const counts = await Promise.all(formats.map((format) => countOf(format, loaders)));
        const used = formats.filter((_, index) => counts[index] !== 0);
        return pageOfList(used.map(rowOf), paging, loaders.limits);
      },
    }),
  }));
}

/** The format of a name, a slug or an address: `Aside`, `post-format-aside`, `/type/aside/`. */
export function formatNamed(name: string): PostFormatNode | null {
  const format = name
    .toLowerCase()
    .replace(/^.*\/type\//, '')
    .replace(/^post-format-|\/$/g, '');
  return formats.includes(format) ? { typeName: 'PostFormat', format } : null;
}

function rowOf(format: string) {
  return toEdge({ typeName: 'PostFormat', format }, slugOf(format));
}

async function countOf(format: string, loaders: Loaders): Promise<number | null> {
  const resource = resourceNamed(loaders.site, 'post');
  return countCollection(loaders.rest, { resource, filter: ofFormat(format, loaders) });
}

/** @throws InputError where the site's WordPress can't list posts by format */
function ofFormat(format: string, { site }: Loaders) {
  if (resourceNamed(site, 'post').parameters.has('format')) return { format };
  throw new InputError("Posts can't be listed by format here: WordPress' REST API does so since 6.8.");
}

function slugOf(format: string): string {
  return `post-format-${format}`;
}

function uriOf(format: string, { permalinks }: Site): string {
  if (permalinks === 'plain') return `/?post_format=${format}`;
  return `${permalinks === 'index' ? '/index.php' : ''}/type/${format}/`;
}
