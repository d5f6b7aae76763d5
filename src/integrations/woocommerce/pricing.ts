import type { Entity } from '../../loading/base/entity.ts';
import type { Loaders } from '../../loading/loaders.ts';
import type { FieldMap } from '../../schema/kit/base/pothos.ts';
import type { EntityFields, Graph } from '../../schema/kit/graph/graph.ts';
import { flag, text } from '../../wordpress/document.ts';
import { part } from './content.ts';
import { enumsOf } from './enums.ts';
import { decimal, formatted, formattedRange, typed } from './money.ts';
import { notInStore } from './product-fields.ts';
import { at, currencyOf, isOfType, stored } from './values.ts';
import { loadVariations, variationIdsOf } from './variations.ts';

/** The kinds of prices, with their keys in the Store API. */
const kinds = { price: 'price', regularPrice: 'regular_price', salePrice: 'sale_price' } as const;

type Kind = (typeof kinds)[keyof typeof kinds];

const pricePaths = ['type', 'prices', 'on_sale', 'variations'].map(at);

/** Returns the fields of `ProductWithPricing`. */
export function pricingFields(t: EntityFields, graph: Graph): FieldMap {
  const enums = enumsOf(graph);
  const price = (kind: Kind, description: string) =>
    t.string({
      description: `${description} Null if the product has none. A variable product has a range.`,
      args: {
        format: t.arg({
          type: enums('PricingFieldFormatEnum'),
          description: 'The format. Default: `FORMATTED`.',
        }),
      },
      reads: pricePaths,
      resolve: (product, { format }, { loaders }) =>
        isOfType(product, 'variable')
          ? variablePrice(product, kind, { isRaw: format === 'RAW', loaders })
          : singlePrice(product, kind, format === 'RAW'),
    });
  return {
    price: price(kinds.price, 'The price.'),
    regularPrice: price(kinds.regularPrice, 'The price without a sale.'),
    salePrice: price(kinds.salePrice, 'The price in a sale.'),
    taxClass: t.field({
      type: enums('TaxClassEnum'),
      description: 'The tax class.',
      availability: notInStore,
      resolve: () => null,
    }),
    taxStatus: t.field({
      type: enums('TaxStatusEnum'),
      description: 'What is taxed.',
      availability: notInStore,
      resolve: () => null,
    }),
  };
}

/** Returns the amount of a price in the smallest unit. Null if the product has no such price. WooCommerce counts 0 as none. */
function amountOf(product: Entity, kind: Kind): string | null {
  // The Store API repeats the price as the sale price of products that are not on sale.
  if (kind === 'sale_price' && !flag(product.document, part, 'on_sale')) return null;
  const amount = text(product.document, part, 'prices', kind);
  return amount === null || /^0*$/.test(amount) ? null : amount;
}

function singlePrice(product: Entity, kind: Kind, isRaw: boolean): string | null {
  const currency = currencyOf(product);
  const range = stored(product, 'prices', 'price_range');
  if (isOfType(product, 'grouped') && kind !== 'price') return null;
  // WooGraphQL formats the range of a group in both formats.
  if (isOfType(product, 'grouped') && text(range, 'min_amount') !== null)
    return formattedRange(text(range, 'min_amount'), text(range, 'max_amount'), currency);
  const amount = amountOf(product, kind);
  return isRaw ? typed(amount, currency) : formatted(amount, currency);
}

/**
 * Returns the range of the prices of a variable product's variations (`get_variation_prices`). The Store API has the range of
 * the price alone, so all others are read from the variations.
 */
async function variablePrice(
  product: Entity,
  kind: Kind,
  { isRaw, loaders }: { readonly isRaw: boolean; readonly loaders: Loaders },
): Promise<string | null> {
  const currency = currencyOf(product);
  if (kind === 'sale_price' && !flag(product.document, part, 'on_sale')) return null;
  const range = stored(product, 'prices', 'price_range');
  if (kind === 'price' && !isRaw) {
    return text(range, 'min_amount') === null
      ? formatted(amountOf(product, kind), currency)
      : formattedRange(text(range, 'min_amount'), text(range, 'max_amount'), currency);
  }
  const variations = await loadVariations(variationIdsOf(product), {
    loaders,
    paths: new Set(pricePaths),
  });
  const amounts = variations
    .flatMap((variation) => amountOf(variation, kind) ?? [])
    .sort((a, b) => Number(a) - Number(b));
  if (amounts.length === 0) return null;
  if (isRaw) return amounts.map((amount) => decimal(amount, currency)).join(', ');
  return formattedRange(amounts[0], amounts.at(-1), currency);
}
