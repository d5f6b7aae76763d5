import type { Entity } from '../../../loading/base/entity.ts';
import { shownByAny } from '../../../loading/base/refusals.ts';
import { isPostsPage } from '../../../site/front-page.ts';
import { type Candidate, isLinkTo, type LocalAddress, parseUri } from '../../../site/permalinks.ts';
import type { Resource } from '../../../site/site.ts';
import { text } from '../../../wordpress/document.ts';
import { InputError } from '../../kit/base/errors.ts';
import type { GraphNode } from '../../kit/base/virtual-nodes.ts';
import { resourceNamed } from '../../kit/graph/graph.ts';
import { findByPath } from './by-path.ts';
import { loadRoute } from './by-route.ts';
import { inspectPage } from './page-report.ts';
import {
  archiveNode,
  isPage,
  loadIfRequested,
  pathsWithLink,
  postsArchiveNode,
  type UriLookup,
} from './uri-lookup.ts';

export type { UriLookup } from './uri-lookup.ts';

/**
 * What the site shows at an address, whatever its permalinks look like; null where it shows nothing that
 * is a node. REST has no such lookup. A `HEAD` on the page names the REST route of what it shows; where a
 * page doesn't tell (a cache answers, a redirect leads away), all segments of the path are looked up as
 * slugs, and the one whose link is the address is it.
 *
 * @param input - a path, or a full address of the site or of its frontend
 * @throws InputError for an address of another host
 */
export async function findByUri(input: string, lookup: UriLookup): Promise<GraphNode | null> {
  const { site } = lookup.loaders;
  const address = parseUri(site, input);
  if (address.kind === 'foreign') {
    const hosts = [new URL(site.home).host, ...site.links.hosts].join(', ');
    throw new InputError(
      `\`uri\` is an address of another host (${address.host}): ${JSON.stringify(input)}. This graph is of ${hosts}.`,
    );
  }
  const comment = /#comment-(\d{1,15})$/.exec(input)?.[1];
  if (comment) return loadIfRequested(resourceNamed(site, 'comment'), Number(comment), lookup);
  if (input.trim() === '') return null;
  if (address.isFront) return findFront(address, lookup);
  if (address.candidates.length > 0) return findCandidate(address, lookup);
  return address.segments.length === 0 ? null : findByPath(address, lookup);
}

/** `/`: the static front page, or the list of posts. */
async function findFront(address: LocalAddress, lookup: UriLookup): Promise<GraphNode | null> {
  const { site } = lookup.loaders;
  if (site.front) {
    const id = site.front.shows === 'page' ? site.front.pageOnFront : 0;
    return id > 0 ? loadIfRequested(resourceNamed(site, 'page'), id, lookup) : postsArchiveNode(lookup);
  }
  // The REST index of older versions doesn't say what the front page is; the page itself does.
  const shown = await inspectPage(address, lookup.loaders);
  const found = await loadRoute(shown.route, lookup);
  return found ?? postsArchiveNode(lookup);
}

/** `?p=12`, `?cat=3`, `?book=dune`: the first candidate that visitors see. */
async function findCandidate(address: LocalAddress, lookup: UriLookup): Promise<GraphNode | null> {
  const { loaders } = lookup;
  for (const candidate of address.candidates) {
    if ('archive' in candidate) return archiveNode(candidate.archive, lookup);
    const found = await readCandidate(candidate, address, lookup);
    if (!found) continue;
    // Where the REST index doesn't say which page lists posts, the page itself does: it doesn't name itself.
    const isUnsure = loaders.site.front === null && isPage(found);
    const isList = isUnsure
      ? (await inspectPage(address, loaders)).kind === 'list'
      : isPostsPage(loaders.site, found);
    return isList ? postsArchiveNode(lookup) : found;
  }
  return null;
}

async function readCandidate(
  candidate: Exclude<Candidate, { archive: Resource }>,
  address: LocalAddress,
  lookup: UriLookup,
): Promise<Entity | null> {
  const { loaders, only } = lookup;
  const resources = candidate.resources.filter((resource) => !only || only.includes(resource));
  const { shown, failure } = await shownByAny(
    resources.map(async (resource): Promise<readonly Entity[]> => {
      if ('slug' in candidate)
        return loaders.slugs(resource).load(candidate.slug, pathsWithLink(resource, lookup));
      const found = await loadIfRequested(resource, candidate.id, lookup);
      return found ? [found] : [];
    }),
  );
  const documents = shown.flat();
  // Documents below others may share a slug: the one is meant that has this address.
  const exact = documents.find(({ document }) =>
    isLinkTo(loaders.site, text(document, 'link') ?? '', address),
  );
  const found = exact ?? documents[0] ?? null;
  if (!found && failure) throw failure;
  return found;
}
