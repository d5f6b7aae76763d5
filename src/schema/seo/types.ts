import { type Entity, union } from '../../loading/base/entity.ts';
import type { Loaders } from '../../loading/loaders.ts';
import type { GraphQLResolveInfo } from '../../packages/graphql.ts';
import { resourcesOf } from '../../site/site.ts';
import { type Document, integer, list, text, valueAt } from '../../wordpress/document.ts';
import { isRenditionOf, mediaByAnyUrl } from '../find/media-by-url.ts';
import type { FieldMap, ObjectRef } from '../kit/base/pothos.ts';
import type { Types } from '../kit/graph/builder.ts';
import {
  type EntityFields,
  type Field,
  type Graph,
  interfaceNamed,
  resourceNamed,
} from '../kit/graph/graph.ts';
import { projectionOf } from '../kit/plugins/reads/projection.ts';
import {
  type Breadcrumb,
  breadcrumbs,
  type FetchedHead,
  featuredOf,
  headHtml,
  headOf,
  headPaths,
  headText,
  rankMathRoute,
  readingTime,
  type Seo,
  type SeoPlugin,
  schemaTypes,
  seoPluginOf,
} from './head.ts';
import { readHead } from './rank-math.ts';

type SeoFields = PothosSchemaTypes.ObjectFieldBuilder<Types, Seo>;

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
 * `seo` of content, terms and users, with the types that Yoast's extension of WPGraphQL has. Of a site with Yoast SEO
 * the parts that are read come with the document; Rank Math is asked for each document by itself.
 */
export function implementSeo(graph: Graph): void {
  const plugin = seoPluginOf(graph.site);
  if (!plugin) return;
  const types = createTypes(graph, plugin);
  for (const name of ['ContentNode', 'NodeWithTitle']) {
    graph.builder.interfaceFields(interfaceNamed(graph, name), (t) => ({
      seo: seoField(t, plugin, types.content),
    }));
  }
  for (const taxonomy of resourcesOf(graph.site, 'term')) {
    graph.builder.objectFields(graph.objectOf(taxonomy), (t) => ({ seo: seoField(t, plugin, types.term) }));
  }
  graph.builder.objectFields(graph.objectOf(resourceNamed(graph.site, 'user')), (t) => ({
    seo: seoField(t, plugin, types.user),
  }));
}

function seoField(t: EntityFields, plugin: SeoPlugin, type: ObjectRef<Types, Seo>): Field {
  if (plugin === 'yoast') {
    return t.field({
      type,
      sameDocument: true,
      description: 'What search engines and networks are told of it, by Yoast SEO.',
      resolve: (entity): Seo => entity,
    });
  }
  return t.field({
    type,
    reads: ['link', 'featured_media'],
    description:
      'What search engines and networks are told of it, by Rank Math. WordPress is asked once for each document.',
    resolve: ({ document }, _args, { loaders }): Promise<Seo | null> => fetchHead(document, loaders),
  });
}

async function fetchHead(document: Document, { rest }: Loaders): Promise<FetchedHead | null> {
  const url = text(document, 'link');
  if (!url) return null;
  const html = text(await rest.get(rankMathRoute, { url }), 'head');
  if (html === null) return null;
  return { head: readHead(html), html, featured: integer(document, 'featured_media') };
}

