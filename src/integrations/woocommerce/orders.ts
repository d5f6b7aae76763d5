import { ClosedError, isClosed } from '../../loading/base/closed.ts';
import type { Loaders } from '../../loading/loaders.ts';
import type { IntegrationGraph } from '../../schema/integration/integration-graph.ts';
import { toDatabaseId } from '../../schema/kit/base/global-id.ts';
import type { Types } from '../../schema/kit/graph/builder.ts';
import type { Graph } from '../../schema/kit/graph/graph.ts';
import { emptyGraphPage, type GraphPage } from '../../schema/kit/graph/page.ts';
import { type ConnectionRequest, connectionField } from '../../schema/kit/relay/connection-field.ts';
import { asList, toScalar, unsupportedArgument, type WhereRow } from '../../schema/kit/where/rows.ts';
import { isRecord, valueAt } from '../../values/json.ts';
import { type Document, integer, isDocument, list, text } from '../../wordpress/document.ts';
import type { Query, Rest } from '../../wordpress/rest.ts';
import { productsRoute } from './content.ts';
import type { Customer } from './customer-values.ts';
import { enumValueOf } from './enums.ts';
import { asNode } from './lists.ts';
import { pageOfOrders } from './order-pages.ts';
import { orderType } from './order-types.ts';
import type { Order } from './order-values.ts';

const ordersRoute = '/wc/v3/orders';

/** The keys of orders that the graph reads. Otherwise, custom fields of plugins would be most of the answer. */
const orderKeys = (
  'id number status order_key currency customer_id customer_note payment_method payment_method_title transaction_id created_via ' +
  'cart_hash version customer_ip_address customer_user_agent prices_include_tax needs_payment needs_processing billing shipping total ' +
  'total_tax cart_tax discount_total discount_tax shipping_total shipping_tax line_items shipping_lines fee_lines coupon_lines ' +
  'tax_lines refunds date_created date_created_gmt date_modified date_modified_gmt date_completed date_completed_gmt date_paid ' +
  'date_paid_gmt'
).split(' ');

const where: readonly WhereRow[] = [
  { argument: 'statuses', type: '[OrderStatusEnum]', description: 'Orders with one of some statuses.' },
  { argument: 'search', type: 'String', description: 'Orders with a text in them, such as their number.' },
  { argument: 'customerId', type: 'Int', description: 'Orders of a customer, by database id.' },
  { argument: 'productId', type: 'Int', description: 'Orders with a product, by database id.' },
  { argument: 'parent', type: 'Int', description: 'Orders with a parent.' },
  ...['include', 'exclude', 'parentIn', 'parentNotIn'].map(
    (argument): WhereRow => ({ argument, type: '[Int]', description: 'Database ids of orders.' }),
  ),
  unsupportedArgument('billingEmail', 'String', "WooCommerce's `wc/v3` has no such filter."),
  unsupportedArgument('customersIn', '[Int]', "WooCommerce's `wc/v3` has no such filter."),
  unsupportedArgument('dateQuery', 'DateQueryInput', "WooCommerce's `wc/v3` has no such filter."),
];

/** The parameters of `wc/v3` for arguments that it takes as they are. */
const passedOn: Readonly<Record<string, string>> = {
  search: 'search',
  customerId: 'customer',
  productId: 'product',
  parent: 'parent',
  parentIn: 'parent',
  parentNotIn: 'parent_exclude',
  include: 'include',
  exclude: 'exclude',
};

function passedFilters(given: Readonly<Record<string, unknown>>): Query {
  return Object.fromEntries(
    Object.entries(passedOn).flatMap(([argument, parameter]) => {
      const values = asList(given[argument] ?? []).map(toScalar);
      return values.length > 0 ? [[parameter, values.length === 1 ? values[0] : values] as const] : [];
    }),
  ) as Query;
}

/**
 * Returns the connection from a customer to the orders. WooCommerce shows orders over REST to the staff of the shop. With the grant
 * `orders`, the operator's credential reads those of the customer whose credentials the client has sent.
 */
