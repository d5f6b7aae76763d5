import type { IntegrationGraph } from '../../schema/integration/integration-graph.ts';
import { InputError } from '../../schema/kit/base/errors.ts';
import { asList } from '../../schema/kit/where/rows.ts';
import { type InputRow, row } from '../../schema/mutations/input-rows.ts';
import type { MutationOptions, MutationRun } from '../../schema/mutations/mutation.ts';
import { isRecord } from '../../values/json.ts';
import { integer, list, text } from '../../wordpress/document.ts';
import { type CartFailure, cartErrorType, reasonOf } from './cart-errors.ts';
import { addCartInputs } from './cart-inputs.ts';
import { type CartItem, cartItemType, itemsOf, keyOfItem } from './cart-items.ts';
import { cartType, couponType } from './cart-types.ts';
import { type Cart, cartRouteOf, type Session, sessionOf } from './session.ts';

/** What the fields of the payloads read. */
interface CartResult {
  readonly cart: Cart;
  readonly items?: readonly CartItem[];
  readonly removed?: readonly CartItem[];
  readonly before?: Cart;
  readonly code?: string;
  readonly failures?: readonly CartFailure[];
}

type Payload = MutationOptions<CartResult>['payload'];

const itemRows: readonly InputRow[] = [
  row('productId', 'Int', null, 'The database id of the product.', { required: true }),
  row('quantity', 'Int', null, 'The quantity. Default: 1.'),
  row('variationId', 'Int', null, 'The database id of the variation.'),
  row('variation', '[ProductAttributeInput]', null, 'The values of the attributes that the customer chose.'),
  row(
    'extraData',
    'String',
    null,
    'Further data of other plugins as JSON, which the Store API does not take.',
  ),
];

/** Adds the mutations of the cart. */
export function addCartMutations(toolkit: IntegrationGraph): void {
  const { graph } = toolkit;
  addCartInputs(graph);
  const cart = cartType(graph);
  const item = cartItemType(graph);
  const failure = cartErrorType(graph);
  const items = (
    t: Parameters<Payload>[0],
    description: string,
    of: (result: CartResult) => readonly CartItem[],
  ) =>
    t.field({
      type: [item],
      nullable: { list: true, items: true },
      description,
      resolve: (result) => of(result),
    });
  const add = (
    name: string,
    description: string,
    options: {
      readonly rows: readonly InputRow[];
      readonly payload?: Payload;
      readonly run: (session: Session, mutating: MutationRun) => Promise<CartResult>;
    },
  ) =>
    toolkit.addMutation<CartResult>({
      name,
      description,
      rows: options.rows,
      payload: (t) => ({
        cart: t.field({ type: cart, description: 'The cart afterwards.', resolve: (result) => result.cart }),
        ...options.payload?.(t),
      }),
      run: (mutating) => options.run(sessionOf(mutating.context), mutating),
    });
  add('addToCart', 'Adds a product to the cart.', {
    rows: itemRows,
    payload: (t) => ({
      cartItem: t.field({
        type: item,
        description: 'The item.',
        resolve: ({ items: added = [] }) => added[0] ?? null,
      }),
    }),
    run: async (session, { input }) => {
      const after = await session.change(additionOf(input));
      return { cart: after, items: itemsFor(after, input) };
    },
  });
  add('addCartItems', 'Adds products to the cart.', {
    rows: [row('items', '[CartItemInput]', null, 'The items.')],
    payload: (t) => ({
      added: items(t, 'The items.', (result) => result.items ?? []),
      cartErrors: t.field({
        type: [failure],
        nullable: { list: true, items: true },
        description: 'The items that could not be added.',
        resolve: ({ failures = [] }) => failures,
      }),
    }),
    run: async (session, { input }) => {
      const given = asList(input['items'] ?? []).filter(isRecord);
      if (given.length === 0)
        throw new InputError('No cart items provided. Give at least one in `input.items`.');
      const { added, failures } = await addAll(session, given);
      const after = await session.cart();
      return { cart: after, failures, items: added.flatMap((each) => itemsFor(after, each)) };
    },
  });
  add('updateItemQuantities', 'Changes quantities of items in the cart.', {
    rows: [row('items', '[CartItemQuantityInput]', null, 'The keys of items and their new quantities.')],
    payload: (t) => ({
      updated: items(t, 'The changed items.', (result) => result.items ?? []),
      removed: items(t, 'The removed items.', (result) => result.removed ?? []),
      items: items(t, 'The changed and the removed items.', (result) => [
        ...(result.items ?? []),
        ...(result.removed ?? []),
      ]),
    }),
    run: async (session, { input }) => {
      const given = asList(input['items'] ?? []).filter(isRecord);
      if (given.length === 0)
        throw new InputError('No item data provided. Give at least one in `input.items`.');
      const before = itemsOf(await session.cart());
      for (const { key, quantity } of given) {
        const action = quantity === 0 ? 'remove-item' : 'update-item';
        const body = quantity === 0 ? { key } : { key, quantity };
        await session.change({ method: 'POST', route: cartRouteOf(action), body });
      }
      const after = await session.cart();
      const keys = new Set(given.map(({ key }) => String(key)));
      const remaining = itemsOf(after).filter((each) => keys.has(keyOfItem(each)));
      const gone = new Set(given.filter(({ quantity }) => quantity === 0).map(({ key }) => String(key)));
      return { cart: after, items: remaining, removed: before.filter((each) => gone.has(keyOfItem(each))) };
    },
  });
  add('removeItemsFromCart', 'Removes items from the cart.', {
    rows: [
      row('keys', '[ID]', null, 'The keys of the items.'),
      row('all', 'Boolean', null, 'Whether to remove all items.'),
    ],
    payload: (t) => ({ cartItems: items(t, 'The removed items.', ({ removed = [] }) => removed) }),
    run: async (session, { input }) => {
      const before = itemsOf(await session.cart());
      if (input['all'] === true) return { cart: await emptied(session), removed: before };
      const keys = asList(input['keys'] ?? []).map(String);
      if (keys.length === 0)
        throw new InputError('No cart item keys provided. Give `input.keys`, or `input.all: true`.');
      for (const key of keys)
        await session.change({ method: 'POST', route: cartRouteOf('remove-item'), body: { key } });
      return { cart: await session.cart(), removed: before.filter((each) => keys.includes(keyOfItem(each))) };
    },
  });
  add('emptyCart', 'Removes all items from the cart.', {
    rows: [row('clearPersistentCart', 'Boolean', null, 'Makes no difference.')],
    payload: (t) => ({
      deletedCart: t.field({
        type: cart,
        description: 'The cart before.',
        resolve: ({ before }) => before ?? null,
      }),
    }),
    run: async (session) => {
      const before = await session.cart();
      if (itemsOf(before).length === 0) throw new InputError('Cart is empty');
      return { before, cart: await emptied(session) };
    },
  });
  add('applyCoupon', 'Applies a coupon to the cart.', {
    rows: [row('code', 'String', null, 'The code of the coupon.', { required: true })],
    payload: (t) => ({
      applied: t.field({
        type: couponType(graph),
        description: 'The coupon.',
        resolve: ({ cart: after, code }) => {
          const coupons = list(after, 'coupons').filter(isRecord);
          return coupons.find((each) => text(each, 'code')?.toLowerCase() === code?.toLowerCase()) ?? null;
        },
      }),
    }),
    run: async (session, { input }) => {
      const code = String(input['code']);
      return {
        code,
        cart: await session.change({ method: 'POST', route: cartRouteOf('apply-coupon'), body: { code } }),
      };
    },
  });
  add('removeCoupons', 'Removes coupons from the cart.', {
    rows: [row('codes', '[String]', null, 'The codes of the coupons.')],
    run: async (session, { input }) => {
      const codes = asList(input['codes'] ?? []).map(String);
      if (codes.length === 0)
        throw new InputError('No coupon codes provided. Give at least one in `input.codes`.');
      for (const code of codes)
        await session.change({ method: 'POST', route: cartRouteOf('remove-coupon'), body: { code } });
      return { cart: await session.cart() };
    },
  });
  add('updateShippingMethod', 'Chooses how the packages of the cart are shipped.', {
    rows: [row('shippingMethods', '[String]', null, 'The id of a rate for each package: `flat_rate:1`.')],
    run: async (session, { input }) => {
      if (asList(input['shippingMethods'] ?? []).length === 0) {
        throw new InputError('No shipping method provided. Give at least one in `input.shippingMethods`.');
      }
      return { cart: await chooseShipping(session, input['shippingMethods']) };
    },
  });
}

