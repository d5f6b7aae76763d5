import type { Loaders } from '../../loading/loaders.ts';
import type { Integration } from '../../schema/integration/contract.ts';
import { type Document, integer, text } from '../../wordpress/document.ts';
import { seoDifference } from '../seo/difference.ts';
import { readHtmlHead } from '../seo/html-head.ts';
import type { FetchedHead, Seo, SeoSource } from '../seo/source.ts';
import { addSeo } from '../seo/types.ts';
import { ownNames } from './own-names.ts';

/** Rank Math's route for headless sites. The operator of the site enables it in Rank Math's settings. */
const route = '/rankmath/v1/getHead';

/** Rank Math: adds `seo`. The gateway requests the head of each document separately and parses its tags. */
export const rankMath: Integration = {
  name: 'rank-math',
  slot: 'seo',
  detect: ({ routes }) => routes.has(route),
  extend: (graph) => addSeo(graph, source),
  differences: [seoDifference],
};

const source: SeoSource = {
  keys: null,
  ownNames,
  home: async ({ rest, site }) => {
    const html = text(await rest.get(route, { url: `${site.home}/` }), 'head');
    return html === null ? null : { head: readHtmlHead(html), html };
  },
  field: (t, type) =>
    t.field({
      type,
      reads: ['link', 'featured_media'],
      description:
        'The metadata for search engines and social networks, from Rank Math. Each document takes one more request to WordPress.',
      resolve: ({ document }, _args, { loaders }): Promise<Seo | null> => fetchHead(document, loaders),
    }),
};

/** Returns the head of a document. Returns null if the document has no link or Rank Math sends no head. */
async function fetchHead(document: Document, { rest }: Loaders): Promise<FetchedHead | null> {
  const url = text(document, 'link');
  if (!url) return null;
  const html = text(await rest.get(route, { url }), 'head');
  if (html === null) return null;
  return { head: readHtmlHead(html), html, featured: integer(document, 'featured_media') };
}
