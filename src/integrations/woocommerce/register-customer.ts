import type { Entity } from '../../loading/base/entity.ts';
import type { IntegrationGraph } from '../../schema/integration/integration-graph.ts';
import { InputError } from '../../schema/kit/base/errors.ts';
import { resourceNamed } from '../../schema/kit/graph/graph.ts';
import { projectionOf } from '../../schema/kit/plugins/reads/projection.ts';
import { parametersOf, refusedRow, row } from '../../schema/mutations/input-rows.ts';
import { write } from '../../schema/mutations/write-document.ts';
import { integer } from '../../wordpress/document.ts';
import { union } from '../../wordpress/paths.ts';
import { addressOf } from './addresses.ts';
import { customerType, userPaths, withoutEmail } from './customer.ts';
import type { Customer } from './customer-values.ts';
import { tokensOfCustomer } from './login-tokens.ts';

const route = '/wc/v3/customers';

const rows = [
  row('email', 'String', 'email', 'The e-mail address.'),
  row('username', 'String', 'username', 'The login name. WooCommerce makes it from the e-mail address.'),
  row('password', 'String', 'password', 'The password. WooCommerce makes one if the shop allows it.'),
  row('firstName', 'String', 'first_name', 'The first name.'),
  row('lastName', 'String', 'last_name', 'The last name.'),
  row('billing', 'CustomerAddressInput', null, 'The billing address.'),
  row('shipping', 'CustomerAddressInput', null, 'The shipping address.'),
  row('shippingSameAsBilling', 'Boolean', null, 'Whether to ship to the billing address.'),
  row('metaData', '[MetaDataInput]', 'meta_data', 'Custom fields.'),
  row('authenticate', 'Boolean', null, 'Makes no difference.'),
  ...'aim jabber yim registered richEditing displayName nicename nickname description locale websiteUrl'
    .split(' ')
    .map((name) => refusedRow(name, 'String', 'Change it with `updateUser`.')),
];

/** Adds `registerCustomer`. WooCommerce creates customers over REST for the staff of the shop only. */
export function addRegistration(toolkit: IntegrationGraph): void {
  const { graph } = toolkit;
  const user = resourceNamed(graph.site, 'user');
  toolkit.addMutation<{ readonly customer: Customer | null; readonly user: Entity | null }>({
    name: 'registerCustomer',
    description:
      "Creates a customer. WooCommerce's REST API allows it to the staff of the shop only; visitors create an account with `checkout(input: { account })`.",
    isSensitive: true,
    rows,
    payload: (t) => ({
      customer: t.field({
        type: customerType(graph),
        description: 'The customer.',
        resolve: ({ customer }) => customer,
      }),
      viewer: t.field({
        type: graph.typeNamed(user.typeName) as never,
        description: 'The user of the customer.',
        resolve: ((result: { readonly user: Entity | null }) => result.user) as never,
      }),
      ...tokensOfCustomer(t, graph),
    }),
    run: async (mutating) => {
      const { input, info } = mutating;
      if (!input['email']) throw new InputError('Please provide a valid email address in `input.email`.');
      const billing = addressOf(input['billing']);
      const shipping = input['shippingSameAsBilling'] === true ? billing : addressOf(input['shipping']);
      const answer = await write(mutating, {
        method: 'POST',
        route,
        body: {
          ...parametersOf(rows, input),
          ...(billing ? { billing } : {}),
          ...(shipping ? { shipping: withoutEmail(shipping) } : {}),
        },
      });
      const id = integer(answer, 'id') ?? 0;
      const paths = union([...userPaths], [...projectionOf(info, user.typeName).paths]);
      const created = id ? await mutating.context.loaders.entities(user).load(id, paths) : null;
      const cart = { billing_address: billing, shipping_address: shipping };
      return { customer: created && { user: created, cart }, user: created };
    },
  });
}
