import type { Entity } from '../../../loading/base/entity.ts';
import { isPostsPage } from '../../../site/front-page.ts';
import { isLinkTo, type LocalAddress, withoutPageNumber } from '../../../site/permalinks.ts';
import type { Resource } from '../../../site/site.ts';
import { text } from '../../../wordpress/document.ts';
import type { GraphNode } from '../../kit/base/virtual-nodes.ts';
import { findArchiveAt, likelyArchiveAt } from './archives.ts';
import { loadRoute } from './by-route.ts';
import { matchBySlug, matchBySlugOrId } from './matches.ts';
import { inspectPage, type PageReport } from './page-report.ts';
import {
  archiveNode,
  isPage,
  pathsWithLink,
  postsArchiveNode,
  resourcesIn,
  type UriLookup,
} from './uri-lookup.ts';

/** Up to this number of resources, a lookup of slugs takes fewer requests than a `HEAD` of the page. */
const fewResources = 2;

/** Returns the node at an address with a path. Returns null if there is none. */
export async function findByPath(address: LocalAddress, lookup: UriLookup): Promise<GraphNode | null> {
  const { loaders, usesSlugsOnly = false } = lookup;
  const resources = resourcesIn(lookup);
  if (resources.length <= fewResources || usesSlugsOnly) {
    const match = await matchBySlug(address, resources, lookup);
    // If an archive and a page share an address, WordPress shows the archive. A `HEAD` tells which exists.
    const isCertain = match !== null && !(isPage(match) && likelyArchiveAt(address, loaders.site));
    if (isCertain || usesSlugsOnly) return match && archiveIfPostsPage(match, lookup);
  }
  const report = await inspectPage(address, loaders);
  const node = await finders[report.kind]({ report, address, lookup });
  return node ?? (address.isOnFrontend ? frontPageAt(address, lookup) : null);
}

interface Search {
  readonly report: PageReport;
  readonly address: LocalAddress;
  readonly lookup: UriLookup;
}

/** The functions that find a node, by what WordPress shows at its address. */
const finders: Readonly<Record<PageReport['kind'], (search: Search) => Promise<GraphNode | null>>> = {
  document: findDocument,
  list: findList,
  notFound: findWithoutPage,
  unknown: findWithoutReport,
};

/**
 * Returns the document that the page names in its headers. If another WordPress or a frontend may have sent the page, the
 * document's link must confirm it.
 */
async function findDocument({ report, address, lookup }: Search): Promise<GraphNode | null> {
  if (!report.isOther && !address.isOnFrontend) return loadRoute(report.route, lookup);
  const entity = await loadRoute(report.route, lookup, pathsWithLink);
  if (entity && isLinkTo(lookup.loaders.site, text(entity.document, 'link') ?? '', address)) return entity;
  return address.isOnFrontend ? matchBySlug(address, resourcesIn(lookup), lookup) : null;
}

/**
 * Returns the archive of a type at an address that shows a list. Otherwise returns a term, as the page of a term may have
 * no header that names it.
 */
async function findList({ address, lookup }: Search): Promise<GraphNode | null> {
  const { front } = lookup.loaders.site;
  const type = await findArchiveAt(address, lookup.loaders);
  if (type) return archiveNode(type, lookup);
  const resources = resourcesIn(lookup);
  const isOfPages = ({ traits }: Resource) => traits.has('pages');
  // In older versions, the REST index does not name the posts page. It is the page at an address that shows a list.
  const mayListPosts = front === null || (front.shows === 'page' && front.pageForPosts > 0);
  const page = mayListPosts ? await matchBySlug(address, resources.filter(isOfPages), lookup) : null;
  if (page && (front === null || isPostsPage(lookup.loaders.site, page))) return postsArchiveNode(lookup);
  // Any other page at this address is hidden by the list, which is not in the graph.
  const others = resources.filter((resource) => !isOfPages(resource));
  return matchBySlug(address, others, lookup);
}

/** Returns a node whose address has no page on WordPress: media, and content with an address on the frontend only. */
async function findWithoutPage({ address, lookup }: Search): Promise<GraphNode | null> {
  const resources = resourcesIn(lookup).filter(({ traits }) => address.isOnFrontend || traits.has('files'));
  return matchBySlug(address, resources, lookup);
}

/**
 * Returns the node at an address whose page reveals nothing: the document with that link, or an archive, or the content
 * of whose pages the address is one (`/hello/2/`).
 */
async function findWithoutReport({ report, address, lookup }: Search): Promise<GraphNode | null> {
  const { site } = lookup.loaders;
  const resources = resourcesIn(lookup);
  const match = await matchBySlugOrId(address, resources, lookup);
  // WordPress' rewrite rules for archives precede those for pages.
  const type = report.isMissing || (match && !isPage(match)) ? null : await archiveAt(address, match, lookup);
  if (type) return archiveNode(type, lookup);
  if (match) return archiveIfPostsPage(match, lookup);
  const whole = report.isMissing ? null : withoutPageNumber(site, address);
  const contents = resources.filter(({ kind }) => kind === 'content');
  return whole && matchBySlugOrId(whole, contents, lookup);
}

/** Returns the type whose archive is at an address. Sends requests only if no document matches the address. */
async function archiveAt(
  address: LocalAddress,
  match: Entity | null,
  { loaders }: UriLookup,
): Promise<Resource | null> {
  return match ? likelyArchiveAt(address, loaders.site) : findArchiveAt(address, loaders);
}

/** Returns the static front page if its link is the address. This finds the home page of a frontend in a subdirectory. */
async function frontPageAt(address: LocalAddress, lookup: UriLookup): Promise<GraphNode | null> {
  const { site, entities } = lookup.loaders;
  const [pages] = resourcesIn(lookup).filter(({ traits }) => traits.has('pages'));
  const id = site.front?.shows === 'page' ? site.front.pageOnFront : 0;
  const page = pages && id > 0 ? await entities(pages).load(id, pathsWithLink(pages, lookup)) : null;
  return page && isLinkTo(site, text(page.document, 'link') ?? '', address) ? page : null;
}

/** Returns the document. For the posts page, returns the archive of posts. */
function archiveIfPostsPage(match: Entity, lookup: UriLookup): GraphNode | null {
  return isPostsPage(lookup.loaders.site, match) ? postsArchiveNode(lookup) : match;
}
