import { toBase64 } from '#platform/values/bytes';
import type { Query, RestRoot } from './rest.ts';

/**
 * Returns the URL of a route: `…/wp-json/wp/v2/posts?per_page=10`, or `…/?rest_route=/wp/v2/posts&per_page=10`.
 * Parameters are in alphabetical order, so that equal requests have equal URLs.
 *
 * @throws TypeError if a parameter is an empty list
 */
export function restUrl(anyRoot: RestRoot, route: string, query: Query = {}): string {
  const parameters = queryString(query);
  const root = needsEscapes(route) ? queryRoot(anyRoot) : anyRoot;
  if (root.style === 'path') {
    const base = root.url.endsWith('/') ? root.url : `${root.url}/`;
    return base + escapePath(route.replace(/^\/+/, '')) + (parameters && `?${parameters}`);
  }
  const base = root.url.replace(/([?&]rest_route=).*$/, '$1');
  return base + escapePath(route.startsWith('/') ? route : `/${route}`) + (parameters && `&${parameters}`);
}

/** Returns a query string. Commas, slashes and colons are not escaped, so that people can read them. */
export function queryString(query: Query): string {
  return Object.entries(queryParameters(query))
    .map(([name, value]) => `${escapeValue(name)}=${escapeValue(value)}`)
    .join('&');
}

/**
 * Returns the parameters of a query as texts, in alphabetical order. Lists are joined with commas; `undefined` is left out.
 *
 * @throws TypeError if a parameter is an empty list, unless its name ends with `exclude`
 */
export function queryParameters(query: Query): Record<string, string> {
  const parameters: Record<string, string> = {};
  for (const name of Object.keys(query).sort()) {
    const value = query[name];
    if (value === undefined) continue;
    if (typeof value !== 'object') parameters[name] = String(value);
    else if (value.length > 0) parameters[name] = value.join(',');
    // WordPress ignores an empty list and would return all items instead of none.
    else if (!name.endsWith('exclude')) throw new TypeError(`The REST parameter "${name}" is an empty list.`);
  }
  return parameters;
}

/** Returns the REST root at a URL, which WordPress' `Link` header or an operator wrote. */
export function restRootOf(url: string): RestRoot {
  return isQueryStyle(url) ? { url, style: 'query' } : { url: url.replace(/\/?$/, '/'), style: 'path' };
}

/**
 * Returns the route in the URL of a REST resource: `/wp/v2/posts/7`. Returns null if the URL is not below the root.
 *
 * @param root - URL of the REST root, as the same site writes it
 */
export function restRouteOf(root: string, href: string): string | null {
  const parameter = parameterOf(href, 'rest_route');
  if (parameter !== null) return plainRoute(parameter);
  if (isQueryStyle(root)) return null;
  const base = withoutScheme(root).replace(/\/?$/, '/');
  const address = withoutScheme(href);
  if (!address.startsWith(base)) return null;
  return plainRoute(`/${address.slice(base.length).replace(/[?#].*$/, '')}`);
}

/** Returns whether two URLs of REST roots have the same folder. The hosts may differ, as behind a proxy. */
export function isSameRoot(one: string, other: string): boolean {
  return folderOf(one) === folderOf(other);
}

/** Returns a text as a URL. Returns null if it is not one. */
export function parseUrl(text: string, base?: string): URL | null {
  return URL.canParse(text, base) ? new URL(text, base) : null;
}

/** Returns a URL without its user name and password, and the `Authorization` header for them, null if it has none. */
export function splitCredentials(url: URL): { url: URL; authorization: string | null } {
  const bare = new URL(url);
  bare.username = '';
  bare.password = '';
  if (!url.username && !url.password) return { url: bare, authorization: null };
  const pair = `${decoded(url.username)}:${decoded(url.password)}`;
  return { url: bare, authorization: `Basic ${toBase64(pair)}` };
}

/** Decodes percent escapes, and leaves percent signs that are not part of an escape. */
function decoded(part: string): string {
  return part.replaceAll(/(%[\da-f]{2})+/gi, (escaped) => {
    try {
      return decodeURIComponent(escaped);
    } catch {
      return escaped;
    }
  });
}

