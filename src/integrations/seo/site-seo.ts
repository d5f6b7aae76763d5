import type { Loaders } from '../../loading/loaders.ts';
import { findMediaByRenditionUrl } from '../../schema/find/media-by-url.ts';
import type {
  Fields,
  IntegrationGraph,
  ObjectFields,
  TypeRef,
} from '../../schema/integration/integration-graph.ts';
import type { Field } from '../../schema/kit/graph/graph.ts';
import { resourcesOf } from '../../site/site.ts';
import { absent, absentFlags, absentTexts } from './absent.ts';
import { addContentTypes } from './content-types.ts';
import { breadcrumbs, headText } from './head.ts';
import { networkOf, profileAt, userNameIn } from './networks.ts';
import {
  logoUrl,
  metaIn,
  publisherKind,
  publisherName,
  type SiteHead,
  shareImageUrl,
  siteProfiles,
  siteText,
} from './site-head.ts';
import type { SeoSource } from './source.ts';

type SiteFields = ObjectFields<SiteHead>;

/** A text of the site: its name, its description, and its value. */
type TextRow = readonly [
  name: string,
  description: string,
  read: (site: SiteHead, loaders: Loaders) => string | null,
];

const schemaTexts: readonly TextRow[] = [
  ['companyName', 'The name of the organization whose site it is.', (site) => publisherName(site, 'company')],
  ['personName', 'The name of the person whose site it is.', (site) => publisherName(site, 'person')],
  ['companyOrPerson', 'Whose site it is: `company` or `person`.', publisherKind],
  ['siteName', 'The name of the site for search engines.', (site) => siteText(site, 'name')],
  ['wordpressSiteName', "The site's title in WordPress.", (_site, { site }) => site.name],
  ['siteUrl', 'The address of WordPress.', (_site, { site }) => site.url],
  ['homeUrl', 'The address of the home page.', (_site, { site }) => site.home],
  ['inLanguage', 'The language of the site.', (site) => siteText(site, 'inLanguage')],
];

const proofs: readonly (readonly [string, string, string])[] = [
  ['baiduVerify', 'Baidu', 'baidu-site-verification'],
  ['googleVerify', 'Google', 'google-site-verification'],
  ['msVerify', 'Bing', 'msvalidate.01'],
  ['yandexVerify', 'Yandex', 'yandex-verification'],
];

/** The types of networks that have an address only. */
const simpleNetworks = [
  ['instagram', 'SEOSocialInstagram'],
  ['linkedIn', 'SEOSocialLinkedIn'],
  ['mySpace', 'SEOSocialMySpace'],
  ['youTube', 'SEOSocialYoutube'],
  ['wikipedia', 'SEOSocialWikipedia'],
] as const;

/**
 * Adds `seo` to the root, with the types of Yoast's WPGraphQL extension: what the SEO plugin says about the site. The head of the
 * home page has it, and one request reads that.
 */
