import type { Loaders } from '../../loading/loaders.ts';
import type { ObjectRef } from '../../schema/kit/base/pothos.ts';
import { decodedText } from '../../schema/kit/base/text.ts';
import type { Types } from '../../schema/kit/graph/builder.ts';
import type { NodeRef } from '../../schema/kit/graph/connection-types.ts';
import { oncePerGraph } from '../../schema/kit/graph/graph.ts';
import type { GraphPage } from '../../schema/kit/graph/page.ts';
import { connectionField } from '../../schema/kit/relay/connection-field.ts';
import { valueAt } from '../../values/json.ts';
import { flag, integer, list, text } from '../../wordpress/document.ts';
import { type CartItem, cartItemType, itemsOf } from './cart-items.ts';
import { amountField } from './cart-money.ts';
import { pageOfValues } from './lists.ts';
import { notInStore } from './product-fields.ts';
import type { Cart } from './session.ts';

/** The amounts of a cart, by WooGraphQL's names, as sums of the Store API's totals. */
const amounts: Readonly<Record<string, readonly [description: string, ...keys: readonly string[]]>> = {
  subtotal: ['The items, without tax and discount.', 'total_items'],
  subtotalTax: ['The tax of the items, without discount.', 'total_items_tax'],
  discountTotal: ['The discount.', 'total_discount'],
  discountTax: ['The tax of the discount.', 'total_discount_tax'],
  shippingTotal: ['The shipping.', 'total_shipping'],
  shippingTax: ['The tax of the shipping.', 'total_shipping_tax'],
  contentsTotal: ['The items, without discount.', 'total_items'],
  contentsTax: ['The tax of the items.', 'total_tax', '-total_shipping_tax', '-total_fees_tax'],
  feeTotal: ['The fees.', 'total_fees'],
  feeTax: ['The tax of the fees.', 'total_fees_tax'],
  total: ['The sum to pay.', 'total_price'],
  totalTax: ['The tax.', 'total_tax'],
};

/** A row of the Store API. */
type Row = Readonly<Record<string, unknown>>;

const rows = (cart: Cart, ...path: readonly string[]): readonly Row[] =>
  list(cart, ...path) as readonly Row[];
const nullIfEmpty = <T>(values: readonly T[]): readonly T[] | null => (values.length > 0 ? values : null);

/** Returns the type of carts. */
export const cartType = oncePerGraph((graph): ObjectRef<Types, Cart> => {
  const { builder } = graph;
  const cart = builder.objectRef<Cart>('Cart');
  graph.addNodeType(cartItemType(graph) as unknown as NodeRef);
  cart.implement({
    description: "The visitor's cart.",
    fields: (t) => ({
      ...Object.fromEntries(
        Object.entries(amounts).map(([name, [description, ...keys]]) => [
          name,
          amountField<Cart>(t, graph, {
            description,
            amountOf: (parent) => ({ currency: valueAt(parent, 'totals'), keys }),
            // WooCommerce keeps the sum to pay as a text.
            hasFraction: name === 'total',
          }),
        ]),
      ),
      contents: connectionField<Cart>(t, graph, {
        base: 'CartToCartItem',
        target: 'CartItem',
        description: 'The items.',
        page: async (parent, request) => pageOfItems(itemsOf(parent), pageOfValues(itemsOf(parent), request)),
      }),
      isEmpty: t.boolean({
        description: 'Whether the cart has no items.',
        resolve: (parent) => rows(parent, 'items').length === 0,
      }),
      needsShippingAddress: t.boolean({
        description: 'Whether the items are shipped.',
        resolve: (parent) => flag(parent, 'needs_shipping'),
      }),
      displayPricesIncludeTax: t.boolean({
        description: 'Whether the shop shows prices with tax.',
        availability: notInStore,
        resolve: () => null,
      }),
      appliedCoupons: t.field({
        type: [couponType(graph)],
        nullable: { list: true, items: true },
        description: 'The coupons. Null if there is none.',
        resolve: (parent) => nullIfEmpty(rows(parent, 'coupons')),
      }),
      availableShippingMethods: t.field({
        type: [packageType(graph)],
        nullable: { list: true, items: true },
        description: 'The ways to ship each package. Empty if nothing is shipped.',
        resolve: (parent) => rows(parent, 'shipping_rates'),
      }),
      chosenShippingMethods: t.stringList({
        nullable: { list: true, items: true },
        description: 'The ids of the chosen ways to ship, one for each package.',
        resolve: (parent) =>
          rows(parent, 'shipping_rates').flatMap(
            (each) =>
              text(
                rows(each, 'shipping_rates').find((rate) => flag(rate, 'selected')),
                'rate_id',
              ) ?? [],
          ),
      }),
      fees: t.field({
        type: [feeType(graph)],
        nullable: { list: true, items: true },
        description: 'The fees. Null if there is none.',
        resolve: (parent) => nullIfEmpty(rows(parent, 'fees')),
      }),
      totalTaxes: t.field({
        type: [taxType(graph)],
        nullable: { list: true, items: true },
        description: 'The taxes. Null if there is none.',
        resolve: (parent) =>
          nullIfEmpty(
            rows(parent, 'totals', 'tax_lines').map((line) => ({
              ...line,
              totals: valueAt(parent, 'totals'),
            })),
          ),
      }),
    }),
  });
  const connection = graph.connections.many('CartToCartItem', 'CartItem') as unknown as ObjectRef<
    Types,
    ItemPage
  >;
  builder.objectFields(connection, (t) => ({
    itemCount: t.int({ description: 'The number of all items.', resolve: ({ itemCount }) => itemCount }),
    productCount: t.int({
      description: 'The number of different items.',
      resolve: ({ productCount }) => productCount,
    }),
  }));
  return cart;
});

