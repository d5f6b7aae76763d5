import type { Loaders } from '../../../loading/loaders.ts';
import {
  isLinkTo,
  isSiteLink,
  type LocalAddress,
  pageUrl,
  withoutPageNumber,
} from '../../../site/permalinks.ts';
import type { Site } from '../../../site/site.ts';
import { WordPressError } from '../../../wordpress/errors.ts';
import type { PageHead } from '../../../wordpress/rest.ts';
import { isLoginPage } from '../../../wordpress/upstream.ts';

/** What WordPress shows at an address, as the headers of the page say. */
export interface PageReport {
  /**
   * `document`: one that is named. `list`: something that is no document of its own: the content of a type, of a day,
   * the newest posts. `nothing`: WordPress' own 404. `unknown`: the page leads away, names nothing, or can't be asked,
   * since a firewall, a cache or a frontend answers in its place.
   */
  readonly kind: 'document' | 'list' | 'nothing' | 'unknown';
  /** REST route of the document; null for all else. */
  readonly route: string | null;
  /** Whether the page is another WordPress' in a folder of the host, whose ids may by chance be ids of this one. */
  readonly isOther: boolean;
  /** Whether there is nothing at this very address: the answer was 404, or the site's own redirect to another address. */
  readonly isMissing: boolean;
}

/** How often a page's own redirect (a missing slash, another case) is followed. */
const mostRedirects = 2;

/** Asks the page of an address what it shows: one `HEAD`, in which WordPress names the REST route since 5.5. */
export async function inspectPage(address: LocalAddress, loaders: Loaders): Promise<PageReport> {
  const head = await headOf(address, loaders);
  if (!head) return { kind: 'unknown', route: null, isOther: false, isMissing: false };
  const { route, isOtherWordPress: isOther, status, location } = head;
  if (location) {
    return { kind: 'unknown', route: null, isOther, isMissing: isRefusedBy(location, address, loaders.site) };
  }
  const isMissing = status === 404 || status === 410;
  return { kind: kindOf(head, isMissing && !isUnread(address, loaders.site)), route, isOther, isMissing };
}

/**
 * Whether a redirect says that there is nothing at an address. A frontend's and a login page's don't, nor does one to
 * the content that the address is a part of.
 */
function isRefusedBy(location: string, address: LocalAddress, site: Site): boolean {
  if (!isSiteLink(site, location) || isLoginPage(new URL(location))) return false;
  const whole = withoutPageNumber(site, address);
  return whole === null || !isLinkTo(site, location, whole);
}

function kindOf(head: PageHead, isMissing: boolean): PageReport['kind'] {
  if (head.route) return 'document';
  if (!head.isWordPress) return 'unknown';
  if (isMissing) return 'nothing';
  // A document that isn't named: a plugin keeps the route out of the header, or WordPress is older.
  return head.status === 200 && !head.isOtherWordPress && !head.isSingular ? 'list' : 'unknown';
}

/** Behind `index.php` WordPress doesn't find its own pages where their address has escapes. */
function isUnread({ segments }: LocalAddress, { permalinks }: Site): boolean {
  return permalinks === 'index' && segments.some((segment) => encodeURIComponent(segment) !== segment);
}

/** What the page's own headers say; null where it can't be asked. */
async function headOf(address: LocalAddress, { site, rest }: Loaders): Promise<PageHead | null> {
  let url = pageUrl(site, address.uri);
  try {
    for (let redirects = 0; ; redirects += 1) {
      const head = await rest.head(url);
      // Only to another spelling of the same address: WordPress also guesses, and sends attachments to their files.
      const isSame =
        head.location && isSiteLink(site, head.location) && isLinkTo(site, head.location, address);
      if (!isSame || !head.location) return head;
      if (redirects === mostRedirects) return null;
      url = head.location;
    }
  } catch (error) {
    if (error instanceof WordPressError) return null;
    throw error;
  }
}
