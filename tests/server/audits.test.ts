import { serverAudits } from 'graphql-http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startGateway, type TestGateway } from '../graph/gateway.ts';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway?.close());

const audits = serverAudits({
  url: 'http://gateway.test/graphql',
  fetchFn: (url: string, init: RequestInit) => gateway.pressql.fetch(new Request(url, init)),
});

/**
 * What the specification recommends and the gateway does not do: clients of WPGraphQL get status 200 for a request that
 * accepts `application/json` and has no valid JSON.
 */
const deliberate = 'SHOULD use 400 status code on JSON parsing failure when accepting application/json';

describe('GraphQL over HTTP', () => {
  it('has 61 audits', () => {
    expect(audits).toHaveLength(61);
  });

  it.each(audits.map((audit) => [audit.name, audit] as const))('%s', async (_, audit) => {
    const result = await audit.fn();
    // What a server MAY do is a notice if it does not.
    const allowed = audit.name === deliberate ? ['ok', 'notice', 'warn'] : ['ok', 'notice'];
    expect(allowed, 'reason' in result ? result.reason : '').toContain(result.status);
  });
});