/** Returns an address that an operator typed, without user name and password. Returns the text after the last `@` if it is not a URL. */
export function withoutUserInfo(text: string): string {
  if (!text.includes('@')) return text;
  const hasScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(text.trim());
  const url = parseUrl(hasScheme ? text : `https://${text}`);
  if (url === null) return text.replace(/^.*@/s, '');
  if (!url.username && !url.password) return text;
  const { href } = splitCredentials(url).url;
  return hasScheme ? href : href.replace('https://', '');
}

/** Removes user names and passwords from all URLs in a text. */
export function withoutPasswords(text: string): string {
  // A password may contain an @: the last one before the path ends it (URL standard, "authority state").
  return text.replaceAll(/\/\/[^\s/?#"<>\\]*@/g, '//');
}

/**
 * Returns the address of a redirect for logs. The site wrote it, and may quote a request and its secrets in it: a path that is
 * long or has other characters than ordinary paths is left out.
 */
export function printableTarget(target: URL): string {
  return /^[\w./~-]{0,200}$/.test(target.pathname) ? printableUrl(target) : `${target.origin}/…`;
}

/** Returns a URL for messages, without credentials, query and fragment. */
export function printableUrl(url: string | URL): string {
  const address = typeof url === 'string' ? parseUrl(url) : url;
  return address ? address.origin + address.pathname : '(not a URL)';
}

/** Parameters with secrets: the password of a post, the key of a link that resets a password. */
const secretParameters = ['password', 'key'];

/** Returns the secrets in a URL. */
export function secretsInUrl(url: string): readonly string[] {
  const { searchParams } = new URL(url);
  return secretParameters.flatMap((name) => searchParams.getAll(name));
}

/** Returns a URL with the secrets of its query replaced, for logs. */
export function redactUrl(url: string): string {
  const address = new URL(url);
  const names = secretParameters.filter((name) => address.searchParams.has(name));
  if (names.length === 0) return url;
  for (const name of names) address.searchParams.set(name, '***');
  return address.href;
}

/** Returns a query with its secrets replaced, for logs. */
export function redactQuery(query: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(query).map(([name, value]) => [name, secretParameters.includes(name) ? '***' : value]),
  );
}

/** Returns whether the second origin may get the credentials of the first: it is the same, or the same host by HTTPS. */
export function isSameSite(from: string, to: string): boolean {
  if (from === to) return true;
  return from.startsWith('http://') && to === `https://${new URL(from).host}` && !new URL(from).port;
}

/** Returns whether a path has characters that URLs escape, apart from lone surrogates. */
function needsEscapes(path: string): boolean {
  return escapePath(path).replaceAll('%EF%BF%BD', '').includes('%');
}

/**
 * Returns the root with routes as a parameter. WordPress finds a route such as `/wp/v2/bücher` only by the parameter,
 * because `WP_MatchesMapRegex` escapes the path a second time. Returns the given root if its path is not `wp-json`.
 */
function queryRoot(root: RestRoot): RestRoot {
  const url = root.url.replace(
    /\/(index\.php\/)?wp-json\/?$/,
    (_, index) => `/${index ? 'index.php' : ''}?rest_route=/`,
  );
  return root.style === 'query' || url === root.url ? root : { url, style: 'query' };
}

function folderOf(root: string): string | null {
  const path = parseUrl(root)?.pathname ?? null;
  return path && `${path}/`.replace(/\/+$/, '/').replace(/\/(index\.php\/)?(wp-json\/)?$/, '/');
}

function isQueryStyle(url: string): boolean {
  return parameterOf(url, 'rest_route') !== null;
}

function parameterOf(url: string, name: string): string | null {
  return parseUrl(url)?.searchParams.get(name) ?? null;
}

function withoutScheme(url: string): string {
  return url.replace(/^https?:/i, '');
}

function plainRoute(route: string): string | null {
  // A rest_base may contain empty segments. WordPress registers its route without them, but links to it with them.
  return /^\/[\w/.%-]+$/.test(route) ? route.replace(/\/{2,}/g, '/').replace(/\/$/, '') : null;
}

/** Replaces lone surrogates by U+FFFD: JSON can contain them, URLs cannot. */
function wellFormed(text: string): string {
  return text.replaceAll(/\p{Surrogate}/gu, '\uFFFD');
}

function escapeValue(value: string): string {
  return encodeURIComponent(wellFormed(value)).replace(/%(2C|2F|3A)/g, decodeURIComponent);
}

function escapePath(path: string): string {
  return path
    .split('/')
    .map((part) => encodeURIComponent(wellFormed(part)))
    .join('/');
}
