import { toBase64 } from '#platform/values/bytes';
import type { ObjectRef } from '../../schema/kit/base/pothos.ts';
import { decodedText } from '../../schema/kit/base/text.ts';
import type { Types } from '../../schema/kit/graph/builder.ts';
import type { NodeRef } from '../../schema/kit/graph/connection-types.ts';
import { oncePerGraph, resourceNamed } from '../../schema/kit/graph/graph.ts';
import { toEdge } from '../../schema/kit/graph/page.ts';
import { projectionOf } from '../../schema/kit/plugins/reads/projection.ts';
import { connectionField } from '../../schema/kit/relay/connection-field.ts';
import { isRecord, valueAt } from '../../values/json.ts';
import { flag, integer, list, text } from '../../wordpress/document.ts';
import { addressTypes } from './addresses.ts';
import { productOf, variationOf } from './cart-items.ts';
import { amountField } from './cart-money.ts';
import { dateWithOffset } from './dates.ts';
import { downloadableItems } from './downloadable-items.ts';
import { enumNameOf, enumsOf } from './enums.ts';
import { pageOfValues } from './lists.ts';
import { lineConnections } from './order-lines.ts';
import type { Order } from './order-values.ts';
import { titleOfGateway } from './payment-gateways.ts';
import { metaDataField } from './product-fields.ts';
import { variationType } from './variations.ts';

/** An item of an order. */
interface LineItem {
  readonly order: Order;
  readonly item: Readonly<Record<string, unknown>>;
}

/** The amounts of an order, by WooGraphQL's names, as keys of `totals`. */
const amounts: Readonly<Record<string, readonly [description: string, key: string]>> = {
  subtotal: ['The items, without tax and discount.', 'subtotal'],
  total: ['The sum to pay.', 'total_price'],
  totalTax: ['The tax.', 'total_tax'],
  cartTax: ['The tax of the items.', 'total_items_tax'],
  discountTotal: ['The discount.', 'total_discount'],
  discountTax: ['The tax of the discount.', 'total_discount_tax'],
  shippingTotal: ['The shipping.', 'total_shipping'],
  shippingTax: ['The tax of the shipping.', 'total_shipping_tax'],
};

const texts: Readonly<Record<string, string>> = {
  orderKey: 'order_key',
  customerNote: 'customer_note',
  paymentMethod: 'payment_method',
  transactionId: 'transaction_id',
  createdVia: 'created_via',
  cartHash: 'cart_hash',
  orderVersion: 'version',
  customerIpAddress: 'customer_ip_address',
  customerUserAgent: 'customer_user_agent',
};

const dates: Readonly<Record<string, readonly [description: string, key: string]>> = {
  date: ['When it was placed.', 'date_created'],
  modified: ['When it was last changed.', 'date_modified'],
  dateCompleted: ['When it was completed.', 'date_completed'],
  datePaid: ['When it was paid.', 'date_paid'],
};

/** Facts about an order, by WooGraphQL's names. `wc/v3` has some of them. */
const facts: Readonly<
  Record<string, readonly [description: string, of: (data: Order['data']) => boolean | null]>
> = {
  needsPayment: ['Whether the order has to be paid.', (data) => flag(data, 'needs_payment')],
  needsProcessing: ['Whether somebody has to send something.', (data) => flag(data, 'needs_processing')],
  needsShippingAddress: ['Whether the items are shipped.', (data) => flag(data, 'needs_shipping')],
  pricesIncludeTax: ['Whether the prices include the tax.', (data) => flag(data, 'prices_include_tax')],
  hasBillingAddress: [
    'Whether the order has a billing address.',
    (data) => hasAddress(data, 'billing_address'),
  ],
  hasShippingAddress: [
    'Whether the order has a shipping address.',
    (data) => hasAddress(data, 'shipping_address'),
  ],
};

/** Whether an address has a street (`WC_Order::has_billing_address`). */
const hasAddress = (data: Order['data'], key: string) =>
  Boolean(text(data, key, 'address_1') || text(data, key, 'address_2'));

const globalId = (type: string, id: number) => toBase64(`${type}:${id}`);

