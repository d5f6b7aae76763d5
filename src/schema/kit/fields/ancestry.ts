import { type Entity, type Paths, union } from '../../../loading/base/entity.ts';
import type { Loaders } from '../../../loading/loaders.ts';
import { integer } from '../../../wordpress/document.ts';
import type { FieldMap } from '../base/pothos.ts';
import type { EntityFields } from '../graph/graph.ts';
import { integerField, referenceGlobalId } from './fields.ts';

/** How deep a chain of parents is followed; WordPress has no bound of its own. */
const deepest = 50;

/** `parentId` and `parentDatabaseId`. */
export function parentIdFields(t: EntityFields, type: 'post' | 'term', path: string): FieldMap {
  return {
    parentDatabaseId: integerField(t, path, "The parent's database id; null at the top.", {
      zeroIsNull: true,
    }),
    parentId: referenceGlobalId(t, { path, type }, "The parent's global id; null at the top."),
  };
}

/** The chain of parents, closest first: a request a level, shared by all that stand at the same level. */
export async function ancestorsOf(
  entity: Entity,
  paths: Paths,
  loaders: Loaders,
): Promise<readonly Entity[]> {
  const wanted = union(paths, ['parent']);
  const ancestors: Entity[] = [];
  const seen = new Set([entity.document.id]);
  let id = integer(entity.document, 'parent');
  while (id && !seen.has(id) && ancestors.length < deepest) {
    seen.add(id);
    const parent: Entity | null = await loaders.entities(entity.resource).load(id, wanted);
    if (!parent) break;
    ancestors.push(parent);
    id = integer(parent.document, 'parent');
  }
  return ancestors;
}
