import type { GraphQLResolveInfo } from 'graphql';
import type { Entity } from '../../loading/entity.ts';
import type { Loaders } from '../../loading/loaders.ts';
import type { Resource } from '../../site/site.ts';
import { WordPressError } from '../../wordpress/errors.ts';
import { projectionOf } from '../reads/projection.ts';

/**
 * The author of some content. Where the site blocks its users route, the author comes from what the
 * content itself embeds; failing that the first author of the query is an error that says why, the others are null.
 */
export async function loadAuthor(
  users: Resource,
  { id, from }: { id: number; from: Entity },
  { loaders, info }: { loaders: Loaders; info: GraphQLResolveInfo },
): Promise<Entity | null> {
  try {
    return await loaders.entities(users).load(id, projectionOf(info, users.typeName).paths);
  } catch (error) {
    if (!isBlocked(error)) throw error;
    const author = await embeddedAuthor(from, loaders);
    if (author || !loaders.isNews(error)) return author;
    throw error;
  }
}

async function embeddedAuthor(from: Entity, loaders: Loaders): Promise<Entity | null> {
  try {
    return await loaders.embeddedAuthors(from.resource).load(from.document.id);
  } catch (error) {
    if (error instanceof WordPressError) return null;
    throw error;
  }
}

function isBlocked(error: unknown): boolean {
  return error instanceof WordPressError && (error.kind === 'forbidden' || error.kind === 'not-found');
}
