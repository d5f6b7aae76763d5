import { type Entity, union } from '../../loading/base/entity.ts';
import type { Loaders } from '../../loading/loaders.ts';
import type { GraphQLResolveInfo } from '../../packages/graphql.ts';
import { findMediaByRenditionUrl, isRenditionOf } from '../../schema/find/media-by-url.ts';
import type {
  Fields,
  IntegrationGraph,
  ObjectFields,
  TypeRef,
} from '../../schema/integration/integration-graph.ts';
import { type Field, resourceNamed } from '../../schema/kit/graph/graph.ts';
import { projectionOf } from '../../schema/kit/plugins/reads/projection.ts';
import { resourcesOf } from '../../site/site.ts';
import { valueAt } from '../../values/json.ts';
import { integer, list, text } from '../../wordpress/document.ts';
import { type Breadcrumb, breadcrumbs, type Head, headText, readingTime, schemaTypes } from './head.ts';
import { featuredOf, headOf, headPaths, htmlOf, type Seo, type SeoSource } from './source.ts';

type SeoFields = ObjectFields<Seo>;

/** Texts: name in the graph, where the head has it, what it is, and whether users have it too. */
const texts: readonly (readonly [string, string, string, 'all' | 'nodes'])[] = [
  ['title', 'title', 'What a browser and search engines show as title.', 'all'],
  ['metaDesc', 'description', 'What search engines show below the title.', 'all'],
  ['metaRobotsNoindex', 'robots.index', '`index` or `noindex`.', 'all'],
  ['metaRobotsNofollow', 'robots.follow', '`follow` or `nofollow`.', 'all'],
  ['canonical', 'canonical', 'The address that counts, where there are several.', 'all'],
  ['opengraphTitle', 'og_title', 'Title where it is shared.', 'all'],
  ['opengraphDescription', 'og_description', 'Description where it is shared.', 'all'],
  ['twitterTitle', 'twitter_title', 'Title on X, where it is another one.', 'all'],
  ['twitterDescription', 'twitter_description', 'Description on X, where it is another one.', 'all'],
  ['opengraphUrl', 'og_url', 'Address where it is shared.', 'nodes'],
  ['opengraphSiteName', 'og_site_name', 'Name of the site where it is shared.', 'nodes'],
  ['opengraphType', 'og_type', '`article`, `website` …', 'nodes'],
  ['opengraphAuthor', 'article_author', 'Who wrote it, where it is shared.', 'nodes'],
  ['opengraphPublisher', 'article_publisher', 'Who published it, where it is shared.', 'nodes'],
  ['opengraphPublishedTime', 'article_published_time', 'When it was published.', 'nodes'],
  ['opengraphModifiedTime', 'article_modified_time', 'When it was last changed.', 'nodes'],
  ['twitterCardType', 'twitter_card', '`summary` or `summary_large_image`.', 'nodes'],
];

const absent = "Always null: the plugin's REST fields don't show it.";

/** Networks that Yoast knows of users. */
const networks = [
  ...['facebook', 'twitter', 'instagram', 'linkedIn', 'mySpace'],
  ...['pinterest', 'youTube', 'soundCloud', 'wikipedia'],
];

/**
 * Adds `seo` to content, terms and users, with the types that Yoast's extension of WPGraphQL has.
 *
 * @param source - where the plugin's data come from
 */
export function addSeo(graph: IntegrationGraph, source: SeoSource): void {
  const types = createTypes(graph, source);
  for (const name of ['ContentNode', 'NodeWithTitle']) {
    graph.addFields(name, (t) => ({ seo: source.field(t, types.content) }));
  }
  for (const { typeName } of resourcesOf(graph.site, 'term')) {
    graph.addFields(typeName, (t) => ({ seo: source.field(t, types.term) }));
  }
  graph.addFields('User', (t) => ({ seo: source.field(t, types.user) }));
}

