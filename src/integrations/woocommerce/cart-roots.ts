import type { IntegrationGraph } from '../../schema/integration/integration-graph.ts';
import { cartItemType, itemsOf, keyOfItem } from './cart-items.ts';
import { cartType } from './cart-types.ts';
import { sessionOf } from './session.ts';

/** Adds `cart` and `cartItem`. */
export function addCartRoots({ graph }: IntegrationGraph): void {
  graph.builder.queryFields((t) => ({
    cart: t.field({
      type: cartType(graph),
      description: "The visitor's cart.",
      args: {
        recalculateTotals: t.arg.boolean({ description: 'Makes no difference: totals are always current.' }),
      },
      resolve: (_root, _args, context) => sessionOf(context).cart(),
    }),
    cartItem: t.field({
      type: cartItemType(graph),
      description: "An item of the visitor's cart; null if it has none with this key.",
      args: { key: t.arg.id({ required: true, description: 'The key of the item.' }) },
      resolve: async (_root, { key }, context) =>
        itemsOf(await sessionOf(context).cart()).find((each) => keyOfItem(each) === String(key)) ?? null,
    }),
  }));
}
