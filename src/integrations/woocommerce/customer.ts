import type { IntegrationGraph } from '../../schema/integration/integration-graph.ts';
import type { Context } from '../../schema/kit/base/context.ts';
import { toGlobalId } from '../../schema/kit/base/global-id.ts';
import type { ObjectRef } from '../../schema/kit/base/pothos.ts';
import type { Types } from '../../schema/kit/graph/builder.ts';
import { oncePerGraph } from '../../schema/kit/graph/graph.ts';
import { row } from '../../schema/mutations/input-rows.ts';
import type { Availability } from '../../values/availability.ts';
import { isRecord, valueAt } from '../../values/json.ts';
import { flag, text, texts } from '../../wordpress/document.ts';
import { addressOf, addressTypes } from './addresses.ts';
import type { Customer } from './customer-values.ts';
import { downloadableItems } from './downloadable-items.ts';
import { tokensOfCustomer } from './login-tokens.ts';
import { countOrders, orderConnection } from './orders.ts';
import { metaDataField, metaDataType } from './product-fields.ts';
import { type Cart, cartRouteOf, sessionOf } from './session.ts';

/** What the type of customers reads of users. */
export const userPaths = new Set(
  'id name first_name last_name username email registered_date roles'.split(' '),
);

/** What WooCommerce shows of customers to nobody but the staff of the shop. */
const forStaff: Availability = {
  to: 'nobody',
  because: 'WooCommerce shows it to the staff of the shop only.',
};

/** Returns the customer of an operation. */
export async function customerOf(context: Context, cart?: Cart): Promise<Customer> {
  const [user, read] = await Promise.all([
    context.loaders.isSignedIn ? context.loaders.viewer.loadEditable(userPaths) : null,
    cart ?? sessionOf(context).cart(),
  ]);
  return { user, cart: read };
}

/** Returns the type of customers. */
export const customerType = oncePerGraph((graph): ObjectRef<Types, Customer> => {
  const { output } = addressTypes(graph);
  const customer = graph.builder.objectRef<Customer>('Customer');
  customer.implement({
    description: 'A customer: the signed-in user, or a visitor.',
    fields: (t) => {
      const own = (description: string, key: string) =>
        t.string({ description, resolve: ({ user }) => text(user?.document, key) || null });
      const isCalculated = (description: string) =>
        t.boolean({ description, resolve: ({ cart }) => flag(cart, 'has_calculated_shipping') });
      return {
        id: t.id({
          nullable: false,
          description: 'The global id. That of a visitor is `guest`.',
          resolve: ({ user }) => (user ? toGlobalId('user', user.document.id) : 'guest'),
        }),
        databaseId: t.int({
          description: 'The database id. Null for a visitor.',
          resolve: ({ user }) => user?.document.id ?? null,
        }),
        firstName: own('The first name.', 'first_name'),
        lastName: own('The last name.', 'last_name'),
        email: own('The e-mail address.', 'email'),
        username: own('The login name.', 'username'),
        displayName: own('The name for visitors.', 'name'),
        billing: t.field({
          type: output,
          description: 'The billing address.',
          resolve: ({ cart }) => asAddress(valueAt(cart, 'billing_address')),
        }),
        shipping: t.field({
          type: output,
          description: 'The shipping address.',
          resolve: ({ cart }) => asAddress(valueAt(cart, 'shipping_address')),
        }),
        hasCalculatedShipping: isCalculated('Whether the shop has computed the shipping.'),
        calculatedShipping: isCalculated('Whether the shop has computed the shipping.'),
        sessionToken: t.string({
          description: 'The token of the session, for the header `woocommerce-session: Session …`.',
          resolve: (_customer, _args, context) => sessionOf(context).token(),
        }),
        date: t.string({
          description: 'When the user registered.',
          resolve: ({ user }) => text(user?.document, 'registered_date'),
        }),
        role: t.string({
          description: 'The role of the user.',
          resolve: ({ user }) => texts(user?.document, 'roles')[0] ?? null,
        }),
        modified: t.string({ description: 'The last change.', availability: forStaff, resolve: () => null }),
        isPayingCustomer: t.boolean({
          description: 'Whether the customer has paid for an order. False for visitors.',
          availability: forStaff,
          resolve: ({ user }) => (user ? null : false),
        }),
        isVatExempt: t.boolean({
          description: 'Whether the customer pays no tax.',
          availability: forStaff,
          resolve: () => null,
        }),
        orderCount: t.int({
          description: 'The number of orders. 0 for visitors.',
          availability: { to: 'administrators', grant: 'orders' },
          resolve: ({ user }, _args, { loaders }) => (user ? countOrders(user.document.id, loaders) : 0),
        }),
        totalSpent: t.float({
          description: 'The sum of all orders. 0 for visitors.',
          availability: forStaff,
          resolve: ({ user }) => (user ? null : 0),
        }),
        session: t.field({
          type: [metaDataType(graph)],
          nullable: { list: true, items: true },
          description: 'The data of the session.',
          availability: { to: 'nobody', because: 'the Store API does not show it.' },
          resolve: () => null,
        }),
        orders: orderConnection(t, graph),
        downloadableItems: downloadableItems(t, graph, 'Customer'),
        metaData: metaDataField(t as never, graph),
      };
    },
  });
  return customer;
});

