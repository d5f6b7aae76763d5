import type { Entity } from '../../../loading/base/entity.ts';
import type { Loaders } from '../../../loading/loaders.ts';
import { limits } from '../../../values/limits.ts';
import { integer } from '../../../wordpress/document.ts';
import { type Paths, union } from '../../../wordpress/paths.ts';
import type { FieldMap } from '../base/pothos.ts';
import type { EntityFields } from '../graph/graph.ts';
import { integerField, referenceGlobalId } from './fields.ts';

/** Returns the fields `parentId` and `parentDatabaseId`. */
export function parentIdFields(t: EntityFields, type: 'post' | 'term', path: string): FieldMap {
  return {
    parentDatabaseId: integerField(t, path, "The parent's database id; null at the top.", {
      zeroIsNull: true,
    }),
    parentId: referenceGlobalId(t, { path, type }, "The parent's global id; null at the top."),
  };
}

/**
 * Returns the ancestors of a document, its parent first. Reads one level per wave, so that several documents share the
 * requests.
 */
export async function ancestorsOf(
  entity: Entity,
  paths: Paths,
  loaders: Loaders,
): Promise<readonly Entity[]> {
  const pathsWithParent = union(paths, ['parent']);
  const ancestors: Entity[] = [];
  const seen = new Set([entity.document.id]);
  let id = integer(entity.document, 'parent');
  while (id && !seen.has(id) && ancestors.length < limits.maxAncestors) {
    seen.add(id);
    const parent: Entity | null = await loaders.entities(entity.resource).load(id, pathsWithParent);
    if (!parent) break;
    ancestors.push(parent);
    id = integer(parent.document, 'parent');
  }
  return ancestors;
}
