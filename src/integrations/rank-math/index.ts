import type { Loaders } from '../../loading/loaders.ts';
import type { Integration } from '../../schema/integration/contract.ts';
import { type Document, integer, text } from '../../wordpress/document.ts';
import { seoDifference } from '../seo/difference.ts';
import type { FetchedHead, Seo, SeoSource } from '../seo/source.ts';
import { addSeo } from '../seo/types.ts';
import { readHead } from './head.ts';

/** The route of Rank Math for other frontends, which the site's owner can switch on. */
const route = '/rankmath/v1/getHead';

/** Rank Math: the gateway asks for the head of each document by itself, and reads its tags. */
export const rankMath: Integration = {
  name: 'rank-math',
  slot: 'seo',
  detect: ({ routes }) => routes.has(route),
  extend: (graph) => addSeo(graph, source),
  differences: [seoDifference],
};

const source: SeoSource = {
  keys: null,
  field: (t, type) =>
    t.field({
      type,
      reads: ['link', 'featured_media'],
      description:
        'What search engines and networks are told of it, by Rank Math. WordPress is asked once for each document.',
      resolve: ({ document }, _args, { loaders }): Promise<Seo | null> => fetchHead(document, loaders),
    }),
};

async function fetchHead(document: Document, { rest }: Loaders): Promise<FetchedHead | null> {
  const url = text(document, 'link');
  if (!url) return null;
  const html = text(await rest.get(route, { url }), 'head');
  if (html === null) return null;
  return { head: readHead(html), html, featured: integer(document, 'featured_media') };
}
