// Requests to a site's REST API.
import { readJson } from './http.mjs';

/** Returns the address of a site's REST API, from the Link header that WordPress sends. */
export async function findRestRoot(site) {
  const response = await fetch(site, { method: 'HEAD' });
  const link = /<([^>]+)>; rel="https:\/\/api\.w\.org\/"/.exec(response.headers.get('link') ?? '');
  if (!link) throw new Error(`${site} does not name its REST API in a Link header`);
  return link[1];
}

/** Reads a route of `/wp/v2/`. With plain permalinks, the route is a query parameter. */
export function readRest(root, route, query) {
  const url = new URL(root);
  if (url.searchParams.has('rest_route')) url.searchParams.set('rest_route', `/wp/v2/${route}`);
  else url.pathname += `wp/v2/${route}`;
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  return readJson(url);
}

/** Reads all items of a collection: id, slug, title and categories, as far as they have them. */
export async function readAll(root, route) {
  const read = (page) =>
    readRest(root, route, { per_page: '100', page: String(page), _fields: 'id,slug,title,categories' });
  const first = await read(1);
  const items = [...first.json];
  for (let page = 2; page <= Number(first.headers.get('x-wp-totalpages')); page += 1)
    items.push(...(await read(page)).json);
  return items;
}
