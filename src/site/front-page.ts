import { type Document, text } from '../wordpress/document.ts';
import { uriOf } from './permalinks.ts';
import type { Resource, Site } from './site.ts';

/** A document and its collection. */
interface CollectionDocument {
  readonly resource: Resource;
  readonly document: Document;
}

/** Returns whether a document is the static front page. Compares its `link` if the REST index does not name the page. */
export function isFrontPage(site: Site, { resource, document }: CollectionDocument): boolean {
  if (!resource.traits.has('pages')) return false;
  if (site.front) return site.front.shows === 'page' && document.id === site.front.pageOnFront;
  return uriOf(site, text(document, 'link') ?? '') === '/';
}

/** Returns whether a document is the posts page. Returns false if the REST index does not name that page. */
export function isPostsPage(
  { front }: Pick<Site, 'front'>,
  { resource, document }: CollectionDocument,
): boolean {
  return resource.traits.has('pages') && front?.shows === 'page' && document.id === front.pageForPosts;
}
