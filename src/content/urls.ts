import { uriOf } from '../site/permalinks.ts';
import { hostsOf, type SiteAddresses } from '../site/site-links.ts';
import { type Attribute, allElements, type HtmlDocument } from './html.ts';

/** How URLs in content are returned. */
export type UrlStyle =
  /** Unchanged. */
  | 'SITE'
  /** URLs of the site's pages get the frontend's address instead of the site's. */
  | 'FRONTEND'
  /** URLs of the site's pages become paths: `/2026/05/hello/`. */
  | 'RELATIVE'
  /** URLs that begin with `/` or `//` get the protocol and host of the site. */
  | 'ABSOLUTE';

/** A style with the addresses that it needs. */
export interface UrlRule {
  readonly site: SiteAddresses;
  readonly style: UrlStyle;
  /** Address of the frontend, without trailing slash. Empty if the operator set none. Only `FRONTEND` uses it. */
  readonly frontend: string;
}

/** Attributes that contain URLs, by element. */
const urlAttributes: Readonly<Record<string, readonly string[]>> = {
  a: ['href'],
  area: ['href'],
  img: ['src'],
  source: ['src'],
  iframe: ['src'],
  audio: ['src'],
  video: ['src', 'poster'],
};

/** Returns the path of the page of this site that a link points to. Returns null for files, feeds, paths of
 * WordPress itself, page-relative links and other sites. */
export function pageUri(site: SiteAddresses, url: string): string | null {
  const absolute = absoluteUrl(site, url);
  if (absolute === null) return null;
  const uri = uriOf(site, absolute);
  return uri !== absolute && isPage(uri) ? uri : null;
}

/** Whether a link points to another host. False for relative links and for other protocols, such as `mailto:`. */
export function isExternal(site: SiteAddresses, url: string): boolean {
  const absolute = absoluteUrl(site, url);
  if (absolute === null || !URL.canParse(absolute)) return false;
  return !hostsOf(site).has(new URL(absolute).host);
}

/** Returns a URL in the style of a rule. */
export function rewriteUrl(url: string, rule: UrlRule): string {
  if (rule.style === 'SITE') return url;
  if (rule.style === 'ABSOLUTE') return absoluteUrl(rule.site, url) ?? url;
  const uri = pageUri(rule.site, url);
  if (uri === null) return url;
  return rule.style === 'RELATIVE' ? uri : rule.frontend + uri;
}

/**
 * Returns HTML with its URLs in the style of a rule. Everything else stays the same, byte for byte. `ABSOLUTE` changes
 * links and media, but no `srcset`; the other styles change only links.
 */
export function rewriteUrls(document: HtmlDocument, rule: UrlRule): string {
  if (rule.style === 'SITE') return document.html;
  const edits: { readonly at: Attribute; readonly url: string }[] = [];
  for (const { name, attributes } of allElements(document.children)) {
    for (const key of urlAttributes[name] ?? []) {
      const at = key === 'href' || rule.style === 'ABSOLUTE' ? attributes.get(key) : undefined;
      const url = at && rewriteUrl(at.value, rule);
      if (at && url !== undefined && url !== at.value) edits.push({ at, url });
    }
  }
  if (edits.length === 0) return document.html;
  const parts: string[] = [];
  let done = 0;
  for (const { at, url } of edits.sort((a, b) => a.at.start - b.at.start)) {
    const written = document.html.slice(at.start, at.end);
    parts.push(document.html.slice(done, at.start), withUrl(written, at.value, url));
    done = at.end;
  }
  return parts.join('') + document.html.slice(done);
}

/** Whether a path of the site is a page, and no file, feed or path of WordPress itself. */
function isPage(uri: string): boolean {
  const [path = '', query = ''] = (uri.split('#')[0] ?? '').split('?');
  const segments = path.split('/').filter((segment) => segment !== '' && segment !== 'index.php');
  const last = segments.at(-1) ?? '';
  if (segments.some((segment) => /^wp-(content|includes|admin|json)$/i.test(segment))) return false;
  if (segments.includes('feed') || /^(embed|trackback)$/.test(last)) return false;
  if (/\.[a-z0-9]{2,5}$/i.test(last) && !/\.html?$/i.test(last)) return false;
  return !/(^|&)(rest_route|feed)=/.test(query);
}

/** Returns an attribute with another URL. The common end of both URLs keeps its spelling. */
function withUrl(written: string, before: string, after: string): string {
  const [, name = '', quote = '', value = ''] = /^([^=]*=\s*)(["']?)([\s\S]*?)\2\s*$/.exec(written) ?? [];
  let same = 0;
  while (same < Math.min(before.length, after.length) && before.at(-1 - same) === after.at(-1 - same))
    same += 1;
  const old = before.slice(0, before.length - same);
  const rest = value.startsWith(old) ? value.slice(old.length) : escaped(before.slice(old.length));
  return `${name}${quote || '"'}${escaped(after.slice(0, after.length - same))}${rest}${quote || '"'}`;
}

function escaped(url: string): string {
  return url.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll("'", '&#039;');
}

/** Returns a URL with protocol and host. Returns null if it is relative to its page, or no web address. */
function absoluteUrl(site: SiteAddresses, url: string): string | null {
  if (/^https?:\/\//i.test(url)) return url;
  const home = new URL(site.home);
  if (url.startsWith('//')) return home.protocol + url;
  return url.startsWith('/') ? home.origin + url : null;
}
