import { restRouteOf } from './url.ts';

/** One entry of a `Link` header. */
export interface HeaderLink {
  readonly href: string;
  /** `rel`, `type`, `title` …, names in lower case. */
  readonly parameters: Readonly<Record<string, string>>;
}

/** Relation under which WordPress names its REST API. */
const apiRelation = 'https://api.w.org/';

/** The entries of a `Link` header (RFC 8288), several headers joined with commas. */
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

/** Address of the REST root that a page's headers name. */
export function rootInHeader(links: readonly HeaderLink[]): string | null {
  return links.find(({ parameters }) => hasRelation(parameters, apiRelation))?.href ?? null;
}

/** Address of the REST root that a page's `<link>` element names. */
export function rootInHtml(html: string): string | null {
  for (const [element] of html.matchAll(/<link\b[^>]*>/gi)) {
    if (!new RegExp(`rel=["']?${apiRelation}`, 'i').test(element)) continue;
    const href = /href=["']?([^"'\s>]+)/i.exec(element)?.[1];
    if (href) return href.replaceAll('&amp;', '&').replaceAll('&#038;', '&');
  }
  return null;
}

/**
 * REST route of what a page shows.
 *
 * @param root - the REST root, for pages that don't name their own
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
