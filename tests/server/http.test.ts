import { type IncomingMessage, request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPressQL, type PressQL, type PressQLOptions } from '../../src/index.ts';
import { listen } from '../../src/server/node.ts';
import { startSite, type TestSite } from '../wordpress/site.ts';

let site: TestSite;
let pressql: PressQL;
const reported: unknown[] = [];
beforeAll(async () => {
  site = await startSite();
  pressql = await createPressQL({
    cache: false,
    url: site.url,
    maxRequestSize: 20_000,
    maxAliases: 1000,
    // On a busy machine, large answers take longer than the default.
    deadline: 60_000,
    onError: (error) => reported.push(error),
  });
});
afterAll(async () => {
  await pressql.close();
  await site.close();
});

const endpoint = 'http://gateway.test/graphql';
const post = (query: string, headers: Record<string, string> = {}) =>
  pressql.fetch(
    new Request(endpoint, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ query }),
    }),
  );

describe('the endpoint', () => {
  it('answers POST and GET with a Response of the platform', async () => {
    const response = await post('{ __typename }');
    expect(response).toBeInstanceOf(Response);
    expect(await response.json()).toEqual({ data: { __typename: 'RootQuery' } });
    const get = await pressql.fetch(new Request(`${endpoint}?query=${encodeURIComponent('{ __typename }')}`));
    expect(await get.json()).toEqual({ data: { __typename: 'RootQuery' } });
  });

  it('says what is wrong with a query', async () => {
    const { errors } = (await (await post('{ postz { nodes { id } } }')).json()) as {
      errors: { message: string }[];
    };
    expect(errors[0]?.message).toContain('Did you mean');
  });

  it('refuses what a form on a foreign page could send', async () => {
    for (const type of [
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
      'application/x-www-form-urlencoded, application/json',
    ]) {
      const response = await post('{ __typename }', { 'content-type': type });
      expect(response.status).toBe(415);
    }
  });

  it.each(['gzip', 'br', 'gzip, identity', 'unknown'])(
    'refuses a body in the encoding %s',
    async (encoding) => {
      const response = await post('{ __typename }', { 'content-encoding': encoding });
      expect(response.status).toBe(415);
      expect(await response.text()).toContain('Send the body without Content-Encoding.');
      expect((await post('{ __typename }', { 'content-encoding': 'identity' })).status).toBe(200);
    },
  );

  it('refuses a request that is too large', async () => {
    const response = await post(`{ __typename ${' '.repeat(30_000)} }`);
    expect(response.status).toBe(413);
  });

  it('changes nothing by GET', async () => {
    const mutation = encodeURIComponent('mutation { createTag(input: { name: "x" }) { tag { id } } }');
    expect((await pressql.fetch(new Request(`${endpoint}?query=${mutation}`))).status).toBe(405);
  });

  it('says that it lives', async () => {
    expect((await pressql.fetch(new Request('http://gateway.test/health'))).status).toBe(200);
  });
});

describe('a document', () => {
  const nested = (levels: number) => 'author{node{posts(first:1){nodes{'.repeat(levels / 4);
  const closed = (levels: number) => '}}}}'.repeat(levels / 4);
  const doubling = Array.from(
    { length: 25 },
    (_, n) => `fragment F${n} on Post { ...F${n + 1} ...F${n + 1} }`,
  );
  it.each([
    [
      'is nested too deep for the answer',
      `{ posts { nodes { ${nested(2000)} id ${closed(2000)} } } }`,
      'levels',
    ],
    [
      'is nested too deep for the parser',
      `{ posts(where: { in: ${'['.repeat(9000)}${']'.repeat(9000)} }) { nodes { id } } }`,
      'levels',
    ],
    [
      'doubles its fields again and again',
      `{ posts { nodes { ...F0 } } } ${doubling.join(' ')} fragment F25 on Post { id }`,
      'fields, fragments written out',
    ],
  ])('that %s is refused at once', async (_what, query, reason) => {
    reported.length = 0;
    const text = await (await post(query)).text();
    expect(text).toContain(reason);
    expect(text).toContain('DOCUMENT_TOO_LARGE');
    expect(reported).toEqual([]);
  });

  it('whose answer no memory holds is answered as far as there is room', async () => {
    const lists = 'author{node{posts(first:100){nodes{'.repeat(10);
    const response = await post(`{ posts(first: 100) { nodes { ${lists} id ${closed(40)} } } }`);
    const { data, errors } = (await response.json()) as {
      data: { posts: { nodes: object[] } };
      errors: object[];
    };
    expect(data.posts.nodes.length).toBeGreaterThan(10);
    expect(errors).toHaveLength(1);
    expect(errors[0]).toMatchObject({ extensions: { code: 'ANSWER_TOO_LARGE' } });
  });

  it('whose answer is large by lists in its texts is answered so, too', async () => {
    const names = Array.from({ length: 400 }, (_, n) => `a${n}: __typename`).join(' ');
    const blocks = Array.from({ length: 16 }, (_, n) => `b${n}: blocks { ...F }`).join(' ');
    const response = await post(
      `{ posts(first: 60) { nodes { id ${blocks} } } } fragment F on EditorBlock { ${names} }`,
    );
    const { data, errors } = (await response.json()) as {
      data: { posts: { nodes: Record<string, object[] | null>[] } };
      errors: object[];
    };
    expect(errors).toHaveLength(1);
    expect(errors[0]).toMatchObject({ extensions: { code: 'ANSWER_TOO_LARGE' } });
    expect(data.posts.nodes[0]?.['b0']).not.toBeNull();
    expect(data.posts.nodes.at(-2)).toMatchObject({ id: expect.any(String), b15: null });
  });

  it('that has itself in it is told so', async () => {
    const text = await (await post('{ ...A } fragment A on RootQuery { ...A }')).text();
    expect(text).toContain('within itself');
  });

  it('may be as deep as people write', async () => {
    const query = `{ posts(first: 1) { nodes { ${nested(40)} id ${closed(40)} } } }`;
    expect(JSON.parse(await (await post(query)).text())).not.toHaveProperty('errors');
  });
});

