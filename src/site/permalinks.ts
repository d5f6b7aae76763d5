import { limits } from '../values/limits.ts';
import { safeDecode } from '../values/url-text.ts';
import { type Candidate, candidatesOf, isHomeQuery } from './queries.ts';
import { isSamePath, segmentsOf, withoutIndex } from './segments.ts';
import type { Site } from './site.ts';
import { hostsOf, type SiteAddresses } from './site-links.ts';

export type { Candidate } from './queries.ts';

/** A parsed address in an argument of a client. */
export type Address =
  /** The address is on another host, or outside of the folder of the site. */
  { readonly kind: 'foreign'; readonly host: string } | LocalAddress;

/** An address of this site. */
export interface LocalAddress {
  readonly kind: 'local';
  /** The address without the home of the site: `/2026/05/caf%C3%A9/`, `/?p=12`. */
  readonly uri: string;
  /** Segments of the path, decoded, without `index.php`. */
  readonly segments: readonly string[];
  /**
   * Possible slugs in the path, the last segment first. WordPress converts them to the stored form (see
   * {@link storedSlug}).
   */
  readonly slugs: readonly string[];
  /** Candidates that the query names (`?p=12`, `?cat=3`, `?book=dune`), the most exact first. Empty if there is a path. */
  readonly candidates: readonly Candidate[];
  /** The query string. */
  readonly query: URLSearchParams;
  /** Whether the address is that of the home page. */
  readonly isFront: boolean;
  /** Whether the address is on the host of the frontend. Its paths may differ from WordPress' paths. */
  readonly isOnFrontend: boolean;
}

