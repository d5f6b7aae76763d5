import type { Loaders } from '../loading/loaders.ts';
import { pageUrl, uriOf } from '../site/permalinks.ts';
import type { Site } from '../site/site.ts';
import { limits } from '../values/limits.ts';
import { LRUCache } from '../values/lru-cache.ts';
import { WordPressError } from '../wordpress/errors.ts';
import type { FormAnswer } from '../wordpress/rest.ts';

/** Serves the sitemaps of WordPress with the addresses of the frontend. */
export interface Sitemaps {
  /** Whether a path is that of a sitemap: `/wp-sitemap.xml`, `/wp-sitemap-posts-post-1.xml`, or a plugin's `/sitemap_index.xml`. */
  isSitemap(pathname: string): boolean;
  /** Returns the sitemap at a path. Returns 404 if WordPress has none there. */
  answer(request: Request, clientAddress: string | null): Promise<Response>;
}

/** Options of {@link createSitemaps}. */
export interface SitemapOptions {
  /** The address of the frontend, without a slash at its end. */
  readonly frontendUrl: string;
  readonly site: () => Site;
  readonly loaders: (request: Request, clientAddress: string | null) => Loaders;
}

const pattern = /^\/(?:[\w-]+-)?sitemap(?:[-_][\w-]+)*\.xml$/i;

/** Milliseconds for which all clients get a sitemap from memory. Search engines read it once a day, so nobody waits for it. */
const maxAge = 60_000;

/** Returns the sitemaps of a site. They are read from WordPress, one by one, when a client asks. */
export function createSitemaps({ frontendUrl, site, loaders }: SitemapOptions): Sitemaps {
  const recent = new LRUCache<string, Promise<FormAnswer>>({ max: limits.maxSitemaps, ttl: maxAge });
  const pageAt = (pathname: string, request: Request, clientAddress: string | null) => {
    const known = recent.get(pathname);
    if (known) return known;
    // All clients get the same sitemap, so it is read without the credentials of the request.
    const own = loaders(new Request(request.url), clientAddress);
    const reading = own.rest
      .submit({ url: pageUrl(site(), pathname) })
      .finally(() => own.operation.complete());
    recent.set(pathname, reading);
    reading.catch(() => recent.delete(pathname));
    return reading;
  };
  /** Returns the frontend's address for an address of the site. Leaves others unchanged. */
  const moved = (url: string): string => {
    const uri = uriOf(site(), url);
    return uri === url ? url : frontendUrl + uri;
  };
  return {
    isSitemap: (pathname) => pattern.test(pathname),
    async answer(request, clientAddress) {
      if (request.method !== 'GET' && request.method !== 'HEAD') return plain(405, 'Use GET.');
      const { pathname } = new URL(request.url);
      try {
        const page = await pageAt(pathname, request, clientAddress);
        const target = page.location && moved(page.location.href);
        if (target && pattern.test(new URL(target).pathname)) {
          return new Response(null, { status: page.status, headers: { location: target } });
        }
        if (page.status !== 200 || !page.body.trimStart().startsWith('<?xml'))
          return plain(404, 'WordPress has no sitemap here.');
        return new Response(request.method === 'HEAD' ? null : withAddresses(page.body, moved), {
          headers: {
            'content-type': 'application/xml; charset=utf-8',
            'cache-control': `public, max-age=${maxAge / 1000}`,
          },
        });
      } catch (error) {
        if (!(error instanceof WordPressError)) throw error;
        return plain(502, error.message);
      }
    },
  };
}

/** Returns a sitemap with other addresses (sitemaps.org: `loc`), and without its stylesheet, which is at WordPress' host. */
function withAddresses(xml: string, moved: (url: string) => string): string {
  return xml
    .replace(/<\?xml-stylesheet[^>]*\?>\s*/g, '')
    .replace(
      /(<loc>)\s*(?:<!\[CDATA\[)?\s*([^<\]\s]+)\s*(?:\]\]>)?\s*(<\/loc>)/g,
      (_all, open: string, url: string, close: string) => open + moved(url) + close,
    );
}

function plain(status: number, text: string): Response {
  return new Response(`${text}\n`, { status, headers: { 'content-type': 'text/plain; charset=utf-8' } });
}
