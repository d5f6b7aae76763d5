import type { Entity } from '../../loading/base/entity.ts';
import { chunkSize, chunks } from '../../loading/base/lists.ts';
import { WaveLoader } from '../../loading/base/wave-loader.ts';
import type { Loaders } from '../../loading/loaders.ts';
import { resourceNamed } from '../../schema/kit/graph/graph.ts';
import { noOverlaps } from '../../site/overlaps.ts';
import type { Resource, Site } from '../../site/site.ts';
import { remembered } from '../../values/remembered.ts';
import { integer, integers } from '../../wordpress/document.ts';
import { type Paths, union } from '../../wordpress/paths.ts';
import { part, productsRoute } from './content.ts';

/** The object type of variations. */
export const variationType = 'SimpleProductVariation';

/** Returns variations as a resource. They have no collection of their own in WordPress' REST API. */
export const variationResource = remembered((site: Site): Resource => {
  const { variants: _variants, ...product } = resourceNamed(site, 'product');
  return {
    ...product,
    name: 'product_variation',
    route: productsRoute,
    restBase: 'variations',
    typeName: variationType,
    singular: 'productVariation',
    plural: 'productVariations',
    connection: 'productVariations',
    linked: [],
    properties: new Set(),
    customFields: new Map(),
    overlaps: noOverlaps,
  };
});

const loadersOf = remembered(({ rest, site }: Loaders) => {
  const resource = variationResource(site);
  return new WaveLoader<number, Entity | null>({
    of: 'variations',
    always: ['id'],
    read: async (ids, paths) => {
      const fields = [...union(['id', 'type'], [...paths].flatMap(storePath))];
      const pages = await Promise.all(
        chunks(ids, chunkSize).map((include) =>
          rest.list(productsRoute, { type: 'variation', include, per_page: include.length, _fields: fields }),
        ),
      );
      const byId = new Map(pages.flatMap(({ documents }) => documents).map((each) => [each.id, each]));
      return (id) => {
        const document = byId.get(id);
        return document ? { resource, document: { id, [part]: document } } : null;
      };
    },
  });
});

function storePath(path: string): readonly string[] {
  return path.startsWith(`${part}.`) ? [path.slice(part.length + 1)] : [];
}

/** Returns variations by their ids. One request reads all variations of a wave, with the given paths of documents. */
export async function loadVariations(
  ids: readonly number[],
  { loaders, paths }: { readonly loaders: Loaders; readonly paths: Paths },
): Promise<readonly Entity[]> {
  const found = await loadersOf(loaders).loadMany(ids, paths);
  return found.filter((each) => each !== null);
}

/** Returns the ids of a variable product's variations, in their order. */
export function variationIdsOf({ document }: Entity): readonly number[] {
  return integers(document, part, 'variations');
}

/** Returns the product of a variation. Null if WordPress does not show it. */
export async function parentOf(
  { document }: Entity,
  { loaders, paths }: { readonly loaders: Loaders; readonly paths: Paths },
): Promise<Entity | null> {
  const id = integer(document, part, 'parent');
  return id ? loaders.entities(resourceNamed(loaders.site, 'product')).load(id, paths) : null;
}
