import type { PressQL } from '../../src/index.ts';
import { pairOf } from '../graph/gateway.ts';
import type { TestSite } from '../wordpress/site.ts';

/** A GraphQL answer. */
export interface Answer {
  readonly data: never;
  readonly errors?: readonly unknown[];
}

/**
 * Sends a query to a gateway, and returns its answer.
 *
 * @param user - the user of the site who sends it, with an application password. @default a visitor
 */
export async function post(
  gateway: PressQL,
  query: string,
  user?: { readonly site: TestSite; readonly name: string },
): Promise<Answer> {
  const pair = user && Buffer.from(pairOf(user.site, user.name)).toString('base64');
  const response = await gateway.fetch(
    new Request('http://gateway.test/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(pair ? { authorization: `Basic ${pair}` } : {}) },
      body: JSON.stringify({ query }),
    }),
  );
  return (await response.json()) as Answer;
}
