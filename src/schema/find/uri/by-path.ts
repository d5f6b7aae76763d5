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

/** With so few resources in question, slugs find an address in one wave; with more, asking the page itself is less. */
const fewResources = 2;

/** What the site shows at an address that has a path. */
export async function findByPath(address: LocalAddress, lookup: UriLookup): Promise<GraphNode | null> {
  const { loaders, usesSlugsOnly = false } = lookup;
  const resources = resourcesIn(lookup);
  if (resources.length <= fewResources || usesSlugsOnly) {
    const match = await matchBySlug(address, resources, lookup);
    // A page that has the address of a type's archive isn't shown there. Only the page itself tells.
    const isSure = match !== null && !(isPage(match) && likelyArchiveAt(address, loaders.site));
    if (isSure || usesSlugsOnly) return match && orPosts(match, lookup);
  }
  const shown = await inspectPage(address, loaders);
  const found = await finders[shown.kind]({ shown, address, lookup });
  return found ?? (address.isOnFrontend ? frontPageAt(address, lookup) : null);
}

interface Search {
  readonly shown: PageReport;
  readonly address: LocalAddress;
  readonly lookup: UriLookup;
}

/** How a node is found, by what the page at its address says. */
const finders: Readonly<Record<PageReport['kind'], (search: Search) => Promise<GraphNode | null>>> = {
  document: findDocument,
  list: findList,
  nothing: findUnlisted,
  unknown: findUnasked,
};

/** The document that the page names; only if the address is its own where the page is another WordPress', or the frontend's. */
async function findDocument({ shown, address, lookup }: Search): Promise<GraphNode | null> {
  if (!shown.isOther && !address.isOnFrontend) return loadRoute(shown.route, lookup);
  const found = await loadRoute(shown.route, lookup, pathsWithLink);
  if (found && isLinkTo(lookup.loaders.site, text(found.document, 'link') ?? '', address)) return found;
  return address.isOnFrontend ? matchBySlug(address, resourcesIn(lookup), lookup) : null;
}

/** The list that is shown at an address, of a type or of posts; or else a term whose page doesn't name itself. */
async function findList({ address, lookup }: Search): Promise<GraphNode | null> {
  const { front } = lookup.loaders.site;
  const type = await findArchiveAt(address, lookup.loaders);
  if (type) return archiveNode(type, lookup);
  const resources = resourcesIn(lookup);
  const isOfPages = ({ traits }: Resource) => traits.has('pages');
  // Older versions don't say which page lists posts; it is one that doesn't name itself where it is shown.
  const mayListPosts = front === null || (front.shows === 'page' && front.pageForPosts > 0);
  const page = mayListPosts ? await matchBySlug(address, resources.filter(isOfPages), lookup) : null;
  if (page && (front === null || isPostsPage(lookup.loaders.site, page))) return postsArchiveNode(lookup);
  // Another page with this address is hidden behind a list that isn't in the graph.
  const others = resources.filter((resource) => !isOfPages(resource));
  return matchBySlug(address, others, lookup);
}

/** What is in the graph though WordPress has no page of it: media, and what only the frontend has this address for. */
async function findUnlisted({ address, lookup }: Search): Promise<GraphNode | null> {
  const resources = resourcesIn(lookup).filter(({ traits }) => address.isOnFrontend || traits.has('files'));
  return matchBySlug(address, resources, lookup);
}

/** What is found where the page doesn't tell: a document by its link, an archive, the content that the address is a part of. */
async function findUnasked({ shown, address, lookup }: Search): Promise<GraphNode | null> {
  const { site } = lookup.loaders;
  const resources = resourcesIn(lookup);
  const match = await matchBySlugOrId(address, resources, lookup);
  // WordPress looks for archives before it looks for pages.
  const type = shown.isMissing || (match && !isPage(match)) ? null : await archiveAt(address, match, lookup);
  if (type) return archiveNode(type, lookup);
  if (match) return orPosts(match, lookup);
  const whole = shown.isMissing ? null : withoutPageNumber(site, address);
  const contents = resources.filter(({ kind }) => kind === 'content');
  return whole && matchBySlugOrId(whole, contents, lookup);
}

/** The type that lists its content at an address; only where nothing else is found there is that worth a request. */
async function archiveAt(
  address: LocalAddress,
  match: Entity | null,
  { loaders }: UriLookup,
): Promise<Resource | null> {
  return match ? likelyArchiveAt(address, loaders.site) : findArchiveAt(address, loaders);
}

/** The static front page by its link, where the frontend is in a folder of its host. */
async function frontPageAt(address: LocalAddress, lookup: UriLookup): Promise<GraphNode | null> {
  const { site, entities } = lookup.loaders;
  const [pages] = resourcesIn(lookup).filter(({ traits }) => traits.has('pages'));
  const id = site.front?.shows === 'page' ? site.front.pageOnFront : 0;
  const page = pages && id > 0 ? await entities(pages).load(id, pathsWithLink(pages, lookup)) : null;
  return page && isLinkTo(site, text(page.document, 'link') ?? '', address) ? page : null;
}

/** A document, or the list of posts for the page that was chosen for it. */
function orPosts(match: Entity, lookup: UriLookup): GraphNode | null {
  return isPostsPage(lookup.loaders.site, match) ? postsArchiveNode(lookup) : match;
}
