import { expect, it } from 'vitest';
import { gateway, routes } from './shop.ts';

const numbers = '{ nodes { orderNumber } }';

interface OrderPage {
  readonly nodes: readonly { readonly orderNumber: string }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
}

/** Orders, which WooCommerce shows over REST to the staff of the shop. */
export function testOrders(): void {
  it('shows visitors no orders, and asks for none', async () => {
    expect(await gateway.data(`{ orders ${numbers} customer { orders ${numbers} } }`)).toEqual({
      orders: { nodes: [] },
      customer: { orders: { nodes: [] } },
    });
    expect(routes()).toEqual(['/wc/store/v1/cart']);
    const { data } = await gateway.ask('{ order(id: "903", idType: DATABASE_ID) { orderNumber } }');
    expect(data).toEqual({ order: null });
    const wrong = await gateway.as(null).ask(`{ customer { orders ${numbers} } }`);
    expect(JSON.stringify(wrong)).not.toContain('903');
  });

  it("shows customers their own orders with the operator's credential, and nobody else's", async () => {
    const customer = gateway.as('subscriber');
    const { customer: own } = await customer.data<{ customer: unknown }>(`{ customer { orders { nodes {
      orderNumber status total date datePaid paymentMethodTitle billing { email }
      lineItems { nodes { quantity total product { node { name } } } } } } } }`);
    expect(own).toEqual({
      orders: {
        nodes: [
          {
            orderNumber: '903',
            status: 'PROCESSING',
            total: '$30.00',
            date: '2026-05-10T13:25:12+02:00',
            datePaid: null,
            paymentMethodTitle: 'Cash',
            billing: { email: expect.stringMatching(/^customer\d+@shop\.example$/) },
            lineItems: { nodes: [{ quantity: 2, total: '$30.00', product: { node: { name: 'Album' } } }] },
          },
          expect.objectContaining({ orderNumber: '901', total: '$15.00' }),
        ],
      },
    });
    const lists = gateway.sent.filter(({ route }) => route === '/wc/v3/orders');
    expect(lists.map(({ query }) => Number(query['customer']) > 1)).toEqual([true, true]);
    const orders = await customer.ask(`{ mine: order(id: "901", idType: DATABASE_ID) { orderNumber }
      other: order(id: "902", idType: DATABASE_ID) { orderNumber } }`);
    expect(orders.data).toEqual({ mine: { orderNumber: '901' }, other: null });
    const all = await customer.ask(`{ orders(where: { customerId: 1 }) ${numbers} }`);
    expect(all.data).toEqual({ orders: { nodes: [{ orderNumber: '903' }, { orderNumber: '901' }] } });
    const self = await customer.data(`{ customer { username email role orderCount } }`);
    expect(self).toEqual({
      customer: {
        username: 'subscriber',
        email: expect.stringContaining('@'),
        role: 'subscriber',
        orderCount: 2,
      },
    });
    const asked = await customer.data(
      `{ customer { orders(where: { customerId: 1, include: [902] }) ${numbers} } }`,
    );
    expect(asked).toEqual({ customer: { orders: { nodes: [] } } });
  });

  it("never uses the operator's credential for the customer of somebody else's order", async () => {
    const order = `mutation { addToCart(input: { productId: 90120 }) { cart { total } } checkout(input: { paymentMethod: "cod",
      billing: { email: "ada@shop.example", country: US } }) { order { customer { databaseId orderCount orders ${numbers} } } } }`;
    const placed = { order: { customer: { databaseId: 1, orderCount: null, orders: { nodes: [] } } } };
    await gateway.site.php("update_option('shop_owner', 1);");
    const visitor = await gateway.ask<{ checkout: unknown }>(order);
    expect(visitor.data?.checkout).toEqual(placed);
    expect(routes()).not.toContain('/wc/v3/orders');
    const other = await gateway.as('subscriber').ask<{ checkout: unknown }>(order);
    expect(other.data?.checkout).toEqual(placed);
    expect(routes()).toContain('/wc/v3/orders');
    await gateway.site.php("delete_option('shop_owner');");
    expect(JSON.stringify(other)).not.toContain('902');
    expect(JSON.stringify(other.extensions)).toContain('to the customer and to the staff');
  });

  it('leaves out orders of others, which a plugin may list for the operator', async () => {
    await gateway.site.php("update_option('shop_ignores_customer', 1);");
    const { data } = await gateway.as('subscriber').ask(`{ orders ${numbers} customer { orders ${numbers} }
      other: order(id: "902", idType: DATABASE_ID) { orderNumber } }`);
    await gateway.site.php("delete_option('shop_ignores_customer');");
    const own = { nodes: [{ orderNumber: '903' }, { orderNumber: '901' }] };
    expect(data).toEqual({ orders: own, customer: { orders: own }, other: null });
  });

  it('reads pages of many orders, and no more orders than a page needs', async () => {
    await gateway.site.php("update_option('shop_older_orders', 150);");
    const page = async (paging: string) => {
      const { customer } = await gateway
        .as('subscriber')
        .data<{ customer: { orders: OrderPage } }>(
          `{ customer { orders(${paging}) { nodes { orderNumber } pageInfo { hasNextPage endCursor } } } }`,
        );
      const { nodes, pageInfo } = customer.orders;
      const asked = gateway.sent.flatMap(({ route, query, status }) =>
        route === '/wc/v3/orders' && status === 200 ? [`${query['offset']}+${query['per_page']}`] : [],
      );
      return { ...pageInfo, count: nodes.length, last: nodes.at(-1)?.orderNumber, asked };
    };
    const first = await page('first: 100');
    expect(first).toMatchObject({ hasNextPage: true, count: 100, last: '703', asked: ['0+100'] });
    const second = await page(`first: 100, after: "${first.endCursor}"`);
    expect(second).toMatchObject({ hasNextPage: false, count: 52, last: '651' });
    expect(await page('first: 2')).toMatchObject({ hasNextPage: true, count: 2, asked: ['0+3'] });
    expect(await page('last: 2')).toMatchObject({ hasNextPage: false, count: 2, last: '651' });
    await gateway.site.php("update_option('shop_most_orders', 60);");
    expect(await page('first: 100')).toMatchObject({
      hasNextPage: true,
      last: '703',
      asked: ['0+100', '60+40'],
    });
    await gateway.site.php("delete_option('shop_older_orders'); delete_option('shop_most_orders');");
  });

  it("shows the shop's staff all orders with their own credentials", async () => {
    const all = await gateway
      .as('admin')
      .data(`{ orders ${numbers} order(id: "902", idType: DATABASE_ID) { total } }`);
    expect(all).toEqual({
      orders: { nodes: [{ orderNumber: '903' }, { orderNumber: '902' }, { orderNumber: '901' }] },
      order: { total: '$44.50' },
    });
  });
}
