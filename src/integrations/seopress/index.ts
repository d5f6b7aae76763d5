import type { Entity } from '../../loading/base/entity.ts';
import { nullIfMissing } from '../../loading/base/refusals.ts';
import type { Loaders } from '../../loading/loaders.ts';
import type { Integration } from '../../schema/integration/contract.ts';
import { valueAt } from '../../values/json.ts';
import { flag, integer, list, text } from '../../wordpress/document.ts';
import { seoDifference } from '../seo/difference.ts';
import type { Head } from '../seo/head.ts';
import type { FetchedHead, Seo, SeoSource } from '../seo/source.ts';
import { addSeo } from '../seo/types.ts';

/** SEOPress' routes for the metadata of one document, by kind. It has none for users. */
const routes: Readonly<Partial<Record<Entity['resource']['kind'], string>>> = {
  content: '/seopress/v1/posts',
  term: '/seopress/v1/terms',
};

/** SEOPress: adds `seo`. The gateway requests the metadata of each document separately. */
export const seopress: Integration = {
  name: 'seopress',
  slot: 'seo',
  detect: ({ namespaces }) => namespaces.includes('seopress/v1'),
  extend: (graph) => addSeo(graph, source),
  differences: [seoDifference],
};

const source: SeoSource = {
  keys: null,
  home: async (loaders) => {
    const { front } = loaders.site;
    const id = front?.shows === 'page' ? front.pageOnFront : 0;
    const found = id ? await fetchHead('content', id, loaders) : null;
    return found && { head: found, html: '' };
  },
  field: (t, type) =>
    t.field({
      type,
      reads: ['featured_media', 'link'],
      description:
        'The metadata for search engines and social networks, from SEOPress. Each document takes one more request to WordPress.',
      resolve: async ({ resource, document }, _args, { loaders }): Promise<Seo | null> => {
        const head = await fetchHead(resource.kind, document.id, loaders);
        if (!head) return null;
        const own = { ...head, canonical: text(head, 'canonical') || text(document, 'link') };
        return { head: own, html: null, featured: integer(document, 'featured_media') } satisfies FetchedHead;
      },
    }),
};

/** Returns the metadata of a document under Yoast's keys. Returns null if SEOPress does not show it. */
async function fetchHead(
  kind: Entity['resource']['kind'],
  id: number,
  { rest }: Loaders,
): Promise<Head | null> {
  const route = routes[kind];
  const answer = route ? await nullIfMissing(rest.get(`${route}/${id}`)) : null;
  return answer === null ? null : readHead(answer);
}

function readHead(answer: unknown): Head {
  const word = (key: string) => (flag(answer, 'robots', `no${key}`) ? `no${key}` : key);
  const image = text(answer, 'og', 'image');
  const twitterImage = text(answer, 'twitter', 'image');
  return {
    title: text(answer, 'title'),
    description: text(answer, 'description'),
    canonical: text(answer, 'canonical'),
    focuskw: text(answer, 'target_kw'),
    robots: { index: word('index'), follow: word('follow') },
    og_title: text(answer, 'og', 'title'),
    og_description: text(answer, 'og', 'description'),
    og_image: image ? [{ url: image, id: integer(answer, 'og', 'attachment_id') }] : [],
    twitter_title: text(answer, 'twitter', 'title'),
    twitter_description: text(answer, 'twitter', 'description'),
    twitter_image: twitterImage ?? undefined,
    schema: { '@graph': trailPiece(list(answer, 'breadcrumbs')) },
  };
}

/** Returns the breadcrumb trail as a piece of a schema. */
function trailPiece(steps: readonly unknown[]): readonly unknown[] {
  if (steps.length === 0) return [];
  const itemListElement = steps.map((step) => ({
    name: text(step, 'name') ?? text(step, 'text') ?? valueAt(step, '0'),
    item: text(step, 'url') ?? valueAt(step, '1'),
  }));
  return [{ '@type': 'BreadcrumbList', itemListElement }];
}
