import { limits } from '../values/limits.ts';
import { safeDecode } from '../values/url-text.ts';
import { type Candidate, candidatesOf, isHomeQuery } from './queries.ts';
import { isSamePath, segmentsOf, withoutIndex } from './segments.ts';
import type { Site } from './site.ts';
import { hostsOf } from './site-links.ts';

export type { Candidate } from './queries.ts';

/** What an address on input may name. */
export type Address =
  /** It is on another host, or not in this site's folder of the host. */
  { readonly kind: 'foreign'; readonly host: string } | LocalAddress;

/** An address of this site. */
export interface LocalAddress {
  readonly kind: 'local';
  /** As pages of the site are written, without its home: `/2026/05/caf%C3%A9/`, `/?p=12`. */
  readonly uri: string;
  /** Segments of the path, decoded, without `index.php`. */
  readonly segments: readonly string[];
  /**
   * What the segments may be slugs of, the last one first. WordPress brings them to the form in which it
   * keeps them (see {@link storedSlug}).
   */
  readonly slugs: readonly string[];
  /** What the query names (`?p=12`, `?cat=3`, `?book=dune`), the most exact first; empty where a path does. */
  readonly candidates: readonly Candidate[];
  /** What stands behind the question mark. */
  readonly query: URLSearchParams;
  /** Whether this is the home page itself. */
  readonly isFront: boolean;
  /** Whether it was given as an address of the frontend, whose paths needn't be WordPress'. */
  readonly isOnFrontend: boolean;
}

/** WPGraphQL's `uri` of a link: the link less the site's home; a link to elsewhere as it is. */
export function uriOf(site: Site, link: string): string {
  const url = URL.canParse(link) ? new URL(link) : null;
  if (!url || !hostsOf(site).has(url.host)) return link;
  const rest = link.replace(/^[a-z]+:\/\/[^/?#]*/i, '');
  const inside = withoutHomePath(site, rest);
  if (inside === null) return link;
  return inside.startsWith('/') ? inside : `/${inside}`;
}

/** Where the page of a uri is asked for: at the site's address, which may not be the host its links name. */
export function pageUrl(site: Site, uri: string): string {
  return site.address + (uri.startsWith('/') ? uri : `/${uri}`);
}

/**
 * What an address names that somebody gave: a path, with or without slashes, or a full URL on a host of the site or
 * on one that its links lead to.
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
 * An address without the slash too many that clients write where they put paths together, `//about/`: what stands
 * behind it is a host only if it is a known one, or looks like one.
 */
function withoutEmptySegments(site: Site, text: string): string {
  const host = /^\/{2,}([^/?#]*)/.exec(text)?.[1];
  if (host === undefined || /[.:]/.test(host) || hostsOf(site).has(host) || site.links.hosts.includes(host))
    return text;
  return text.replace(/^\/+/, '/');
}

/** Whether a link leads to this address, on whatever host it is: a frontend's may be the site's too. */
export function isLinkTo(site: Site, link: string, address: LocalAddress): boolean {
  const { path, query } = placeOf(site, link);
  const segments = withoutIndex(segmentsOf(path));
  if (segments.length > 0 || address.segments.length > 0) return isSamePath(segments, address.segments);
  const parameters = [...query];
  if (parameters.length === 0) return address.isFront;
  return parameters.every(([name, value]) => address.query.get(name) === value);
}

/** Segments of the path of a link, without the folder of the site's home. */
export function linkSegments(site: Site, link: string): readonly string[] {
  return withoutIndex(segmentsOf(placeOf(site, link).path));
}

/** Numbers with which the last segment begins or ends, and which permalinks with `%post_id%` may mean: `/archives/12`. */
export function possibleIds({ segments }: LocalAddress): readonly number[] {
  const last = segments.at(-1)?.replace(/\.[a-z]+$/i, '') ?? '';
  const found = [/^\d{1,15}(?![^-])/.exec(last), /(?<![^-])\d{1,15}$/.exec(last)];
  return [...new Set(found.flatMap((match) => (match ? [Number(match[0])] : [])))].filter((id) => id > 0);
}

/** Whether a link leads to the site itself. */
export function isSiteLink(site: Site, link: string): boolean {
  return URL.canParse(link) && hostsOf(site).has(new URL(link).host);
}

/** Path and query of a link, without the folder of the site's home where it is on a host of the site. */
function placeOf(site: Site, link: string): { path: string; query: URLSearchParams } {
  // Plugins make links relative, or leave the scheme out.
  if (!URL.canParse(link, site.home)) return { path: link, query: new URLSearchParams() };
  const { pathname, searchParams } = new URL(link, site.home);
  return { path: withoutHomePath(site, pathname) ?? pathname, query: searchParams };
}

/** The content whose part an address may be (`/a-long-story/2/`); null where it can't be one, as a year (`/blog/2026/`). */
export function withoutPageNumber(site: Site, { segments, uri }: LocalAddress): LocalAddress | null {
  const [part = '', ...others] = [...segments].reverse();
  if (!/^\d{1,3}$/.test(part) || others.every((segment) => /^\d+$/.test(segment))) return null;
  return localAddress(site, uri.replace(/[^/]+\/?$/, ''), new URLSearchParams());
}

/** A slug as WordPress keeps it: letters outside ASCII percent-encoded in lower case. */
export function storedSlug(slug: string): string {
  return encodeURIComponent(safeDecode(slug).normalize('NFC').toLowerCase()).toLowerCase();
}

function localAddress(site: Site, whole: string, query: URLSearchParams): LocalAddress {
  const path = withoutPage(whole);
  const segments = withoutIndex(segmentsOf(path));
  const candidates = segments.length === 0 ? candidatesOf(site, query) : [];
  const asked = query.toString();
  return {
    kind: 'local',
    uri: normalized(path) + (candidates.length > 0 && asked ? `?${asked}` : ''),
    segments,
    slugs: slugsOf(segments),
    candidates,
    query,
    isFront: segments.length === 0 && candidates.length === 0 && isHomeQuery(query),
    isOnFrontend: false,
  };
}

/** A path less what names a page of a list: `/category/food/page/2/`. Of the front page there is nothing less. */
function withoutPage(path: string): string {
  const list = path.replace(/\/page\/\d+\/?$/, '/');
  return withoutIndex(segmentsOf(list)).length > 0 ? list : path;
}

/** A path less the folder that the site's home is in; null for a path outside of it. */
function withoutHomePath({ home }: Site, path: string): string | null {
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

/** With one slash at the beginning and the end; a file's name (`hello.html`) keeps its end. */
function normalized(path: string): string {
  const inner = path.split('/').filter(Boolean).join('/');
  if (inner === '') return '/';
  return /\.[a-z]+$/i.test(inner) && !inner.endsWith('index.php') ? `/${inner}` : `/${inner}/`;
}
