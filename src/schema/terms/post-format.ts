import type { Entity } from '../../loading/base/entity.ts';
import type { Loaders } from '../../loading/loaders.ts';
import { countCollection } from '../../loading/pages/whole.ts';
import { formats, hasPostFormats, postFormats } from '../../site/post-formats.ts';
import type { Site } from '../../site/site.ts';
import { upperFirst } from '../../site/words.ts';
import { text } from '../../wordpress/document.ts';
import { alwaysNull } from '../kit/base/availability.ts';
import { InputError } from '../kit/base/errors.ts';
import { parseGlobalId, toGlobalId } from '../kit/base/global-id.ts';
import { describedValues } from '../kit/base/value-descriptions.ts';
import type { PostFormatNode } from '../kit/base/virtual-nodes.ts';
import { type EntityFields, type Graph, resourceNamed, virtualInterfaces } from '../kit/graph/graph.ts';
import { toEdge } from '../kit/graph/page.ts';
import { connectionField } from '../kit/relay/connection-field.ts';
import { pageOfList } from '../kit/relay/list.ts';
import { readResources } from '../kit/relay/read.ts';
import { refuseArguments, unsupportedArguments } from '../kit/where/rows.ts';
import { contentWhere, contentWhereOfTypes } from '../where/content-arguments.ts';
import { idTypeValues } from '../where/enum-values.ts';
import { listedResource } from '../where/list-rules.ts';
import { termWhere } from '../where/term-arguments.ts';
import { canListByFormat, formatFilter, formatWhere, readUsedFormats, slugOfFormat } from './used-formats.ts';

const whyNoId = "WordPress' REST API does not contain the database ids of post formats. Use `slug`.";

const whyUnfiltered = "WordPress' REST API has no list of post formats.";

