import type { Entity } from '../../loading/base/entity.ts';
import { settleAnswers } from '../../loading/base/refusals.ts';
import type { Loaders } from '../../loading/loaders.ts';
import type { GraphQLResolveInfo } from '../../packages/graphql.ts';
import type { Resource } from '../../site/site.ts';
import type { Paths } from '../../wordpress/paths.ts';
import { projectionOf } from '../kit/plugins/reads/projection.ts';

/**
 * Loads the document of an id whose resource is unknown. Database ids are unique among all post types, and among all
 * taxonomies. Asks each resource that may own the id, in one wave, for the projection of its type. Ignores resources that
 * deny access. Returns null if no resource has a document with the id.
 *
 * @throws the error of a failed resource, if no other resource has the document
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

/** Loads a document like {@link loadOfAnyType}, but with given paths instead of the projection. */
export async function loadPathsOfAnyType(
  kind: Resource['kind'],
  id: number,
  { loaders, paths }: { loaders: Loaders; paths: (resource: Resource) => Paths },
): Promise<Entity | null> {
  const owners = await loaders.owners(kind).load(id);
  const { values, failure } = await settleAnswers(
    owners.map((resource) => loaders.entities(resource).load(id, paths(resource))),
  );
  const found = values.find((entity) => entity !== null) ?? null;
  if (!found && failure) throw failure;
  return found;
}
