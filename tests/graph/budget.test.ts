import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPressQL } from '../../src/index.ts';
import { limits } from '../../src/values/limits.ts';
import { hang, startFaultProxy } from '../wordpress/fault-proxy.ts';
import { type Answer, startGateway, type TestGateway } from './gateway.ts';

let gateway: TestGateway;

/** The budget of each operation in these tests. */
const maxRequests = 30;

beforeAll(async () => {
  gateway = await startGateway({
    maxRequests,
    showCost: true,
    prepare: async (site) => {
      await site.php(`
        wp_suspend_cache_invalidation(true);
        for ($i = 0; $i < 120; $i++) wp_insert_post(['post_title' => "Post $i", 'post_status' => 'publish']);
      `);
    },
  });
});

afterAll(() => gateway.close());

/** A cursor of WPGraphQL's form. Lists after it cannot be read for several parents at once. */
const after = Buffer.from('arrayconnection:1').toString('base64');

describe('an operation that would take too many requests', () => {
  it('sends none for the lists of too many parents, and says which field costs how much', async () => {
    const { data, errors } = await gateway.ask<{ posts: { nodes: { title: string; comments: unknown }[] } }>(
      `{ posts(first: 100) { nodes { title comments(after: "${after}") { nodes { id } } } } }`,
    );
    expect(gateway.sent.length).toBeLessThan(5);
    expect(data.posts.nodes).toHaveLength(100);
    expect(data.posts.nodes[0]).toMatchObject({ title: expect.any(String), comments: null });
    expect(errors?.[0]).toMatchObject({
      message: expect.stringMatching(/takes 100 requests to WordPress: 1 for the comments of each of 100/),
      path: ['posts', 'nodes', 0, 'comments'],
      extensions: { code: 'OPERATION_TOO_EXPENSIVE' },
    });
  });

  it('keeps to its budget with many such lists, however they are written', async () => {
    const lists = Array.from(
      { length: 20 },
      (_, index) =>
        `a${index}: posts(first: 8, where: { search: "Post ${index}" }) { nodes { comments(after: "${after}") { nodes { id } } } }`,
    );
    const { errors } = await gateway.ask(`{ ${lists.join(' ')} }`);
    expect(gateway.sent.length).toBeLessThanOrEqual(maxRequests);
    expect(errors?.length).toBeGreaterThan(0);
  });

  it('is no way around the limit in a batch: its operations share one budget', async () => {
    const query = (batch: number) =>
      `{ ${Array.from({ length: 8 }, (_, n) => `u${n}: nodeByUri(uri: "/no-${batch}-${n}/") { id }`).join(' ')} }`;
    const answers = await gateway.batch<Answer<object>[]>(Array.from({ length: 5 }, (_, n) => query(n)));
    expect(answers).toHaveLength(5);
    expect(gateway.sent.length).toBeLessThanOrEqual(maxRequests);
    const errors = answers.flatMap(({ errors: own = [] }) => own);
    expect(errors[0]).toMatchObject({
      message: expect.stringContaining(
        `the operations of the batch may send ${maxRequests} requests together`,
      ),
      extensions: { code: 'OPERATION_TOO_EXPENSIVE' },
    });
    const costs = answers.map(
      ({ extensions }) => extensions?.pressql as unknown as { cost: { requests: number } },
    );
    expect(costs.reduce((sum, { cost }) => sum + cost.requests, 0)).toBe(gateway.sent.length);
  });

  it('is answered in part if each field takes its own request', async () => {
    const fields = Array.from(
      { length: 50 },
      (_, index) => `u${index}: nodeByUri(uri: "/no-${index}/") { id }`,
    );
    const { data, errors } = await gateway.ask<Record<string, unknown>>(`{ ${fields.join(' ')} }`);
    expect(gateway.sent).toHaveLength(maxRequests);
    expect(Object.keys(data)).toHaveLength(50);
    expect(errors?.[0]?.message).toContain(`may send ${maxRequests} requests to WordPress`);
  });

  it('is told what it cost', async () => {
    const answer = await gateway.ask('{ posts(first: 3) { nodes { title } } }');
    expect(answer.extensions?.pressql).toEqual({ cost: { requests: gateway.sent.length, maxRequests } });
  });
});

describe('a site whose posts hang', () => {
  it('is read on without them: they get located errors, and soon at once', async () => {
    const proxy = await startFaultProxy(gateway.site.url);
    const pressql = await createPressQL({ cache: false, url: proxy.url, timeout: 2000 });
    const ask = async (query: string) => {
      const url = `http://gateway.test/graphql?query=${encodeURIComponent(query)}`;
      return (await (await pressql.fetch(new Request(url))).json()) as Answer<unknown>;
    };
    try {
      const both = '{ tags { nodes { name } } posts { nodes { title } } }';
      expect(await ask(both)).toMatchObject({ data: { posts: { nodes: expect.any(Array) } } });
      proxy.break([[/wp\/v2\/posts/, hang]]);
      const askAll = (times: number) => Promise.all(Array.from({ length: times }, () => ask(both)));
      for (const answer of await askAll(limits.circuitFailures)) {
        expect(answer).toMatchObject({
          data: { tags: { nodes: expect.any(Array) }, posts: null },
          errors: [{ path: ['posts'], extensions: { code: 'UPSTREAM_TIMEOUT' } }],
        });
      }
      expect(await ask(both)).toMatchObject({
        data: { tags: { nodes: expect.any(Array) } },
        errors: [{ path: ['posts'], extensions: { code: 'UPSTREAM_UNAVAILABLE' } }],
      });
      const refused = await pressql.fetch(
        new Request('http://gateway.test/graphql?query={posts{nodes{id}}}'),
      );
      expect([refused.status, refused.headers.get('retry-after')]).toEqual([
        503,
        expect.stringMatching(/^\d+$/),
      ]);
      expect(await refused.json()).toEqual({ data: { posts: null }, errors: [expect.anything()] });
      const before = proxy.requests.length;
      await Promise.all(Array.from({ length: 100 }, () => ask('{ posts { nodes { title } } }')));
      expect(proxy.requests.length - before).toBeLessThanOrEqual(3);
    } finally {
      await pressql.close();
      await proxy.close();
    }
  });

  it('ends its reads at the deadline of the operation', async () => {
    const proxy = await startFaultProxy(gateway.site.url);
    const pressql = await createPressQL({ cache: false, url: proxy.url, deadline: 1000 });
    try {
      proxy.break([[/wp\/v2\/posts/, hang]]);
      const url = 'http://gateway.test/graphql?query={posts{nodes{id}}generalSettings{title}}';
      expect(await (await pressql.fetch(new Request(url))).json()).toMatchObject({
        data: { posts: null, generalSettings: { title: expect.any(String) } },
        errors: [{ path: ['posts'], extensions: { code: 'DEADLINE_EXCEEDED' } }],
      });
    } finally {
      await pressql.close();
      await proxy.close();
    }
  });
});
