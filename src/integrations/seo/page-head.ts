import { nullIfFailed } from '../../loading/base/refusals.ts';
import type { Loaders } from '../../loading/loaders.ts';
import { text } from '../../wordpress/document.ts';
import { metadataIn, readHtmlHead } from './html-head.ts';
import type { SiteHead } from './site-head.ts';

/**
 * Reads the head of a page of the site, as visitors see it, with one request. Returns null if the site does not serve the page to
 * them: it is missing, at the address of a frontend, or without metadata.
 */
export async function pageHead(url: string, { rest }: Pick<Loaders, 'rest'>): Promise<SiteHead | null> {
  return rest
    .page({
      url,
      of: 'seo head',
      read: ({ status, html }) => (status === 200 ? headIn(html) : null),
    })
    .catch(nullIfFailed);
}

function headIn(page: string): SiteHead | null {
  const end = page.search(/<\/head\s*>/i);
  const html = end < 0 ? page : page.slice(0, end);
  const head = readHtmlHead(html);
  // A page of a theme or a server, such as one about maintenance, says neither.
  const isOfPlugin = text(head, 'canonical') !== null || text(head, 'og_url') !== null;
  return isOfPlugin ? { head, html: metadataIn(html) } : null;
}
