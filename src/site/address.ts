import { isRecord } from '../values/json.ts';
import { readAnswer } from '../wordpress/answer.ts';
import { createRestClient } from '../wordpress/client.ts';
import { WordPressError } from '../wordpress/errors.ts';
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

/** An address as somebody gave it, read. */
export interface GivenAddress {
  /** What to try, in this order: without a scheme, https and http. */
  readonly urls: readonly URL[];
  /** Header that carries the user name and password of the address. */
  readonly authorization: string | null;
}

/** Where a site's REST API is, and how that was found out. */
export interface DiscoveredRoot {
  readonly root: RestRoot;
  readonly source: RootSource;
  /** The index as it came; null where the site hides it. */
  readonly index: Readonly<Record<string, unknown>> | null;
  /** The page that was read on the way; null when the address was the REST API's own. */
  readonly page: HtmlPage | null;
  /** The root as the site itself names it, where that is another origin. */
  readonly otherOriginRoot: string | null;
}

/** `header` and `element`: the page named it; `address`: it was given; `guess`: it was found at a usual place. */
export type RootSource = 'address' | 'header' | 'element' | 'guess';

/** Reads an address that somebody gave: `site.example`, a page, a REST address, with or without scheme and credentials. */
export function parseAddress(input: string): GivenAddress {
  const text = input.trim();
  const hasScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(text);
  const url = parseUrl(hasScheme ? text : `https://${text}`);
  if (!url || !/^https?:$/.test(url.protocol) || text === '') {
    throw new WordPressError(
      'not-wordpress',
      `"${withoutUserInfo(text)}" is not the address of a web site.`,
      {
        advice: 'Give an address such as https://site.example.',
      },
    );
  }
  url.hash = '';
  // Somebody who works on a site often has its admin open.
  url.pathname = url.pathname.replace(/\/(wp-admin(\/.*)?|wp-login\.php)$/, '/');
  const { url: bare, authorization } = splitCredentials(url);
  if (hasScheme) return { urls: [bare], authorization };
  const http = new URL(bare.href.replace(/^https:/, 'http:'));
  return { urls: isLocal(bare) ? [http, bare] : [bare, http], authorization };
}

/** Finds the REST root of the site that has this address. Rejects with a `WordPressError` that says why there is none. */
export async function findRoot(upstream: Upstream, url: URL): Promise<DiscoveredRoot> {
  const misses: RootAttempt[] = [];
  const given = restAddressIn(url);
  if (given) {
    const found = await tryRoot(upstream, { url: given, source: 'address' }, misses);
    if (found) return { ...found, page: null, otherOriginRoot: null };
  }
  const start = given
    ? new URL(given.replace(/(index\.php\/)?wp-json\/$|(index\.php)?\?rest_route=.*$/, ''))
    : url;
  const page = await fetchPage(upstream, start).catch((error: unknown) => {
    // A page that is broken doesn't mean that the REST API is; a host that can't be reached does.
    if (error instanceof WordPressError && mayBeThePageAlone.has(error.kind)) return error;
    throw error;
  });
  const read = page instanceof WordPressError ? null : page;
  for (const place of placesOf(start, read)) {
    if (misses.some((miss) => miss.url === place.url)) continue;
    const found = await tryRoot(upstream, place, misses);
    const last = misses.at(-1);
    // Where neither the page nor the first place answers in time, the host hangs.
    const hangs = isLate(page) && isLate(last?.error);
    if (!found && (hasRefused(last) || hangs)) break;
    if (!found) continue;
    const named = read?.api?.href;
    const isElsewhere = named !== undefined && new URL(named).origin !== new URL(place.url).origin;
    return { ...found, page: read, otherOriginRoot: isElsewhere ? named : null };
  }
  throw noRootError({ given: start, page, misses });
}

