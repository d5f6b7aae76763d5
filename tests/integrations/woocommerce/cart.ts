import { expect, it } from 'vitest';
import { shop } from './shop.ts';

/** The cart and the checkout. */
export function testCart(): void {
  it('begins a session, keeps it in the header, and places an order', async () => {
    const added = await shop(`mutation { addToCart(input: { productId: 90119, quantity: 2 }) {
      cartItem { key quantity } cart { subtotal total rawTotal: total(format: RAW) contents { itemCount nodes { total product { node { name } } } } } } }`);
    expect(added.errors).toBeUndefined();
    expect(added.data['addToCart']).toMatchObject({
      cartItem: { quantity: 2 },
      cart: {
        subtotal: '$37.00',
        total: '$44.00',
        rawTotal: '44.00',
        contents: { itemCount: 2, nodes: [{ total: '$37.00', product: { node: { name: 'Beanie & Hat' } } }] },
      },
    });
    expect(added.token).toMatch(/^eyJ\./);
    expect(added.headers.get('access-control-expose-headers')).toContain('woocommerce-session');
    const varied = await shop(
      `mutation { addToCart(input: { productId: 90128, variationId: 90129 }) { cart { contents { nodes {
        product { node { databaseId } } variation { node { databaseId } attributes { name value } } } } } } }`,
      added.token,
    );
    expect(varied.data['addToCart']).toMatchObject({
      cart: {
        contents: {
          nodes: [
            { product: { node: { databaseId: 90119 } }, variation: null },
            {
              product: { node: { databaseId: 90128 } },
              variation: { node: { databaseId: 90129 }, attributes: [{ name: 'pa_color', value: 'red' }] },
            },
          ],
        },
      },
    });
    const other = await shop(
      '{ cart { isEmpty } customer { sessionToken databaseId } paymentGateways { nodes { id } } }',
    );
    expect(other.data).toMatchObject({
      cart: { isEmpty: true },
      customer: { databaseId: null, sessionToken: other.token },
      paymentGateways: { nodes: [{ id: 'bacs' }, { id: 'cod' }] },
    });
    expect(other.token).not.toBe(added.token);
    const key = (added.data['addToCart'] as { cartItem: { key: string } }).cartItem.key;
    const removed = await shop(
      `mutation { updateItemQuantities(input: { items: [{ key: "${key}", quantity: 0 }] }) { removed { key } cart { contents { productCount } } } }`,
      added.token,
    );
    expect(removed.data['updateItemQuantities']).toEqual({
      removed: [{ key }],
      cart: { contents: { productCount: 1 } },
    });
    const ordered = await shop(
      `mutation { checkout(input: { paymentMethod: "cod", billing: { firstName: "Ada", email: "ada@shop.example", country: US } }) {
        result redirect order { databaseId status total needsProcessing hasBillingAddress customer { databaseId }
          shippingLines { nodes { total } } refunds { nodes { amount } } downloadableItems(first: 5) { nodes { name } }
          lineItems { nodes { productId variationId quantity variation { node { name } } } } } } }`,
      added.token,
    );
    expect(ordered.data['checkout']).toEqual({
      result: 'success',
      redirect: 'https://shop.example/thanks',
      order: {
        databaseId: 501,
        status: 'PROCESSING',
        total: '$44.00',
        needsProcessing: null,
        hasBillingAddress: false,
        customer: null,
        shippingLines: { nodes: [] },
        refunds: { nodes: [] },
        downloadableItems: { nodes: [] },
        lineItems: {
          nodes: [
            {
              productId: 90128,
              variationId: 90129,
              quantity: 1,
              variation: { node: { name: 'Hoodie - Red, Yes' } },
            },
          ],
        },
      },
    });
    expect((await shop('{ cart { isEmpty } }', added.token)).data).toEqual({ cart: { isEmpty: true } });
  });

  it("tells the customer WooCommerce's reason", async () => {
    const { errors, data } = await shop(
      'mutation { addToCart(input: { productId: 90128, variationId: 90132 }) { cart { total } } }',
    );
    expect(data).toEqual({ addToCart: null });
    expect(errors?.[0]?.message).toContain('You cannot add this product: it is out of stock.');
    const several = await shop(
      'mutation { addCartItems(input: { items: [{ productId: 90132 }, { productId: 90120 }] }) { added { quantity } cartErrors { reasons } } }',
    );
    expect(several.data['addCartItems']).toMatchObject({
      added: [{ quantity: 1 }],
      cartErrors: [{ reasons: [expect.any(String)] }],
    });
  });

  it('fills the cart, and says what the shop did not take', async () => {
    const { data } =
      await shop(`mutation { fillCart(input: { coupons: ["nope"], items: [{ productId: 90120, quantity: 2 }, { productId: 90132 }] }) {
      added { quantity } applied { code } chosenShippingMethods cart { contents { itemCount } }
      cartErrors { __typename type reasons ... on CouponError { code } ... on CartItemError { productId } } } }`);
    expect(data['fillCart']).toEqual({
      added: [{ quantity: 2 }],
      applied: null,
      chosenShippingMethods: null,
      cart: { contents: { itemCount: 2 } },
      cartErrors: [
        {
          __typename: 'CartItemError',
          type: 'INVALID_CART_ITEM',
          productId: 90132,
          reasons: [expect.stringContaining('out of stock')],
        },
        {
          __typename: 'CouponError',
          type: 'INVALID_COUPON',
          code: 'nope',
          reasons: [expect.stringContaining('does not exist')],
        },
      ],
    });
  });

  it('begins a new session if the Store API refuses the token', async () => {
    const { data, errors, token } = await shop(
      'mutation { addToCart(input: { productId: 90120 }) { cart { total } } }',
      'eyJ.expired.sig',
    );
    expect(errors).toBeUndefined();
    expect(data).toEqual({ addToCart: { cart: { total: '$22.00' } } });
    expect(token).not.toBe('eyJ.expired.sig');
  });
}