export function orderConnection(t: PothosSchemaTypes.ObjectFieldBuilder<Types, Customer>, graph: Graph) {
  orderType(graph);
  return connectionField<Customer>(t, graph, {
    base: 'CustomerToOrder',
    target: 'Order',
    description:
      "The orders, newest first. For the shop's staff, and for the customer if the operator grants `orders`; empty for visitors.",
    where,
    page: async ({ user }, request) => {
      // WooCommerce shows visitors no orders, whoever the customer is.
      if (!user || !request.loaders.isSignedIn) return emptyGraphPage;
      const customer = user.document.id;
      return readOf(customer, request.loaders, (rest) => readOrders(request, rest, customer));
    },
  });
}

/** Adds `orders` and `order`. */
export function addOrders({ graph }: IntegrationGraph): void {
  const type = orderType(graph);
  const idType = graph.builder.enumType('OrderIdTypeEnum', {
    description: 'Kinds of identifier of orders.',
    values: {
      ID: { description: 'The global id.' },
      DATABASE_ID: { description: 'The database id.' },
      ORDER_NUMBER: { description: 'The number, which is the database id unless a plugin changes it.' },
    } as const,
  });
  graph.builder.queryFields((t) => ({
    orders: connectionField(t, graph, {
      base: 'RootQueryToOrder',
      target: 'Order',
      description:
        "Orders, newest first. For the shop's staff, and a customer's own if the operator grants `orders`; empty for visitors.",
      where,
      page: async (_root: object, request) =>
        request.loaders.isSignedIn ? ordersForClient(request) : emptyGraphPage,
    }),
    order: t.field({
      type,
      description: "One order. For the shop's staff, and for the customer if the operator grants `orders`.",
      args: {
        id: t.arg.id({ description: 'The identifier.' }),
        idType: t.arg({ type: idType, description: 'Kind of the identifier. Default: a global id.' }),
      },
      resolve: (_root, { id }, { loaders }) => orderById(toDatabaseId(String(id ?? ''), 'id'), loaders),
    }),
  }));
}

/** Returns an order that WooCommerce shows the client, or one of the client's own. Null if there is none. */
export async function orderById(id: number, loaders: Loaders): Promise<Order | null> {
  const found = await readOrder(id, loaders);
  return found && asOrder(found, await currencyOf(loaders));
}

/** Reads an order that WooCommerce shows the client, or one of the client's own. Null if there is none. */
async function readOrder(id: number, loaders: Loaders): Promise<Document | null> {
  try {
    const answer = await loaders.rest.get(`${ordersRoute}/${id}`, { _fields: orderKeys });
    return isDocument(answer) ? answer : null;
  } catch (error) {
    const viewer = isClosed(error) && loaders.isSignedIn ? await loaders.viewer.load(new Set(['id'])) : null;
    if (!viewer) throw error;
    const customer = viewer.document.id;
    const query = { customer, include: [id], per_page: 1, _fields: orderKeys };
    const { documents } = await loaders.restFor('orders').list(ordersRoute, query);
    return documents.find((order) => isOf(order, customer)) ?? null;
  }
}

/** Reads the orders that WooCommerce shows the client, or else the client's own. */
async function ordersForClient(request: ConnectionRequest): Promise<GraphPage> {
  const { loaders } = request;
  try {
    return await readOrders(request, loaders.rest, null);
  } catch (error) {
    const viewer = isClosed(error) ? await loaders.viewer.load(new Set(['id'])) : null;
    if (!viewer) throw error;
    return readOrders(request, loaders.restFor('orders'), viewer.document.id);
  }
}

/**
 * Returns the number of orders of a customer. Null for visitors, and if the answer has an order of another customer.
 *
 * @throws ClosedError if WooCommerce hides the orders from the client
 */
export async function countOrders(customer: number, loaders: Loaders): Promise<number | null> {
  if (!loaders.isSignedIn) return null;
  return readOf(customer, loaders, async (rest) => {
    const query = { customer, per_page: 1, _fields: ['id', 'customer_id'] };
    const { documents, total } = await rest.list(ordersRoute, query);
    return documents.every((order) => isOf(order, customer)) ? total : null;
  });
}

/**
 * Reads the orders of a customer for a user who has signed in. The operator's credential reads those of this user alone, and never
 * those of another one, whom the graph also reaches from an order.
 *
 * @throws ClosedError if WooCommerce hides the orders from the user
 */
