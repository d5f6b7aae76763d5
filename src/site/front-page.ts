import { type Document, text } from '../wordpress/document.ts';
import { uriOf } from './permalinks.ts';
import type { Resource, Site } from './site.ts';

/** A document and what it is of. */
interface Shown {
  readonly resource: Resource;
  readonly document: Document;
}

/** Whether a document is the page that was chosen as front page. Where the REST index doesn't say, its `link` does. */
export function isFrontPage(site: Site, { resource, document }: Shown): boolean {
  if (!resource.traits.has('pages')) return false;
  if (site.front) return site.front.shows === 'page' && document.id === site.front.pageOnFront;
  return uriOf(site, text(document, 'link') ?? '') === '/';
}

/** Whether a document is the page that was chosen to list posts; no where the REST index doesn't say. */
export function isPostsPage({ front }: Pick<Site, 'front'>, { resource, document }: Shown): boolean {
  return resource.traits.has('pages') && front?.shows === 'page' && document.id === front.pageForPosts;
}
