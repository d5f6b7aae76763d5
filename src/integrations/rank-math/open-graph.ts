import type {
  Fields,
  IntegrationGraph,
  ObjectFields,
  TypeRef,
} from '../../schema/integration/integration-graph.ts';
import type { Seo } from '../seo/source.ts';
import { hasTags, tagOf, tagsOf } from './tags.ts';

type SeoFields = ObjectFields<Seo>;

/** A field with the content of a tag. */
type TagRow = readonly [name: string, tag: string, description: string];

/** A part of `openGraph`: the tags that it has all begin with one text. */
interface Part {
  readonly type: string;
  readonly description: string;
  readonly prefix: string;
  readonly texts?: readonly TagRow[];
  readonly ids?: readonly TagRow[];
  readonly numbers?: readonly TagRow[];
  readonly lists?: readonly TagRow[];
}

/** The parts of `openGraph`, by field. */
const parts: Readonly<Record<string, Part>> = {
  articleMeta: {
    type: 'RankMathOpenGraphArticle',
    description: 'What the page says about itself as an article.',
    prefix: 'article:',
    texts: [
      ['modifiedTime', 'article:modified_time', 'The time of the last change.'],
      ['publishedTime', 'article:published_time', 'The time of publication.'],
      ['publisher', 'article:publisher', 'The publisher.'],
      ['author', 'article:author', 'The author.'],
      ['section', 'article:section', 'The section, which is the category.'],
    ],
    lists: [['tags', 'article:tag', 'The tags.']],
  },
  facebookMeta: {
    type: 'RankMathOpenGraphFacebook',
    description: 'Who owns the page at Facebook.',
    prefix: 'fb:',
    ids: [['appId', 'fb:app_id', 'The id of the app.']],
    lists: [['admins', 'fb:admins', 'The ids of the owners.']],
  },
  image: {
    type: 'RankMathOpenGraphImage',
    description: 'The image.',
    prefix: 'og:image',
    texts: [
      ['url', 'og:image', 'The address.'],
      ['secureUrl', 'og:image:secure_url', 'The address that begins with https.'],
      ['type', 'og:image:type', 'The MIME type.'],
    ],
    numbers: [
      ['width', 'og:image:width', 'The width in pixels.'],
      ['height', 'og:image:height', 'The height in pixels.'],
    ],
  },
  productMeta: {
    type: 'RankMathProduct',
    description: 'What the page says about a product.',
    prefix: 'product:',
    texts: [
      ['brand', 'product:brand', 'The brand.'],
      ['currency', 'product:price:currency', 'The currency of the price.'],
    ],
    numbers: [['price', 'product:price:amount', 'The price.']],
  },
  videoMeta: {
    type: 'RankMathOpenGraphVideo',
    description: 'The video.',
    prefix: 'og:video',
    texts: [
      ['url', 'og:video', 'The address.'],
      ['duration', 'og:video:duration', 'The duration in seconds.'],
    ],
  },
};

const pageTexts: readonly TagRow[] = [
  ['title', 'og:title', 'The title.'],
  ['description', 'og:description', 'The description.'],
  ['siteName', 'og:site_name', 'The name of the site.'],
  ['type', 'og:type', 'The type: `article`, `website` …'],
  ['updatedTime', 'og:updated_time', 'The time of the last change.'],
  ['url', 'og:url', 'The address.'],
];

const twitterTexts: readonly TagRow[] = [
  ['title', 'twitter:title', 'The title.'],
  ['description', 'twitter:description', 'The description.'],
  ['site', 'twitter:site', 'The user name of the site.'],
  ['creator', 'twitter:creator', 'The user name of the author.'],
  ['image', 'twitter:image', 'The address of the image.'],
  ['appCountry', 'twitter:app:country', 'The country of the app.'],
  ['playerStream', 'twitter:player:stream', 'The address of the video or sound.'],
  ['playerStreamContentType', 'twitter:player:stream:content_type', 'The MIME type of the video or sound.'],
];

/** Adds the type of `seo { openGraph }`: the tags for social networks. */
export function addOpenGraph(graph: IntegrationGraph): TypeRef<Seo> {
  const types = Object.entries(parts).map(([name, part]) => [name, part, addPart(graph, part)] as const);
  const twitter = addTwitter(graph);
  const slack = graph.addType<{ readonly label: string; readonly data: string }>(
    'RankMathOpenGraphSlackEnhancedData',
    {
      description: 'A line below the page in Slack.',
      fields: (t) => ({
        label: t.string({ description: 'The label.', resolve: ({ label }) => label }),
        data: t.string({ description: 'The value.', resolve: ({ data }) => data }),
      }),
    },
  );
  return graph.addType<Seo>('RankMathOpenGraphMeta', {
    description: 'What social networks show of a page.',
    fields: (t) => ({
      ...textFields(t, pageTexts),
      // WPGraphQL for Rank Math has an enum of all locales of Facebook, whose names are these texts.
      locale: t.string({
        description: 'The locale in upper case: `EN_US`.',
        resolve: (seo) => tagOf(seo, 'og:locale')?.toUpperCase() ?? null,
      }),
      alternateLocales: t.stringList({
        nullable: { list: true, items: true },
        description: 'The other locales of the page in upper case. Null if there is none.',
        resolve: (seo) => nullIfEmpty(tagsOf(seo, 'og:locale:alternate').map((each) => each.toUpperCase())),
      }),
      slackEnhancedData: t.field({
        type: [slack],
        nullable: { list: true, items: true },
        description: 'The lines below the page in Slack. Null if there is none.',
        resolve: (seo) => nullIfEmpty(slackLines(seo)),
      }),
      twitterMeta: t.field({
        type: twitter,
        description: 'The card at X. Null if the page has none.',
        resolve: (seo) => (hasTags(seo, 'twitter:') ? seo : null),
      }),
      ...Object.fromEntries(
        types.map(([name, { prefix, description }, type]) => [
          name,
          t.field({
            type,
            description: `${description} Null if the page has no tag \`${prefix}…\`.`,
            resolve: (seo) => (hasTags(seo, prefix) ? seo : null),
          }),
        ]),
      ),
    }),
  });
}

