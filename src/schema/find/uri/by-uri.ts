import type { Entity } from '../../../loading/base/entity.ts';
import { settleAnswers } from '../../../loading/base/refusals.ts';
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
 * Returns the node that the site shows at a URI, for any permalink structure. Returns null if the URI shows no node.
 *
 * REST has no such lookup. The gateway sends a `HEAD` to the page, and WordPress names the REST route of the document in
 * the headers. If they do not (because of a cache or a redirect), the gateway looks up the segments of the path as slugs
 * and returns the document whose link is the URI.
 *
 * @param input - a path, or a URL of the site or of its frontend
 * @throws InputError if the URL is on another host
 */
export async function findByUri(input: string, lookup: UriLookup): Promise<GraphNode | null> {
  const { site } = lookup.loaders;
  const address = parseUri(site, input);
  if (address.kind === 'foreign') {
    const hosts = [new URL(site.home).host, ...site.links.hosts].join(', ');
    throw new InputError(
      `\`uri\` is on another host (${address.host}): ${JSON.stringify(input)}. This graph has URIs of ${hosts}.`,
    );
  }
  const comment = /#comment-(\d{1,15})$/.exec(input)?.[1];
  if (comment) return loadIfRequested(resourceNamed(site, 'comment'), Number(comment), lookup);
  if (input.trim() === '') return null;
  if (address.isFront) return findFront(address, lookup);
  if (address.candidates.length > 0) return findCandidate(address, lookup);
  return address.segments.length === 0 ? null : findByPath(address, lookup);
}

/** Returns the node at `/`: the static front page, or the archive of posts. */
async function findFront(address: LocalAddress, lookup: UriLookup): Promise<GraphNode | null> {
  const { site } = lookup.loaders;
  if (site.front) {
    const id = site.front.shows === 'page' ? site.front.pageOnFront : 0;
    return id > 0 ? loadIfRequested(resourceNamed(site, 'page'), id, lookup) : postsArchiveNode(lookup);
  }
  // The REST index of older versions does not name the front page. The page's headers do.
  const { route } = await inspectPage(address, lookup.loaders);
  const page = await loadRoute(route, lookup);
  return page ?? postsArchiveNode(lookup);
}

/** Returns the node of a query string such as `?p=12`, `?cat=3` or `?book=dune`: the first candidate that exists. */
async function findCandidate(address: LocalAddress, lookup: UriLookup): Promise<GraphNode | null> {
  const { loaders } = lookup;
  for (const candidate of address.candidates) {
    if ('archive' in candidate) return archiveNode(candidate.archive, lookup);
    const entity = await readCandidate(candidate, address, lookup);
    if (!entity) continue;
    // In older versions, the REST index does not name the posts page. It is a page whose address shows a list.
    const mayBePostsPage = loaders.site.front === null && isPage(entity);
    const isList = mayBePostsPage
      ? (await inspectPage(address, loaders)).kind === 'list'
      : isPostsPage(loaders.site, entity);
    return isList ? postsArchiveNode(lookup) : entity;
  }
  return null;
}

/** Reads the document of a candidate from all resources that may have it. Returns null if none has it. */
async function readCandidate(
  candidate: Exclude<Candidate, { archive: Resource }>,
  address: LocalAddress,
  lookup: UriLookup,
): Promise<Entity | null> {
  const { loaders, only } = lookup;
  const resources = candidate.resources.filter((resource) => !only || only.includes(resource));
  const { values, failure } = await settleAnswers(
    resources.map(async (resource): Promise<readonly Entity[]> => {
      if ('slug' in candidate)
        return loaders.slugs(resource).load(candidate.slug, pathsWithLink(resource, lookup));
      const found = await loadIfRequested(resource, candidate.id, lookup);
      return found ? [found] : [];
    }),
  );
  const documents = values.flat();
  // Documents with different parents may share a slug. Prefer the one whose link is the address.
  const exact = documents.find(({ document }) =>
    isLinkTo(loaders.site, text(document, 'link') ?? '', address),
  );
  const match = exact ?? documents[0] ?? null;
  if (!match && failure) throw failure;
  return match;
}
