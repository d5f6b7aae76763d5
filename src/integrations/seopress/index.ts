import type { Entity } from '../../loading/base/entity.ts';
import { nullIfMissing } from '../../loading/base/refusals.ts';
import type { Loaders } from '../../loading/loaders.ts';
import type { Integration } from '../../schema/integration/contract.ts';
import { decodedText } from '../../schema/kit/base/text.ts';
import { isRecord, valueAt } from '../../values/json.ts';
import { flag, integer, text } from '../../wordpress/document.ts';
import { seoDifference } from '../seo/difference.ts';
import type { Head } from '../seo/head.ts';
import { pageHead } from '../seo/page-head.ts';
import type { Seo, SeoSource } from '../seo/source.ts';
import { addSeo } from '../seo/types.ts';

/** SEOPress' routes for the metadata of one document, by kind. It has none for users. */
const routes: Readonly<Partial<Record<Entity['resource']['kind'], string>>> = {
  content: '/seopress/v1/posts',
  term: '/seopress/v1/terms',
};

/**
 * SEOPress: adds `seo`. The gateway reads the head of each document's page. SEOPress' routes lack dates, author and schema, and their
 * values for terms and for some texts differ from the page. The gateway reads a route only if the site does not serve the page.
 */
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
    const { front, home } = loaders.site;
    const shown = await pageHead(`${home}/`, loaders);
    if (shown) return shown;
    const id = front?.shows === 'page' ? front.pageOnFront : 0;
    const found = id ? await readRoute(`${routes.content}/${id}`, {}, loaders) : null;
    return found && { head: found, html: '' };
  },
  field: (t, type) =>
    t.field({
      type,
      reads: ['featured_media', 'link'],
      description:
        'The metadata for search engines and social networks, from SEOPress. Each document takes one more request to WordPress.',
      resolve: async (entity, _args, { loaders }): Promise<Seo | null> => {
        const { document } = entity;
        const link = text(document, 'link');
        const shown = await pageHead(link, loaders);
        const { head, html } = shown ?? { head: await fetchHead(entity, loaders), html: null };
        if (!head) return null;
        const own = shown ? head : { ...head, canonical: text(head, 'canonical') || link };
        return { head: own, html, featured: integer(document, 'featured_media') };
      },
    }),
};

/** Returns what the route for a document says. Null if SEOPress has no route for it, or does not show it. */
async function fetchHead({ resource, document }: Entity, loaders: Loaders): Promise<Head | null> {
  const route = routes[resource.kind];
  if (!route) return null;
  const isTerm = resource.kind === 'term';
  const head = await readRoute(`${route}/${document.id}`, isTerm ? { taxonomy: resource.name } : {}, loaders);
  // For a term without a title of its own, SEOPress 9.7 gives that of the home page.
  const isOfHome = isTerm && isTitleOfHome(decodedText(text(head, 'title')) ?? '', loaders.site.name);
  return head && isOfHome ? { ...head, title: '', description: '' } : head;
}

/** Whether a title is the name of the site, alone or with a separator and its tagline behind it: "Art - Pictures of today". */
function isTitleOfHome(title: string, name: string): boolean {
  return (
    name !== '' &&
    title.startsWith(name) &&
    /^(\s+[^\p{L}\p{N}\s]+(\s.*)?)?$/su.test(title.slice(name.length))
  );
}

async function readRoute(
  route: string,
  query: Readonly<Record<string, string>>,
  { rest }: Loaders,
): Promise<Head | null> {
  const answer = await nullIfMissing(rest.get(route, query));
  // `wp_send_json_success` wraps it, and leaves it out for documents that are not public.
  const data = valueAt(answer, 'data');
  return isRecord(data) ? readHead(data) : null;
}

function readHead(answer: unknown): Head {
  const word = (key: string) => (flag(answer, 'robots', `no${key}`) ? `no${key}` : key);
  const image = text(answer, 'og', 'image');
  const twitterImage = text(answer, 'twitter', 'image');
  return {
    title: text(answer, 'title'),
    description: text(answer, 'description'),
    canonical: text(answer, 'canonical'),
    robots: { index: word('index'), follow: word('follow') },
    og_title: text(answer, 'og', 'title'),
    og_description: text(answer, 'og', 'description'),
    og_image: image ? [{ url: image, id: integer(answer, 'og', 'attachment_id') }] : [],
    twitter_title: text(answer, 'twitter', 'title'),
    twitter_description: text(answer, 'twitter', 'description'),
    twitter_image: twitterImage || undefined,
  };
}
