import { ClosedError, isClosed } from '../../loading/base/closed.ts';
import type { Entity } from '../../loading/base/entity.ts';
import { nullIfFailed } from '../../loading/base/refusals.ts';
import type { Loaders } from '../../loading/loaders.ts';
import type { GraphQLResolveInfo } from '../../packages/graphql.ts';
import type { Resource } from '../../site/site.ts';
import { projectionOf } from '../kit/plugins/reads/projection.ts';

/**
 * Returns the author of content, without a promise if the user is in memory. If the site blocks its users route, takes the
 * author that REST embeds in the content. Returns null if WordPress hides the user.
 *
 * @throws ClosedError if the site blocks its users route and the content embeds no author
 */
export function loadAuthor(
  users: Resource,
  { id, from }: { id: number; from: Entity },
  { loaders, info }: { loaders: Loaders; info: GraphQLResolveInfo },
): Entity | Promise<Entity | null> {
  const { paths } = projectionOf(info, users.typeName);
  const documents = loaders.entities(users);
  return (
    documents.known(id, paths) ??
    documents.load(id, paths).catch(async (error: unknown) => {
      if (!isClosed(error)) throw error;
      const author = await loadEmbeddedAuthor(from, loaders);
      if (author) return author;
      throw error instanceof ClosedError ? error : new ClosedError('forbidden', error.message, error.details);
    })
  );
}

async function loadEmbeddedAuthor(from: Entity, loaders: Loaders): Promise<Entity | null> {
  try {
    return await loaders.embeddedAuthors(from.resource).load(from.document.id);
  } catch (error) {
    return nullIfFailed(error);
  }
}
