import type { EnumRef } from '../../schema/kit/base/pothos.ts';
import type { Types } from '../../schema/kit/graph/builder.ts';
import { oncePerGraph } from '../../schema/kit/graph/graph.ts';

type Values = Readonly<Record<string, readonly [value: string, description: string]>>;

/** WooGraphQL's enums: names, and the value that WooCommerce has for each. */
const enums = {
  ProductTypesEnum: {
    SIMPLE: ['simple', 'A simple product.'],
    GROUPED: ['grouped', 'A group of products.'],
    EXTERNAL: ['external', 'A product of another shop.'],
    VARIABLE: ['variable', 'A product with variations.'],
    VARIATION: ['variation', 'A variation of a product.'],
  },
  ProductTypesWithVariationsEnum: {
    SIMPLE: ['simple', 'A simple product.'],
    GROUPED: ['grouped', 'A group of products.'],
    EXTERNAL: ['external', 'A product of another shop.'],
    VARIABLE: ['variable', 'A product with variations.'],
    VARIATION: ['variation', 'A variation of a product.'],
  },
  ProductIdTypeEnum: {
    ID: ['global_id', 'The global id.'],
    DATABASE_ID: ['database_id', 'The database id.'],
    SLUG: ['slug', 'The slug.'],
    SKU: ['sku', 'The stock keeping unit.'],
  },
  ProductVariationIdTypeEnum: {
    ID: ['global_id', 'The global id.'],
    DATABASE_ID: ['database_id', 'The database id.'],
  },
  PricingFieldFormatEnum: {
    FORMATTED: ['formatted', 'With the currency: `$1,234.50`.'],
    RAW: ['raw', 'The number: `1234.50`.'],
  },
  StockStatusEnum: {
    IN_STOCK: ['instock', 'In stock.'],
    OUT_OF_STOCK: ['outofstock', 'Out of stock.'],
    ON_BACKORDER: ['onbackorder', 'On backorder.'],
  },
  BackordersEnum: {
    NO: ['no', 'Not allowed.'],
    NOTIFY: ['notify', 'Allowed; the customer is told.'],
    YES: ['yes', 'Allowed.'],
  },
  ManageStockEnum: {
    TRUE: ['true', 'The stock is counted.'],
    FALSE: ['false', 'The stock is not counted.'],
    PARENT: ['parent', 'The stock of the parent is counted.'],
  },
  ProductCategoryDisplay: {
    DEFAULT: ['default', 'What the shop lists by default.'],
    PRODUCTS: ['products', 'Products.'],
    SUBCATEGORIES: ['subcategories', 'Categories below it.'],
    BOTH: ['both', 'Categories below it, and products.'],
  },
  CatalogVisibilityEnum: {
    VISIBLE: ['visible', 'In the catalog and in search results.'],
    CATALOG: ['catalog', 'In the catalog only.'],
    SEARCH: ['search', 'In search results only.'],
    HIDDEN: ['hidden', 'In neither.'],
  },
  TaxStatusEnum: {
    TAXABLE: ['taxable', 'The product and its shipping are taxed.'],
    SHIPPING: ['shipping', 'Only its shipping is taxed.'],
    NONE: ['none', 'Not taxed.'],
  },
  TaxClassEnum: {
    STANDARD: ['', 'The standard rate.'],
    REDUCED_RATE: ['reduced-rate', 'The reduced rate.'],
    ZERO_RATE: ['zero-rate', 'The zero rate.'],
    INHERIT_CART: ['inherit', 'The rate of the items in the cart.'],
  },
  ProductAttributeTypesEnum: {
    LOCAL: ['local', 'An attribute of one product.'],
    GLOBAL: ['global', 'An attribute of the shop.'],
  },
  ProductsOrderByEnum: {
    DATE: ['date', 'The date.'],
    MODIFIED: ['modified', 'The date of the last change.'],
    IN: ['include', 'The order of `include`.'],
    MENU_ORDER: ['menu_order', 'The menu order, then the name.'],
    NAME: ['title', 'The name.'],
    NAME_IN: ['', 'The order of the names.'],
    PARENT: ['', 'The parent.'],
    POPULARITY: ['popularity', 'The number of sales.'],
    TOTAL_SALES: ['popularity', 'The number of sales.'],
    PRICE: ['price', 'The price.'],
    REGULAR_PRICE: ['price', 'The price.'],
    SALE_PRICE: ['price', 'The price.'],
    RATING: ['rating', 'The average rating.'],
    REVIEW_COUNT: ['comment_count', 'The number of reviews.'],
    SLUG: ['slug', 'The slug.'],
    ON_SALE_FROM: ['', 'The begin of the sale.'],
    ON_SALE_TO: ['', 'The end of the sale.'],
  },
  AttributeOperatorEnum: {
    IN: ['in', 'Any of the terms.'],
    NOT_IN: ['not_in', 'None of the terms.'],
    AND: ['and', 'All terms.'],
  },
  TaxonomyOperatorEnum: {
    IN: ['in', 'Any of the terms.'],
    NOT_IN: ['not_in', 'None of the terms.'],
    AND: ['and', 'All terms.'],
    EXISTS: ['exists', 'Any term of the taxonomy.'],
  },
  DiscountTypeEnum: {
    PERCENT: ['percent', 'A percentage of the price.'],
    FIXED_CART: ['fixed_cart', 'An amount for the whole cart.'],
    FIXED_PRODUCT: ['fixed_product', 'An amount for each product.'],
  },
  OrderStatusEnum: {
    PENDING: ['pending', 'Not paid yet.'],
    PROCESSING: ['processing', 'Paid, or to be paid on delivery.'],
    ON_HOLD: ['on-hold', 'Awaiting payment.'],
    COMPLETED: ['completed', 'Delivered.'],
    CANCELLED: ['cancelled', 'Cancelled.'],
    REFUNDED: ['refunded', 'Refunded.'],
    FAILED: ['failed', 'Failed or declined.'],
    CHECKOUT_DRAFT: ['checkout-draft', 'In the checkout.'],
  },
} as const satisfies Readonly<Record<string, Values>>;

export type EnumName = keyof typeof enums;

/**
 * Returns the enums of the integration. Their values in resolvers are the names, since several names of an enum may stand
 * for one value of WooCommerce.
 */
export const enumsOf = oncePerGraph((graph) => {
  const made = new Map<string, EnumRef<Types, string>>();
  for (const [name, values] of Object.entries<Values>(enums)) {
    const entries = Object.entries(values).map(
      ([key, [, description]]) => [key, { value: key, description }] as const,
    );
    const ref = graph.builder.enumType(name, {
      description: `\`${name}\` of WooCommerce.`,
      values: Object.fromEntries(entries),
    });
    made.set(name, ref);
    graph.addInputType(name, ref);
  }
  return (name: EnumName): EnumRef<Types, string> => {
    const found = made.get(name);
    if (!found) throw new Error(`There is no enum "${name}"`);
    return found;
  };
});

/** Returns the name in an enum of a value of WooCommerce. Null if the enum has no such value. */
export function enumNameOf(name: EnumName, value: unknown): string | null {
  const found = Object.entries<Values[string]>(enums[name]).find(([, [known]]) => known === value);
  return found?.[0] ?? null;
}

/** Returns the value of WooCommerce for a name in an enum. Null if it has none. */
export function enumValueOf(name: EnumName, key: unknown): string | null {
  const row = Object.entries<Values[string]>(enums[name]).find(([each]) => each === key)?.[1];
  return row && row[0] !== '' ? row[0] : null;
}
