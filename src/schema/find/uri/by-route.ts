import type { Entity, Paths } from '../../../loading/base/entity.ts';
import { nullIfMissing } from '../../../loading/base/refusals.ts';
import { isSamePath, segmentsOf } from '../../../site/segments.ts';
import type { Resource } from '../../../site/site.ts';
import { WordPressError } from '../../../wordpress/errors.ts';
import { resourceNamed } from '../../kit/graph/graph.ts';
import { pathsOf, type UriLookup } from './uri-lookup.ts';

/**
 * The document of a REST route, `/wp/v2/posts/7`; null for other routes, and where visitors see none.
 *
 * @param paths - what is read of it
 */
export async function loadRoute(
  route: string | null,
  lookup: UriLookup,
  paths: (resource: Resource, lookup: UriLookup) => Paths = pathsOf,
): Promise<Entity | null> {
  const { loaders, only } = lookup;
  const [, collection, id] = /^(.+)\/(\d{1,15})$/.exec(route ?? '') ?? [];
  // The page's headers give slashes in a row as one, and other letters as escapes.
  const path = segmentsOf(collection ?? '');
  const resource = [...loaders.site.resources.values()].find(({ route }) =>
    isSamePath(segmentsOf(route), path),
  );
  if (!resource || !id || (only && !only.includes(resource))) return null;
  try {
    return await loaders.entities(resource).load(Number(id), paths(resource, lookup));
  } catch (error) {
    const isHidden = resource.kind === 'user' && error instanceof WordPressError;
    const author = isHidden ? await writer(Number(id), lookup) : null;
    if (author) return author;
    throw error;
  }
}

/** A user out of what their newest post embeds, for sites that keep the users route to themselves. */
async function writer(id: number, { loaders }: UriLookup): Promise<Entity | null> {
  const posts = resourceNamed(loaders.site, 'post');
  const found = await nullIfMissing(
    loaders.rest.list(posts.route, { author: [id], per_page: 1, _fields: ['id'] }),
  );
  const post = found?.documents[0];
  return post ? loaders.embeddedAuthors(posts).load(post.id) : null;
}
