import { isRecord } from '../values/json.ts';
import { readAnswer } from '../wordpress/answer.ts';
import { createRestClient } from '../wordpress/client.ts';
import { siteError, WordPressError } from '../wordpress/errors.ts';
import type { RestRoot } from '../wordpress/rest.ts';
import type { Upstream } from '../wordpress/upstream.ts';
import {
  parseUrl,
  printableUrl,
  restRootOf,
  restUrl,
  splitCredentials,
  withoutUserInfo,
} from '../wordpress/url.ts';
import { noRootError, type RootAttempt } from './no-root.ts';
import { fetchPage, type HtmlPage } from './page.ts';
import type { Site } from './site.ts';

/** A parsed address of a site, as the operator wrote it. */
export interface GivenAddress {
  /** URLs to try in this order. An address without a scheme has one with https and one with http. */
  readonly urls: readonly [URL, ...URL[]];
  /** The `Authorization` header for the user name and password in the address. Null if it has none. */
  readonly authorization: string | null;
}

/** The REST API of a site, and how discovery found it. */
export interface DiscoveredRoot {
  readonly root: RestRoot;
  readonly source: RootSource;
  /** The JSON of the REST index. Null if the site hides it. */
  readonly index: Readonly<Record<string, unknown>> | null;
  /** The page at the address. Null if the address is that of the REST API, or the page cannot be read. */
  readonly page: HtmlPage | null;
  /** The root that the page names, if it is on another origin than `root`. Null otherwise. */
  readonly otherOriginRoot: string | null;
}

/** `header` and `element` of a page name the root; `address`: the operator gave it; `guess`: it is at a usual place. */
export type RootSource = 'address' | 'header' | 'element' | 'guess';

/**
 * Parses the address of a site: its home, any page, or its REST API. The scheme and credentials are optional.
 *
 * @throws WordPressError if the text is not an HTTP address
 */
export function parseAddress(input: string): GivenAddress {
  const text = input.trim();
  const hasScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(text);
  const url = parseUrl(hasScheme ? text : `https://${text}`);
  if (!url || !/^https?:$/.test(url.protocol) || text === '') {
    throw siteError('not-wordpress', `"${withoutUserInfo(text)}" is not the address of a web site.`, {
      advice: 'Use an address such as https://site.example.',
    });
  }
  url.hash = '';
  // Operators may copy the address of the admin.
  url.pathname = url.pathname.replace(/\/(wp-admin(\/.*)?|wp-login\.php)$/, '/');
  const { url: bare, authorization } = splitCredentials(url);
  if (hasScheme) return { urls: [bare], authorization };
  const http = new URL(bare.href.replace(/^https:/, 'http:'));
  return { urls: isLocal(bare) ? [http, bare] : [bare, http], authorization };
}

/**
 * Finds the REST root of the site at an address.
 *
 * @throws WordPressError that explains why there is none
 */
export async function findRoot(upstream: Upstream, url: URL): Promise<DiscoveredRoot> {
  const attempts: RootAttempt[] = [];
  const restUrlGiven = restAddressIn(url);
  if (restUrlGiven) {
    const found = await tryRoot(upstream, { url: restUrlGiven, source: 'address' }, attempts);
    if (found) return { ...found, page: null, otherOriginRoot: null };
  }
  const start = restUrlGiven
    ? new URL(restUrlGiven.replace(/(index\.php\/)?wp-json\/$|(index\.php)?\?rest_route=.*$/, ''))
    : url;
  const page = await fetchPage(upstream, start).catch((error: unknown) => {
    // The REST API may work beside a broken page, but not on a host that cannot be reached.
    if (error instanceof WordPressError && pageOnlyFailures.has(error.kind)) return error;
    throw error;
  });
  const readablePage = page instanceof WordPressError ? null : page;
  for (const place of placesOf(start, readablePage)) {
    if (attempts.some((attempt) => attempt.url === place.url)) continue;
    const found = await tryRoot(upstream, place, attempts);
    const last = attempts.at(-1);
    // If neither the page nor the first place answers in time, the host hangs.
    const hangs = isLate(page) && isLate(last?.error);
    if (!found && (hasRefused(last) || hangs)) break;
    if (!found) continue;
    const namedRoot = readablePage?.api?.href;
    const isElsewhere = namedRoot !== undefined && new URL(namedRoot).origin !== new URL(place.url).origin;
    return { ...found, page: readablePage, otherOriginRoot: isElsewhere ? namedRoot : null };
  }
  throw noRootError({ givenUrl: start, page, attempts });
}

/** Kinds of failures of a page beside which the REST API may work. */
const pageOnlyFailures: ReadonlySet<string> = new Set([
  ...['server', 'rate-limited', 'redirected', 'timeout', 'too-large', 'invalid-answer'],
]);

function isLate(outcome: unknown): boolean {
  return outcome instanceof WordPressError && outcome.kind === 'timeout';
}

/** A place where the REST API may be. */
interface Place {
  readonly url: string;
  readonly source: RootSource;
}

