import type { Resource, Site } from './site.ts';

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
  /** Whether this is the home page itself. */
  readonly isFront: boolean;
}

/** Something that a query names. */
export type Candidate =
  | { readonly resources: readonly Resource[]; readonly id: number }
  | { readonly resources: readonly Resource[]; readonly slug: string }
  /** The list of all of a post type. */
  | { readonly archive: Resource };

/** Most segments that are looked up as slugs; WordPress' own addresses have a handful. */
const maxSlugs = 16;

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

/** What an address names that somebody gave: a path, with or without slashes, or a full URL. */
export function parseUri(site: Site, input: string): Address {
  const text = input.trim();
  const isFull = /^([a-z][a-z0-9+.-]*:)?\/\//i.test(text) || /^[a-z][a-z0-9+.-]*:(?!\d)/i.test(text);
  const base = `${site.home}/`;
  const relative = isFull ? text : text.replace(/^[/\\]+/, '/');
  if (!URL.canParse(relative, base)) return { kind: 'foreign', host: text };
  const url = new URL(isFull || relative.startsWith('/') ? relative : `/${relative}`, base);
  if (!/^https?:$/.test(url.protocol)) return { kind: 'foreign', host: url.protocol };
  if (isFull && !hostsOf(site).has(url.host)) return { kind: 'foreign', host: url.host };
  const inside = withoutHomePath(site, url.pathname);
  if (inside === null && isFull) return { kind: 'foreign', host: url.host };
  return localAddress(site, inside ?? url.pathname, url.searchParams);
}

/** Whether a link leads to this address. */
export function leadsTo(site: Site, link: string, address: LocalAddress): boolean {
  const [path = '', query] = uriOf(site, link).split('?');
  if (query !== undefined) return address.segments.length === 0 && address.uri === `${path}?${query}`;
  const segments = segmentsOf(path);
  return (
    segments.length === address.segments.length &&
    segments.every((segment, index) => comparable(segment) === comparable(address.segments[index] ?? ''))
  );
}

/** The content whose part an address may be (`/a-long-story/2/`); null where it can't be one. */
export function withoutPart(site: Site, { segments, uri }: LocalAddress): LocalAddress | null {
  const [part = '', ...others] = [...segments].reverse();
  const isNumber = (segment: string) => /^\d+$/.test(segment);
  if (!isNumber(part) || others.every(isNumber)) return null;
  return localAddress(site, uri.replace(/[^/]+\/?$/, ''), new URLSearchParams());
}

/** A slug as WordPress keeps it: letters outside ASCII percent-encoded in lower case. */
export function storedSlug(slug: string): string {
  return encodeURIComponent(decoded(slug).normalize('NFC').toLowerCase()).toLowerCase();
}

function localAddress(site: Site, whole: string, query: URLSearchParams): LocalAddress {
  const path = withoutPage(whole);
  const segments = segmentsOf(path);
  const candidates = segments.length === 0 ? candidatesOf(site, query) : [];
  const asked = query.toString();
  return {
    kind: 'local',
    uri: normalized(path) + (candidates.length > 0 && asked ? `?${asked}` : ''),
    segments,
    slugs: slugsOf(segments),
    candidates,
    // Results of a search are nothing that has an address of its own.
    isFront: segments.length === 0 && candidates.length === 0 && !query.has('s'),
  };
}

/** A path less what names a page of a list: `/category/food/page/2/`. Of the front page there is nothing less. */
function withoutPage(path: string): string {
  const list = path.replace(/\/page\/\d+\/?$/, '/');
  return segmentsOf(list).length > 0 ? list : path;
}

