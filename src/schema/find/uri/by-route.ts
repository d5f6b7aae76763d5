import { isClosed } from '../../../loading/base/closed.ts';
import type { Entity } from '../../../loading/base/entity.ts';
import { nullIfMissing } from '../../../loading/base/refusals.ts';
import { isSamePath, segmentsOf } from '../../../site/segments.ts';
import type { Resource } from '../../../site/site.ts';
import type { Paths } from '../../../wordpress/paths.ts';
import { resourceNamed } from '../../kit/graph/graph.ts';
import { pathsOf, type UriLookup } from './uri-lookup.ts';

/**
 * Loads the document of a REST route such as `/wp/v2/posts/7`. Returns null if the route is not that of a document, or
 * WordPress hides the document.
 *
 * @param paths - returns the paths to read. @default the projection
 */
export async function loadRoute(
  route: string | null,
  lookup: UriLookup,
  paths: (resource: Resource, lookup: UriLookup) => Paths = pathsOf,
): Promise<Entity | null> {
  const { loaders, only } = lookup;
  const [, collection, id] = /^(.+)\/(\d{1,15})$/.exec(route ?? '') ?? [];
  // In the headers, WordPress merges repeated slashes and escapes non-ASCII letters.
  const path = segmentsOf(collection ?? '');
  const resource = [...loaders.site.resources.values()].find(({ route }) =>
    isSamePath(segmentsOf(route), path),
  );
  if (!resource || !id || (only && !only.includes(resource))) return null;
  try {
    return await loaders.entities(resource).load(Number(id), paths(resource, lookup));
  } catch (error) {
    if (resource.kind !== 'user' || !isClosed(error)) throw error;
    const author = await readEmbeddedAuthor(Number(id), lookup);
    if (author) return author;
    throw error;
  }
}

/** Reads a user from the `_embedded` author of the user's newest post, for sites that close the users route. */
async function readEmbeddedAuthor(id: number, { loaders }: UriLookup): Promise<Entity | null> {
  const posts = resourceNamed(loaders.site, 'post');
  const newest = await nullIfMissing(
    loaders.rest.list(posts.route, { author: [id], per_page: 1, _fields: ['id'] }),
  );
  const post = newest?.documents[0];
  return post ? loaders.embeddedAuthors(posts).load(post.id) : null;
}