/** Adds items one after the other. Returns those that the shop took, and why it did not take the others. */
export async function addAll(
  session: Session,
  given: readonly CartFailure['input'][],
): Promise<{ readonly added: readonly CartFailure['input'][]; readonly failures: readonly CartFailure[] }> {
  const added: CartFailure['input'][] = [];
  const failures: CartFailure[] = [];
  for (const input of given) {
    try {
      await session.change(additionOf(input));
      added.push(input);
    } catch (error) {
      failures.push({ input, reason: reasonOf(error) });
    }
  }
  return { added, failures };
}

/** Chooses a rate for each package, in their order. Returns the cart. */
export async function chooseShipping(session: Session, methods: unknown): Promise<Cart> {
  const packages = list(await session.cart(), 'shipping_rates');
  for (const [index, rate] of asList(methods ?? []).entries()) {
    const body = { package_id: integer(packages[index], 'package_id') ?? index, rate_id: String(rate) };
    await session.change({ method: 'POST', route: cartRouteOf('select-shipping-rate'), body });
  }
  return session.cart();
}

/** Removes all items. Returns the cart, which `change` reads again: the Store API answers with an empty list. */
function emptied(session: Session): Promise<Cart> {
  return session.change({ method: 'DELETE', route: cartRouteOf('items') });
}

/** @throws InputError if the input has further data, which the Store API does not take */
function additionOf(input: Readonly<Record<string, unknown>>) {
  if (input['extraData']) {
    throw new InputError(
      "`extraData` can't be used: WooCommerce's Store API takes no further data of items. Leave it out.",
    );
  }
  const attributes = asList(input['variation'] ?? []).filter(isRecord);
  return {
    method: 'POST' as const,
    route: cartRouteOf('add-item'),
    body: {
      id: integer(input, 'variationId') || integer(input, 'productId') || 0,
      quantity: integer(input, 'quantity') ?? 1,
      variation: attributes.map((each) => ({
        attribute: text(each, 'attributeName') ?? '',
        value: text(each, 'attributeValue') ?? '',
      })),
    },
  };
}

/** Returns the item of a cart that an addition made or changed. */
export function itemsFor(cart: Cart, input: Readonly<Record<string, unknown>>): readonly CartItem[] {
  const id = integer(input, 'variationId') || integer(input, 'productId');
  const found = itemsOf(cart).filter(({ item }) => integer(item, 'id') === id);
  return found.slice(-1);
}
