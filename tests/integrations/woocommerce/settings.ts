import { expect, it } from 'vitest';
import { gateway, routes, shop } from './shop.ts';

// The newer page has another block, whose name begins like that of the cart.
const page = ['/basket/', '/quick-buy/', '/wp/v2/pages'];

/** What the Store API does not show, and the page of the cart tells every browser. */
export function testSettings(): void {
  it('lists the countries of the shop and their states, which it reads in the page of the cart', async () => {
    const answer = await gateway.data(`{ allowedCountries states: countryStates(country: US) { code name }
      monaco: countryStates(country: MC) { code } germany: countryStates(country: DE) { name } none: countryStates(country: FR) { name } }`);
    expect(answer).toEqual({
      allowedCountries: ['MC', 'US'],
      states: [
        { code: 'CA', name: 'California' },
        { code: 'NY', name: "New York's state" },
      ],
      monaco: [],
      germany: [{ name: 'Berlin' }],
      none: [],
    });
    expect(routes()).toEqual(page);
  });

  it('gives payment gateways their texts, which one of an order has too', async () => {
    const { data, token } = await shop(
      'mutation { addToCart(input: { productId: 90120 }) { cart { total } } }',
    );
    expect(data['addToCart']).toBeTruthy();
    const gateways = await shop('{ paymentGateways { nodes { id title description icon } } }', token);
    expect(gateways.data['paymentGateways']).toEqual({
      nodes: [
        { id: 'bacs', title: 'Bank transfer', description: 'Pay <b>by bank</b>.', icon: null },
        { id: 'cod', title: 'Cash on delivery', description: null, icon: null },
      ],
    });
    const ordered = await shop(
      `mutation { checkout(input: { paymentMethod: "cod", billing: { email: "ada@shop.example", country: US } }) {
        order { paymentMethod paymentMethodTitle date datePaid } } }`,
      token,
    );
    const order = (ordered.data['checkout'] as { order: Record<string, string> }).order;
    expect(order).toEqual({
      paymentMethod: 'cod',
      paymentMethodTitle: 'Cash on delivery',
      date: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d$/),
      datePaid: null,
    });
    expect(Math.abs(Date.parse(order['date'] ?? '') - Date.now())).toBeLessThan(3_600_000);
  });

  it('gives the customer and the token of the session to clients who sign in', async () => {
    const id = await gateway.site.phpJson<number>(
      "echo wp_insert_user(['user_login' => 'buyer', 'user_pass' => 'Correct horse 7 battery!', 'user_email' => 'buyer@shop.example']);",
    );
    const { data, token } = await shop(`mutation {
      login(input: { username: "buyer", password: "Correct horse 7 battery!" }) {
        authToken sessionToken customer { databaseId sessionToken } user { wooSessionToken } } }`);
    expect(token).toBeTruthy();
    expect(data['login']).toEqual({
      authToken: `h.x.${id}`,
      sessionToken: token,
      customer: { databaseId: id, sessionToken: token },
      user: { wooSessionToken: token },
    });
    const { data: changed, extensions } = await gateway.ask<unknown>(
      'mutation { updateCustomer(input: {}) { authToken refreshToken } }',
    );
    expect(changed).toEqual({ updateCustomer: { authToken: null, refreshToken: null } });
    expect(extensions?.pressql.notices.map(({ message }) => message)).toEqual([
      expect.stringContaining('signs nobody in'),
      expect.stringContaining('signs nobody in'),
    ]);
  });

  it('has no countries, and says why, if there is no such page', async () => {
    await gateway.site.php("wp_delete_post(get_page_by_path('basket')->ID, true);");
    // A signed-in user reads past the cache.
    const { data, extensions } = await gateway.as('admin').ask('{ allowedCountries }');
    expect(data).toEqual({ allowedCountries: null });
    const messages = extensions?.pressql.notices.map(({ message }) => message);
    expect(messages).toEqual([expect.stringContaining('block “Cart”')]);
  });
}
