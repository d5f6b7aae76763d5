import type { Integration } from '../../schema/integration/contract.ts';
import type { Context } from '../../schema/kit/base/context.ts';
import { isEntity } from '../../schema/kit/base/virtual-nodes.ts';
import { isRecord, valueAt } from '../../values/json.ts';
import { text } from '../../wordpress/document.ts';
import { seoDifference } from '../seo/difference.ts';
import { type Head, robotsIn } from '../seo/head.ts';
import { pageHead } from '../seo/page-head.ts';
import type { Seo, SeoSource } from '../seo/source.ts';
import { addSeo } from '../seo/types.ts';
import { headKeys, ownHead } from './own-robots.ts';

/** All in One SEO: adds `seo`. WordPress sends the whole head with the document. */
export const aioseo: Integration = {
  name: 'aioseo',
  slot: 'seo',
  detect: ({ resources }) =>
    [...resources.values()].some(({ customFields }) => customFields.has('aioseo_head_json')),
  documentFields: {
    aioseo_head: { isExpensive: true, hasNoSchema: true },
    aioseo_head_json: { isExpensive: true, hasNoSchema: true },
  },
  reserved: { fields: ['aioseoHead', 'aioseoHeadJson'] },
  extend: (graph) => addSeo(graph, source),
  differences: [seoDifference],
};

/** Returns the head under Yoast's keys. All in One SEO names its keys as the tags: `og:title`. */
function readHead(json: Head): Head {
  const shared = Object.entries(json).filter(([key]) => /^(og|article|twitter):/.test(key));
  const image = text(json, 'og:image');
  return {
    ...Object.fromEntries(shared.map(([key, value]) => [key.replace(':', '_'), value])),
    title: json['title'],
    description: json['description'],
    canonical: json['canonical_url'] ?? json['canonical'],
    keywords: json['keywords'],
    robots: robotsIn(text(json, 'robots') ?? ''),
    og_image: image ? [{ url: image }] : [],
    schema: json['schema'],
  };
}

/** Returns `seo` with the document's own words for search engines. */
async function ownRobots(seo: Seo, context: Context): Promise<Seo> {
  if (!isEntity(seo)) return seo;
  const found = await ownHead(seo, context);
  const json = valueAt(found, keys.json);
  if (!isRecord(json)) return seo;
  return { head: readHead(json), html: text(found, keys.html), featured: null };
}

const keys = { ...headKeys, read: readHead };

const source: SeoSource = {
  keys,
  ownRobots,
  home: async (loaders) => {
    const { rest, site } = loaders;
    const shown = await pageHead(`${site.home}/`, loaders);
    if (shown) return shown;
    // Its routes have the head of the home page only if that is a page.
    const id = site.front?.shows === 'page' ? site.front.pageOnFront : 0;
    if (!id) return null;
    const page = await rest.get(`/wp/v2/pages/${id}`, { _fields: [keys.html, keys.json] });
    const json = valueAt(page, keys.json);
    return isRecord(json) ? { head: readHead(json), html: text(page, keys.html) ?? '' } : null;
  },
  field: (t, type, kind) =>
    kind === 'user'
      ? t.field({
          type,
          reads: ['link'],
          description:
            'The metadata for search engines and social networks, from the page of the user, which takes one more request. Null if the site shows no such page.',
          resolve: async ({ document }, _args, { loaders }): Promise<Seo | null> => {
            const shown = await pageHead(text(document, 'link'), loaders);
            return shown && { ...shown, featured: null };
          },
        })
      : t.field({
          type,
          sameDocument: true,
          description:
            'The metadata for search engines and social networks, from All in One SEO. The words for search engines may take one more request.',
          resolve: (entity): Seo => entity,
        }),
};
