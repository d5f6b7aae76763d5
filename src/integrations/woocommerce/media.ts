import type { Entity } from '../../loading/base/entity.ts';
import type { Loaders } from '../../loading/loaders.ts';
import { resourceNamed } from '../../schema/kit/graph/graph.ts';
import { integer, list, text } from '../../wordpress/document.ts';
import type { Paths } from '../../wordpress/paths.ts';
import { part } from './content.ts';
import { imageIdsOf } from './values.ts';

/** The paths of media that the Store API shows in products. */
const known: Paths = new Set(['id', 'source_url', 'alt_text']);

/**
 * Returns the images of a product as media. Address and alternative text come from the product, so that a list of products
 * with their images takes no request for media.
 */
export function loadImages(
  product: Entity,
  ids: readonly number[],
  { loaders, paths }: { readonly loaders: Loaders; readonly paths: Paths },
): Promise<readonly Entity[]> {
  const media = loaders.entities(resourceNamed(loaders.site, 'attachment'));
  const documents = list(product.document, part, 'images').flatMap((image) => {
    const id = integer(image, 'id');
    const address = text(image, 'src');
    return id && address ? [{ id, source_url: address, alt_text: text(image, 'alt') ?? '' }] : [];
  });
  media.remember(documents, known);
  return media.loadMany(ids, paths);
}

/** Returns the main image of a product. Null if it has none. */
export async function loadImage(
  product: Entity,
  options: { readonly loaders: Loaders; readonly paths: Paths },
): Promise<Entity | null> {
  const [first] = imageIdsOf(product);
  return first === undefined ? null : ((await loadImages(product, [first], options))[0] ?? null);
}