/** Returns WPGraphQL's `uri` of a link: the link without the home of the site. Returns a link to another site unchanged. */
export function uriOf(site: SiteAddresses, link: string): string {
  const url = URL.canParse(link) ? new URL(link) : null;
  if (!url || !hostsOf(site).has(url.host)) return link;
  const rest = link.replace(/^[a-z]+:\/\/[^/?#]*/i, '');
  const inside = withoutHomePath(site, rest);
  if (inside === null) return link;
  return inside.startsWith('/') ? inside : `/${inside}`;
}

/** Returns the URL of the page of a uri, on the host at which the gateway reaches the site. */
export function pageUrl(site: Site, uri: string): string {
  return site.address + (uri.startsWith('/') ? uri : `/${uri}`);
}

/**
 * Returns the URL of the page that a link of a document names, on the host at which the gateway reaches the site. Returns null if the
 * page is on another host, such as that of a frontend, or outside of the folder of the site.
 */
export function linkedPageUrl(site: Site, link: string): string | null {
  // Some plugins write relative links, or links without scheme.
  if (link === '' || !URL.canParse(link, site.home)) return null;
  const { href } = new URL(link, site.home);
  const uri = uriOf(site, href);
  return uri === href ? null : pageUrl(site, uri);
}

/**
 * Parses an address of a client: a path, with or without slashes, or a full URL. The host of a URL can be one of the
 * site, or one of its links, such as the frontend.
 */
export function parseUri(site: Site, input: string): Address {
  const text = withoutEmptySegments(site, input.trim());
  const isFull = /^([a-z][a-z0-9+.-]*:)?\/\//i.test(text) || /^[a-z][a-z0-9+.-]*:(?!\d)/i.test(text);
  const base = `${site.home}/`;
  const relative = isFull ? text : text.replace(/^[/\\]+/, '/');
  if (!URL.canParse(relative, base)) return { kind: 'foreign', host: text };
  const url = new URL(isFull || relative.startsWith('/') ? relative : `/${relative}`, base);
  if (!/^https?:$/.test(url.protocol)) return { kind: 'foreign', host: url.protocol };
  const isOwnHost = !isFull || hostsOf(site).has(url.host);
  if (!isOwnHost && !site.links.hosts.includes(url.host)) return { kind: 'foreign', host: url.host };
  const inside = withoutHomePath(site, url.pathname);
  if (inside === null && isFull && isOwnHost) return { kind: 'foreign', host: url.host };
  const address = localAddress(site, inside ?? url.pathname, url.searchParams);
  return isOwnHost ? address : { ...address, isOnFrontend: true };
}

/**
 * Removes surplus slashes at the beginning of a path: clients that join paths send `//about/`. Keeps them if a host of
 * the site follows, or a text with a dot or colon, which may be a host.
 */
function withoutEmptySegments(site: Site, text: string): string {
  const host = /^\/{2,}([^/?#]*)/.exec(text)?.[1];
  if (host === undefined || /[.:]/.test(host) || hostsOf(site).has(host) || site.links.hosts.includes(host))
    return text;
  return text.replace(/^\/+/, '/');
}

/** Returns whether a link has this address, on any host, because links may name the frontend. */
export function isLinkTo(site: Site, link: string, address: LocalAddress): boolean {
  const { path, query } = pathAndQuery(site, link);
  const segments = withoutIndex(segmentsOf(path));
  if (segments.length > 0 || address.segments.length > 0) return isSamePath(segments, address.segments);
  const parameters = [...query];
  if (parameters.length === 0) return address.isFront;
  return parameters.every(([name, value]) => address.query.get(name) === value);
}

/** Returns the segments of a link's path, without the folder of the site's home. */
export function linkSegments(site: Site, link: string): readonly string[] {
  return withoutIndex(segmentsOf(pathAndQuery(site, link).path));
}

/** Returns numbers at both ends of the last segment. They may be ids in permalinks with `%post_id%`: `/archives/12`. */
export function possibleIds({ segments }: LocalAddress): readonly number[] {
  const last = segments.at(-1)?.replace(/\.[a-z]+$/i, '') ?? '';
  const matches = [/^\d{1,15}(?![^-])/.exec(last), /(?<![^-])\d{1,15}$/.exec(last)];
  return [...new Set(matches.flatMap((match) => (match ? [Number(match[0])] : [])))].filter((id) => id > 0);
}

/** Returns whether a link is on a host of the site. */
export function isSiteLink(site: Site, link: string): boolean {
  return URL.canParse(link) && hostsOf(site).has(new URL(link).host);
}

/** Returns path and query of a link, without the folder of the site's home. */
function pathAndQuery(site: Site, link: string): { path: string; query: URLSearchParams } {
  // Some plugins write relative links, or links without scheme.
  if (!URL.canParse(link, site.home)) return { path: link, query: new URLSearchParams() };
  const { pathname, searchParams } = new URL(link, site.home);
  return { path: withoutHomePath(site, pathname) ?? pathname, query: searchParams };
}

/** Returns an address without the number of a page of long content (`/a-long-story/2/`). Returns null if it has none. */
export function withoutPageNumber(site: Site, { segments, uri }: LocalAddress): LocalAddress | null {
  const [part = '', ...others] = [...segments].reverse();
  if (!/^\d{1,3}$/.test(part) || others.every((segment) => /^\d+$/.test(segment))) return null;
  return localAddress(site, uri.replace(/[^/]+\/?$/, ''), new URLSearchParams());
}

/** Returns a slug as WordPress stores it: other letters than ASCII are percent-encoded in lower case. */
export function storedSlug(slug: string): string {
  return encodeURIComponent(safeDecode(slug).normalize('NFC').toLowerCase()).toLowerCase();
}

function localAddress(site: Site, whole: string, query: URLSearchParams): LocalAddress {
  const path = withoutListPage(whole);
  const segments = withoutIndex(segmentsOf(path));
  const candidates = segments.length === 0 ? candidatesOf(site, query) : [];
  const queryText = query.toString();
  return {
    kind: 'local',
    uri: normalized(path) + (candidates.length > 0 && queryText ? `?${queryText}` : ''),
    segments,
    slugs: slugsOf(segments),
    candidates,
    query,
    isFront: segments.length === 0 && candidates.length === 0 && isHomeQuery(query),
    isOnFrontend: false,
  };
}

/** Removes the page of a list from a path: `/category/food/page/2/`. Keeps it if the rest would be the front page. */
function withoutListPage(path: string): string {
  const list = path.replace(/\/page\/\d+\/?$/, '/');
  return withoutIndex(segmentsOf(list)).length > 0 ? list : path;
}

/** Removes the folder of the site's home from a path. Returns null for a path outside of the folder. */
function withoutHomePath({ home }: SiteAddresses, path: string): string | null {
  const folder = new URL(home).pathname.replace(/\/$/, '');
  if (folder === '') return path;
  const start = path.slice(0, folder.length);
  const next = path.charAt(folder.length);
  return start.toLowerCase() === folder.toLowerCase() && /^[/?#]?$/.test(next)
    ? path.slice(folder.length)
    : null;
}

function slugsOf(segments: readonly string[]): readonly string[] {
  const slugs = [...segments].reverse().slice(0, limits.maxSlugCandidates);
  const withoutEnding = slugs[0]?.replace(/\.[a-z]+$/i, '');
  return [...new Set(withoutEnding ? [...slugs.slice(0, 1), withoutEnding, ...slugs] : slugs)];
}

/** Returns a path with one slash at both ends. Adds no slash after a file name (`hello.html`). */
function normalized(path: string): string {
  const inner = path.split('/').filter(Boolean).join('/');
  if (inner === '') return '/';
  return /\.[a-z]+$/i.test(inner) && !inner.endsWith('index.php') ? `/${inner}` : `/${inner}/`;
}
