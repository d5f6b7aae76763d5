import { gzipSync } from 'node:zlib';
import type { Loaders } from '../loading/loaders.ts';
import { uriOf } from '../site/permalinks.ts';
import type { Site } from '../site/site.ts';
import { text } from '../wordpress/document.ts';
import { exampleQueries } from './examples.ts';

type Explorer = (request: Request, of: { site: Site; loaders: Loaders }) => Promise<Response>;

/** Whether a request is a browser's that opens the endpoint. */
export function wantsExplorer(request: Request, endpoint: string): boolean {
  if (request.method !== 'GET' || !request.headers.get('accept')?.includes('text/html')) return false;
  const { pathname, searchParams } = new URL(request.url);
  return pathname === endpoint && !searchParams.has('query');
}

/** GraphiQL in one page that needs nothing from elsewhere, with queries for this very site. Made once a site. */
export function createExplorer(endpoint: string): Explorer {
  const pages = new WeakMap<Site, Promise<{ html: string; gzip: Buffer }>>();
  return async (request, { site, loaders }) => {
    let page = pages.get(site);
    if (!page) {
      page = makePage(endpoint, site, loaders);
      pages.set(site, page);
    }
    const { html, gzip } = await page;
    const headers = {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-cache',
      vary: 'accept-encoding',
      'x-content-type-options': 'nosniff',
    };
    if (!request.headers.get('accept-encoding')?.includes('gzip')) return new Response(html, { headers });
    return new Response(new Uint8Array(gzip), { headers: { ...headers, 'content-encoding': 'gzip' } });
  };
}

async function makePage(endpoint: string, site: Site, loaders: Loaders) {
  // Nine megabytes of assets, loaded when the first browser comes.
  const { renderGraphiQL } = await import('@graphql-yoga/render-graphiql');
  const queries = exampleQueries(site, await newestUri(site, loaders));
  const html = renderGraphiQL({
    endpoint,
    title: `PressQL – ${site.name}`,
    defaultQuery: queries[0] ?? '{ __typename }',
    defaultTabs: queries.map((query) => ({ query })),
    favicon: 'data:,',
  });
  return { html, gzip: gzipSync(html) };
}

/** Address of the newest post, for an example that works; null where there is none to see. */
async function newestUri(site: Site, { rest }: Loaders): Promise<string | null> {
  const posts = site.resources.get('post');
  if (!posts) return null;
  try {
    const { documents } = await rest.list(posts.route, { per_page: 1, _fields: ['id', 'link'] });
    const link = text(documents[0], 'link');
    return link && uriOf(site, link);
  } catch {
    return null;
  }
}
