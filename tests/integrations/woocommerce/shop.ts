import { startGateway, type TestGateway } from '../../graph/gateway.ts';
import { plugin } from './plugin.ts';

/*
 * One gateway serves the tests of all files of this folder: `woocommerce.test.ts` opens it before them.
 */

/** The gateway in front of the shop. */
export let gateway: TestGateway;

export async function openShop(): Promise<void> {
  gateway = await startGateway({
    service: 'admin',
    grants: ['orders'],
    prepare: (site) => site.plugin(plugin),
  });
}

export const closeShop = (): Promise<void> => gateway.close();

/** The routes of the requests since the last query, in alphabetical order. */
export const routes = () => gateway.sent.map(({ route }) => route).sort();

/** Sends an operation as a client of WooGraphQL does. Returns the data, the errors and the token for the next operation. */
export const shop = async (query: string, token: string | null = null) => {
  const response = await gateway.pressql.fetch(
    new Request('http://gateway.test/graphql', {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        origin: 'https://shop.example',
        ...(token ? { 'woocommerce-session': `Session ${token}` } : {}),
      },
      body: JSON.stringify({ query }),
    }),
  );
  const { data, errors } = (await response.json()) as {
    data: Record<string, unknown>;
    errors?: { message: string }[];
  };
  const { headers } = response;
  return { data, errors, token: headers.get('woocommerce-session'), headers };
};
