/** Where the gateway's request went, and what stands for it. */
export interface LeakedRequest {
  /** Address of the site's REST API: `https://site.example/wp-json/`. */
  readonly root: string;
  /** Names of the query parameters that the gateway may have sent. */
  readonly parameters: ReadonlySet<string>;
  /** Address of the page that the text is of. */
  readonly page: string;
}

/** What tells the gateway's own requests from other addresses of the REST API, plain and escaped. */
const marks = /_fields(=|%3D)/i;

/** Parameters of every request that aren't in a route's list; `page` may be the text's own. */
const always = new Set(['_fields', '_embed', 'rest_route', 'context', 'per_page', 'include', 'offset']);

/** Whether a text has addresses of the gateway's own requests in it. */
export function hasRequestUrls(html: string): boolean {
  return marks.test(html);
}

/**
 * A text with its page's address where plugins and themes wrote that of the request which they were rendered for
 * (`add_query_arg()` without an address takes `REQUEST_URI`). What they added to it stays.
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

/** An address that is a parameter of another one: `redirect_to=http%3A%2F%2F…`. */
function escapedWithout(part: string, request: LeakedRequest): string {
  const plain = unescaped(part);
  const found = plain === null ? null : rewritten(plain, request);
  return found === null ? part : encodeURIComponent(found);
}

/** The page's address with what was added to the request's; null for what isn't an address of the REST API. */
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