function addPart(graph: IntegrationGraph, { type, description, ...rows }: Part): TypeRef<Seo> {
  return graph.addType<Seo>(type, {
    description,
    fields: (t) => ({
      ...textFields(t, rows.texts ?? []),
      ...fieldsOf(rows.ids, (words, tag) => t.id({ description: words, resolve: (seo) => tagOf(seo, tag) })),
      ...fieldsOf(rows.numbers, (words, tag) =>
        t.float({ description: words, resolve: (seo) => numberIn(tagOf(seo, tag)) }),
      ),
      ...fieldsOf(rows.lists, (words, tag) =>
        t.stringList({
          nullable: { list: true, items: true },
          description: words,
          resolve: (seo) => nullIfEmpty(tagsOf(seo, tag)),
        }),
      ),
    }),
  });
}

/** The words of `twitter:card`, by the names of the enum. */
const cards: Readonly<Record<string, string>> = {
  SUMMARY: 'summary',
  SUMMARY_LARGE_IMAGE: 'summary_large_image',
  APP: 'app',
  PLAYER: 'player',
};

function addTwitter(graph: IntegrationGraph): TypeRef<Seo> {
  const card = graph.builder.enumType('RankMathTwitterCardTypeEnum', {
    description: 'The kind of card at X.',
    values: Object.fromEntries(
      Object.entries(cards).map(([name, value]) => [name, { value, description: `\`${value}\`` }]),
    ),
  });
  const devices = { ipadApp: 'ipad', iphoneApp: 'iphone', googleplayApp: 'googleplay' };
  const app = graph.addType<{ readonly seo: Seo; readonly device: string }>('RankMathOpenGraphTwitterApp', {
    description: 'An app that the card at X links to.',
    fields: (t) => ({
      name: t.string({
        description: 'The name.',
        resolve: ({ seo, device }) => tagOf(seo, `twitter:app:name:${device}`),
      }),
      id: t.id({
        description: 'The id.',
        resolve: ({ seo, device }) => tagOf(seo, `twitter:app:id:${device}`),
      }),
      url: t.string({
        description: 'The address.',
        resolve: ({ seo, device }) => tagOf(seo, `twitter:app:url:${device}`),
      }),
    }),
  });
  return graph.addType<Seo>('RankMathOpenGraphTwitter', {
    description: 'The card of a page at X.',
    fields: (t) => ({
      ...textFields(t, twitterTexts),
      card: t.field({
        type: card,
        description: 'The kind of card.',
        resolve: (seo) => Object.values(cards).find((each) => each === tagOf(seo, 'twitter:card')) ?? null,
      }),
      // WPGraphQL for Rank Math makes the address an integer.
      playerUrl: t.int({ description: 'Always null: the address is no number.', resolve: () => null }),
      ...Object.fromEntries(
        Object.entries(devices).map(([name, device]) => [
          name,
          t.field({
            type: app,
            description: `The app for ${device}. Null if the card has none.`,
            resolve: (seo) => (tagOf(seo, `twitter:app:id:${device}`) ? { seo, device } : null),
          }),
        ]),
      ),
    }),
  });
}

function textFields(t: SeoFields, rows: readonly TagRow[]): Fields {
  return fieldsOf(rows, (description, tag) => t.string({ description, resolve: (seo) => tagOf(seo, tag) }));
}

function fieldsOf(
  rows: readonly TagRow[] = [],
  make: (description: string, tag: string) => Fields[string],
): Fields {
  return Object.fromEntries(rows.map(([name, tag, description]) => [name, make(description, tag)]));
}

function slackLines(seo: Seo): readonly { readonly label: string; readonly data: string }[] {
  return ['1', '2', '3'].flatMap((number) => {
    const label = tagOf(seo, `twitter:label${number}`);
    return label === null ? [] : [{ label, data: tagOf(seo, `twitter:data${number}`) ?? '' }];
  });
}

function numberIn(text: string | null): number | null {
  const number = Number(text ?? '');
  return text !== null && Number.isFinite(number) ? number : null;
}

function nullIfEmpty<Item>(items: readonly Item[]): Item[] | null {
  return items.length > 0 ? [...items] : null;
}
