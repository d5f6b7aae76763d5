import { expect, it } from 'vitest';
import type { OneGraphOptions } from '../src/one-graph.ts';
import { createSiteHosts } from '../src/site-hosts.ts';

const ignore = () => undefined;

it('the graph of several sites goes on if its next one is wrong', async () => {
  const oneGraph: OneGraphOptions = { sites: true, settings: {}, onNote: ignore, onError: ignore };
  const hosts = createSiteHosts({
    ...{ cacheSize: 1e6, answerCacheSize: 1e6, corsOrigins: [], endpoint: '/graphql', oneGraph },
    ...{ onWait: ignore, onOperation: ignore, onError: ignore },
  });
  const status = async () =>
    (await hosts.handler(new Request('http://gateway.test/graphql?query={__typename}'))).status;
  // No site has been read.
  expect(await status()).toBe(503);
  const wrong = { ...oneGraph, sites: ['news'], settings: { trustedDocuments: '/no/such/manifest.json' } };
  expect(() => hosts.join(wrong)).toThrow('/no/such/manifest.json');
  expect(await status()).toBe(503);
  hosts.join(null);
  expect(await status()).toBe(404);
  await hosts.close();
});
