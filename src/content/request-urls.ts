/** The request that the gateway sent, and the page URL that replaces it. */
export interface LeakedRequest {
  /** URL of the site's REST API: `https://site.example/wp-json/`. */
  readonly root: string;
  /** Names of the query parameters that the gateway may have sent. */
  readonly parameters: ReadonlySet<string>;
  /** URL of the page that shows the text. */
  readonly page: string;
}

/**
 * The `_fields` parameter, plain and escaped. It distinguishes the gateway's requests from other URLs of the REST API.
 */
const marks = /_fields(=|%3D)/i;

/** Parameters of every request that no route lists. `page` may belong to the text itself. */
const always = new Set(['_fields', '_embed', 'rest_route', 'context', 'per_page', 'include', 'offset']);

/** Whether a text contains URLs of the gateway's requests. */
export function hasRequestUrls(html: string): boolean {
  return marks.test(html);
}

/**
 * Replaces URLs of the gateway's requests in a text with the URL of the page. Plugins and themes write them because
 * `add_query_arg()` without a URL uses `REQUEST_URI`. Keeps the parameters that they added.
 */
export function withoutRequestUrls(html: string, request: LeakedRequest): string {
  if (!hasRequestUrls(html)) return html;
  return html.replace(/[^"'\s<>]+/g, (word) => (hasRequestUrls(word) ? wordWithout(word, request) : word));
}

function wordWithout(word: string, request: LeakedRequest): string {
  const start = word.search(/(https?:)?\//i);
  const address = word.slice(Math.max(0, start)).replace(/&(amp|#0?38);/g, '&');
  const found = /[?&]_fields=/.test(address) ? rewritten(address, request) : null;
  if (found !== null) return word.slice(0, Math.max(0, start)) + found.replaceAll('&', '&#038;');
  return word
    .split(/([=&])/)
    .map((part) => (hasRequestUrls(part) ? escapedWithout(part, request) : part))
    .join('');
}

/** A URL in a parameter of another URL: `redirect_to=http%3A%2F%2F…`. */
function escapedWithout(part: string, request: LeakedRequest): string {
  const plain = unescaped(part);
  const found = plain === null ? null : rewritten(plain, request);
  return found === null ? part : encodeURIComponent(found);
}

/**
 * Returns the URL of the page with the parameters that were added to the request's URL. Returns null if a URL is not
 * of the REST API.
 */
function rewritten(address: string, { root, parameters, page }: LeakedRequest): string | null {
  const at = new URL(root);
  if (!URL.canParse(address, at)) return null;
  const { host, pathname, searchParams, hash } = new URL(address, at);
  const base = at.pathname.replace(/\/?$/, '/');
  const isRoute = searchParams.has('rest_route') || (base !== '/' && pathname.startsWith(base));
  if (host !== at.host || !isRoute) return null;
  const target = new URL(page);
  const further = /\/((?:comment-)?page[/-]\d+\/?)$/.exec(pathname)?.[1];
  if (further) target.pathname = target.pathname.replace(/\/?$/, `/${further}`);
  for (const [name, value] of searchParams) {
    const plain = name.replace(/\[.*$/, '');
    if (!always.has(plain) && (plain === 'page' || !parameters.has(plain)))
      target.searchParams.set(name, value);
  }
  target.hash = hash;
  return target.href;
}

function unescaped(address: string): string | null {
  try {
    return decodeURIComponent(address);
  } catch {
    return null;
  }
}
