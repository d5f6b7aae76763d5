import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Got, overHttp, type Sending, type Server } from '../server/answers/over-http.ts';
import { pairOf, startGateway, type TestGateway } from './gateway.ts';

let gateway: TestGateway;
let server: Server;
beforeAll(async () => {
  gateway = await startGateway({ cache: true });
  server = await overHttp(gateway.pressql.fetch);
});
afterAll(async () => {
  await server.close();
  await gateway.close();
});

const basic = (role: string) => ({
  authorization: `Basic ${Buffer.from(pairOf(gateway.site, role)).toString('base64')}`,
});
const posting = (body: unknown, headers = {}): Sending => ({
  method: 'POST',
  path: '/graphql',
  body: JSON.stringify(body),
  headers,
});
/** Sends a request. Returns its answer and the number of requests to WordPress. */
async function sendCounting(sending: Sending): Promise<Got & { readonly requests: number }> {
  const before = gateway.sent.length;
  const got = await server.send(sending);
  return { ...got, requests: gateway.sent.length - before };
}

const newest =
  'query Newest { posts(first: 5) { nodes { id title author { node { name } } categories { nodes { name } } } } }';

describe('the answer to a visitor', () => {
  it('comes from memory the second time, byte for byte', async () => {
    const first = await sendCounting(posting({ query: newest }));
    const second = await sendCounting(posting({ query: newest }));
    expect(first.requests).toBeGreaterThan(0);
    expect(second.requests).toBe(0);
    expect(second.headers['cache-status']).toMatch(/^PressQL; hit; ttl=\d+$/);
    expect(second.bytes.equals(first.bytes)).toBe(true);
    expect(JSON.parse(second.text)).not.toHaveProperty('errors');
  });

  it('has the tags of WPGraphQL Smart Cache', async () => {
    const { headers, text } = await server.send(posting({ query: newest }));
    const keys = String(headers['x-graphql-keys']).split(' ');
    const ids = (JSON.parse(text).data.posts.nodes as { id: string }[]).map(({ id }) => id);
    expect(keys).toEqual(expect.arrayContaining(['graphql:Query', 'operation:Newest', 'list:post', ...ids]));
  });

  it('follows a mutation at once', async () => {
    const [id] = JSON.parse((await server.send(posting({ query: newest }))).text).data.posts.nodes.map(
      (node: { id: string }) => node.id,
    );
    const query = `mutation { updatePost(input: { id: "${id}", title: "Changed now" }) { post { title } } }`;
    const changed = await server.send(posting({ query }, basic('admin')));
    expect(changed.headers['cache-control']).toBe('private, no-store');
    expect(JSON.parse(changed.text)).not.toHaveProperty('errors');
    const { text } = await server.send(posting({ query: newest }));
    expect(text).toContain('Changed now');
  });

  it('is never that of a user, in any order of requests', async () => {
    const query =
      '{ viewer { databaseId } posts(first: 20, where: { stati: [DRAFT, PRIVATE, PUBLISH] }) { nodes { databaseId status } } }';
    const roles = ['admin', 'editor', 'subscriber', null];
    const ask = async (role: string | null) => {
      const { text } = await server.send(posting({ query }, role === null ? {} : basic(role)));
      const { data } = JSON.parse(text);
      return JSON.stringify(data);
    };
    const expected = new Map<string | null, string>();
    for (const role of roles) expected.set(role, await ask(role));
    expect(new Set(expected.values()).size).toBeGreaterThan(2);
    const asked = Array.from({ length: 60 }, (_, n) => roles[(n * 7 + (n >> 2)) % roles.length] ?? null);
    const got = await Promise.all(asked.map(async (role) => [role, await ask(role)] as const));
    for (const [role, text] of got) expect(text).toBe(expected.get(role));
  });
});

