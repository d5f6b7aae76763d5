import type { Entity } from '../../loading/base/entity.ts';
import type { Loaders } from '../../loading/loaders.ts';
import { resourceNamed } from '../../schema/kit/graph/graph.ts';
import { integer, list, text } from '../../wordpress/document.ts';
import type { Paths } from '../../wordpress/paths.ts';
import { part } from './content.ts';
import { imageIdsOf } from './values.ts';

/** The paths of media that the Store API shows in products. */
const known: Paths = new Set(['id', 'source_url', 'alt_text']);

interface Loading {
  readonly loaders: Loaders;
  readonly paths: Paths;
}

/**
 * Returns images of the Store API as media. Address and alternative text come from the Store API, so that they take no request
 * for media.
 */
export function loadStoreImages(
  images: readonly unknown[],
  { loaders, paths }: Loading,
): Promise<readonly Entity[]> {
  const media = loaders.entities(resourceNamed(loaders.site, 'attachment'));
  const documents = images.flatMap((image) => {
    const id = integer(image, 'id');
    const address = text(image, 'src');
    return id && address ? [{ id, source_url: address, alt_text: text(image, 'alt') ?? '' }] : [];
  });
  media.remember(documents, known);
  return media.loadMany(
    documents.map(({ id }) => id),
    paths,
  );
}

/** Returns some images of a product as media. */
export function loadImages(
  product: Entity,
  ids: readonly number[],
  options: Loading,
): Promise<readonly Entity[]> {
  const wanted = new Set(ids);
  const images = list(product.document, part, 'images');
  return loadStoreImages(
    images.filter((image) => wanted.has(integer(image, 'id') ?? 0)),
    options,
  );
}

/** Returns the main image of a product. Null if it has none. */
export async function loadImage(product: Entity, options: Loading): Promise<Entity | null> {
  const [first] = imageIdsOf(product);
  return first === undefined ? null : ((await loadImages(product, [first], options))[0] ?? null);
}