/** Returns the type of orders. */
export const orderType = oncePerGraph((graph): ObjectRef<Types, Order> => {
  const { output } = addressTypes(graph);
  const order = graph.builder.objectRef<Order>('Order');
  graph.addNodeType(order as unknown as NodeRef);
  addLineItem();
  order.implement({
    description: 'An order.',
    interfaces: [graph.interfaces.get('Node') as never],
    fields: (t) => ({
      id: t.id({
        nullable: false,
        description: 'The global id.',
        resolve: ({ id }) => globalId('order', id),
      }),
      databaseId: t.int({ description: 'The database id.', resolve: ({ id }) => id }),
      orderNumber: t.string({
        description: 'The number for the customer.',
        resolve: ({ id, data }) => text(data, 'order_number') ?? text(data, 'number') ?? String(id),
      }),
      status: t.field({
        type: enumsOf(graph)('OrderStatusEnum'),
        description: 'The status.',
        resolve: ({ data }) => enumNameOf('OrderStatusEnum', valueAt(data, 'status')),
      }),
      currency: t.string({
        description: 'The currency.',
        resolve: ({ data }) => text(data, 'currency') ?? text(data, 'totals', 'currency_code'),
      }),
      ...Object.fromEntries(
        Object.entries(facts).map(([name, [description, of]]) => [
          name,
          t.boolean({ description, resolve: ({ data }) => of(data) }),
        ]),
      ),
      ...lineConnections(t, graph),
      downloadableItems: downloadableItems(t, graph, 'Order'),
      metaData: metaDataField(t as never, graph),
      ...Object.fromEntries(
        Object.entries(texts).map(([name, key]) => [
          name,
          t.string({ description: `The field \`${key}\`.`, resolve: ({ data }) => text(data, key) || null }),
        ]),
      ),
      ...Object.fromEntries(
        Object.entries(dates).map(([name, [description, key]]) => [
          name,
          t.string({ description, resolve: ({ data }) => dateWithOffset(data, key) }),
        ]),
      ),
      paymentMethodTitle: t.string({
        description: 'The name of the payment gateway for customers.',
        resolve: ({ data }, _args, { loaders }) => {
          const gateway = text(data, 'payment_method');
          // The Store API has the id alone.
          return text(data, 'payment_method_title') || (gateway ? titleOfGateway(gateway, loaders) : null);
        },
      }),
      ...Object.fromEntries(
        Object.entries(amounts).map(([name, [description, key]]) => [
          name,
          amountField<Order>(t, graph, {
            description,
            amountOf: ({ data }) =>
              isRecord(data['totals']) ? { currency: data['totals'], keys: [key] } : null,
            // WooCommerce keeps the sum to pay as a text.
            hasFraction: name === 'total',
          }),
        ]),
      ),
      billing: t.field({
        type: output,
        description: 'The billing address.',
        resolve: ({ data }) => (isRecord(data['billing_address']) ? data['billing_address'] : null),
      }),
      shipping: t.field({
        type: output,
        description: 'The shipping address.',
        resolve: ({ data }) => (isRecord(data['shipping_address']) ? data['shipping_address'] : null),
      }),
      lineItems: connectionField<Order>(t, graph, {
        base: 'OrderToLineItem',
        target: 'LineItem',
        description: 'The items.',
        page: async (parent, request) =>
          pageOfValues(
            list(parent.data, 'items').map((item) => ({ order: parent, item })),
            request,
          ),
      }),
    }),
  });
  return order;

  function addLineItem(): void {
    const { typeName } = resourceNamed(graph.site, 'product');
    const edge = graph.connections.one('LineItemToProduct', typeName);
    const variationEdge = graph.connections.one('LineItemToProductVariation', 'ProductVariation');
    const ref = graph.builder.objectRef<LineItem>('LineItem');
    graph.addNodeType(ref as unknown as NodeRef);
    ref.implement({
      description: 'An item of an order.',
      interfaces: [graph.interfaces.get('Node') as never],
      fields: (t) => {
        const amount = (description: string, key: string) =>
          amountField<LineItem>(t, graph, {
            description,
            amountOf: ({ item }) => {
              const totals = valueAt(item, 'totals');
              const isNone = key === 'line_total_tax' && /^0*$/.test(text(totals, key) ?? '');
              return isNone ? null : { currency: totals, keys: [key] };
            },
          });
        return {
          id: t.id({
            nullable: false,
            description: 'The global id.',
            resolve: ({ order: { id }, item }) =>
              toBase64(`order_item:${id}+${text(item, 'key') ?? integer(item, 'id')}`),
          }),
          databaseId: t.int({
            description: 'The id in the order.',
            resolve: ({ item }) => integer(item, 'item_id'),
          }),
          orderId: t.int({
            description: 'The database id of the order.',
            resolve: ({ order: { id } }) => id,
          }),
          productId: t.int({
            description: 'The database id of the product.',
            resolve: async ({ item }, _args, { loaders }) =>
              (await productOf({ item }, { loaders, paths: new Set(['id']) }))?.document.id ?? null,
          }),
          variationId: t.int({
            description: 'The database id of the variation. Null for other products.',
            resolve: ({ item }) => (text(item, 'type') === 'variation' ? integer(item, 'id') : null),
          }),
          quantity: t.int({ description: 'The quantity.', resolve: ({ item }) => integer(item, 'quantity') }),
          name: t.string({
            description: 'The name of the product (beyond WPGraphQL).',
            resolve: ({ item }) => decodedText(text(item, 'name')),
          }),
          subtotal: amount('The price without discount and tax.', 'line_subtotal'),
          subtotalTax: amount('The tax without discount.', 'line_subtotal_tax'),
          total: amount('The price with discount, without tax.', 'line_total'),
          totalTax: amount('The tax. Null if there is none.', 'line_total_tax'),
          variation: t.field({
            type: variationEdge,
            description: 'The variation. Null for other products.',
            resolve: async ({ item }, _args, { loaders }, info) => {
              const found = await variationOf(
                { item },
                { loaders, paths: projectionOf(info, variationType).paths },
              );
              return found && toEdge(found, found.document.id);
            },
          }),
          metaData: metaDataField(t as never, graph),
          product: t.field({
            type: edge,
            description: 'The product. Null if the shop no longer shows it.',
            resolve: async ({ item }, _args, { loaders }, info) => {
              const { paths } = projectionOf(info, typeName);
              const found = await productOf({ item }, { loaders, paths });
              return found && toEdge(found, found.document.id);
            },
          }),
        };
      },
    });
  }
});
