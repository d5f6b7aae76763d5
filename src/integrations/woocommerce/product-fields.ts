import { formatArgument } from '../../schema/body/formats.ts';
import type { FieldMap } from '../../schema/kit/base/pothos.ts';
import { type EntityFields, type Field, type Graph, oncePerGraph } from '../../schema/kit/graph/graph.ts';
import { readAsEditor } from '../../schema/kit/plugins/reads/editor.ts';
import { projectionOf } from '../../schema/kit/plugins/reads/projection.ts';
import type { Availability } from '../../values/availability.ts';
import { flag, integer, text } from '../../wordpress/document.ts';
import { part } from './content.ts';
import { enumsOf } from './enums.ts';
import { loadImage } from './media.ts';
import {
  asFiltered,
  at,
  classPath,
  hasClass,
  isOfType,
  numberOf,
  plainText,
  stockQuantityOf,
  stockStatusOf,
  stored,
  typeNameOfProduct,
} from './values.ts';

/** The availability of what WooCommerce shows to the shop's staff only. */
export const notInStore: Availability = {
  to: 'nobody',
  because: "WooCommerce's Store API does not show it.",
};

/** Returns the fields that products and variations share: those of `ProductUnion`. */
export function sharedFields(t: EntityFields, graph: Graph): FieldMap {
  const enums = enumsOf(graph);
  const hidden = (description: string) =>
    t.string({ description, availability: notInStore, resolve: () => null });
  return {
    slug: t.string({
      description: 'The slug: the part of the URL that names the product.',
      reads: [at('slug')],
      resolve: (product) => text(product.document, part, 'slug') || null,
    }),
    type: t.field({
      type: enums('ProductTypesEnum'),
      description: 'The type of the product.',
      reads: [at('type')],
      resolve: typeNameOfProduct,
    }),
    name: t.string({
      description: 'The name. A variation has the values of its attributes behind the name of the product.',
      reads: [at('name'), at('type'), at('variation')],
      resolve: (product) => {
        const name = plainText(product, 'name');
        const values = isOfType(product, 'variation') ? variationValues(plainText(product, 'variation')) : [];
        return name && values.length > 0 && values.length < 3 ? `${name} - ${values.join(', ')}` : name;
      },
    }),
    featured: t.boolean({
      description: 'Whether the shop features the product. Null before WordPress 6.7.',
      reads: [classPath],
      resolve: (product) => hasClass(product, 'featured'),
    }),
    catalogVisibility: t.field({
      type: enums('CatalogVisibilityEnum'),
      description: 'Where the shop lists the product.',
      availability: notInStore,
      resolve: () => null,
    }),
    sku: t.string({
      description: 'The stock keeping unit.',
      reads: [at('sku')],
      resolve: (product) => plainText(product, 'sku'),
    }),
    description: t.string({
      description: 'The description as HTML.',
      args: formatArgument(t, graph),
      reads: ({ format }) => [at('type'), format === 'RAW' ? 'id' : at('description')],
      resolve: async (product, { format }, { loaders }) => {
        if (format === 'RAW')
          return text(await readAsEditor(product, loaders, ['content.raw']), 'content', 'raw');
        const html = text(product.document, part, 'description');
        if (!html) return null;
        return isOfType(product, 'variation') ? withoutParagraph(html) : asFiltered(html);
      },
    }),
    shortDescription: t.string({
      description: 'The short description as HTML.',
      args: formatArgument(t, graph),
      reads: ({ format }) => [format === 'RAW' ? 'id' : at('short_description')],
      resolve: async (product, { format }, { loaders }) =>
        format === 'RAW'
          ? text(await readAsEditor(product, loaders, ['excerpt.raw']), 'excerpt', 'raw')
          : asFiltered(text(product.document, part, 'short_description')),
    }),
    dateOnSaleFrom: hidden('When the sale begins.'),
    dateOnSaleTo: hidden('When the sale ends.'),
    totalSales: t.int({ description: 'The number of sales.', availability: notInStore, resolve: () => null }),
    reviewsAllowed: t.boolean({
      description: 'Whether customers can review the product. Null if they cannot.',
      reads: ['comment_status'],
      resolve: ({ document }) => document['comment_status'] === 'open' || null,
    }),
    purchaseNote: hidden('The note for customers after the purchase.'),
    menuOrder: t.int({
      description: 'The position in the menu order.',
      availability: notInStore,
      resolve: () => null,
    }),
    averageRating: t.float({
      description: 'The average rating.',
      reads: [at('average_rating')],
      resolve: (product) => numberOf(stored(product, 'average_rating')),
    }),
    reviewCount: t.int({
      description: 'The number of reviews.',
      reads: [at('review_count')],
      resolve: ({ document }) => integer(document, part, 'review_count'),
    }),
    image: t.field({
      type: graph.typeNamed('MediaItem'),
      description: 'The main image.',
      reads: [at('images')],
      resolve: (product, _args, { loaders }, info) =>
        loadImage(product, { loaders, paths: projectionOf(info, 'MediaItem').paths }),
    }),
    onSale: storeFlag(t, 'on_sale', 'Whether the product is on sale.'),
    purchasable: storeFlag(t, 'is_purchasable', 'Whether the product can be bought.'),
    virtual: t.boolean({
      description: 'Whether the product is not a thing that is shipped. Null for other than simple products.',
      reads: [at('type'), classPath],
      resolve: (product) => (isOfType(product, 'simple') ? hasClass(product, 'virtual') : null),
    }),
    metaData: metaDataField(t, graph),
  };
}

