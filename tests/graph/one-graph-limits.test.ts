import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type JoinedAnswer, type JoinedSites, startJoinedSites } from './joined-sites.ts';

let joined: JoinedSites;

beforeAll(async () => {
  joined = await startJoinedSites();
}, 300_000);

afterAll(() => joined.close());

describe('the limits of one graph of several sites', () => {
  it('count the root fields of the whole document', async () => {
    const fields = Array.from({ length: 26 }, (_, index) => `f${index}: generalSettings { title }`).join(' ');
    const { errors } = await joined.ask(
      `{ a: site(name: news) { ${fields} } b: site(name: my_shop) { ${fields} } }`,
    );
    expect(errors?.[0]?.message).toContain('52 root fields, those of all sites together');
    expect(joined.sent).toEqual([]);
  });

  it('let one client read long lists of several sites at once', async () => {
    const { gateways } = await joined.open({ deadline: 60_000 });
    const query = `{ a: site(name: news) { ...L } b: site(name: my_shop) { ...L } }
      fragment L on RootQuery { posts(first: 200) { nodes { databaseId } } }`;
    try {
      const address = `http://gateway.test/graphql?query=${encodeURIComponent(query)}`;
      const response = await gateways.fetch(new Request(address), { clientAddress: '192.0.2.1' });
      const { data, errors } = (await response.json()) as JoinedAnswer<unknown>;
      expect(errors).toBeUndefined();
      const some = { posts: { nodes: expect.arrayContaining([{ databaseId: expect.any(Number) }]) } };
      expect(data).toEqual({ a: some, b: some });
    } finally {
      await gateways.close();
    }
  });

  it('let the sites send as many requests together as one of them', async () => {
    const { gateways, ask } = await joined.open({ maxRequests: 1 });
    try {
      const posts = 'posts(first: 1) { nodes { databaseId } }';
      const { errors } = await ask(
        `{ a: site(name: news) { ${posts} } b: site(name: my_shop) { ${posts} } }`,
      );
      expect(joined.sent).toHaveLength(1);
      expect(errors?.map(({ extensions }) => extensions?.['code'])).toEqual(['OPERATION_TOO_EXPENSIVE']);
    } finally {
      await gateways.close();
    }
  });
});
