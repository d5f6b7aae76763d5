import { WordPressError } from '../wordpress/errors.ts';
import type { Upstream } from '../wordpress/upstream.ts';
import { parseUrl } from '../wordpress/url.ts';
import { nullIfError, valueOrError } from './outcomes.ts';
import { fetchPage, fetchPageStart, type HtmlPage } from './page.ts';
import { type PageSettings, readPageSettings, unknownPageSettings } from './page-settings.ts';
import type { PageMaker } from './site.ts';
import { type DetectedVersion, isMadeByWordPress, versionInFeed, versionInHtml } from './version.ts';

/** Facts about WordPress in the pages of a site. */
export interface PageFacts {
  readonly version: DetectedVersion | null;
  readonly pageSettings: PageSettings;
  readonly pagesAre: PageMaker;
  /** Whether the home page was readable. */
  readonly isRead: boolean;
}

/** What {@link readPageFacts} knows before it reads. */
export interface PageFactsOptions {
  /** The page that discovery has already read. Null if there is none. */
  readonly home: HtmlPage | null;
  /** The address of the site, without trailing slash. */
  readonly address: string;
  readonly isPretty: boolean;
  /** The address of the frontend, if the operator gave it. */
  readonly frontend: string | undefined;
  readonly signal: AbortSignal;
}

/**
 * Reads facts about WordPress in the home page, and in the feed if the home page has no version. Facts in a page that cannot
 * be read are unknown. Whose the pages are can be known even then: from the option `frontend`, or from a failed redirect.
 */
export async function readPageFacts(
  upstream: Upstream,
  { home, address, isPretty, frontend, signal }: PageFactsOptions,
): Promise<PageFacts> {
  const page =
    home && isOf(home, address)
      ? home
      : await valueOrError(fetchPage(upstream, new URL(`${address}/`), signal));
  const html = nullIfError(page)?.html ?? '';
  const isMade = isMadeByWordPress(html);
  const facts = {
    // The page may come from a frontend. Its language is then not a setting of WordPress.
    pageSettings: isMade ? readPageSettings(html) : unknownPageSettings,
    pagesAre: parseUrl(frontend ?? '')?.origin === originOf(address) ? 'other' : makerOf(page, address),
    isRead: html !== '',
  } as const;
  const onPage = versionInHtml(html);
  if (onPage) return { version: onPage, ...facts };
  const feed = new URL(address + (isPretty ? '/feed/' : '/?feed=rss2'));
  const answer = nullIfError(await valueOrError(fetchPageStart(upstream, feed, signal)));
  return { version: versionInFeed(answer?.body ?? ''), ...facts };
}

/** Returns the facts of now. If the home page could not be read, returns those of an earlier discovery, except for a known `pagesAre`. */
export function orEarlierPages(now: PageFacts, earlier: PageFacts | undefined): PageFacts {
  if (!earlier) return now;
  const pagesAre = now.pagesAre === 'unknown' ? earlier.pagesAre : now.pagesAre;
  return { ...(now.isRead ? now : earlier), pagesAre };
}

const originOf = (address: string) => new URL(address).origin;

/** Whether a page, or a redirect to it, is at the origin of the site. */
function isOf({ url, redirects }: HtmlPage, address: string): boolean {
  return [url, ...redirects].some(({ origin }) => origin === originOf(address));
}

function makerOf(page: HtmlPage | WordPressError, address: string): PageMaker {
  // The other origin of a redirect may be down.
  if (page instanceof WordPressError) return page.kind === 'redirected' ? 'other' : 'unknown';
  if (page.isLogin) return 'unknown';
  if (page.url.origin !== originOf(address)) return 'other';
  if (page.status !== 200 && page.status !== 404) return 'unknown';
  return page.api !== null || isMadeByWordPress(page.html) ? 'wordpress' : 'other';
}