/** What each parameter of WordPress' own addresses names; a row each. */
const parameters: readonly {
  readonly parameter: string;
  readonly value: 'id' | 'slug';
  readonly names: (site: Site) => readonly (Resource | undefined)[];
}[] = [
  // `p` finds content of every type, as WordPress' own redirect does.
  { parameter: 'p', value: 'id', names: ({ resources }) => [...resources.values()].filter(isContent) },
  { parameter: 'page_id', value: 'id', names: ({ resources }) => [resources.get('page')] },
  { parameter: 'attachment_id', value: 'id', names: ({ resources }) => [resources.get('attachment')] },
  { parameter: 'name', value: 'slug', names: ({ resources }) => [resources.get('post')] },
  { parameter: 'pagename', value: 'slug', names: ({ resources }) => [resources.get('page')] },
  { parameter: 'attachment', value: 'slug', names: ({ resources }) => [resources.get('attachment')] },
  { parameter: 'cat', value: 'id', names: ({ resources }) => [resources.get('category')] },
  { parameter: 'category_name', value: 'slug', names: ({ resources }) => [resources.get('category')] },
  { parameter: 'tag_id', value: 'id', names: ({ resources }) => [resources.get('post_tag')] },
  { parameter: 'tag', value: 'slug', names: ({ resources }) => [resources.get('post_tag')] },
  { parameter: 'author', value: 'id', names: ({ resources }) => [resources.get('user')] },
  { parameter: 'author_name', value: 'slug', names: ({ resources }) => [resources.get('user')] },
];

function candidatesOf(site: Site, query: URLSearchParams): readonly Candidate[] {
  const type = contentNamed(site, query.get('post_type'));
  const candidates: Candidate[] = [];
  for (const { parameter, value, names } of parameters) {
    const given = query.get(parameter);
    if (given === null) continue;
    const isTyped = type && (parameter === 'p' || parameter === 'name');
    const resources = isTyped ? [type] : names(site).filter((resource) => resource !== undefined);
    candidates.push(...named(resources, given, value));
  }
  for (const [parameter, value] of query) {
    const resource = site.resources.get(parameter);
    // `?book=dune`, `?genre=fantasy`: the name of a type or taxonomy is its own parameter.
    if (resource && (isContent(resource) || resource.kind === 'term')) {
      candidates.push(...named([resource], value, 'slug'));
    }
  }
  const taxonomy = site.resources.get(query.get('taxonomy') ?? '');
  const term = query.get('term');
  if (taxonomy?.kind === 'term' && term) candidates.push(...named([taxonomy], term, 'slug'));
  if (type && candidates.length === 0) candidates.push({ archive: type });
  return candidates;
}

function named(resources: readonly Resource[], value: string, as: 'id' | 'slug'): readonly Candidate[] {
  if (resources.length === 0) return [];
  if (as === 'slug') {
    const slug = segmentsOf(value).at(-1);
    return slug ? [{ resources, slug }] : [];
  }
  return /^\d+$/.test(value) && Number.isSafeInteger(Number(value)) ? [{ resources, id: Number(value) }] : [];
}

function contentNamed(site: Site, name: string | null): Resource | null {
  const resource = name === null ? undefined : site.resources.get(name);
  return resource && isContent(resource) ? resource : null;
}

function isContent({ kind }: Resource): boolean {
  return kind === 'content';
}

/** Hosts under which the site is known. */
function hostsOf({ home, url, address }: Site): ReadonlySet<string> {
  return new Set(
    [home, url, address].filter((known) => URL.canParse(known)).map((known) => new URL(known).host),
  );
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

function segmentsOf(path: string): readonly string[] {
  const segments = path.split('/').filter(Boolean).map(decoded);
  return segments[0] === 'index.php' ? segments.slice(1) : segments;
}

function slugsOf(segments: readonly string[]): readonly string[] {
  const slugs = [...segments].reverse().slice(0, maxSlugs);
  const withoutEnding = slugs[0]?.replace(/\.[a-z]+$/i, '');
  return [...new Set(withoutEnding ? [...slugs.slice(0, 1), withoutEnding, ...slugs] : slugs)];
}

/** With one slash at the beginning and the end; a file's name (`hello.html`) keeps its end. */
function normalized(path: string): string {
  const inner = path.split('/').filter(Boolean).join('/');
  if (inner === '') return '/';
  return /\.[a-z]+$/i.test(inner) && !inner.endsWith('index.php') ? `/${inner}` : `/${inner}/`;
}

function comparable(segment: string): string {
  return segment.normalize('NFC').toLowerCase();
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