export function addSiteSeo(graph: IntegrationGraph, source: SeoSource): void {
  const object = (name: string, description: string, fields: (t: SiteFields) => Fields) =>
    graph.addType<SiteHead>(name, { description, fields });
  const image = (t: SiteFields, description: string, urlOf: (site: SiteHead) => string | null): Field =>
    t.field({
      type: graph.type('MediaItem'),
      description: `${description} Null if the media library lacks it.`,
      resolve: (site, _args, { loaders }, info) => {
        const url = urlOf(site);
        return url ? findMediaByRenditionUrl(url, { loaders, info }) : null;
      },
    });
  const part = (t: SiteFields, type: TypeRef<SiteHead>, description: string): Field =>
    t.field({ type, description, resolve: (site) => site });
  const textFields = (t: SiteFields, rows: readonly TextRow[]): Fields =>
    Object.fromEntries(
      rows.map(([name, description, read]) => [
        name,
        t.string({ description, resolve: (site, _args, { loaders }) => read(site, loaders) }),
      ]),
    );
  const profile = (t: SiteFields, network: string): Fields => ({
    url: t.string({
      description: 'The address of the profile. Empty if there is none.',
      resolve: (site) => profileAt(network, siteProfiles(site)),
    }),
  });

  const schema = object('SEOSchema', 'Whose site it is, for search engines (schema.org).', (t) => ({
    ...textFields(t, schemaTexts),
    companyLogo: image(t, 'The logo of the organization.', (site) => logoUrl(site, 'company')),
    personLogo: image(t, 'The picture of the person.', (site) => logoUrl(site, 'person')),
    logo: image(t, 'The logo.', (site) => logoUrl(site, null)),
  }));
  const social = addSocial();
  const openGraph = addOpenGraph();
  const meta = addMeta();
  const webmaster = object('SEOWebmaster', 'Proofs of ownership for search engines.', (t) =>
    Object.fromEntries(
      proofs.map(([name, engine, key]) => [
        name,
        t.string({
          description: `The proof for ${engine}. Empty if there is none.`,
          resolve: (site) => metaIn(site, key),
        }),
      ]),
    ),
  );
  const crumbs = object('SEOBreadcrumbs', 'Settings of breadcrumb trails.', (t) => ({
    ...absentTexts(t, ['notFoundText', 'archivePrefix', 'prefix', 'searchPrefix', 'separator']),
    ...absentFlags(t, ['enabled', 'boldLast', 'showBlogPage']),
    homeText: t.string({
      description: 'The text of the link to the home page. Null if the home page has no trail.',
      resolve: ({ head }) => breadcrumbs(head)[0]?.text ?? null,
    }),
  }));
  const redirect = graph.addType<object>('SEORedirect', {
    description: 'A redirect of Yoast SEO Premium.',
    fields: (t) => ({
      ...absentTexts(t, ['origin', 'target', 'format']),
      type: t.int({ description: absent, resolve: () => null }),
    }),
  });
  const contentTypes = addContentTypes(graph, source);
  const taxonomyTypes = addTaxonomyTypes();
  const config = object('SEOConfig', 'What the SEO plugin says about the site.', (t) => ({
    schema: part(t, schema, 'Whose site it is, for search engines.'),
    social: part(t, social, 'The profiles of the site at social networks.'),
    openGraph: part(t, openGraph, 'The images and texts for social networks.'),
    meta: part(t, meta, 'The titles of pages that no document has.'),
    webmaster: part(t, webmaster, 'Proofs of ownership for search engines.'),
    breadcrumbs: part(t, crumbs, 'Settings of breadcrumb trails.'),
    contentTypes: t.field({
      type: contentTypes,
      description: 'The archives of content types.',
      resolve: () => ({}),
    }),
    taxonomyArchives: part(t, taxonomyTypes, 'The archives of taxonomies.'),
    redirects: t.field({
      type: [redirect],
      nullable: { list: true, items: true },
      description: `${absent} Ask \`redirect\` about an address.`,
      resolve: () => null,
    }),
  }));
  graph.addRootFields((t) => ({
    seo: t.field({
      type: config,
      description: 'What the SEO plugin says about the site. One request to WordPress reads it.',
      resolve: (_root, _args, { loaders }) => source.home(loaders),
    }),
  }));

  function addSocial(): TypeRef<SiteHead> {
    const cardType = graph.builder.enumType('SEOCardType', {
      description: 'The kind of card on X.',
      values: {
        summary: { value: 'summary', description: 'A small image.' },
        summary_large_image: { value: 'summary_large_image', description: 'A large image.' },
      },
    });
    const facebook = object('SEOSocialFacebook', 'The site at Facebook.', (t) => ({
      ...profile(t, 'facebook'),
      defaultImage: image(t, 'The image of the home page for social networks.', shareImageUrl),
    }));
    const twitter = object('SEOSocialTwitter', 'The site at X.', (t) => ({
      username: t.string({
        description: 'The user name. Empty if there is none.',
        resolve: (site) =>
          userNameIn(headText(site.head, 'twitter_site') || profileAt('twitter', siteProfiles(site))),
      }),
      cardType: t.field({
        type: cardType,
        description: 'The kind of card.',
        resolve: ({ head }) =>
          headText(head, 'twitter_card') === 'summary' ? 'summary' : 'summary_large_image',
      }),
    }));
    const pinterest = object('SEOSocialPinterest', 'The site at Pinterest.', (t) => ({
      ...profile(t, 'pinterest'),
      metaTag: t.string({
        description: 'The proof of ownership. Empty if there is none.',
        resolve: (site) => metaIn(site, 'p:domain_verify'),
      }),
    }));
    const others = simpleNetworks.map(
      ([name, type]) => [name, object(type, `The site at ${name}.`, (t) => profile(t, name))] as const,
    );
    return object('SEOSocial', 'The profiles of the site at social networks.', (t) => ({
      facebook: part(t, facebook, 'Facebook.'),
      twitter: part(t, twitter, 'X, formerly Twitter.'),
      pinterest: part(t, pinterest, 'Pinterest.'),
      ...Object.fromEntries(others.map(([name, type]) => [name, part(t, type, `${name}.`)])),
      otherSocials: t.stringList({
        nullable: { list: true, items: true },
        description: 'The addresses of all other profiles.',
        resolve: (site) => siteProfiles(site).filter((url) => networkOf(url) === null),
      }),
    }));
  }

  function addOpenGraph(): TypeRef<SiteHead> {
    const front = object('SEOOpenGraphFrontPage', 'The home page at social networks.', (t) => ({
      title: t.string({ description: 'The title.', resolve: ({ head }) => headText(head, 'og_title') }),
      description: t.string({
        description: 'The description.',
        resolve: ({ head }) => headText(head, 'og_description'),
      }),
      image: image(t, 'The image.', shareImageUrl),
    }));
    return object('SEOOpenGraph', 'The images and texts for social networks.', (t) => ({
      defaultImage: image(t, 'The image of the home page.', shareImageUrl),
      frontPage: part(t, front, 'The home page.'),
    }));
  }

  function addMeta(): TypeRef<SiteHead> {
    const home = object('SEOGlobalMetaHome', 'The home page.', (t) => ({
      title: t.string({ description: 'The title.', resolve: ({ head }) => headText(head, 'title') }),
      description: t.string({
        description: 'The description.',
        resolve: ({ head }) => headText(head, 'description'),
      }),
    }));
    const others = [
      ['author', 'SEOGlobalMetaAuthor', ['title', 'description']],
      ['date', 'SEOGlobalMetaDate', ['title', 'description']],
      ['config', 'SEOGlobalMetaConfig', ['separator']],
      ['notFound', 'SEOGlobalMeta404', ['title', 'breadcrumb']],
    ] as const;
    const types = others.map(
      ([name, type, fields]) => [name, object(type, absent, (t) => absentTexts(t, fields))] as const,
    );
    return object('SEOGlobalMeta', 'The titles of pages that no document has.', (t) => ({
      homepage: part(t, home, 'The home page.'),
      ...Object.fromEntries(types.map(([name, type]) => [name, part(t, type, absent)])),
    }));
  }

  function addTaxonomyTypes(): TypeRef<SiteHead> {
    const archive = object('SEOTaxonomyTypeArchive', absent, (t) => ({
      ...absentTexts(t, ['title', 'metaDesc']),
      ...absentFlags(t, ['metaRobotsNoindex']),
    }));
    const type = object('SEOTaxonomyType', 'The archives of a taxonomy.', (t) => ({
      archive: part(t, archive, absent),
    }));
    return object('SEOTaxonomyTypes', 'The archives of taxonomies.', (t) =>
      Object.fromEntries(
        resourcesOf(graph.site, 'term').map(({ singular, label }) => [singular, part(t, type, label)]),
      ),
    );
  }
}