describe('a persisted query by GET', () => {
  const sha256Hash = createHash('sha256').update(newest).digest('hex');
  const byHash = `/graphql?extensions=${encodeURIComponent(JSON.stringify({ persistedQuery: { version: 1, sha256Hash } }))}`;

  it.each([
    ["Apollo's hash", byHash, { extensions: { persistedQuery: { version: 1, sha256Hash } } }],
    ["Smart Cache's id", `/graphql?queryId=${sha256Hash}&variables={}`, { queryId: sha256Hash }],
    ['an id that the client chooses', '/graphql?queryId=newest-posts', { queryId: 'newest-posts' }],
  ])('with %s is answered from memory, and as not modified', async (_what, path, ids) => {
    const get: Sending = { method: 'GET', path };
    const registered = await server.send(posting({ query: newest, ...ids }));
    const first = await server.send(get);
    expect(first.text).toBe(registered.text);
    const second = await sendCounting(get);
    expect([second.requests, second.headers['cache-status']]).toEqual([
      0,
      expect.stringContaining('hit; ttl'),
    ]);
    expect(second.headers['cache-control']).toMatch(/^public, max-age=\d+, stale-while-revalidate=60$/);
    const known = await server.send({ ...get, headers: { 'if-none-match': second.headers.etag ?? '' } });
    expect([known.status, known.text]).toEqual([304, '']);
    const head = await server.send({ ...get, method: 'HEAD' });
    expect([head.status, head.headers.etag, head.text]).toEqual([200, second.headers.etag, '']);
  });

  it('that nobody has sent is not found, and no cache keeps that', async () => {
    const { headers, text } = await server.send({ method: 'GET', path: '/graphql?queryId=unknown' });
    expect(text).toContain('PersistedQueryNotFound');
    expect(headers['cache-control']).toBe('private, no-store');
  });
});

describe('many visitors at once on a cold page', () => {
  it('cause as many requests to WordPress as one', async () => {
    const query = (title: string) =>
      `query ${title} { pages(first: 7) { nodes { title author { node { name } } } } }`;
    const sendings = Array.from({ length: 100 }, () => posting({ query: query('Crowd') }));
    const before = gateway.sent.length;
    const got = await Promise.all(sendings.map(server.send));
    const crowd = gateway.sent.length - before;
    expect(new Set(got.map(({ text }) => text)).size).toBe(1);
    expect(crowd).toBeGreaterThan(0);
    expect(crowd).toBeLessThanOrEqual(3);
  });
});

describe('a request that is too large', () => {
  it('is refused, with its length in the header or not', async () => {
    const large = ' '.repeat(2_000_000);
    const body = JSON.stringify({ query: `{ __typename ${large} }` });
    for (const headers of [{}, { 'content-length': '', 'transfer-encoding': 'chunked' }]) {
      const response = await fetch(`${server.origin}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        ...('transfer-encoding' in headers ? { body: new Blob([body]).stream(), duplex: 'half' } : { body }),
      } as RequestInit);
      expect(response.status).toBe(413);
    }
  });
});

describe('without a cache', () => {
  it('every request is answered on its own', async () => {
    const alone = await startGatewayOf({ cache: false });
    const [first, second] = [
      await alone.send(posting({ query: newest })),
      await alone.send(posting({ query: newest })),
    ];
    expect(second.text).toBe(first.text);
    expect(alone.requests()).toBeGreaterThan(2);
    for (const { headers } of [first, second]) expect(headers).not.toHaveProperty('cache-status');
    await alone.close();
  });
});

/** A further gateway in front of the same site. */
async function startGatewayOf(options: { cache: boolean }) {
  const { createPressQL } = await import('../../src/index.ts');
  let requests = 0;
  const pressql = await createPressQL({
    url: gateway.site.url,
    timeout: 60_000,
    ...options,
    onRequest: () => {
      requests++;
    },
  });
  requests = 0;
  const own = await overHttp(pressql.fetch);
  return {
    send: own.send,
    requests: () => requests,
    close: async () => {
      await own.close();
      await pressql.close();
    },
  };
}