async function readOf<T>(customer: number, loaders: Loaders, read: (rest: Rest) => Promise<T>): Promise<T> {
  const viewer = await loaders.viewer.load(new Set(['id']));
  if (viewer?.document.id === customer) return read(loaders.restFor('orders'));
  return read(loaders.rest).catch((error: unknown) => {
    if (!isClosed(error)) throw error;
    throw new ClosedError('forbidden', error.message, {
      ...error.details,
      advice: "WooCommerce shows a customer's orders to the customer and to the staff of the shop.",
    });
  });
}

/** Whether an order is one of a customer. A plugin may make WooCommerce list others for the operator. */
const isOf = (order: Document, customer: number): boolean => integer(order, 'customer_id') === customer;

/**
 * Reads a page of orders.
 *
 * @param rest - the client of WordPress that may read the orders
 * @param customer - the id of the customer; null for the orders of all
 */
async function readOrders(
  request: ConnectionRequest,
  rest: Rest,
  customer: number | null,
): Promise<GraphPage> {
  const { loaders, where: given } = request;
  const statuses = asList(given['statuses'] ?? []).flatMap(
    (each) => enumValueOf('OrderStatusEnum', each) ?? [],
  );
  const query: Query = {
    ...passedFilters(given),
    ...(customer === null ? {} : { customer }),
    ...(statuses.length > 0 ? { status: statuses } : {}),
    _fields: orderKeys,
  };
  const page = await pageOfOrders(request, async (part) => {
    const { documents, total } = await rest.list(ordersRoute, { ...query, ...part });
    const shown = documents.filter((order) => customer === null || isOf(order, customer));
    return { orders: shown, count: documents.length, total };
  });
  const currency = page.rows.length > 0 ? await currencyOf(loaders) : {};
  const rows = page.rows.map(({ order, cursor }) => ({ node: asNode(asOrder(order, currency)), cursor }));
  return { ...page, rows };
}

/** The code of a currency and how its amounts are written, under the keys of the Store API (`currency_code`). */
type Currency = Readonly<Record<string, unknown>>;

/** Returns how the shop writes amounts, which the Store API says with each product. */
async function currencyOf(loaders: Loaders): Promise<Currency> {
  const { documents } = await loaders.rest.list(productsRoute, { per_page: 1, _fields: ['id', 'prices'] });
  const prices = valueAt(documents[0], 'prices');
  return isRecord(prices) ? prices : {};
}

/** Returns an order of `wc/v3` in the form of the Store API. */
function asOrder(order: Document, currency: Currency): Order {
  const unit = integer(currency, 'currency_minor_unit') ?? 2;
  const minor = (value: unknown) => String(Math.round(Number(value ?? 0) * 10 ** unit));
  const items = list(order, 'line_items').map((item) => ({
    id: integer(item, 'variation_id') || integer(item, 'product_id'),
    type: integer(item, 'variation_id') ? 'variation' : 'simple',
    item_id: integer(item, 'id'),
    name: text(item, 'name'),
    quantity: integer(item, 'quantity'),
    totals: {
      ...currency,
      line_subtotal: minor(valueAt(item, 'subtotal')),
      line_subtotal_tax: minor(valueAt(item, 'subtotal_tax')),
      line_total: minor(valueAt(item, 'total')),
      line_total_tax: minor(valueAt(item, 'total_tax')),
    },
  }));
  const subtotal = items.reduce((sum, { totals }) => sum + Number(totals.line_subtotal), 0);
  return {
    id: order.id,
    data: {
      ...order,
      items,
      billing_address: order['billing'],
      shipping_address: order['shipping'],
      totals: {
        ...currency,
        subtotal: String(subtotal),
        total_price: minor(order['total']),
        total_tax: minor(order['total_tax']),
        total_items_tax: minor(order['cart_tax']),
        total_discount: minor(order['discount_total']),
        total_discount_tax: minor(order['discount_tax']),
        total_shipping: minor(order['shipping_total']),
        total_shipping_tax: minor(order['shipping_tax']),
      },
    },
  };
}