describe('GraphiQL', () => {
  it('is made as a visitor, whoever opens it first: it is one page for all', async () => {
    const sent: Record<string, string>[] = [];
    const recording: NonNullable<PressQLOptions['fetch']> = (url, { headers, method }) => {
      sent.push(headers);
      return fetch(url, { headers, method, redirect: 'manual' });
    };
    const gateway = await createPressQL({ cache: false, url: site.url, fetch: recording });
    sent.length = 0;
    await gateway.fetch(
      new Request(endpoint, { headers: { accept: 'text/html', authorization: 'Bearer token' } }),
    );
    await gateway.close();
    expect(sent).toHaveLength(1);
    expect(sent[0]).not.toHaveProperty('authorization');
  });

  it('has example queries for the site, and loads files from its own address only', async () => {
    const html = await (
      await pressql.fetch(new Request(endpoint, { headers: { accept: 'text/html' } }))
    ).text();
    const loaded = [...html.matchAll(/<(?:script|link|img)\b[^>]*?\b(?:src|href)="([^"]+)/g)].map(
      ([, url = '']) => url,
    );
    expect(loaded).toHaveLength(3);
    for (const url of loaded) expect(url).toMatch(/^(data:image|\?explorer=)/);
    expect(html).toContain(`${pressql.site.name} · PressQL GraphiQL`);
    expect(html).toContain('query NewestPosts');
    expect(html).toContain('reviews(first: 5)');
  });
});

describe('the bare address', () => {
  it('leads browsers to the explorer', async () => {
    const response = await pressql.fetch(
      new Request('http://gateway.test/', { headers: { accept: 'text/html' } }),
    );
    expect([response.status, response.headers.get('location')]).toEqual([302, '/graphql']);
  });
});

describe('over node:http, a request', () => {
  it.each([
    ['//elsewhere.example/', 'site.test', 404],
    ['/graphql', 'no host', 400],
  ])('for %s at %s is answered with %i', async (path, host, status) => {
    const listener = await listen(pressql.fetch, { port: 0, host: '127.0.0.1' });
    const answered = await new Promise<IncomingMessage>((resolve, reject) => {
      request(listener.origin, { path, headers: { host, accept: 'text/html' } }, resolve)
        .on('error', reject)
        .end();
    });
    answered.resume();
    await listener.close();
    expect([answered.statusCode, answered.headers.location]).toEqual([status, undefined]);
  });
});

describe('errors', () => {
  it('of WordPress come with a code, what to do, and their place', async () => {
    const { data, errors } = (await (
      await post('{ users(where: { role: ADMINISTRATOR }) { nodes { id } } generalSettings { title } }')
    ).json()) as { data: { generalSettings: object }; errors: object[] };
    expect(data.generalSettings).toEqual({ title: pressql.site.name });
    expect(errors).toHaveLength(1);
    expect(errors[0]).toMatchObject({ path: ['users'], extensions: { code: 'FORBIDDEN', status: 401 } });
    expect(JSON.stringify(errors)).toContain('advice');
  });

  it('of the gateway itself are told to the operator, not to the client', async () => {
    const broken = await createPressQL({
      cache: false,
      url: site.url,
      onError: (error) => reported.push(error),
      onRequest: ({ route, query }) => {
        if (route === '/wp/v2/tags' && query['context'] === undefined) throw new Error('secret insides');
      },
    });
    const response = await broken.fetch(
      new Request(endpoint, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: '{"query":"{ tags { nodes { id } } }"}',
      }),
    );
    const text = await response.text();
    await broken.close();
    expect(text).not.toContain('secret insides');
    expect(text).toContain('INTERNAL_SERVER_ERROR');
    expect(String(reported.at(-1))).toContain('secret insides');
  });
});

describe('over node:http', () => {
  it('listens, answers and stops', async () => {
    const listener = await listen(pressql.fetch, { port: 0, host: '127.0.0.1' });
    const response = await fetch(`${listener.origin}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ posts(first: 1) { nodes { title } } }' }),
    });
    expect(await response.json()).toMatchObject({ data: { posts: { nodes: [{}] } } });
    await listener.close();
    await expect(fetch(`${listener.origin}/health`)).rejects.toThrow();
  });
});

describe('a site that changes', () => {
  it('changes the graph, when it is looked at again', async () => {
    expect(await pressql.refresh()).toBe(false);
    await site.php(`update_option('pressql_test_type', 'recipe');`);
    expect(await pressql.refresh()).toBe(true);
    expect(Object.keys(pressql.schema.getQueryType()?.getFields() ?? {})).toContain('recipe');
    expect(await (await post('{ recipes { nodes { id } } }')).json()).toEqual({
      data: { recipes: { nodes: [] } },
    });
  });
});