const asAddress = (value: unknown) => (isRecord(value) ? value : null);

/** Adds `customer` and `updateCustomer`. */
export function addCustomer(toolkit: IntegrationGraph): void {
  const { graph } = toolkit;
  const type = customerType(graph);
  graph.builder.queryField('customer', (t) =>
    t.field({
      type,
      description: 'The customer: the signed-in user, or the visitor of the session.',
      args: { customerId: t.arg.int({ description: 'The database id. Makes no difference.' }) },
      resolve: (_root, _args, context) => customerOf(context),
    }),
  );
  addUpdate(toolkit, type);
}

function addUpdate(toolkit: IntegrationGraph, type: ObjectRef<Types, Customer>): void {
  const ofUser = ['firstName', 'lastName', 'email', 'displayName', 'password'].map((name) =>
    row(name, 'String', null, `The ${name} of the user. Use \`updateUser\` to change it.`),
  );
  toolkit.addMutation<{ readonly customer: Customer }>({
    name: 'updateCustomer',
    description: 'Changes the addresses of the session.',
    rows: [
      row('id', 'ID', null, 'The id of the customer. Makes no difference.'),
      row('billing', 'CustomerAddressInput', null, 'The billing address.'),
      row('shipping', 'CustomerAddressInput', null, 'The shipping address.'),
      row('shippingSameAsBilling', 'Boolean', null, 'Whether to ship to the billing address.'),
      row('isSession', 'Boolean', null, 'Makes no difference.'),
      row('metaData', '[MetaDataInput]', null, 'Custom fields, which the Store API does not take.'),
      ...ofUser,
    ],
    payload: (t) => ({
      customer: t.field({ type, description: 'The customer.', resolve: ({ customer }) => customer }),
      ...tokensOfCustomer(t, toolkit.graph),
    }),
    run: async ({ input, context }) => {
      const session = sessionOf(context);
      const cart = await session.cart();
      const billing = addressOf(input['billing'], valueAt(cart, 'billing_address'));
      const shipping =
        input['shippingSameAsBilling'] === true
          ? billing
          : addressOf(input['shipping'], valueAt(cart, 'shipping_address'));
      const body = {
        ...(billing ? { billing_address: billing } : {}),
        ...(shipping ? { shipping_address: withoutEmail(shipping) } : {}),
      };
      const changed =
        billing || shipping
          ? await session.change({ method: 'POST', route: cartRouteOf('update-customer'), body })
          : cart;
      return { customer: await customerOf(context, changed) };
    },
  });
}

/** Shipping addresses of the Store API have no e-mail address. */
export function withoutEmail(address: Readonly<Record<string, unknown>> | undefined) {
  if (!address) return undefined;
  const { email: _email, ...others } = address;
  return others;
}
