import type { Entity } from '../../../../loading/base/entity.ts';
import type { Loaders } from '../../../../loading/loaders.ts';
import type { Document } from '../../../../wordpress/document.ts';

/**
 * Reads paths of a document that only its editors see (`context=edit`). Returns null if the client may not edit it. One
 * request serves all documents of a wave.
 */
export async function readAsEditor(
  { resource, document, revisionOf, edited: loaded }: Entity,
  loaders: Loaders,
  paths: readonly string[],
): Promise<Document | null> {
  if (revisionOf) return null;
  if (loaded) return loaded;
  const edited = await loaders.editable(resource)?.load(document.id, new Set(paths));
  return edited?.document ?? null;
}