function createTypes(graph: Graph, plugin: SeoPlugin) {
  const { builder } = graph;
  const object = (name: string, description: string, fields: (t: SeoFields) => FieldMap) =>
    builder.objectRef<Seo>(name).implement({ description, fields });
  const schemaOf = (name: string, hasTypes: boolean) =>
    object(name, "schema.org's description of it.", (t) => ({
      raw: t.string({
        description: 'The description, as JSON-LD.',
        reads: headPaths(plugin, ['schema']),
        resolve: (seo) => {
          const schema = valueAt(headOf(seo), 'schema');
          return schema === undefined ? null : JSON.stringify(schema);
        },
      }),
      ...(hasTypes
        ? {
            pageType: typesField(t, plugin, { of: 'the page', pattern: /Page$/ }),
            articleType: typesField(t, plugin, { of: 'the article', pattern: /(Article|Posting|Report)$/ }),
          }
        : {}),
    }));
  const breadcrumb = builder.objectRef<Breadcrumb>('SEOPostTypeBreadcrumbs').implement({
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
  const common = (t: SeoFields, schema: ObjectRef<Types, Seo>): FieldMap => ({
    opengraphImage: imageField(t, graph, plugin, 'og_image'),
    twitterImage: imageField(t, graph, plugin, 'twitter_image'),
    fullHead: t.string({
      description: 'All of it as HTML, for the head of a page.',
      reads: plugin === 'yoast' ? ['yoast_head'] : [],
      resolve: headHtml,
    }),
    schema: t.field({
      type: schema,
      sameDocument: plugin === 'yoast',
      description: "schema.org's description of it.",
      resolve: (seo) => seo,
    }),
  });
  const ofNode = (t: SeoFields): FieldMap => ({
    ...textFields(t, plugin, () => true),
    ...absentTexts(t, ['focuskw', 'metaKeywords']),
    cornerstone: t.boolean({ description: absent, resolve: () => null }),
    breadcrumbs: t.field({
      type: [breadcrumb],
      nullable: { list: true, items: true },
      description: 'The way from the home page.',
      reads: headPaths(plugin, ['schema', 'canonical']),
      resolve: (seo) => (headOf(seo) ? breadcrumbs(seo) : null),
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
        reads: headPaths(plugin, ['twitter_misc']),
        resolve: readingTime,
      }),
    })),
    term: object('TaxonomySEO', 'What search engines and networks are told of a term.', (t) => ({
      ...ofNode(t),
      ...common(t, termSchema),
    })),
    user: object('SEOUser', 'What search engines and networks are told of a user.', (t) => ({
      ...textFields(t, plugin, (who) => who === 'all'),
      ...absentTexts(t, ['language', 'region', 'breadcrumbTitle']),
      ...common(t, userSchema),
      social: t.field({ type: social, description: absent, resolve: () => null }),
    })),
  };
}

function textFields(t: SeoFields, plugin: SeoPlugin, isFor: (who: 'all' | 'nodes') => boolean): FieldMap {
  const rows = texts.filter(([, , , who]) => isFor(who));
  return Object.fromEntries(
    rows.map(([name, path, description]) => [
      name,
      t.string({
        description: `${description} Empty for none.`,
        reads: headPaths(plugin, [path]),
        resolve: (seo) => headText(seo, path),
      }),
    ]),
  );
}

function absentTexts(t: SeoFields, names: readonly string[]): FieldMap {
  return Object.fromEntries(
    names.map((name) => [name, t.string({ description: absent, resolve: () => null })]),
  );
}

function typesField(
  t: SeoFields,
  plugin: SeoPlugin,
  { of, pattern }: { of: string; pattern: RegExp },
): Field {
  return t.stringList({
    nullable: { list: true, items: true },
    description: `schema.org's types of ${of}.`,
    reads: headPaths(plugin, ['schema']),
    resolve: (seo) => (headOf(seo) ? [...schemaTypes(seo, pattern)] : null),
  });
}

function imageField(t: SeoFields, graph: Graph, plugin: SeoPlugin, key: 'og_image' | 'twitter_image'): Field {
  return t.field({
    type: graph.typeNamed('MediaItem'),
    description: 'The image that is shown with it, found by its address; null where it is none of the site.',
    reads: plugin === 'yoast' ? [...headPaths(plugin, [key]), 'featured_media'] : [],
    resolve: async (seo, _args, { loaders }, info) => imageOf(seo, key, { loaders, info }),
  });
}

/** The image by its id, which older versions of Yoast give; else by its address, which mostly is that of the main image. */
async function imageOf(
  seo: Seo,
  key: 'og_image' | 'twitter_image',
  { loaders, info }: { loaders: Loaders; info: GraphQLResolveInfo },
): Promise<Entity | null> {
  const [image] = list(headOf(seo), key);
  const media = resourceNamed(loaders.site, 'attachment');
  const { paths } = projectionOf(info, media.typeName);
  const id = integer(image, 'id');
  if (id) return loaders.entities(media).load(id, paths);
  const url = text(image, 'url') ?? text(headOf(seo), key);
  if (!url) return null;
  const featuredId = featuredOf(seo);
  const featured = featuredId
    ? await loaders.entities(media).load(featuredId, union(paths, ['source_url']))
    : null;
  const isFeatured = isRenditionOf(url, text(featured?.document, 'source_url') ?? '');
  return isFeatured ? featured : mediaByAnyUrl(url, { loaders, info });
}
