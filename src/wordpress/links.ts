import { restRouteOf } from './url.ts';

/** One entry of a `Link` header. */
export interface HeaderLink {
  readonly href: string;
  /** The parameters by their names in lower case: `rel`, `type`, `title` … */
  readonly parameters: Readonly<Record<string, string>>;
}

/** The relation of WordPress' link to its REST API. */
const apiRelation = 'https://api.w.org/';

/** Returns the entries of a `Link` header (RFC 8288). Several headers may be joined with commas. */
export function parseLinks(header: string | null): readonly HeaderLink[] {
  const links: HeaderLink[] = [];
  for (const [, href = '', rest = ''] of (header ?? '').matchAll(/<([^>]*)>((?:[^<"]|"[^"]*")*)/g)) {
    const parameters: Record<string, string> = {};
    for (const [, name = '', inQuotes, bare] of rest.matchAll(
      /;\s*([\w-]+)\s*=\s*(?:"([^"]*)"|([^\s;,]+))/g,
    )) {
      parameters[name.toLowerCase()] ??= inQuotes ?? bare ?? '';
    }
    links.push({ href: href.trim(), parameters });
  }
  return links;
}

/** Returns the REST root that the `Link` header of a page names. Returns null if it names none. */
export function rootInHeader(links: readonly HeaderLink[]): string | null {
  return links.find(({ parameters }) => hasRelation(parameters, apiRelation))?.href ?? null;
}

/** Returns the REST root that a `<link>` element of a page names. Returns null if no element does. */
export function rootInHtml(html: string): string | null {
  for (const [element] of html.matchAll(/<link\b[^<>]{0,2000}>/gi)) {
    if (!new RegExp(`rel=["']?${apiRelation}`, 'i').test(element)) continue;
    const href = /href=["']?([^"'\s>]+)/i.exec(element)?.[1];
    if (href) return href.replaceAll('&amp;', '&').replaceAll('&#038;', '&');
  }
  return null;
}

/**
 * Returns the REST route of the document or term that a page shows. Returns null if the page links to none.
 *
 * @param root - the REST root of the site, for pages that do not name one
 */
export function alternateRoute(links: readonly HeaderLink[], root: string): string | null {
  const api = rootInHeader(links) ?? root;
  for (const { href, parameters } of links) {
    if (parameters['type'] !== 'application/json' || !hasRelation(parameters, 'alternate')) continue;
    const route = restRouteOf(api, href);
    if (route) return route;
  }
  return null;
}

function hasRelation(parameters: HeaderLink['parameters'], relation: string): boolean {
  return (parameters['rel'] ?? '').toLowerCase().split(/\s+/).includes(relation);
}