/** Returns the places to try, the most likely first. */
function placesOf(start: URL, page: HtmlPage | null): readonly Place[] {
  const places: Place[] = [];
  if (page?.api) {
    const { href, source } = page.api;
    // Behind a proxy the site may name another host. The host of the given address comes first.
    const here = new URL(href);
    here.protocol = page.url.protocol;
    here.host = page.url.host;
    here.port = page.url.port;
    places.push({ url: here.href, source }, { url: href, source });
  }
  // Pages of a headless site often redirect to its frontend, while its REST API stays at the first host.
  const isElsewhere = page !== null && page.url.origin !== start.origin;
  const origins = isElsewhere ? [page.url, start] : [page === null || page.isLogin ? start : page.url];
  const folders = origins.flatMap(foldersOf);
  for (const folder of folders) {
    places.push(
      { url: `${folder}wp-json/`, source: 'guess' },
      { url: `${folder}index.php/wp-json/`, source: 'guess' },
    );
  }
  // Every page of a WordPress accepts `rest_route`, so that the root of the host comes first.
  for (const folder of folders.reverse()) places.push({ url: `${folder}?rest_route=/`, source: 'guess' });
  return places.filter(({ url }, index) => places.findIndex((other) => other.url === url) === index);
}

/** Returns whether WordPress itself refused. It then refuses at every other place, too. */
function hasRefused(attempt: RootAttempt | undefined): boolean {
  const { status, restCode } = attempt?.error.details ?? {};
  return restCode !== undefined && (status === 401 || status === 403);
}

/** Returns the folders in which WordPress may be: that of the page, that of its first segment, and the root of the host. */
function foldersOf({ origin, pathname }: URL): readonly string[] {
  const segments = pathname.split('/').filter((segment) => segment && segment !== 'index.php');
  const page = segments.length > 0 && segments.length < 4 ? [`${origin}/${segments.join('/')}/`] : [];
  const first = segments.length > 1 ? [`${origin}/${segments[0]}/`] : [];
  return [...page, ...first, `${origin}/`];
}

async function tryRoot(
  upstream: Upstream,
  { url, source }: Place,
  attempts: RootAttempt[],
): Promise<Pick<DiscoveredRoot, 'root' | 'source' | 'index'> | null> {
  const root = restRootOf(url);
  const index = await readIndex(upstream, root);
  if (!(index instanceof WordPressError)) return { root, source, index };
  attempts.push({ url, error: index });
  // WordPress itself refused the index. A plugin may close only the index.
  if (index.details.restCode === undefined) return null;
  const isOpen = await createRestClient(upstream, root)
    .list('/wp/v2/posts', { per_page: 1, _fields: ['id'] })
    .then(
      () => true,
      () => false,
    );
  return isOpen ? { root, source, index: null } : null;
}

/** Returns the index of a root, or the error. Returns an answer without JSON as an error, so that it is not retried. */
async function readIndex(
  upstream: Upstream,
  root: RestRoot,
): Promise<Readonly<Record<string, unknown>> | WordPressError> {
  try {
    return await upstream.send({
      method: 'GET',
      url: restUrl(root, '/'),
      route: '/',
      query: {},
      accept: 'application/json',
      redirects: 'follow',
      read: (answer, now) => {
        try {
          const json = readAnswer(answer, 'GET /', now);
          if (isIndex(json)) return json;
          return siteError(
            'invalid-answer',
            `${printableUrl(root.url)} answers JSON that is not a REST index.`,
          );
        } catch (error) {
          if (error instanceof WordPressError && error.kind === 'invalid-answer') return error;
          throw error;
        }
      },
    });
  } catch (error) {
    if (error instanceof WordPressError) return error;
    throw error;
  }
}

function isIndex(json: unknown): json is Readonly<Record<string, unknown>> {
  return isRecord(json) && (Array.isArray(json['namespaces']) || isRecord(json['routes']));
}

/** Returns the REST root in the address of a REST resource. Returns null for any other address. */
function restAddressIn(url: URL): string | null {
  if (url.searchParams.has('rest_route')) return `${url.origin}${url.pathname}?rest_route=/`;
  const folder = /^(.*?\/wp-json)(\/|$)/.exec(url.pathname)?.[1];
  return folder === undefined ? null : `${url.origin}${folder}/`;
}

/** Returns whether a host is a developer's machine, where http is more likely than https. */
function isLocal({ hostname, port }: URL): boolean {
  return (
    port !== '' ||
    /^(localhost|\[::1\]|127\.|10\.|192\.168\.)/.test(hostname) ||
    /\.(localhost|local|test)$/.test(hostname) ||
    !hostname.includes('.')
  );
}

/** Returns the folder of WordPress' scripts (`wp-login.php`), on the host by which the gateway reaches the site. */
export function scriptFolder({ url, home, address }: Pick<Site, 'url' | 'home' | 'address'>): string {
  return url.startsWith(home) ? address + url.slice(home.length) : url;
}
