import { expect, it } from 'vitest';
import type { Loaders } from '../../../src/loading/loaders.ts';
import { createLongLists } from '../../../src/loading/pages/long-lists.ts';
import { createParts, type Parts } from '../../../src/server/many/parts.ts';
import { createOperationScope } from '../../../src/wordpress/operation.ts';

/** An operation of several sites, and the sites whose gateways it has let close. */
function operation(signal: AbortSignal | undefined = undefined) {
  const batch = {};
  const bounds = { client: 'client', maxRequests: 5, batch, deadline: 60_000, signal };
  const whole = createOperationScope(bounds);
  const released: string[] = [];
  const parts = createParts({
    scope: whole,
    hold: (site) => ({
      loaders: { operation: createOperationScope({ ...bounds, whole }) } as Loaders,
      isWatched: true,
      release: () => released.push(site),
    }),
  });
  return { parts, released };
}

const at = (parts: Parts, site: string) => {
  const loaders = parts.loadersOf(site);
  if (!loaders) throw new Error(`${site} is not held.`);
  return loaders.operation;
};

it('the gateways of the sites may close once the operation is complete', () => {
  const { parts, released } = operation();
  for (const site of ['news', 'shop', 'news']) parts.loadersOf(site);
  expect(released).toEqual([]);
  parts.operation.complete();
  expect(released).toEqual(['news', 'shop']);
});

it('the gateways of the sites may close once the client has left, although nothing completes the operation', () => {
  const client = new AbortController();
  const { parts, released } = operation(client.signal);
  const { ending } = at(parts, 'news');
  client.abort(new Error('The client has left.'));
  expect(ending.reason).toEqual(new Error('The client has left.'));
  expect(released).toEqual(['news']);
  // A field may ask for a site after the end.
  expect(at(parts, 'shop').ending.reason).toEqual(new Error('The client has left.'));
  expect(released).toEqual(['news', 'shop']);
  parts.operation.complete();
  expect(released).toEqual(['news', 'shop']);
});

it('the sites of one operation read long lists at once', async () => {
  const lists = createLongLists(2);
  const enter = ({ whole, ...own }: ReturnType<typeof at>) => lists.enter(whole ?? own, 1000);
  const [one, other] = [operation(), operation()];
  await Promise.all(['news', 'shop'].map((site) => enter(at(one.parts, site))));
  let hasEntered = false;
  const next = enter(at(other.parts, 'news')).then(() => {
    hasEntered = true;
  });
  await new Promise(setImmediate);
  expect(hasEntered).toBe(false);
  one.parts.operation.complete();
  await next;
});
