import { nullIfFailed } from '../../../loading/base/refusals.ts';
import type { Loaders } from '../../../loading/loaders.ts';
import {
  isLinkTo,
  isSiteLink,
  type LocalAddress,
  pageUrl,
  withoutPageNumber,
} from '../../../site/permalinks.ts';
import type { Site } from '../../../site/site.ts';
import { limits } from '../../../values/limits.ts';
import { isLoginPage } from '../../../wordpress/redirects.ts';
import type { PageHead } from '../../../wordpress/rest.ts';

/** The kind of page that WordPress shows at an address, from the headers of the page. */
export interface PageReport {
  /**
   * `document`: the headers name a document. `list`: the page is not that of a document, such as the archive of a type or
   * of a day. `notFound`: WordPress' own 404. `unknown`: a redirect, or the headers reveal nothing, for example because a
   * firewall, a cache or a frontend answers instead of WordPress.
   */
  readonly kind: 'document' | 'list' | 'notFound' | 'unknown';
  /** REST route of the document. Null for the other kinds. */
  readonly route: string | null;
  /** Whether another WordPress in a subdirectory of the host sent the page. Its ids are not those of this site. */
  readonly isOther: boolean;
  /** Whether the address has no page: the status code is 404 or 410, or the site redirects to another address. */
  readonly isMissing: boolean;
}

/** Returns what WordPress shows at an address. Sends a `HEAD`: since 5.5, WordPress names the REST route in a header. */
export async function inspectPage(address: LocalAddress, loaders: Loaders): Promise<PageReport> {
  const head = await headOf(address, loaders);
  if (!head) return { kind: 'unknown', route: null, isOther: false, isMissing: false };
  const { route, isOtherWordPress: isOther, status, location } = head;
  if (location) {
    return { kind: 'unknown', route: null, isOther, isMissing: isMissingBy(location, address, loaders.site) };
  }
  const isMissing = status === 404 || status === 410;
  return {
    kind: kindOf(head, isMissing && !hasUnreliable404(address, loaders.site)),
    route,
    isOther,
    isMissing,
  };
}

/**
 * Returns whether a redirect means that the address has no page. Redirects to a frontend or to a login page do not mean
 * that, nor does one from a page of paginated content (`/hello/2/`) to the content.
 */
function isMissingBy(location: string, address: LocalAddress, site: Site): boolean {
  if (!isSiteLink(site, location) || isLoginPage(new URL(location))) return false;
  const whole = withoutPageNumber(site, address);
  return whole === null || !isLinkTo(site, location, whole);
}

function kindOf(head: PageHead, isMissing: boolean): PageReport['kind'] {
  if (head.route) return 'document';
  if (!head.isWordPress) return 'unknown';
  if (isMissing) return 'notFound';
  // A singular page without a route: a plugin removes the header, or WordPress is older than 5.5.
  return head.status === 200 && !head.isOtherWordPress && !head.isSingular ? 'list' : 'unknown';
}

/** Returns whether WordPress' 404 is unreliable: with `index.php` permalinks, it does not find paths with escapes. */
function hasUnreliable404({ segments }: LocalAddress, { permalinks }: Site): boolean {
  return permalinks === 'index' && segments.some((segment) => encodeURIComponent(segment) !== segment);
}

/** Returns the headers of a page. Returns null if WordPress fails the request. */
async function headOf(address: LocalAddress, { site, rest }: Loaders): Promise<PageHead | null> {
  let url = pageUrl(site, address.uri);
  try {
    for (let redirects = 0; ; redirects += 1) {
      const head = await rest.head(url);
      // Follow redirects to another spelling of this address only. WordPress also redirects to similar slugs and to files.
      const isSame =
        head.location && isSiteLink(site, head.location) && isLinkTo(site, head.location, address);
      if (!isSame || !head.location) return head;
      if (redirects === limits.maxPermalinkRedirects) return null;
      url = head.location;
    }
  } catch (error) {
    return nullIfFailed(error);
  }
}
