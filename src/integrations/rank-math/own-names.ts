import type { Fields, IntegrationGraph, TypeRef } from '../../schema/integration/integration-graph.ts';
import type { InterfaceRef } from '../../schema/kit/base/pothos.ts';
import type { Types } from '../../schema/kit/graph/builder.ts';
import { text } from '../../wordpress/document.ts';
import { absent, absentFlags, absentTexts } from '../seo/absent.ts';
import { type Breadcrumb, breadcrumbs } from '../seo/head.ts';
import { scriptKey } from '../seo/html-head.ts';
import { networkOf, profileAt, userNameIn } from '../seo/networks.ts';
import { personProfiles } from '../seo/site-head.ts';
import { headOf, htmlOf, type OwnNames, type Seo } from '../seo/source.ts';
import { addOpenGraph } from './open-graph.ts';
import { tagOf } from './tags.ts';

type SeoFields = PothosSchemaTypes.InterfaceFieldBuilder<Types, Seo>;

/** The head takes a request of its own, so no key of documents has it. */
const source = { keys: null };
const read = (seo: Seo) => headOf(source, seo);

/**
 * Returns the fields of `seo` in the names of WPGraphQL for Rank Math 0.3, as interfaces of the types of `seo`. Its object types
 * have other names here (`PostTypeSEO`, not `RankMathPostObjectSeo`).
 */
export function ownNames(graph: IntegrationGraph): OwnNames {
  const openGraph = addOpenGraph(graph);
  const shared = addInterface(graph, 'RankMathSeo', {
    description: 'The metadata that Rank Math has for content, terms and users.',
    fields: sharedFields(graph, openGraph),
  });
  const score = graph.addType<object>('RankMathSeoScore', {
    description: 'The score that Rank Math gives to the text.',
    fields: (t) => ({
      ...absentTexts(t, ['badgeHtml', 'rating']),
      ...absentFlags(t, ['hasFrontendScore']),
      score: t.int({ description: absent, resolve: () => null }),
    }),
  });
  const content = addInterface(graph, 'RankMathContentNodeSeo', {
    description: 'The metadata that Rank Math has for content.',
    fields: (t) => ({
      isPillarContent: t.boolean({ description: absent, resolve: () => null }),
      seoScore: t.field({ type: score, description: absent, resolve: () => null }),
    }),
  });
  const user = addInterface(graph, 'RankMathUserSeo', {
    description: 'The metadata that Rank Math has for users.',
    fields: (t) => ({
      facebookProfileUrl: t.string({
        description: "The address of the user's profile at Facebook.",
        resolve: (seo) => profileAt('facebook', personProfiles(read(seo))) || null,
      }),
      twitterUserName: t.string({
        description: "The user's name at X.",
        resolve: (seo) => userNameIn(profileAt('twitter', personProfiles(read(seo)))) || null,
      }),
      additionalProfiles: t.stringList({
        nullable: { list: true, items: true },
        description:
          "The addresses of the user's profiles elsewhere, and of the user's website. Null if there is none.",
        resolve: (seo) => {
          const others = personProfiles(read(seo)).filter(
            (url) => !['facebook', 'twitter'].includes(networkOf(url) ?? ''),
          );
          return others.length > 0 ? others : null;
        },
      }),
    }),
  });
  return {
    interfaces: { content: [shared, content], term: [shared], user: [shared, user] },
    replaces: ['title', 'fullHead', 'breadcrumbs', 'breadcrumbTitle'],
  };
}

function addInterface(
  { builder }: IntegrationGraph,
  name: string,
  options: { readonly description: string; readonly fields: (t: SeoFields) => Fields },
): InterfaceRef<Types, Seo> {
  return builder.interfaceRef<Seo>(name).implement(options);
}

function sharedFields(graph: IntegrationGraph, openGraph: TypeRef<Seo>): (t: SeoFields) => Fields {
  const jsonLd = graph.addType<{ readonly raw: string }>('RankMathJsonLd', {
    description: 'The structured data (schema.org).',
    fields: (t) => ({
      raw: t.string({ description: 'The `script` element with the JSON-LD.', resolve: ({ raw }) => raw }),
    }),
  });
  const breadcrumb = graph.addType<Breadcrumb>('RankMathBreadcrumbs', {
    description: 'A link in the breadcrumb trail from the home page.',
    fields: (t) => ({
      text: t.string({ description: 'The text of the link.', resolve: (step) => step.text }),
      url: t.string({ description: 'The address of the link.', resolve: (step) => step.url }),
      isHidden: t.boolean({
        description: 'Whether the structured data lacks the link. False: the gateway reads the trail there.',
        resolve: () => false,
      }),
    }),
  });
  return (t) => ({
    title: t.string({
      description: 'The title in browsers and search results.',
      resolve: (seo) => text(read(seo), 'title') || null,
    }),
    description: t.string({
      description: 'The description in search results.',
      resolve: (seo) => tagOf(seo, 'description'),
    }),
    canonicalUrl: t.string({
      description: 'The canonical address.',
      resolve: (seo) => text(read(seo), 'canonical') || null,
    }),
    robots: t.stringList({
      nullable: { list: true, items: true },
      description: 'The words for search engines: `index`, `follow`, `max-snippet:-1` …',
      resolve: (seo) => tagOf(seo, 'robots')?.split(/\s*,\s*/) ?? null,
    }),
    focusKeywords: t.stringList({
      nullable: { list: true, items: true },
      description: absent,
      resolve: () => null,
    }),
    breadcrumbs: t.field({
      type: [breadcrumb],
      nullable: { list: true, items: true },
      description: 'The breadcrumb trail from the home page. Null if the structured data has none.',
      resolve: (seo) => {
        const trail = breadcrumbs(read(seo));
        return trail.length > 0 ? [...trail] : null;
      },
    }),
    breadcrumbTitle: t.string({
      description: 'The text of the page in its breadcrumb trail. Null without a trail.',
      resolve: (seo) => breadcrumbs(read(seo)).at(-1)?.text ?? null,
    }),
    fullHead: t.string({
      description: 'All metadata as HTML, for the head of a page.',
      resolve: (seo, _args, { loaders }) => htmlOf(source, seo, loaders.site),
    }),
    jsonLd: t.field({
      type: jsonLd,
      description: 'The structured data (schema.org).',
      resolve: (seo) => {
        const json = text(read(seo), scriptKey);
        return json
          ? { raw: `<script type="application/ld+json" class="rank-math-schema">${json}</script>` }
          : null;
      },
    }),
    openGraph: t.field({
      type: openGraph,
      description: 'What social networks show. Null if Rank Math writes no tags for them.',
      resolve: (seo) => seo,
    }),
  });
}
