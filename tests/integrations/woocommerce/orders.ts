import { expect, it } from 'vitest';
import { gateway, routes } from './shop.ts';

const numbers = '{ nodes { orderNumber } }';

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
