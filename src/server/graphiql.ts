import { gzipSync } from 'node:zlib';
import type { Loaders } from '../loading/loaders.ts';
import { uriOf } from '../site/permalinks.ts';
import type { Site } from '../site/site.ts';
import { text } from '../wordpress/document.ts';
import { exampleQueries } from './examples.ts';

type Explorer = (request: Request, of: { site: Site; loaders: Loaders }) => Promise<Response>;

/**
 * Whether a request is that of a browser which opens a page. A client that takes JSON isn't one; neither is whoever
 * asks for a document by its id, which GraphiQL can't show.
 */
export function acceptsGraphiQL({ method, headers, url }: Request): boolean {
  const accept = headers.get('accept') ?? '';
  if (method !== 'GET' || !/\btext\/html\b/i.test(accept) || /\bjson\b/i.test(accept)) return false;
  const { searchParams } = new URL(url);
  return searchParams.has('query') || !['queryId', 'extensions'].some((name) => searchParams.has(name));
}

/**
 * GraphiQL in one page that needs nothing from elsewhere, with queries for this site. It is made once for a site, and
 * shows the query of its own address.
 */
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
    };
    if (!request.headers.get('accept-encoding')?.includes('gzip')) return new Response(html, { headers });
    return new Response(new Uint8Array(gzip), { headers: { ...headers, 'content-encoding': 'gzip' } });
  };
}

async function makePage(endpoint: string, site: Site, loaders: Loaders) {
  // Nine megabytes of assets, loaded when the first browser comes.
  const { renderGraphiQL } = await import('@graphql-yoga/render-graphiql');
  const queries = exampleQueries(site, await newestUri(site, loaders));
  const options = {
    endpoint,
    title: `PressQL – ${site.name.replaceAll(/[<>&]/g, ' ')}`,
    defaultQuery: queries[0] ?? '{ __typename }',
    defaultTabs: queries.map((query) => ({ query })),
    favicon: 'data:,',
  };
  const html = withAddress(renderGraphiQL(options), JSON.stringify(options));
  return { html, gzip: gzipSync(html) };
}

/**
 * Gives GraphiQL a tab with the query and variables that its address has. GraphiQL itself reads the query alone, into
 * a tab that has the name of another.
 */
function withAddress(html: string, options: string): string {
  // A site's name may end the script.
  const escaped = options.replaceAll('<', '\\u003c');
  return html.replace(options, () => `(${ofAddress})(${escaped}, new URL(location.href).searchParams)`);
}

/** Runs in the browser. */
const ofAddress = `(options, address) => {
  const query = address.get('query');
  if (!query) return options;
  const variables = address.get('variables') || undefined;
  return { ...options, variables, defaultTabs: [{ query, variables }, ...options.defaultTabs] };
}`;

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
