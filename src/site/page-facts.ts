import { WordPressError } from '../wordpress/errors.ts';
import type { Upstream } from '../wordpress/upstream.ts';
import { fetchPageStart, type HtmlPage } from './page.ts';
import { type PageSettings, readPageSettings, unknownPageSettings } from './page-settings.ts';
import { type DetectedVersion, isMadeByWordPress, versionInFeed, versionInHtml } from './version.ts';

/** What pages of a site show of WordPress. */
export interface PageFacts {
  readonly version: DetectedVersion | null;
  readonly pageSettings: PageSettings;
  /** Whether the home page could be read. */
  readonly isRead: boolean;
}

/**
 * Returns what the home page shows of WordPress; of the version, else what the feed shows. Pages that can't be read show
 * nothing.
 *
 * @param home - the home page, if it is read already
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
  // The page may be that of a frontend, which says nothing of WordPress.
  const pageSettings = isMadeByWordPress(html) ? readPageSettings(html) : unknownPageSettings;
  const onPage = versionInHtml(html);
  const isRead = html !== '';
  if (onPage) return { version: onPage, pageSettings, isRead };
  const version = versionInFeed(await read(address + (isPretty ? '/feed/' : '/?feed=rss2')));
  return { version, pageSettings, isRead };
}
