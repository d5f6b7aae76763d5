import type { Entity } from '../../loading/base/entity.ts';
import type { Loaders } from '../../loading/loaders.ts';
import type { GraphQLResolveInfo } from '../../packages/graphql.ts';
import { findMediaByRenditionUrl, isRenditionOf } from '../../schema/find/media-by-url.ts';
import type {
  Fields,
  IntegrationGraph,
  ObjectFields,
  TypeOptions,
  TypeRef,
} from '../../schema/integration/integration-graph.ts';
import { isEntity } from '../../schema/kit/base/virtual-nodes.ts';
import { type Field, resourceNamed } from '../../schema/kit/graph/graph.ts';
import { projectionOf } from '../../schema/kit/plugins/reads/projection.ts';
import { resourcesOf } from '../../site/site.ts';
import { integer, list, text } from '../../wordpress/document.ts';
import { union } from '../../wordpress/paths.ts';
import { absentFlags, absentTexts } from './absent.ts';
import {
  type Breadcrumb,
  breadcrumbs,
  type Head,
  headText,
  jsonLdOf,
  readingTime,
  schemaTypes,
} from './head.ts';
import { networks, profileAt, userNameIn } from './networks.ts';
import { personProfiles } from './site-head.ts';
import { addSiteSeo } from './site-seo.ts';
import { featuredOf, headOf, headPaths, htmlOf, type OwnNames, type Seo, type SeoSource } from './source.ts';
import { isUnlisted, trailOf, trailPaths } from './trail.ts';

type SeoFields = ObjectFields<Seo>;

/** The text fields: name, path in the head, description, and whether only nodes or also users have the field. */
const texts: readonly (readonly [string, string, string, 'all' | 'nodes'])[] = [
  ['title', 'title', 'The title in browsers and search results.', 'all'],
  ['metaDesc', 'description', 'The description in search results.', 'all'],
  ['metaRobotsNoindex', 'robots.index', '`index` or `noindex`, for search engines.', 'all'],
  ['metaRobotsNofollow', 'robots.follow', '`follow` or `nofollow`, for search engines.', 'all'],
  ['canonical', 'canonical', 'The canonical URL.', 'all'],
  ['opengraphTitle', 'og_title', 'The title for Open Graph.', 'all'],
  ['opengraphDescription', 'og_description', 'The description for Open Graph.', 'all'],
  ['twitterTitle', 'twitter_title', 'The title on X if it differs.', 'all'],
  ['twitterDescription', 'twitter_description', 'The description on X if it differs.', 'all'],
  ['opengraphUrl', 'og_url', 'The URL for Open Graph.', 'nodes'],
  ['opengraphSiteName', 'og_site_name', 'The site name for Open Graph.', 'nodes'],
  ['opengraphType', 'og_type', 'The type for Open Graph, such as `article` or `website`.', 'nodes'],
  ['opengraphAuthor', 'article_author', 'The author for Open Graph.', 'nodes'],
  ['opengraphPublisher', 'article_publisher', 'The publisher for Open Graph.', 'nodes'],
  ['opengraphPublishedTime', 'article_published_time', 'The time of publication.', 'nodes'],
  ['opengraphModifiedTime', 'article_modified_time', 'The time of the last change.', 'nodes'],
  ['twitterCardType', 'twitter_card', 'The kind of card on X: `summary` or `summary_large_image`.', 'nodes'],
];

/**
 * Adds `seo` to content, terms and users, with the types of Yoast's WPGraphQL extension.
 *
 * @param source - reads the data of the site's SEO plugin
 */
export function addSeo(graph: IntegrationGraph, source: SeoSource): void {
  addSiteSeo(graph, source);
  const types = createTypes(graph, source);
  for (const name of ['ContentNode', 'NodeWithTitle']) {
    graph.addFields(name, (t) => ({ seo: source.field(t, types.content, 'content') }));
  }
  for (const { typeName } of resourcesOf(graph.site, 'term')) {
    graph.addFields(typeName, (t) => ({ seo: source.field(t, types.term, 'term') }));
  }
  graph.addFields('User', (t) => ({ seo: source.field(t, types.user, 'user') }));
}

