import type { Entity } from '../../loading/base/entity.ts';
import type { Loaders } from '../../loading/loaders.ts';
import { text } from '../../wordpress/document.ts';
import { withPageAddress } from './page-address.ts';

/** Returns the HTML of content. Returns null if it is empty, or withheld. */
export async function readBody(entity: Entity, loaders: Loaders): Promise<string | null> {
  return (await withPageAddress(text(entity.document, 'content', 'rendered'), entity, loaders)) || null;
}
