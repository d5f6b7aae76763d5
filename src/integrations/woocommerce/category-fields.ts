import { batched } from '../../schema/integration/reading.ts';
import { addFieldsTo, type Graph } from '../../schema/kit/graph/graph.ts';
import { projectionOf } from '../../schema/kit/plugins/reads/projection.ts';
import { isRecord, valueAt } from '../../values/json.ts';
import { storeNamespace } from './content.ts';
import { enumsOf } from './enums.ts';
import { loadStoreImages } from './media.ts';
import { notInStore } from './product-fields.ts';

/** Returns the image of a category as the Store API shows it. One request reads those of all categories of a wave. */
const imageOf = batched(async (ids: readonly number[], rest) => {
  const { documents } = await rest.list(`/${storeNamespace}/products/categories`, {
    include: ids,
    per_page: ids.length,
    // Without it, the Store API leaves out categories without products.
    hide_empty: false,
    _fields: ['id', 'image'],
  });
  return new Map(documents.map((document) => [document.id, valueAt(document, 'image')]));
});

/** Adds the fields that WooGraphQL adds to categories of products. */
export function addCategoryFields(graph: Graph): void {
  const category = graph.site.resources.get('product_cat');
  if (!category) return;
  const enums = enumsOf(graph);
  addFieldsTo(graph, category, (t) => ({
    image: t.field({
      type: graph.typeNamed('MediaItem'),
      description: 'The image. Null if there is none.',
      resolve: async ({ document }, _args, context, info) => {
        const image = await imageOf(document.id, context);
        if (!isRecord(image)) return null;
        const { paths } = projectionOf(info, 'MediaItem');
        return (await loadStoreImages([image], { loaders: context.loaders, paths }))[0] ?? null;
      },
    }),
    display: t.field({
      type: enums('ProductCategoryDisplay'),
      description: 'What the page of the category lists.',
      availability: notInStore,
      resolve: () => null,
    }),
    menuOrder: t.int({
      description: 'The position among the categories.',
      availability: notInStore,
      resolve: () => null,
    }),
  }));
}
