import type { Query, RestRoot } from './rest.ts';

/**
 * Address of a route: `…/wp-json/wp/v2/posts?per_page=10`, or `…/?rest_route=/wp/v2/posts&per_page=10`.
 * Parameters stand in alphabetical order, so that the same question always has the same address.
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

/** A query's parameters as they are written in the address; commas, slashes and colons stay legible. */
export function queryString(query: Query): string {
  return Object.entries(queryParameters(query))
    .map(([name, value]) => `${escapeValue(name)}=${escapeValue(value)}`)
    .join('&');
}

/** A query's parameters as text, in alphabetical order, lists joined with commas and `undefined` left out. */
export function queryParameters(query: Query): Record<string, string> {
  const written: Record<string, string> = {};
  for (const name of Object.keys(query).sort()) {
    const value = query[name];
    if (value === undefined) continue;
    if (typeof value !== 'object') written[name] = String(value);
    else if (value.length > 0) written[name] = value.join(',');
    // WordPress takes an empty list for "no limit": the answer would be everything instead of nothing.
    else if (!name.endsWith('exclude')) throw new TypeError(`The REST parameter "${name}" is an empty list.`);
  }
  return written;
}

/** The REST root that an address names, as WordPress' `Link` header writes it. */
export function restRootOf(url: string): RestRoot {
  return isQueryStyle(url) ? { url, style: 'query' } : { url: url.replace(/\/?$/, '/'), style: 'path' };
}

/** The route that a REST address names, given the address of the root as the same site wrote it; null for another's. */
export function restRouteOf(root: string, href: string): string | null {
  const named = parameterOf(href, 'rest_route');
  if (named !== null) return plainRoute(named);
  if (isQueryStyle(root)) return null;
  const base = withoutScheme(root).replace(/\/?$/, '/');
  const address = withoutScheme(href);
  if (!address.startsWith(base)) return null;
  return plainRoute(`/${address.slice(base.length).replace(/[?#].*$/, '')}`);
}

/** Whether two addresses of REST roots are of one WordPress, whatever host it is reached by: by the folder they are in. */
export function isSameRoot(one: string, other: string): boolean {
  return folderOf(one) === folderOf(other);
}

/** A text as an address; null where it is none. */
export function parseUrl(text: string, base?: string): URL | null {
  return URL.canParse(text, base) ? new URL(text, base) : null;
}

/** An address with user name and password taken out, and the header that carries them. */
export function splitCredentials(url: URL): { url: URL; authorization: string | null } {
  const bare = new URL(url);
  bare.username = '';
  bare.password = '';
  if (!url.username && !url.password) return { url: bare, authorization: null };
  const pair = `${decoded(url.username)}:${decoded(url.password)}`;
  return { url: bare, authorization: `Basic ${Buffer.from(pair, 'utf8').toString('base64')}` };
}

/** A part of an address without its escapes; a per cent sign that begins none stands for itself. */
function decoded(part: string): string {
  return part.replaceAll(/(%[\da-f]{2})+/gi, (escaped) => {
    try {
      return decodeURIComponent(escaped);
    } catch {
      return escaped;
    }
  });
}

/** An address that somebody typed, without user name and password; what isn't an address after its last `@`. */
export function withoutUserInfo(text: string): string {
  if (!text.includes('@')) return text;
  const hasScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(text.trim());
  const url = parseUrl(hasScheme ? text : `https://${text}`);
  if (url === null) return text.replace(/^.*@/s, '');
  if (!url.username && !url.password) return text;
  const { href } = splitCredentials(url).url;
  return hasScheme ? href : href.replace('https://', '');
}

/** A text whose addresses have no user names and passwords. */
export function withoutPasswords(text: string): string {
  // A password may have an @ in it: the last one before the path counts (URL standard, "authority state").
  return text.replaceAll(/\/\/[^\s/?#"<>\\]*@/g, '//');
}

/** An address as it may be shown: without credentials, query and fragment. */
export function printableUrl(url: string | URL): string {
  const address = typeof url === 'string' ? parseUrl(url) : url;
  return address ? address.origin + address.pathname : '(an address that cannot be read)';
}

/** Parameters that open something to whoever knows them: a post's password, the key of a link for a new one. */
const secrets = ['password', 'key'];

/** An address with secrets taken out of its query, for records. */
export function redactUrl(url: string): string {
  const address = new URL(url);
  const known = secrets.filter((name) => address.searchParams.has(name));
  if (known.length === 0) return url;
  for (const name of known) address.searchParams.set(name, '***');
  return address.href;
}

/** A query with secrets taken out. */
export function redactQuery(query: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(query).map(([name, value]) => [name, secrets.includes(name) ? '***' : value]),
  );
}

/** Whether what is meant for the first origin may be sent to the second: the same, or the same host by HTTPS. */
export function isSameSite(from: string, to: string): boolean {
  if (from === to) return true;
  return from.startsWith('http://') && to === `https://${new URL(from).host}` && !new URL(from).port;
}

/** Whether a path has letters that addresses write as escapes, half characters aside. */
function needsEscapes(path: string): boolean {
  return escapePath(path).replaceAll('%EF%BF%BD', '').includes('%');
}

/**
 * The root that takes routes as a parameter. WordPress reads no escapes in a path (`WP_MatchesMapRegex` escapes them
 * once more), so a route such as `/wp/v2/bücher` is found by the parameter alone. A root whose path a plugin renamed
 * stays.
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
  // WordPress writes a rest_base with slashes as it is, and registers its route without them.
  return /^\/[\w/.%-]+$/.test(route) ? route.replace(/\/{2,}/g, '/').replace(/\/$/, '') : null;
}

/** Half of a character, which JSON can have and addresses can't, is written as U+FFFD. */
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
