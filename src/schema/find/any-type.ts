import type { Entity, Paths } from '../../loading/base/entity.ts';
import { shownByAny } from '../../loading/base/refusals.ts';
import type { Loaders } from '../../loading/loaders.ts';
import type { GraphQLResolveInfo } from '../../packages/graphql.ts';
import type { Resource } from '../../site/site.ts';
import { projectionOf } from '../kit/plugins/reads/projection.ts';

/**
 * The document of an id whose resource isn't known: all resources of a kind that may have it are asked, in one wave, each
 * for what the selection reads of its own type; one that refuses has nothing to show. Database ids are unique over all post
 * types, and over all taxonomies.
 */
export async function loadOfAnyType(
  kind: Resource['kind'],
  id: number,
  { loaders, info }: { loaders: Loaders; info: GraphQLResolveInfo },
): Promise<Entity | null> {
  return loadPathsOfAnyType(kind, id, {
    loaders,
    paths: (resource) => projectionOf(info, resource.typeName).paths,
  });
}

/** The same with what is read of each resource. */
export async function loadPathsOfAnyType(
  kind: Resource['kind'],
  id: number,
  { loaders, paths }: { loaders: Loaders; paths: (resource: Resource) => Paths },
): Promise<Entity | null> {
  const owners = await loaders.owners(kind).load(id);
  const { shown, failure } = await shownByAny(
    owners.map((resource) => loaders.entities(resource).load(id, paths(resource))),
  );
  const found = shown.find((entity) => entity !== null) ?? null;
  if (!found && failure) throw failure;
  return found;
}
