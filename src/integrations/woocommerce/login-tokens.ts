import { ClosedError } from '../../loading/base/closed.ts';
import type { FieldMap } from '../../schema/kit/base/pothos.ts';
import type { Graph } from '../../schema/kit/graph/graph.ts';
import { type PayloadFields, payloadTypeOf } from '../../schema/mutations/mutation.ts';
import type { Availability } from '../../values/availability.ts';

/** The type of the payload of `login`, which the integration of a plugin for logins adds. */
export const loginPayload = payloadTypeOf('login');

/** Returns whether the site has a plugin for logins. Its integration runs before that of the shop. */
export function hasLogin({ builder }: Graph): boolean {
  return builder.configStore.hasConfig(loginPayload);
}

const because = "WooCommerce's REST API signs nobody in.";
const availability: Availability = { to: 'nobody', because };

/** Returns the tokens in the payloads of customers, which WooGraphQL has on sites with logins. */
export function tokensOfCustomer<Result extends object>(t: PayloadFields<Result>, graph: Graph): FieldMap {
  if (!hasLogin(graph)) return {};
  const token = (description: string) =>
    t.string({
      description,
      availability,
      resolve: () => {
        throw new ClosedError('absent', `The gateway cannot give this token: ${because}`, {
          advice: 'Sign in with the mutation `login`.',
        });
      },
    });
  return {
    authToken: token('The token for later requests of the customer.'),
    refreshToken: token('The token for `refreshJwtAuthToken`.'),
  };
}
