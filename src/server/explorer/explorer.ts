import { readAssets } from '#platform/server/explorer/assets';
import type { Loaders } from '../../loading/loaders.ts';
import { uriOf } from '../../site/permalinks.ts';
import type { Site } from '../../site/site.ts';
import { randomText } from '../../values/random.ts';
import { text } from '../../wordpress/document.ts';
import type { Assets } from './assets.ts';
import { exampleQueries } from './examples.ts';
import { type PageData, policyOf, renderPage } from './page.ts';

/** GraphiQL: our own explorer of the graph, from `packages/explorer`. */
export interface Explorer {
  /** Answers a browser with the page. */
  page(request: Request, shown: Shown): Promise<Response>;
  /** Answers a request for a file of the page. */
  file(request: Request): Promise<Response>;
}

/** What a page shows. */
export interface Shown {
  /** The site or the schema of the page. Its data is made once for each. */
  readonly of: object;
  readonly data: () => Promise<PageData>;
}

/** The parameter that names a file of the explorer. So its files need no paths of their own, wherever it is mounted. */
const fileParameter = 'explorer';

/** Parameters of GraphQL over HTTP. All others select the graph: `?graphql=true`. */
const queryParameters = ['query', 'variables', 'operationName', 'extensions'];

/** Whether a browser asks for a file of the explorer. */
export function asksForFile({ method, url }: Request): boolean {
  return method === 'GET' && new URL(url).searchParams.has(fileParameter);
}

/**
 * Whether a browser sent the request to open a page. False if the client accepts JSON. Also false if the request names a
 * persisted query by its id, because the explorer cannot display it.
 */
export function asksForPage({ method, headers, url }: Request): boolean {
  const accept = headers.get('accept') ?? '';
  if (method !== 'GET' || !/\btext\/html\b/i.test(accept) || /\bjson\b/i.test(accept)) return false;
  const { searchParams } = new URL(url);
  return searchParams.has('query') || !['queryId', 'extensions'].some((name) => searchParams.has(name));
}

/**
 * Creates the explorer. All browsers get the same page, but for its nonce. It has example queries, which are made once for
 * each discovered site.
 */
export function createExplorer(): Explorer {
  const known = new WeakMap<object, Promise<PageData>>();
  let assets: Promise<Assets> | undefined;
  const files = () => {
    assets ??= readAssets();
    return assets;
  };
  return {
    async page(request, { of, data: make }) {
      const data = known.get(of) ?? make();
      known.set(of, data);
      const { script, style } = await files();
      const nonce = randomText(16);
      const addressOf = fileAddress(request.url);
      return new Response(
        renderPage({ data: await data, script: addressOf(script), style: addressOf(style), nonce }),
        {
          headers: {
            'content-security-policy': policyOf(nonce),
            'content-type': 'text/html; charset=utf-8',
            'cache-control': 'no-store',
          },
        },
      );
    },
    async file(request) {
      const name = new URL(request.url).searchParams.get(fileParameter) ?? '';
      return (await files()).answer(name, request.headers.get('accept-encoding'));
    },
  };
}

/** Returns a function that returns the address of a file, relative to the page. */
function fileAddress(page: string): (name: string) => string {
  const parameters = new URL(page).searchParams;
  for (const name of queryParameters) parameters.delete(name);
  return (name) => {
    parameters.set(fileParameter, name);
    return `?${parameters}`;
  };
}

/** Returns the data of the page of one site. */
export async function pageData(site: Site, loaders: Loaders): Promise<PageData> {
  return {
    siteName: site.name,
    profileUrl: profileUrlOf(site),
    examples: exampleQueries(site, await newestUri(site, loaders)),
  };
}

/** Returns the address at which users of a site make application passwords. */
export function profileUrlOf({ url }: Pick<Site, 'url'>): string {
  return `${url}/wp-admin/profile.php#application-passwords-section`;
}

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
