import type { Integration } from '../../schema/integration/contract.ts';
import type { Site } from '../../site/site.ts';
import { isRecord, valueAt } from '../../values/json.ts';
import { text } from '../../wordpress/document.ts';
import { seoDifference } from '../seo/difference.ts';
import type { Seo, SeoSource } from '../seo/source.ts';
import { addSeo } from '../seo/types.ts';

/** Yoast SEO: adds `seo`. WordPress sends the selected parts with the document. */
export const yoast: Integration = {
  name: 'yoast',
  slot: 'seo',
  detect: ({ routes, resources }) =>
    routes.has(headRoute) ||
    [...resources.values()].some(({ customFields }) => customFields.has('yoast_head_json')),
  documentFields: {
    yoast_head: { isExpensive: true, hasNoSchema: true },
    yoast_head_json: { isExpensive: true, hasNoSchema: true },
  },
  reserved: { fields: ['yoastHead', 'yoastHeadJson'] },
  extend: (graph) => addSeo(graph, source),
  differences: [seoDifference],
};

/** Yoast's route for the head of any address. */
const headRoute = '/yoast/v1/get_head';

/**
 * Returns a head without what WordPress and the theme add to pages themselves: the robots tag, and the title with a block theme. Yoast
 * writes both in REST only (`filter_robots_presenter()` and `maybe_remove_title_presenter()` of its front-end integration).
 */
function withoutPartsOfWordPress(html: string, { pageSettings }: Site): string {
  const withoutRobots = html.replace(/<meta name=["']robots["'][^>]*>\s*/, '');
  return pageSettings.hasBlockTheme ? withoutRobots.replace(/<title>[^<]*<\/title>\s*/, '') : withoutRobots;
}

const source: SeoSource = {
  home: async ({ rest, site }) => {
    if (!site.routes.has(headRoute)) return null;
    const answer = await rest.get(headRoute, { url: `${site.home}/` });
    const head = valueAt(answer, 'json');
    return isRecord(head) ? { head, html: text(answer, 'html') ?? '' } : null;
  },
  keys: { json: 'yoast_head_json', html: 'yoast_head' },
  extensionHtml: withoutPartsOfWordPress,
  field: (t, type) =>
    t.field({
      type,
      sameDocument: true,
      description: 'The metadata for search engines and social networks, from Yoast SEO.',
      resolve: (entity): Seo => entity,
    }),
};
