// Where a site's REST API is, and how its routes are addressed there.
import { readJson } from './http.mjs';

/** Finds a site's REST root by the header that WordPress sends for it. */
export async function restRootOf(site) {
  const response = await fetch(site, { method: 'HEAD' });
  const link = /<([^>]+)>; rel="https:\/\/api\.w\.org\/"/.exec(response.headers.get('link') ?? '');
  if (!link) throw new Error(`${site} names no REST API in its Link header`);
  return link[1];
}

/** Reads a route of `/wp/v2/`; without rewriting, the root is an address with the route in its query. */
export function readRest(root, route, query) {
  const url = new URL(root);
  if (url.searchParams.has('rest_route')) url.searchParams.set('rest_route', `/wp/v2/${route}`);
  else url.pathname += `wp/v2/${route}`;
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  return readJson(url);
}
