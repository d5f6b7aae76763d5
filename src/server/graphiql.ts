import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { Loaders } from '../loading/loaders.ts';
import { uriOf } from '../site/permalinks.ts';
import type { Site } from '../site/site.ts';
import { text } from '../wordpress/document.ts';
import { exampleQueries } from './examples.ts';

/** A function that answers a browser with the page of GraphiQL. */
type Explorer = (request: Request, of: { site: Site; loaders: Loaders }) => Promise<Response>;

/**
 * Whether a browser sent the request to open a page. False if the client accepts JSON. Also false if the request names a
 * persisted query by its id, because GraphiQL cannot display it.
 */
export function acceptsGraphiQL({ method, headers, url }: Request): boolean {
  const accept = headers.get('accept') ?? '';
  if (method !== 'GET' || !/\btext\/html\b/i.test(accept) || /\bjson\b/i.test(accept)) return false;
  const { searchParams } = new URL(url);
  return searchParams.has('query') || !['queryId', 'extensions'].some((name) => searchParams.has(name));
}

/**
 * Creates GraphiQL: one page that loads no other files and has example queries for the site. The page is rendered once
 * for each discovered site. It opens the query in its address, if there is one.
 */
export function createExplorer(endpoint: string): Explorer {
  const pages = new WeakMap<Site, Promise<Page>>();
  return async (request, { site, loaders }) => {
    let page = pages.get(site);
    if (!page) {
      page = makePage(endpoint, site, loaders);
      pages.set(site, page);
    }
    const { html, gzip, policy } = await page;
    const headers = {
      'content-security-policy': policy,
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-cache',
      vary: 'accept-encoding',
    };
    if (!request.headers.get('accept-encoding')?.includes('gzip')) return new Response(html, { headers });
    return new Response(new Uint8Array(gzip), { headers: { ...headers, 'content-encoding': 'gzip' } });
  };
}

/** The page of GraphiQL. */
interface Page {
  readonly html: string;
  readonly gzip: Buffer;
  /** Its `Content-Security-Policy`. */
  readonly policy: string;
}

async function makePage(endpoint: string, site: Site, loaders: Loaders): Promise<Page> {
  // The package has nine megabytes of assets, so it is loaded when the first browser opens the page.
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
  return { html, gzip: gzipSync(html), policy: policyOf(html) };
}

/**
 * Returns the policy of a page: it runs its own script only, sends requests to its own origin only, and no other page shows
 * it in a frame. The editor makes style elements and workers while it runs.
 */
function policyOf(html: string): string {
  const scripts = [...html.matchAll(/<script\b[^>]*>([\s\S]*?)<\/script>/gi)].map(
    ([, script = '']) => `'sha256-${createHash('sha256').update(script).digest('base64')}'`,
  );
  return [
    "default-src 'none'",
    `script-src ${scripts.join(' ')}`,
    "style-src 'unsafe-inline'",
    'img-src data: https:',
    'font-src data:',
    'worker-src blob:',
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/**
 * Makes GraphiQL open a tab with the query and the variables of its address. GraphiQL itself reads only the query, and
 * puts it into a tab with the name of another query.
 */
function withAddress(html: string, options: string): string {
  // A site's name may contain `</script>`.
  const escaped = options.replaceAll('<', '\\u003c');
  return html.replace(options, () => `(${ofAddress})(${escaped}, new URL(location.href).searchParams)`);
}

/** Source of a function that runs in the browser: adds the tab to the options of GraphiQL. */
const ofAddress = `(options, address) => {
  const query = address.get('query');
  if (!query) return options;
  const variables = address.get('variables') || undefined;
  return { ...options, variables, defaultTabs: [{ query, variables }, ...options.defaultTabs] };
}`;

/** Returns the URI of the newest post. Returns null if visitors see no post, or if the request fails. */
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