interface ItemPage extends GraphPage {
  readonly itemCount: number;
  readonly productCount: number;
}

function pageOfItems(items: readonly CartItem[], page: GraphPage): ItemPage {
  const itemCount = items.reduce((sum, { item }) => sum + (integer(item, 'quantity') ?? 0), 0);
  return { ...page, itemCount, productCount: items.length };
}

/** Returns the type of coupons in a cart. */
export const couponType = oncePerGraph((graph) => {
  const amount = (description: string, key: string) => ({
    description,
    required: true as const,
    amountOf: (coupon: Row) => ({ currency: valueAt(coupon, 'totals'), keys: [key] }),
  });
  return graph.builder.objectRef<Row>('AppliedCoupon').implement({
    description: 'A coupon in the cart.',
    fields: (t) => ({
      code: t.string({
        nullable: false,
        description: 'The code.',
        resolve: (coupon) => text(coupon, 'code') ?? '',
      }),
      description: t.string({
        description: 'The description.',
        availability: { to: 'administrators', grant: 'coupons' },
        resolve: (coupon, _args, { loaders }) => descriptionOf(text(coupon, 'code') ?? '', loaders),
      }),
      discountAmount: amountField(t, graph, amount('The discount.', 'total_discount')),
      discountTax: amountField(t, graph, amount('The tax of the discount.', 'total_discount_tax')),
    }),
  });
});

/** Returns the description of a coupon in the client's cart, which only the staff of the shop and the operator can read. */
async function descriptionOf(code: string, loaders: Loaders): Promise<string | null> {
  const { documents } = await loaders.restFor('coupons').list('/wc/v3/coupons', {
    code,
    per_page: 1,
    _fields: ['id', 'code', 'description'],
  });
  const found = documents.find((each) => text(each, 'code')?.toLowerCase() === code.toLowerCase());
  return text(found, 'description') || null;
}

const packageType = oncePerGraph((graph) =>
  graph.builder.objectRef<Row>('ShippingPackage').implement({
    description: 'Items that are shipped together.',
    fields: (t) => ({
      packageDetails: t.string({
        description: 'The items in words.',
        resolve: (each) =>
          rows(each, 'items')
            .map((item) => `${decodedText(text(item, 'name')) ?? ''} ×${integer(item, 'quantity') ?? 0}`)
            .join(', '),
      }),
      rates: t.field({
        type: [rateType(graph)],
        nullable: { list: true, items: true },
        description: 'The ways to ship the package.',
        resolve: (each) => nullIfEmpty(rows(each, 'shipping_rates')),
      }),
      supportsShippingCalculator: t.boolean({
        description: 'Whether the shop can compute the shipping.',
        resolve: () => true,
      }),
    }),
  }),
);

const rateType = oncePerGraph((graph) =>
  graph.builder.objectRef<Row>('ShippingRate').implement({
    description: 'A way to ship a package.',
    fields: (t) => {
      const amount = (description: string, key: string) =>
        amountField<Row>(t, graph, { description, amountOf: (rate) => ({ currency: rate, keys: [key] }) });
      const id = (description: string, key: string) =>
        t.id({ nullable: false, description, resolve: (rate) => text(rate, key) ?? '' });
      return {
        id: id('The id: `flat_rate:1`.', 'rate_id'),
        methodId: id('The method: `flat_rate`.', 'method_id'),
        instanceId: t.int({
          description: 'The id of the method in its zone.',
          resolve: (rate) => integer(rate, 'instance_id'),
        }),
        label: t.string({ description: 'The name.', resolve: (rate) => decodedText(text(rate, 'name')) }),
        cost: amount('The cost.', 'price'),
        subtotal: amount('The cost without tax.', 'price'),
        taxTotal: amount('The tax.', 'taxes'),
      };
    },
  }),
);

const feeType = oncePerGraph((graph) =>
  graph.builder.objectRef<Row>('CartFee').implement({
    description: 'A fee in the cart.',
    fields: (t) => ({
      id: t.id({
        nullable: false,
        description: 'The id.',
        resolve: (fee) => text(fee, 'key') ?? text(fee, 'id') ?? '',
      }),
      name: t.string({
        nullable: false,
        description: 'The name.',
        resolve: (fee) => decodedText(text(fee, 'name')) ?? '',
      }),
      amount: t.float({ description: 'The amount.', resolve: feeAmount }),
      total: t.float({ description: 'The amount.', resolve: feeAmount }),
    }),
  }),
);

function feeAmount(fee: Row): number {
  const unit = integer(fee, 'totals', 'currency_minor_unit') ?? 2;
  return Number(valueAt(fee, 'totals', 'total') ?? 0) / 10 ** unit;
}

const taxType = oncePerGraph((graph) =>
  graph.builder.objectRef<Row>('CartTax').implement({
    description: 'A tax in the cart.',
    fields: (t) => ({
      id: t.id({ nullable: false, description: 'The name.', resolve: (tax) => text(tax, 'name') ?? '' }),
      label: t.string({
        nullable: false,
        description: 'The name.',
        resolve: (tax) => decodedText(text(tax, 'name')) ?? '',
      }),
      isCompound: t.boolean({ description: 'Whether it is computed from other taxes.', resolve: () => null }),
      amount: amountField<Row>(t, graph, {
        description: 'The amount.',
        amountOf: (tax) => ({
          currency: { ...(valueAt(tax, 'totals') as object), price: tax['price'] },
          keys: ['price'],
        }),
      }),
    }),
  }),
);