function createTypes(graph: IntegrationGraph, source: SeoSource) {
  const object = (name: string, description: string, fields: (t: SeoFields) => Fields) =>
    graph.addType<Seo>(name, { description, fields });
  const schemaOf = (name: string, hasTypes: boolean) =>
    object(name, "schema.org's description of it.", (t) => ({
      raw: t.string({
        description: 'The description, as JSON-LD.',
        reads: headPaths(source, ['schema']),
        resolve: (seo) => {
          const schema = valueAt(headOf(source, seo), 'schema');
          return schema === undefined ? null : JSON.stringify(schema);
        },
      }),
      ...(hasTypes
        ? {
            pageType: typesField(t, source, { of: 'the page', pattern: /Page$/ }),
            articleType: typesField(t, source, { of: 'the article', pattern: /(Article|Posting|Report)$/ }),
          }
        : {}),
    }));
  const breadcrumb = graph.addType<Breadcrumb>('SEOPostTypeBreadcrumbs', {
    description: 'A step on the way from the home page.',
    fields: (t) => ({
      text: t.string({ description: 'What it is called.', resolve: (step) => step.text }),
      url: t.string({ description: 'Its address.', resolve: (step) => step.url }),
    }),
  });
  const social = object('SEOUserSocial', `Where else a user is. ${absent}`, (t) =>
    Object.fromEntries(
      networks.map((name) => [name, t.string({ description: absent, resolve: () => null })]),
    ),
  );
  const common = (t: SeoFields, schema: TypeRef<Seo>): Fields => ({
    opengraphImage: imageField(t, graph, source, 'og_image'),
    twitterImage: imageField(t, graph, source, 'twitter_image'),
    fullHead: t.string({
      description: 'All of it as HTML, for the head of a page.',
      reads: source.keys ? [source.keys.html] : [],
      resolve: (seo) => htmlOf(source, seo),
    }),
    schema: t.field({
      type: schema,
      sameDocument: source.keys !== null,
      description: "schema.org's description of it.",
      resolve: (seo) => seo,
    }),
  });
  const ofNode = (t: SeoFields): Fields => ({
    ...textFields(t, source, () => true),
    ...absentTexts(t, ['focuskw', 'metaKeywords']),
    cornerstone: t.boolean({ description: absent, resolve: () => null }),
    breadcrumbs: t.field({
      type: [breadcrumb],
      nullable: { list: true, items: true },
      description: 'The way from the home page.',
      reads: headPaths(source, ['schema', 'canonical']),
      resolve: (seo) => orNull(headOf(source, seo), breadcrumbs),
    }),
  });
  const contentSchema = schemaOf('SEOPostTypeSchema', true);
  const termSchema = schemaOf('SEOTaxonomySchema', false);
  const userSchema = schemaOf('SEOUserSchema', true);
  return {
    content: object('PostTypeSEO', 'What search engines and networks are told of content.', (t) => ({
      ...ofNode(t),
      ...common(t, contentSchema),
      readingTime: t.float({
        description: 'Minutes that it takes to read; null where the plugin does not say.',
        reads: headPaths(source, ['twitter_misc']),
        resolve: (seo) => readingTime(headOf(source, seo)),
      }),
    })),
    term: object('TaxonomySEO', 'What search engines and networks are told of a term.', (t) => ({
      ...ofNode(t),
      ...common(t, termSchema),
    })),
    user: object('SEOUser', 'What search engines and networks are told of a user.', (t) => ({
      ...textFields(t, source, (who) => who === 'all'),
      ...absentTexts(t, ['language', 'region', 'breadcrumbTitle']),
      ...common(t, userSchema),
      social: t.field({ type: social, description: absent, resolve: () => null }),
    })),
  };
}

function textFields(t: SeoFields, source: SeoSource, isFor: (who: 'all' | 'nodes') => boolean): Fields {
  const rows = texts.filter(([, , , who]) => isFor(who));
  return Object.fromEntries(
    rows.map(([name, path, description]) => [
      name,
      t.string({
        description: `${description} Empty for none.`,
        reads: headPaths(source, [path]),
        resolve: (seo) => headText(headOf(source, seo), path),
      }),
    ]),
  );
}

function absentTexts(t: SeoFields, names: readonly string[]): Fields {
  return Object.fromEntries(
    names.map((name) => [name, t.string({ description: absent, resolve: () => null })]),
  );
}

function typesField(
  t: SeoFields,
  source: SeoSource,
  { of, pattern }: { of: string; pattern: RegExp },
): Field {
  return t.stringList({
    nullable: { list: true, items: true },
    description: `schema.org's types of ${of}.`,
    reads: headPaths(source, ['schema']),
    resolve: (seo) => orNull(headOf(source, seo), (head) => [...schemaTypes(head, pattern)]),
  });
}

function imageField(t: SeoFields, graph: IntegrationGraph, source: SeoSource, key: ImageKey): Field {
  return t.field({
    type: graph.type('MediaItem'),
    description: 'The image that is shown with it, found by its address; null where it is none of the site.',
    reads: [...headPaths(source, [key]), ...(source.keys ? ['featured_media'] : [])],
    resolve: (seo, _args, { loaders }, info) =>
      imageOf(headOf(source, seo), key, { featuredId: featuredOf(seo), loaders, info }),
  });
}

type ImageKey = 'og_image' | 'twitter_image';

/** Returns the image by its id, which older versions of Yoast give; else by its address, which mostly is that of the main image. */
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

function orNull<Result>(head: Head | null, read: (head: Head) => Result): Result | null {
  return head === null ? null : read(head);
}
