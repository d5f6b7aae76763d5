import type { IntegrationGraph } from '../../schema/integration/integration-graph.ts';
import type { FieldMap } from '../../schema/kit/base/pothos.ts';
import type { Graph } from '../../schema/kit/graph/graph.ts';
import { type PayloadFields, payloadTypeOf } from '../../schema/mutations/mutation.ts';
import type { Availability } from '../../values/availability.ts';
import { customerOf, customerType } from './customer.ts';
import { sessionOf } from './session.ts';

const payload = payloadTypeOf('login');

/** Whether the site has a plugin for logins, whose integration runs before this one. */
const hasLogin = ({ builder }: Graph): boolean => builder.configStore.hasConfig(payload);

/** Adds to the payload of `login` what WooGraphQL adds: the customer, and the token of the session. */
export function addToLogin({ graph }: IntegrationGraph): void {
  if (!hasLogin(graph)) return;
  // Pothos knows the type by name only: it is the type of another integration.
  graph.builder.objectFields(payload as never, (t) => ({
    customer: t.field({
      type: customerType(graph),
      description: 'The customer who signed in, with the cart of the session.',
      resolve: (_payload, _args, context) => customerOf(context),
    }),
    sessionToken: t.string({
      description: 'The token of the session, for the header `woocommerce-session: Session …`.',
      resolve: async (_payload, _args, context) => {
        const session = sessionOf(context);
        // A session begins with its first answer.
        if (session.token() === null) await session.cart();
        return session.token();
      },
    }),
  }));
}

const notByRest: Availability = {
  to: 'nobody',
  because: "WooCommerce's REST API signs nobody in. Use the mutation `login`.",
};

/** Returns the tokens in the payloads of customers, which WooGraphQL has on sites with logins. */
export function tokensOfCustomer<Result extends object>(t: PayloadFields<Result>, graph: Graph): FieldMap {
  if (!hasLogin(graph)) return {};
  const token = (description: string) =>
    t.string({ description, availability: notByRest, resolve: () => null });
  return {
    authToken: token('The token for later requests of the customer.'),
    refreshToken: token('The token for `refreshJwtAuthToken`.'),
  };
}