function createTypes(graph: IntegrationGraph, source: SeoSource) {
  const object = (name: string, description: string, fields: (t: SeoFields) => Fields) =>
    graph.addType<Seo>(name, { description, fields });
  const own = source.ownNames?.(graph);
  /** Adds a type of `seo`, with the fields that the plugin's own extension has. */
  const seoType = (
    owner: keyof OwnNames['interfaces'],
    name: string,
    { description, fields }: TypeOptions<Seo>,
  ) =>
    graph.addType<Seo>(name, {
      description,
      interfaces: own?.interfaces[owner] ?? [],
      fields: (t) =>
        Object.fromEntries(Object.entries(fields(t)).filter(([key]) => !own?.replaces.includes(key))),
    });
  const schemaOf = (name: string, hasTypes: boolean) =>
    object(name, 'The structured data (schema.org).', (t) => ({
      raw: t.string({
        description: 'The structured data as JSON-LD.',
        reads: headPaths(source, ['schema']),
        resolve: (seo) => jsonLdOf(headOf(source, seo)),
      }),
      ...(hasTypes
        ? {
            pageType: typesField(t, source, { subject: 'the page', pattern: /Page$/ }),
            articleType: typesField(t, source, {
              subject: 'the article',
              pattern: /(Article|Posting|Report)$/,
            }),
          }
        : {}),
    }));
  const breadcrumb = graph.addType<Breadcrumb>('SEOPostTypeBreadcrumbs', {
    description: 'A link in the breadcrumb trail from the home page.',
    fields: (t) => ({
      text: t.string({ description: 'The text of the link.', resolve: (step) => step.text }),
      url: t.string({ description: 'The URL of the link.', resolve: (step) => step.url }),
    }),
  });
  const social = object('SEOUserSocial', 'The profiles of a user at social networks.', (t) =>
    Object.fromEntries(
      networks.map((name) => [
        name,
        t.string({
          description:
            name === 'twitter'
              ? 'The user name at X. Empty if there is none.'
              : 'The address of the profile. Empty if there is none.',
          reads: headPaths(source, ['schema']),
          resolve: (seo) => {
            const profile = profileAt(name, personProfiles(headOf(source, seo)));
            return name === 'twitter' ? userNameIn(profile) : profile;
          },
        }),
      ]),
    ),
  );
  const common = (t: SeoFields, schema: TypeRef<Seo>): Fields => ({
    opengraphImage: imageField(t, graph, source, 'og_image'),
    twitterImage: imageField(t, graph, source, 'twitter_image'),
    fullHead: t.string({
      description: 'All metadata as HTML, for the head of a page.',
      reads: source.keys
        ? [source.keys.html, ...(source.ownRobots ? headPaths(source, ['robots']) : [])]
        : [],
      resolve: async (seo, _args, context) =>
        htmlOf(source, (await source.ownRobots?.(seo, context)) ?? seo, context.loaders.site),
    }),
    schema: t.field({
      type: schema,
      sameDocument: source.keys !== null,
      description: 'The structured data (schema.org).',
      resolve: (seo) => seo,
    }),
  });
  const ofNode = (t: SeoFields): Fields => ({
    ...textFields(t, source, () => true),
    ...absentTexts(t, ['focuskw', 'metaKeywords']),
    ...absentFlags(t, ['cornerstone']),
    breadcrumbs: t.field({
      type: [breadcrumb],
      nullable: { list: true, items: true },
      description: 'The breadcrumb trail from the home page.',
      reads: source.keys ? [...headPaths(source, ['schema', 'canonical', 'robots']), ...trailPaths] : [],
      resolve: async (seo, _args, { loaders }) => {
        const head = headOf(source, seo);
        if (!head) return null;
        const trail = breadcrumbs(head);
        if (trail.length > 0 || !isEntity(seo) || !isUnlisted(head)) return [...trail];
        return [...(await trailOf(seo, source, loaders))];
      },
    }),
  });
  const contentSchema = schemaOf('SEOPostTypeSchema', true);
  const termSchema = schemaOf('SEOTaxonomySchema', false);
  const userSchema = schemaOf('SEOUserSchema', true);
  return {
    content: seoType('content', 'PostTypeSEO', {
      description: 'The metadata of content for search engines and social networks.',
      fields: (t) => ({
        ...ofNode(t),
        ...common(t, contentSchema),
        readingTime: t.float({
          description: 'The reading time in minutes. Null if the plugin does not provide it.',
          reads: headPaths(source, ['twitter_misc']),
          resolve: (seo) => readingTime(headOf(source, seo)),
        }),
      }),
    }),
    term: seoType('term', 'TaxonomySEO', {
      description: 'The metadata of a term for search engines and social networks.',
      fields: (t) => ({ ...ofNode(t), ...common(t, termSchema) }),
    }),
    user: seoType('user', 'SEOUser', {
      description: 'The metadata of a user for search engines and social networks.',
      fields: (t) => ({
        ...textFields(t, source, (who) => who === 'all'),
        ...absentTexts(t, ['language', 'region', 'breadcrumbTitle']),
        ...common(t, userSchema),
        social: t.field({
          type: social,
          sameDocument: source.keys !== null,
          description: 'The profiles of the user at social networks.',
          resolve: (seo) => seo,
        }),
      }),
    }),
  };
}

