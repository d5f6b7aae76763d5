import { WordPressError } from '../wordpress/errors.ts';
import type { Upstream } from '../wordpress/upstream.ts';
import { fetchPageStart, type HtmlPage } from './page.ts';
import { type PageSettings, readPageSettings, unknownPageSettings } from './page-settings.ts';
import { type DetectedVersion, isMadeByWordPress, versionInFeed, versionInHtml } from './version.ts';

/** Facts about WordPress in the pages of a site. */
export interface PageFacts {
  readonly version: DetectedVersion | null;
  readonly pageSettings: PageSettings;
  /** Whether the home page was readable. */
  readonly isRead: boolean;
}

/**
 * Reads facts about WordPress in the home page, and in the feed if the home page has no version. Returns no facts if the
 * pages are not readable.
 *
 * @param home - the home page if discovery has already read it
 */
export async function readPageFacts(
  upstream: Upstream,
  {
    home,
    address,
    isPretty,
    signal,
  }: { home: HtmlPage | null; address: string; isPretty: boolean; signal: AbortSignal },
): Promise<PageFacts> {
  const read = async (url: string) => {
    try {
      return (await fetchPageStart(upstream, new URL(url), signal)).body;
    } catch (error) {
      if (error instanceof WordPressError) return '';
      throw error;
    }
  };
  const html = home ? home.html : await read(`${address}/`);
  // The page may come from a frontend. Its language is then not a setting of WordPress.
  const pageSettings = isMadeByWordPress(html) ? readPageSettings(html) : unknownPageSettings;
  const onPage = versionInHtml(html);
  const isRead = html !== '';
  if (onPage) return { version: onPage, pageSettings, isRead };
  const version = versionInFeed(await read(address + (isPretty ? '/feed/' : '/?feed=rss2')));
  return { version, pageSettings, isRead };
}