function storeFlag(t: EntityFields, key: string, description: string) {
  return t.boolean({
    description,
    reads: [at(key)],
    resolve: ({ document }) => flag(document, part, key),
  });
}

/** Returns the values in the Store API's text about a variation: `Red` and `Yes` in `Color: Red, Logo: Yes`. */
function variationValues(summary: string | null): readonly string[] {
  return [...(summary ?? '').matchAll(/(?:^|, )[^:,]+: (.*?)(?=, [^:,]+: |$)/g)].map(
    ([, value = '']) => value,
  );
}

/** Returns a text that WooCommerce made a paragraph. WooGraphQL does not filter descriptions of variations. */
function withoutParagraph(html: string): string {
  const [, inner] = /^<p>([\s\S]*)<\/p>\s*$/.exec(html) ?? [];
  return inner === undefined || inner.includes('<p>') ? html : inner;
}

interface MetaDatum {
  readonly key: string;
}

/** Returns the type of custom fields. */
export const metaDataType = oncePerGraph((graph) =>
  graph.builder.objectRef<MetaDatum>('MetaData').implement({
    description: 'A custom field of WooCommerce.',
    fields: (t) => ({
      id: t.id({ description: 'The id.', resolve: () => null }),
      key: t.string({ nullable: false, description: 'The key.', resolve: ({ key }) => key }),
      value: t.string({ description: 'The value.', resolve: () => null }),
    }),
  }),
);

/** Returns the field `metaData`. WooCommerce shows custom fields to the shop's staff only. */
export function metaDataField(t: EntityFields, graph: Graph): Field {
  return t.field({
    type: [metaDataType(graph)],
    nullable: { list: true, items: true },
    description: 'The custom fields.',
    availability: notInStore,
    args: {
      key: t.arg.string({ description: 'The key of the fields to return.' }),
      keysIn: t.arg.stringList({
        required: { list: false, items: false },
        description: 'The keys of the fields to return.',
      }),
      multiple: t.arg.boolean({ description: 'Whether to return all fields of a key.' }),
    },
    resolve: () => null,
  });
}

/** Whether the shop takes backorders, by what the stock status proves. A product in stock proves nothing. */
const backordersByStatus: Readonly<Record<string, boolean>> = { ON_BACKORDER: true, OUT_OF_STOCK: false };

/** Returns the fields of `InventoriedProduct`. */
export function inventoryFields(t: EntityFields, graph: Graph): FieldMap {
  const enums = enumsOf(graph);
  const stockPaths = [at('low_stock_remaining'), at('stock_availability')];
  return {
    backorders: t.field({
      type: enums('BackordersEnum'),
      description: 'Whether the product can be ordered while it is out of stock.',
      availability: notInStore,
      resolve: () => null,
    }),
    backordersAllowed: t.boolean({
      description:
        'Whether the product can be ordered while it is out of stock. Null if the Store API does not tell.',
      reads: [at('is_on_backorder'), at('is_in_stock')],
      resolve: (product) => backordersByStatus[stockStatusOf(product) ?? ''] ?? null,
    }),
    lowStockAmount: t.int({
      description: 'The number below which the stock counts as low.',
      availability: notInStore,
      resolve: () => null,
    }),
    manageStock: t.field({
      type: enums('ManageStockEnum'),
      description: 'Whether the shop counts the stock. Null if it does not, or hides the number.',
      reads: stockPaths,
      resolve: (product) => (stockQuantityOf(product) === null ? null : 'TRUE'),
    }),
    soldIndividually: storeFlag(t, 'sold_individually', 'Whether an order can contain only one.'),
    stockQuantity: t.int({
      description: 'The number in stock. Null if the shop does not count it, or hides the number.',
      reads: stockPaths,
      resolve: stockQuantityOf,
    }),
    stockStatus: t.field({
      type: enums('StockStatusEnum'),
      description: 'Whether the product is in stock.',
      reads: [at('is_on_backorder'), at('is_in_stock')],
      resolve: stockStatusOf,
    }),
  };
}

/** Returns the fields of `ProductWithDimensions`. Measured: the Store API of WooCommerce 10.5.3 has none of them. */
export function dimensionFields(t: EntityFields): FieldMap {
  const dimension = (description: string, ...path: readonly string[]) =>
    t.string({
      description: `${description} Null if the Store API does not show it, as in WooCommerce 10.5.`,
      reads: [at(path.join('.'))],
      resolve: (product) => plainText(product, ...path),
    });
  return {
    weight: dimension('The weight.', 'weight'),
    length: dimension('The length.', 'dimensions', 'length'),
    width: dimension('The width.', 'dimensions', 'width'),
    height: dimension('The height.', 'dimensions', 'height'),
    shippingClassId: t.int({
      description: 'The id of the shipping class.',
      availability: notInStore,
      resolve: () => null,
    }),
    shippingRequired: t.boolean({
      description: 'Whether the product is shipped. Null before WordPress 6.7.',
      reads: [classPath],
      resolve: (product) => negated(hasClass(product, 'virtual')),
    }),
    shippingTaxable: t.boolean({
      description: 'Whether the shipping is taxed. Null before WordPress 6.7.',
      reads: [classPath],
      resolve: (product) => hasClass(product, 'shipping-taxable'),
    }),
  };
}

const negated = (value: boolean | null) => (value === null ? null : !value);