function textFields(t: SeoFields, source: SeoSource, isFor: (who: 'all' | 'nodes') => boolean): Fields {
  const rows = texts.filter(([, , , who]) => isFor(who));
  return Object.fromEntries(
    rows.map(([name, path, description]) => [
      name,
      t.string({
        description: `${description} Empty if there is none.`,
        reads: headPaths(source, [path]),
        resolve:
          source.ownRobots && path.startsWith('robots.')
            ? async (seo, _args, context) =>
                headText(headOf(source, (await source.ownRobots?.(seo, context)) ?? seo), path)
            : (seo) => headText(headOf(source, seo), path),
      }),
    ]),
  );
}

function typesField(
  t: SeoFields,
  source: SeoSource,
  { subject, pattern }: { subject: string; pattern: RegExp },
): Field {
  return t.stringList({
    nullable: { list: true, items: true },
    description: `The schema.org types of ${subject}.`,
    reads: headPaths(source, ['schema']),
    resolve: (seo) => {
      const head = headOf(source, seo);
      return head && [...schemaTypes(head, pattern)];
    },
  });
}

function imageField(t: SeoFields, graph: IntegrationGraph, source: SeoSource, key: ImageKey): Field {
  return t.field({
    type: graph.type('MediaItem'),
    description: 'The image for social networks. Null if the media library lacks it.',
    reads: [...headPaths(source, [key]), ...(source.keys ? ['featured_media'] : [])],
    resolve: (seo, _args, { loaders }, info) =>
      imageOf(headOf(source, seo), key, { featuredId: featuredOf(seo), loaders, info }),
  });
}

type ImageKey = 'og_image' | 'twitter_image';

/**
 * Returns the media item of an image. Older versions of Yoast send its id. Otherwise looks for its URL, first among the sizes of
 * the featured image. Returns null if no media item has the URL.
 */
async function imageOf(
  head: Head | null,
  key: ImageKey,
  { featuredId, loaders, info }: { featuredId: number | null; loaders: Loaders; info: GraphQLResolveInfo },
): Promise<Entity | null> {
  const [image] = list(head, key);
  const media = resourceNamed(loaders.site, 'attachment');
  const { paths } = projectionOf(info, media.typeName);
  const id = integer(image, 'id');
  if (id) return loaders.entities(media).load(id, paths);
  const url = text(image, 'url') ?? text(head, key);
  if (!url) return null;
  const featured = featuredId
    ? await loaders.entities(media).load(featuredId, union(paths, ['source_url']))
    : null;
  const isFeatured = isRenditionOf(url, text(featured?.document, 'source_url') ?? '');
  return isFeatured ? featured : findMediaByRenditionUrl(url, { loaders, info });
}
