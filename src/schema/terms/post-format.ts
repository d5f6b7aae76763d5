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

const whyNoId = "WordPress' REST API doesn't show the database ids of post formats. Use `slug`.";

const whyUnfiltered = "WordPress' REST API has no list of post formats.";

/** `PostFormat` with its root fields; nothing where the site's posts have no formats. */
export function implementPostFormats(graph: Graph): void {
  const isThere = hasPostFormats(graph.site);
  graph.virtualType('PostFormat').implement({
    description: 'How a post is presented: as an aside, a gallery, a video …',
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
          description: 'The globally unique identifier; this gateway makes it of the slug.',
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
          description: "WordPress' own identifier.",
          availability: alwaysNull,
          deprecationReason: 'Deprecated in favor of databaseId',
          resolve: () => null,
        }),
        name: t.string({
          description: 'Its name, in English.',
          resolve: ({ format }) => upperFirst(format),
        }),
        slug: t.string({ description: '`post-format-aside`', resolve: ({ format }) => slugOfFormat(format) }),
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
          resolve: async ({ format }, _args, { loaders }) => (await countPostsOf(format, loaders)) || null,
        }),
        description: t.string({
          description: 'Its description.',
          availability: alwaysNull,
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
    where: target === 'Post' ? contentWhere(post) : contentWhereOfTypes('ContentTypesOfPostFormatEnum'),
    page: ({ format }: PostFormatNode, request) =>
      readResources(request, [listedResource(post, formatFilter([format], request.loaders))]),
  });
}

/** The format of a post, as the terms of a taxonomy. */
export function postFormatConnection(t: EntityFields, graph: Graph) {
  return connectionField(t, graph, {
    base: 'PostToPostFormat',
    target: 'PostFormat',
    description: 'Its post format; empty where it has none.',
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
    description: 'What names a post format.',
    values: describedValues(idTypeValues('DATABASE_ID', 'ID', 'NAME', 'SLUG', 'URI')),
  });
  graph.builder.queryFields((t) => ({
    postFormat: t.field({
      type: graph.virtualType('PostFormat'),
      description: 'A post format.',
      args: {
        id: t.arg.id({ required: true, description: 'What names it.' }),
        idType: t.arg({ type: idType, description: 'What `id` is; a global id unless said.' }),
      },
      resolve: (_root, { id, idType: kind }, { loaders }) => formatById(String(id), kind, loaders.site),
    }),
    postFormats: connectionField(t, graph, {
      base: 'RootQueryToPostFormat',
      target: 'PostFormat',
      description: 'Post formats that posts have, by name.',
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

/** The format of a slug, which the database has for its name too: `post-format-aside`. */
export function formatBySlug(name: string): PostFormatNode | null {
  const format = /^post-format-(.+)$/.exec(name.toLowerCase())?.[1];
  return format !== undefined && formats.includes(format) ? { typeName: 'PostFormat', format } : null;
}

/** The format whose archive an address is, as path or in full: `/type/aside/`, `/?post_format=aside`. */
export function formatByAddress(address: string, site: Site): PostFormatNode | null {
  const path = address.startsWith(`${site.home}/`) ? address.slice(site.home.length) : address;
  const format = /^\/?(?:index\.php\/)?(?:type\/|\?post_format=)([a-z]+)\/?$/.exec(path)?.[1];
  return hasPostFormats(site) && format ? formatBySlug(slugOfFormat(format)) : null;
}

/** The format whose archive the site shows at an address; null where no post has it. */
export async function findUsedFormatByAddress(
  address: string,
  loaders: Loaders,
): Promise<PostFormatNode | null> {
  const found = formatByAddress(address, loaders.site);
  if (!found || !canListByFormat(loaders)) return found;
  return (await countPostsOf(found.format, loaders)) === 0 ? null : found;
}

/** The format that one of the ways to name a term gives. */
export function formatById(id: string, idType: string | null | undefined, site: Site): PostFormatNode | null {
  if (idType === 'DATABASE_ID') throw new InputError(whyNoId);
  if (idType === 'URI') return formatByAddress(id, site);
  return formatBySlug(idType === 'SLUG' || idType === 'NAME' ? id : (parseGlobalId(id)?.id ?? ''));
}

/** The edge to a format. */
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