/** Failures of a page that say nothing of the REST API beside it. */
const mayBeThePageAlone: ReadonlySet<string> = new Set([
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

/** Places to look at, the likeliest first. */
function placesOf(start: URL, page: HtmlPage | null): readonly Place[] {
  const places: Place[] = [];
  if (page?.api) {
    const { href, source } = page.api;
    // Behind a proxy the site names itself otherwise than it was reached; where it was reached is nearer.
    const here = new URL(href);
    here.protocol = page.url.protocol;
    here.host = page.url.host;
    here.port = page.url.port;
    places.push({ url: here.href, source }, { url: href, source });
  }
  // A headless site's own pages often lead to its frontend, while its REST API is where it always was.
  const isElsewhere = page !== null && page.url.origin !== start.origin;
  const origins = isElsewhere ? [page.url, start] : [page === null || page.isLogin ? start : page.url];
  const folders = origins.flatMap(foldersOf);
  for (const folder of folders) {
    places.push(
      { url: `${folder}wp-json/`, source: 'guess' },
      { url: `${folder}index.php/wp-json/`, source: 'guess' },
    );
  }
  // Every page takes `rest_route`, so the host's own is asked first.
  for (const folder of folders.reverse()) places.push({ url: `${folder}?rest_route=/`, source: 'guess' });
  return places.filter(({ url }, index) => places.findIndex((other) => other.url === url) === index);
}

/** Whether WordPress itself refused there: it does so wherever it is asked. */
function hasRefused(miss: RootAttempt | undefined): boolean {
  const { status, restCode } = miss?.error.details ?? {};
  return restCode !== undefined && (status === 401 || status === 403);
}

/** Folders of a page's address in which a WordPress may be: the page itself, its first segment, the host. */
function foldersOf({ origin, pathname }: URL): readonly string[] {
  const segments = pathname.split('/').filter((segment) => segment && segment !== 'index.php');
  const own = segments.length > 0 && segments.length < 4 ? [`${origin}/${segments.join('/')}/`] : [];
  const first = segments.length > 1 ? [`${origin}/${segments[0]}/`] : [];
  return [...own, ...first, `${origin}/`];
}

async function tryRoot(
  upstream: Upstream,
  { url, source }: Place,
  misses: RootAttempt[],
): Promise<Pick<DiscoveredRoot, 'root' | 'source' | 'index'> | null> {
  const root = restRootOf(url);
  const index = await readIndex(upstream, root);
  if (!(index instanceof WordPressError)) return { root, source, index };
  misses.push({ url, error: index });
  // WordPress refused, and it is WordPress that did: a plugin may hide the index and nothing else.
  if (index.details.restCode === undefined) return null;
  const isOpen = await createRestClient(upstream, root)
    .list('/wp/v2/posts', { per_page: 1, _fields: ['id'] })
    .then(
      () => true,
      () => false,
    );
  return isOpen ? { root, source, index: null } : null;
}

/** The index of a root, or why there is none. Only what may pass is tried again: most places looked at are none. */
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
          return new WordPressError(
            'invalid-answer',
            `${printableUrl(root.url)} answers JSON that is no REST index.`,
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

/** The REST root in an address that is one of the REST API's; null in any other. */
function restAddressIn(url: URL): string | null {
  if (url.searchParams.has('rest_route')) return `${url.origin}${url.pathname}?rest_route=/`;
  const folder = /^(.*?\/wp-json)(\/|$)/.exec(url.pathname)?.[1];
  return folder === undefined ? null : `${url.origin}${folder}/`;
}

/** Machines on which sites are built, where http is likelier than https. */
function isLocal({ hostname, port }: URL): boolean {
  return (
    port !== '' ||
    /^(localhost|\[::1\]|127\.|10\.|192\.168\.)/.test(hostname) ||
    /\.(localhost|local|test)$/.test(hostname) ||
    !hostname.includes('.')
  );
}

/** Where WordPress' own scripts are (`wp-login.php`), at the address that the site is reached by. */
export function scriptFolder({ url, home, address }: Pick<Site, 'url' | 'home' | 'address'>): string {
  return url.startsWith(home) ? address + url.slice(home.length) : url;
}
