import type { Entity } from '../../../../loading/base/entity.ts';
import type { Loaders } from '../../../../loading/loaders.ts';
import type { Document } from '../../../../wordpress/document.ts';

/** A document with paths that only its editors see; null for everybody else. Many at once cost one request. */
export async function readAsEditor(
  { resource, document, revisionOf, edited: known }: Entity,
  loaders: Loaders,
  paths: readonly string[],
): Promise<Document | null> {
  if (revisionOf) return null;
  if (known) return known;
  const edited = await loaders.editable(resource)?.load(document.id, new Set(paths));
  return edited?.document ?? null;
}