/** Adds `PostFormat`, and its root fields if the site's posts can have formats. */
export function implementPostFormats(graph: Graph): void {
  const isThere = hasPostFormats(graph.site);
  graph.virtualType('PostFormat').implement({
    description: 'A post format: aside, gallery, video …',
    interfaces: virtualInterfaces<PostFormatNode>(graph, [
      ...['Node', 'DatabaseIdentifier', 'UniformResourceIdentifiable', 'MenuItemLinkable', 'TermNode'],
    ]),
    fields: (t) => {
      const constant = (value: boolean, description: string) =>
        t.boolean({ nullable: false, description, resolve: () => value });
      const absentInt = (description: string) =>
        t.int({
          description,
          availability: alwaysNull,
          resolve: () => null,
        });
      return {
        id: t.id({
          nullable: false,
          description: 'The global id, made from the slug.',
          resolve: ({ format }) => toGlobalId('term', slugOfFormat(format)),
        }),
        databaseId: t.int({
          nullable: false,
          availability: { to: 'nobody', otherwise: 'error', because: whyNoId },
          resolve: () => {
            throw new InputError(whyNoId);
          },
        }),
        postFormatId: t.int({
          description: 'The database id.',
          availability: alwaysNull,
          deprecationReason: 'Deprecated in favor of databaseId',
          resolve: () => null,
        }),
        name: t.string({
          description: 'The name in English.',
          resolve: ({ format }) => upperFirst(format),
        }),
        slug: t.string({
          description: 'The slug: `post-format-aside`.',
          resolve: ({ format }) => slugOfFormat(format),
        }),
        uri: t.string({
          description: 'The path of the archive of the format.',
          resolve: ({ format }, _args, { loaders }) => uriOf(format, loaders.site),
        }),
        link: t.string({
          description: 'The URL of the archive of the format.',
          resolve: ({ format }, _args, { loaders }) => loaders.site.home + uriOf(format, loaders.site),
        }),
        count: t.int({
          description: 'The number of posts with the format. Null if there is none.',
          resolve: async ({ format }, _args, { loaders }) => (await countPostsOf(format, loaders)) || null,
        }),
        description: t.string({
          description: 'The description of the format.',
          availability: alwaysNull,
          resolve: () => null,
        }),
        taxonomyName: t.string({
          description: 'The name of the taxonomy: `post_format`.',
          resolve: () => postFormats.name,
        }),
        termGroupId: absentInt('The term group.'),
        termTaxonomyId: absentInt('The id in the table `term_taxonomy`.'),
        isRestricted: t.boolean({
          description: 'Always false, since terms are public.',
          resolve: () => false,
        }),
        isComment: constant(false, 'Whether this is a comment.'),
        isContentNode: constant(false, 'Whether this is content.'),
        isTermNode: constant(true, 'Whether this is a term.'),
        isFrontPage: constant(false, "Whether this is the site's front page."),
        isPostsPage: constant(false, 'Whether this is the page that lists posts.'),
        taxonomy: t.field({
          type: graph.connections.one('PostFormatToTaxonomy', 'Taxonomy'),
          description: 'The taxonomy.',
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
    description: 'The posts with the format, newest first.',
    where: target === 'Post' ? contentWhere(post) : contentWhereOfTypes('ContentTypesOfPostFormatEnum'),
    page: ({ format }: PostFormatNode, request) =>
      readResources(request, [listedResource(post, formatFilter([format], request.loaders))]),
  });
}

/** Returns the connection `postFormats` of posts. It has one node, or none if the post has the standard format. */
export function postFormatConnection(t: EntityFields, graph: Graph) {
  return connectionField(t, graph, {
    base: 'PostToPostFormat',
    target: 'PostFormat',
    description: 'The post format. Empty for the standard format.',
    reads: ['format'],
    where: unsupportedArguments(termWhere, whyUnfiltered),
    page: async ({ document }: Entity, { paging, where, loaders }) => {
      refuseArguments(where, whyUnfiltered);
      const format = text(document, 'format');
      const has = format !== null && format !== 'standard';
      return pageOfList(has ? [formatEdge(format)] : [], paging, loaders.limits);
    },
  });
}

function addRoots(graph: Graph): void {
  const idType = graph.builder.enumType('PostFormatIdType', {
    description: 'The kind of `id` for a post format.',
    values: describedValues(idTypeValues('DATABASE_ID', 'ID', 'NAME', 'SLUG', 'URI')),
  });
  graph.builder.queryFields((t) => ({
    postFormat: t.field({
      type: graph.virtualType('PostFormat'),
      description: 'A post format.',
      args: {
        id: t.arg.id({ required: true, description: 'The identifier of the post format.' }),
        idType: t.arg({ type: idType, description: 'The kind of `id`. Default: a global id.' }),
      },
      resolve: (_root, { id, idType: kind }, { loaders }) => formatById(String(id), kind, loaders.site),
    }),
    postFormats: connectionField(t, graph, {
      base: 'RootQueryToPostFormat',
      target: 'PostFormat',
      description: 'The post formats that posts have, ordered by name.',
      where: formatWhere,
      page: async (_root: object, { paging, where, loaders }) => {
        const used = await readUsedFormats(where, loaders);
        return pageOfList(
          used.map(({ format }) => formatEdge(format)),
          paging,
          loaders.limits,
        );
      },
    }),
  }));
}

/** Returns the format with a slug (`post-format-aside`), which is also its name in the database. Returns null if there is none. */
export function formatBySlug(name: string): PostFormatNode | null {
  const format = /^post-format-(.+)$/.exec(name.toLowerCase())?.[1];
  return format !== undefined && formats.includes(format) ? { typeName: 'PostFormat', format } : null;
}

/**
 * Returns the format whose archive has a given path or URL: `/type/aside/`, `/?post_format=aside`. Returns null if the
 * address is no such archive.
 */
export function formatByAddress(address: string, site: Site): PostFormatNode | null {
  const path = address.startsWith(`${site.home}/`) ? address.slice(site.home.length) : address;
  const format = /^\/?(?:index\.php\/)?(?:type\/|\?post_format=)([a-z]+)\/?$/.exec(path)?.[1];
  return hasPostFormats(site) && format ? formatBySlug(slugOfFormat(format)) : null;
}

/** Finds the format whose archive has a given path or URL. Returns null if no post has the format: WordPress then answers 404. */
export async function findUsedFormatByAddress(
  address: string,
  loaders: Loaders,
): Promise<PostFormatNode | null> {
  const format = formatByAddress(address, loaders.site);
  if (!format || !canListByFormat(loaders)) return format;
  return (await countPostsOf(format.format, loaders)) === 0 ? null : format;
}

/**
 * Returns the format with an identifier. Returns null if there is none.
 *
 * @param idType - the kind of identifier; a global id if it is null
 * @throws InputError for `DATABASE_ID`, which REST does not contain
 */
export function formatById(id: string, idType: string | null | undefined, site: Site): PostFormatNode | null {
  if (idType === 'DATABASE_ID') throw new InputError(whyNoId);
  if (idType === 'URI') return formatByAddress(id, site);
  return formatBySlug(idType === 'SLUG' || idType === 'NAME' ? id : (parseGlobalId(id)?.id ?? ''));
}

/** Returns the edge to a format. */
export function formatEdge(format: string) {
  return toEdge({ typeName: 'PostFormat', format }, slugOfFormat(format));
}

async function countPostsOf(format: string, loaders: Loaders): Promise<number | null> {
  const resource = resourceNamed(loaders.site, 'post');
  return countCollection(loaders.rest, { resource, filter: formatFilter([format], loaders) });
}

function uriOf(format: string, { permalinks }: Site): string {
  if (permalinks === 'plain') return `/?post_format=${format}`;
  return `${permalinks === 'index' ? '/index.php' : ''}/type/${format}/`;
}
