import { turns } from '#platform/values/loop';
import { type HtmlDocument, parseInParts } from '../../content/html.ts';
import type { PageMaker } from '../../site/site.ts';
import { isMadeByWordPress } from '../../site/version.ts';
import { limits } from '../../values/limits.ts';
import { type ErrorKind, WordPressError } from '../../wordpress/errors.ts';
import { isLoginPage } from '../../wordpress/redirects.ts';
import type { ReadPage, Rest } from '../../wordpress/rest.ts';
import { parseUrl } from '../../wordpress/url.ts';

/** What a client looks for in a page of the theme. */
export interface ThemePageReading<T> {
  /** The address of the page. It must be on the site. */
  readonly url: string;
  /** Names what is read, so that the cache keeps different values of one page apart. */
  readonly of: string;
  /** The route whose changes make the value old: `/wp/v2/menus`. */
  readonly about: string;
  /** Text that a page with such a value contains. The gateway parses no page without it. */
  readonly mark: string;
  /** Returns the value, which must be JSON. */
  readonly find: (page: HtmlDocument) => T;
}

/** A page of the theme, as visitors see it. */
export interface ThemePage<T> {
  /** The address after redirects. */
  readonly url: string;
  /** Null if visitors cannot see the page, although they can read the REST API. */
  readonly status: number | null;
  /** Null if the page lacks the mark, is no page of WordPress, or does not have the status 200. */
  readonly value: T | null;
}

/**
 * Why the gateway reads no page of a site for a query. A frontend may itself be waiting for the answer to the query that asks for the
 * page, so the gateway reads only pages that are WordPress' own for certain.
 */
export type UnreadPages = 'frontend' | 'unread';

/** Returns why the gateway reads no page of a site for a query. Returns null if it does. */
export function whyPagesAreUnread({ pagesAre }: { readonly pagesAre: PageMaker }): UnreadPages | null {
  if (pagesAre === 'wordpress') return null;
  return pagesAre === 'other' ? 'frontend' : 'unread';
}

/**
 * Errors of a page that visitors cannot see, although they can read the REST API: for example maintenance, a login page, a redirect
 * to another host, or a timeout. What the page shows then stays hidden, as WordPress hides it. The cache keeps none of these errors.
 */
const unreadable: ReadonlySet<ErrorKind> = new Set([
  ...(['server', 'paused', 'timeout', 'rate-limited', 'blocked', 'too-large', 'invalid-answer'] as const),
  ...(['redirected', 'login-required', 'forbidden', 'not-found'] as const),
]);

/**
 * Reads a page that the theme makes for visitors, without credentials, or the page of the same site to which it redirects, as
 * multilingual sites do.
 *
 * @throws WordPressError if an operation reached a limit of the gateway, or if nothing answers at the address of the site
 */
export function readThemePage<T>(
  rest: Rest,
  { url, of, about, mark, find }: ThemePageReading<T>,
): Promise<ThemePage<T>> {
  const read = async (page: ReadPage): Promise<PageAnswer<T>> => {
    const { status, location } = page;
    const html = page.html.slice(0, limits.maxThemePage);
    // A frontend may have moved to this address since the gateway looked at the site. What it lists is not WordPress' own.
    const isReadable = status === 200 && html.includes(mark) && isMadeByWordPress(html);
    if (!isReadable) return { status, location, value: null };
    const document = await turns.finish(parseInParts(html, limits.maxParsedAtOnce), page);
    return { status, location, value: find(document) };
  };
  return followed(url, (address) => rest.page({ url: address, of, about, read }));
}

/**
 * Reads the status of a page of the theme with `HEAD`, for which WordPress stops before the theme makes the page
 * (`exit_on_http_head`). Follows redirects as {@link readThemePage} does. Returns null if visitors cannot see the page.
 */
export async function themePageStatus(
  rest: Rest,
  { url, about }: Pick<ThemePageReading<unknown>, 'url' | 'about'>,
): Promise<number | null> {
  const read = async (address: string) => ({ ...(await rest.head(address, { about })), value: null });
  const { status } = await followed(url, read);
  return status;
}

/** What one address answers. */
interface PageAnswer<T> {
  readonly status: number | null;
  /** Where it redirects to. */
  readonly location: string | null;
  readonly value: T | null;
}

async function followed<T>(
  address: string,
  read: (url: string) => Promise<PageAnswer<T>>,
): Promise<ThemePage<T>> {
  let url = address;
  for (let redirects = 0; redirects <= limits.maxPermalinkRedirects; redirects++) {
    const { status, location, value } = await read(url).catch((error: unknown): PageAnswer<T> => {
      if (error instanceof WordPressError && unreadable.has(error.kind))
        return { status: null, location: null, value: null };
      throw error;
    });
    if (location === null) return { url, status, value };
    const target = parseUrl(location, url);
    if (!target || target.origin !== new URL(url).origin || isLoginPage(target)) break;
    url = target.href;
  }
  return { url, status: null, value: null };
}
