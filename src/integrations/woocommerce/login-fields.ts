import type { IntegrationGraph } from '../../schema/integration/integration-graph.ts';
import type { Context } from '../../schema/kit/base/context.ts';
import { customerOf, customerType } from './customer.ts';
import { hasLogin, loginPayload } from './login-tokens.ts';
import { sessionOf } from './session.ts';

const sessionDescription = 'The token of the session, for the header `woocommerce-session: Session …`.';

/** Adds what WooGraphQL adds to users and to the payload of `login`: the customer, and the token of the session. */
export function addToLogin(toolkit: IntegrationGraph): void {
  const { graph } = toolkit;
  toolkit.addFields('User', (t) => ({
    wooSessionToken: t.string({
      description: `${sessionDescription} Null unless the user is the client.`,
      resolve: async ({ document }, _args, context) => {
        const viewer = context.loaders.isSignedIn ? await context.loaders.viewer.load(new Set(['id'])) : null;
        return viewer?.document.id === document.id ? sessionToken(context) : null;
      },
    }),
  }));
  if (!hasLogin(graph)) return;
  // Pothos knows the type by its name only: another integration has made it.
  graph.builder.objectFields(loginPayload as never, (t) => ({
    customer: t.field({
      type: customerType(graph),
      description: 'The customer who signed in, with the cart of the session.',
      resolve: (_payload, _args, context) => customerOf(context),
    }),
    sessionToken: t.string({
      description: sessionDescription,
      resolve: (_payload, _args, context) => sessionToken(context),
    }),
  }));
}

/** Returns the token of the client's session, which begins with the first answer of the Store API. */
async function sessionToken(context: Context): Promise<string | null> {
  const session = sessionOf(context);
  if (session.token() === null) await session.cart();
  return session.token();
}
