import type { IntegrationGraph } from '../../schema/integration/integration-graph.ts';
import { resourceNamed } from '../../schema/kit/graph/graph.ts';
import { isRecord } from '../../values/json.ts';
import { integer } from '../../wordpress/document.ts';
import { customerType, userPaths } from './customer.ts';
import { orderType } from './order-types.ts';

/** Adds the customer of orders: null for an order without an account. */
export function addCustomerOfOrders({ graph }: IntegrationGraph): void {
  graph.builder.objectField(orderType(graph), 'customer', (t) =>
    t.field({
      type: customerType(graph),
      description: 'The customer. Null if the order was placed without an account.',
      resolve: async ({ data }, _args, { loaders }) => {
        const id = integer(data, 'customer_id');
        if (!id) return null;
        const viewer = loaders.isSignedIn ? await loaders.viewer.loadEditable(userPaths) : null;
        const users = loaders.entities(resourceNamed(loaders.site, 'user'));
        const user = viewer?.document.id === id ? viewer : await users.load(id, userPaths);
        return user && isRecord(data) ? { user, cart: data } : null;
      },
    }),
  );
}
