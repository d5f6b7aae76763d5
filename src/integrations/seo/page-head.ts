import { nullIfFailed } from '../../loading/base/refusals.ts';
import type { Loaders } from '../../loading/loaders.ts';
import { linkedPageUrl } from '../../site/permalinks.ts';
import { isMadeByWordPress } from '../../site/version.ts';
import { limits } from '../../values/limits.ts';
import { text } from '../../wordpress/document.ts';
import { headIn } from './html-head.ts';
import type { SiteHead } from './site-head.ts';

/**
 * Reads the head of a page of the site, as visitors see it, with one request. Returns null if the page is missing, is not WordPress'
 * own, or names neither its canonical URL nor `og:url`. Sends no request if the pages of the site are not WordPress' own: a frontend
 * may itself be asking the gateway for this head.
 *
 * @param link - the link of a document, or the home address of the site. Null for a document without a link
 */
export async function pageHead(
  link: string | null,
  { rest, site }: Pick<Loaders, 'rest' | 'site'>,
): Promise<SiteHead | null> {
  const url = link !== null && site.pagesAre === 'wordpress' ? linkedPageUrl(site, link) : null;
  if (url === null) return null;
  return rest
    .page({
      url,
      of: 'seo head',
      read: ({ status, html }) => (status === 200 ? pluginHeadIn(html) : null),
    })
    .catch(nullIfFailed);
}

function pluginHeadIn(page: string): SiteHead | null {
  const start = page.slice(0, limits.maxPageHeadBytes);
  const end = start.search(/<\/head\s*>/i);
  const html = end < 0 ? start : start.slice(0, end);
  if (!isMadeByWordPress(html)) return null;
  const found = headIn(html);
  // A page of a theme or a server, such as one about maintenance, says neither.
  const isOfPlugin = text(found.head, 'canonical') !== null || text(found.head, 'og_url') !== null;
  return isOfPlugin ? found : null;
}
