import type { IntegrationGraph } from '../../schema/integration/integration-graph.ts';
import type { Context } from '../../schema/kit/base/context.ts';
import type { InputTypeRef } from '../../schema/kit/graph/graph.ts';
import { asList } from '../../schema/kit/where/rows.ts';
import { row } from '../../schema/mutations/input-rows.ts';
import { isRecord, valueAt } from '../../values/json.ts';
import { integer, list, text } from '../../wordpress/document.ts';
import { addressOf, addressTypes } from './addresses.ts';
import { chooseShipping } from './cart-mutations.ts';
import { storeNamespace } from './content.ts';
import { customerOf, customerType, withoutEmail } from './customer.ts';
import type { Customer } from './customer-values.ts';
import { datesOf } from './dates.ts';
import { orderType } from './order-types.ts';
import type { Order } from './order-values.ts';
import { sessionOf } from './session.ts';

interface CheckoutResult {
  readonly order: Order | null;
  readonly result: string | null;
  readonly redirect: string | null;
  readonly customer: Customer;
}

/** Adds `checkout`. */
export function addCheckout(toolkit: IntegrationGraph): void {
  const { graph } = toolkit;
  addressTypes(graph);
  const account = graph.builder.inputRef<object>('CreateAccountInput').implement({
    description: 'The account to create with the order.',
    fields: (t) => ({
      username: t.string({
        required: true,
        description: 'The login name. WooCommerce makes it from the e-mail address.',
      }),
      password: t.string({ required: true, description: 'The password.' }),
      authenticate: t.boolean({ description: 'Makes no difference.' }),
    }),
  });
  graph.addInputType('CreateAccountInput', account as unknown as InputTypeRef);
  toolkit.addMutation<CheckoutResult>({
    name: 'checkout',
    description: 'Places an order with the items of the cart.',
    isSensitive: true,
    rows: [
      row('paymentMethod', 'String', null, 'The payment gateway: `bacs`.'),
      row('billing', 'CustomerAddressInput', null, 'The billing address. Default: that of the session.'),
      row('shipping', 'CustomerAddressInput', null, 'The shipping address. Default: that of the session.'),
      row('shipToDifferentAddress', 'Boolean', null, 'Whether to ship to `shipping`, and not to `billing`.'),
      row('shippingMethod', '[String]', null, 'The id of a rate for each package: `flat_rate:1`.'),
      row('customerNote', 'String', null, "The customer's note."),
      row('account', 'CreateAccountInput', null, 'The account to create.'),
      row('transactionId', 'String', null, 'The id of the payment. WooCommerce gets it from the gateway.'),
      row(
        'isPaid',
        'Boolean',
        null,
        'Makes no difference: only the payment gateway decides whether an order is paid.',
      ),
      row('metaData', '[MetaDataInput]', null, 'Data for the payment gateway (`payment_data`).'),
    ],
    payload: (t) => ({
      order: t.field({ type: orderType(graph), description: 'The order.', resolve: ({ order }) => order }),
      customer: t.field({
        type: customerType(graph),
        description: 'The customer.',
        resolve: ({ customer }) => customer,
      }),
      result: t.string({
        description: '`success`, `pending` or `failure`.',
        resolve: ({ result }) => result,
      }),
      redirect: t.string({
        description: 'The page that the payment gateway names.',
        resolve: ({ redirect }) => redirect,
      }),
    }),
    run: async ({ input, context }) => {
      const session = sessionOf(context);
      const methods = asList(input['shippingMethod'] ?? []);
      const cart = methods.length > 0 ? await chooseShipping(session, methods) : await session.cart();
      const billing =
        addressOf(input['billing'], valueAt(cart, 'billing_address')) ?? valueAt(cart, 'billing_address');
      // Without a word of it, WooCommerce ships to the billing address, unless the session has another one.
      const isOther = isRecord(input['shipping']) || Boolean(text(cart, 'shipping_address', 'address_1'));
      const toOther = input['shipToDifferentAddress'] === true || (isOther && !isRecord(input['billing']));
      const shipping = toOther
        ? (addressOf(input['shipping'], valueAt(cart, 'shipping_address')) ??
          valueAt(cart, 'shipping_address'))
        : billing;
      const password = text(input['account'], 'password');
      const answer = await session.send({
        method: 'POST',
        route: `/${storeNamespace}/checkout`,
        body: {
          billing_address: billing,
          shipping_address: isRecord(shipping) ? withoutEmail(shipping) : shipping,
          payment_method: text(input, 'paymentMethod') ?? '',
          customer_note: text(input, 'customerNote') ?? '',
          payment_data: asList(input['metaData'] ?? []).filter(isRecord),
          ...(password ? { create_account: true, customer_password: password } : {}),
        },
      });
      return {
        order: await placedOrder(context, answer, list(cart, 'items')),
        result: text(answer, 'payment_result', 'payment_status') || null,
        redirect: text(answer, 'payment_result', 'redirect_url') || null,
        customer: await customerOf(context, cart),
      };
    },
  });
}

/** Returns the order that the checkout placed, with its items and totals, which only the customer with its key may read. */
async function placedOrder(
  context: Context,
  answer: unknown,
  items: readonly unknown[],
): Promise<Order | null> {
  const session = sessionOf(context);
  const id = integer(answer, 'order_id');
  if (!id || !isRecord(answer)) return null;
  // The Store API shows no dates of orders. WooCommerce has made this one while it answered.
  const placedAt = session.answeredAt();
  const key = text(answer, 'order_key') ?? '';
  const email = text(answer, 'billing_address', 'email') ?? '';
  const read = await session
    .send({ method: 'GET', route: `/${storeNamespace}/order/${id}`, query: { key, billing_email: email } })
    // The order exists, whether or not its items can be read.
    .catch(() => null);
  // The items of an order have no ids of products. They are those of the cart, in its order.
  const placed = list(read, 'items').map((item, index) => ({
    ...(isRecord(item) ? item : {}),
    item_id: integer(item, 'id'),
    id: integer(items[index], 'id'),
    type: text(items[index], 'type'),
  }));
  const dates = placedAt === null ? {} : datesOf(placedAt, context.loaders.site);
  return { id, data: { ...(isRecord(read) ? read : {}), ...answer, ...dates, items: placed } };
}
