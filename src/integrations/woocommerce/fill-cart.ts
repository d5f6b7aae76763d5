import type { IntegrationGraph } from '../../schema/integration/integration-graph.ts';
import { InputError } from '../../schema/kit/base/errors.ts';
import { asList } from '../../schema/kit/where/rows.ts';
import { row } from '../../schema/mutations/input-rows.ts';
import { isRecord } from '../../values/json.ts';
import { list, text } from '../../wordpress/document.ts';
import { anyCartErrorType, type CartFailure, reasonOf } from './cart-errors.ts';
import { type CartItem, cartItemType } from './cart-items.ts';
import { addAll, chooseShipping, itemsFor } from './cart-mutations.ts';
import { cartType, couponType } from './cart-types.ts';
import { type Cart, cartRouteOf, sessionOf } from './session.ts';

interface Filled {
  readonly cart: Cart;
  readonly added: readonly CartItem[];
  readonly codes: readonly string[];
  readonly methods: readonly string[];
  readonly failures: readonly CartFailure[];
}

/** Adds `fillCart`, which adds items, applies coupons and chooses the shipping. */
export function addFillCart(toolkit: IntegrationGraph): void {
  const { graph } = toolkit;
  toolkit.addMutation<Filled>({
    name: 'fillCart',
    description: 'Adds products to the cart, applies coupons, and chooses how it is shipped.',
    rows: [
      row('items', '[CartItemInput]', null, 'The items.'),
      row('coupons', '[String]', null, 'The codes of coupons.'),
      row('shippingMethods', '[String]', null, 'The id of a rate for each package: `flat_rate:1`.'),
    ],
    payload: (t) => ({
      cart: t.field({
        type: cartType(graph),
        description: 'The cart afterwards.',
        resolve: ({ cart }) => cart,
      }),
      added: t.field({
        type: [cartItemType(graph)],
        nullable: { list: true, items: true },
        description: 'The items.',
        resolve: ({ added }) => added,
      }),
      applied: t.field({
        type: [couponType(graph)],
        nullable: { list: true, items: true },
        description: 'The coupons. Null if there is none.',
        resolve: ({ cart, codes }) => {
          const coupons = list(cart, 'coupons').filter(isRecord);
          const found = coupons.filter((each) => codes.includes(text(each, 'code')?.toLowerCase() ?? ''));
          return found.length > 0 ? found : null;
        },
      }),
      chosenShippingMethods: t.stringList({
        nullable: { list: true, items: true },
        description: 'The ids of the rates that are chosen. Null if there is none.',
        resolve: ({ methods }) => (methods.length > 0 ? methods : null),
      }),
      cartErrors: t.field({
        type: [anyCartErrorType(graph)],
        nullable: { list: true, items: true },
        description: 'What the shop did not take.',
        resolve: ({ failures }) => failures,
      }),
    }),
    run: async ({ input, context }) => {
      const session = sessionOf(context);
      const given = asList(input['items'] ?? []).filter(isRecord);
      if (given.length === 0)
        throw new InputError('No cart item data provided. Give at least one in `input.items`.');
      const { added, failures } = await addAll(session, given);
      const others: CartFailure[] = [];
      const codes: string[] = [];
      for (const code of asList(input['coupons'] ?? []).map(String)) {
        try {
          await session.change({ method: 'POST', route: cartRouteOf('apply-coupon'), body: { code } });
          codes.push(code.toLowerCase());
        } catch (error) {
          others.push({ kind: 'coupon', input: { code }, reason: reasonOf(error) });
        }
      }
      let methods = asList(input['shippingMethods'] ?? []).map(String);
      try {
        if (methods.length > 0) await chooseShipping(session, methods);
      } catch (error) {
        others.push({
          kind: 'shipping',
          input: { chosenMethod: methods.join(', ') },
          reason: reasonOf(error),
        });
        methods = [];
      }
      const cart = await session.cart();
      return {
        cart,
        added: added.flatMap((each) => itemsFor(cart, each)),
        codes,
        methods,
        failures: [...failures, ...others],
      };
    },
  });
}
