import type { Entity } from '../../loading/base/entity.ts';
import { nullIfFailed } from '../../loading/base/refusals.ts';
import type { Loaders } from '../../loading/loaders.ts';
import type { Integration } from '../../schema/integration/contract.ts';
import { isRecord, valueAt } from '../../values/json.ts';
import { integer, text } from '../../wordpress/document.ts';
import { seoDifference } from '../seo/difference.ts';
import { type Head, robotsIn } from '../seo/head.ts';
import { pageHead } from '../seo/page-head.ts';
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

const keys = { json: 'aioseo_head_json', html: 'aioseo_head', read: readHead };

/** Whether the head of a document says that search engines must not list it, or must not follow its links. */
function forbidsRobots({ document }: Entity): boolean {
  const { index, follow } = robotsIn(text(document, keys.json, 'robots') ?? '');
  return index === 'noindex' || follow === 'nofollow';
}

/**
 * Reads the head of one document again, with no other in the answer. All in One SEO 4.9.9 keeps the words for search engines from one
 * document of a list to the next: all documents behind one with `noindex` have it.
 */
async function readAlone(entity: Entity, { rest }: Loaders): Promise<Seo> {
  const { resource, document } = entity;
  const alone = await rest
    .get(`${resource.route}/${document.id}`, { _fields: [keys.html, keys.json] })
    .catch(nullIfFailed);
  const json = valueAt(alone, keys.json);
  if (!isRecord(json)) return entity;
  return {
    head: readHead(json),
    html: text(alone, keys.html),
    featured: integer(document, 'featured_media'),
  };
}

const source: SeoSource = {
  keys,
  home: async (loaders) => {
    const { rest, site } = loaders;
    const shown = await pageHead(`${site.home}/`, loaders);
    if (shown) return shown;
    // Its routes have the head of the home page only if that is a page.
    const id = site.front?.shows === 'page' ? site.front.pageOnFront : 0;
    if (!id) return null;
    const page = await rest.get(`/wp/v2/pages/${id}`, { _fields: ['aioseo_head', 'aioseo_head_json'] });
    const json = valueAt(page, 'aioseo_head_json');
    return isRecord(json) ? { head: readHead(json), html: text(page, 'aioseo_head') ?? '' } : null;
  },
  field: (t, type, kind) =>
    kind === 'user'
      ? t.field({
          type,
          reads: ['link'],
          description:
            'The metadata for search engines and social networks, from the page of the user, which takes one more request. Null if the site shows no such page.',
          resolve: async ({ document }, _args, { loaders }): Promise<Seo | null> => {
            const link = text(document, 'link');
            const shown = link ? await pageHead(link, loaders) : null;
            return shown && { ...shown, featured: null };
          },
        })
      : t.field({
          type,
          reads: [`${keys.json}.robots`],
          sameDocument: true,
          description:
            'The metadata for search engines and social networks, from All in One SEO. Documents that search engines must not list take one more request each.',
          resolve: (entity, _args, { loaders }): Seo | Promise<Seo> =>
            forbidsRobots(entity) ? readAlone(entity, loaders) : entity,
        }),
};
