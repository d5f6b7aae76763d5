import type { Integration } from '../../schema/integration/contract.ts';
import { isRecord, valueAt } from '../../values/json.ts';
import { text } from '../../wordpress/document.ts';
import { seoDifference } from '../seo/difference.ts';
import { type Head, robotsIn } from '../seo/head.ts';
import type { Seo, SeoSource } from '../seo/source.ts';
import { addSeo } from '../seo/types.ts';

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

const source: SeoSource = {
  keys: { json: 'aioseo_head_json', html: 'aioseo_head', read: readHead },
  // No route of the plugin has the head of the home page, unless that is a page.
  home: async ({ rest, site }) => {
    const id = site.front?.shows === 'page' ? site.front.pageOnFront : 0;
    if (!id) return null;
    const page = await rest.get(`/wp/v2/pages/${id}`, { _fields: ['aioseo_head', 'aioseo_head_json'] });
    const json = valueAt(page, 'aioseo_head_json');
    return isRecord(json) ? { head: readHead(json), html: text(page, 'aioseo_head') ?? '' } : null;
  },
  field: (t, type) =>
    t.field({
      type,
      sameDocument: true,
      description: 'The metadata for search engines and social networks, from All in One SEO.',
      resolve: (entity): Seo => entity,
    }),
};
