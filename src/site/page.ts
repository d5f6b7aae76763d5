import { limits } from '../values/limits.ts';
import { siteError, WordPressError } from '../wordpress/errors.ts';
import { parseLinks, rootInHeader, rootInHtml } from '../wordpress/links.ts';
import { isLoginPage, targetOf } from '../wordpress/redirects.ts';
import type { RawAnswer } from '../wordpress/transport.ts';
import type { Upstream } from '../wordpress/upstream.ts';
import { parseUrl, printableUrl } from '../wordpress/url.ts';

/** A page of the site, as visitors get it after all redirects. */
export interface HtmlPage {
  /** The URL after all redirects. */
  readonly url: URL;
  readonly status: number;
  readonly html: string;
  /** The URLs that redirected, the given one first. Empty without redirects. */
  readonly redirects: readonly URL[];
  /** The REST root that the page names, and where it names it. Null if it names none. */
  readonly api: { readonly href: string; readonly source: 'header' | 'element' } | null;
  /** Whether the page is WordPress' login page. */
  readonly isLogin: boolean;
  /** Whether the web server requires a user name and password. */
  readonly requiresPassword: boolean;
}

/**
 * Reads a page for discovery. Follows redirects to any host.
 *
 * @throws WordPressError of the kind `redirected` if the page redirects too often, or to another host that fails
 */
export async function fetchPage(upstream: Upstream, from: URL, signal?: AbortSignal): Promise<HtmlPage> {
  const redirects: URL[] = [];
  for (let url = from; ; ) {
    const answer = await fetchPageStart(upstream, url, signal).catch((error: unknown) => {
      const isElsewhere = url.origin !== from.origin;
      throw isElsewhere && error instanceof WordPressError ? failedRedirect(from, url, error) : error;
    });
    const target = targetOf(answer);
    if (!target || !/^https?:$/.test(target.protocol)) return pageOf(answer, url, redirects);
    if (redirects.length === limits.maxPageRedirects) {
      throw siteError(
        'redirected',
        `${printableUrl(from)} redirects more than ${limits.maxPageRedirects} times, last to ${printableUrl(target)}.`,
      );
    }
    redirects.push(url);
    url = target;
  }
}

/** Returns the error for a redirect to a host that fails. The frontend of a headless site may be down. */
function failedRedirect(from: URL, to: URL, error: WordPressError): WordPressError {
  return siteError(
    'redirected',
    `${printableUrl(from)} redirects to ${printableUrl(to)}, which cannot be read: ${error.report}`,
    { cause: error, advice: 'Use the address of WordPress itself, at which you open its admin.' },
  );
}

/** Reads the first 256 KB of a page or feed. Does not follow redirects. */
export function fetchPageStart(upstream: Upstream, url: URL, signal?: AbortSignal): Promise<RawAnswer> {
  return upstream.send({
    method: 'GET',
    url: url.href,
    route: url.pathname,
    query: Object.fromEntries(url.searchParams),
    accept: 'text/html',
    redirects: 'read',
    signal,
    truncateAt: limits.maxPageHeadBytes,
    read: (answer) => {
      if (answer.status === 429 || answer.status >= 500) throw brokenPage(answer);
      return answer;
    },
  });
}

function pageOf(answer: RawAnswer, url: URL, redirects: readonly URL[]): HtmlPage {
  const { status, body, header } = answer;
  const named = rootInHeader(parseLinks(header('link')));
  const inHtml = named ? null : rootInHtml(body);
  const link = named ?? inHtml;
  const root = link === null ? null : parseUrl(link, url.href);
  const href = root && /^https?:$/.test(root.protocol) ? root.href : undefined;
  return {
    url,
    status,
    html: body,
    redirects,
    api: href === undefined ? null : { href, source: named ? 'header' : 'element' },
    isLogin: isLoginPage(url),
    requiresPassword: status === 401 && header('www-authenticate') !== null,
  };
}

function brokenPage({ url, status, body, header }: RawAnswer): WordPressError {
  const title = /<title[^<>]{0,200}>([^<]*)/i.exec(body)?.[1]?.trim();
  const isGuarded = header('cf-mitigated') !== null || title === 'Just a moment...';
  return siteError(
    status === 429 ? 'rate-limited' : 'server',
    `${printableUrl(url)} answers ${status}${title ? `, "${title.slice(0, 80)}"` : ''}.`,
    isGuarded
      ? {
          status,
          advice: 'A bot protection blocks the gateway: allow requests from this machine.',
        }
      : { status },
  );
}
