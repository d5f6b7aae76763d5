import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPressQL, type PressQL, type PressQLOptions } from '../../src/index.ts';
import { startSite, type TestSite } from '../wordpress/site.ts';

let site: TestSite;
let pressql: PressQL;
const opened: PressQL[] = [];
const open = async (options: Partial<PressQLOptions> = {}) => {
  const gateway = await createPressQL({ cache: false, url: site.url, ...options });
  opened.push(gateway);
  return gateway;
};
beforeAll(async () => {
  site = await startSite();
  pressql = await open();
});
afterAll(async () => {
  for (const each of opened) await each.close();
  await site.close();
});

const origin = 'http://gateway.test';
const json = { 'content-type': 'application/json' };
const page = { accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8' };
const send = (body: unknown, headers: Record<string, string> = {}, at = pressql) =>
  at.fetch(
    new Request(`${origin}/graphql`, {
      method: 'POST',
      headers: { ...json, ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    }),
  );
const ask = async (body: unknown, headers = {}) => (await send(body, headers)).json();
const get = async (parameters: Record<string, string>) =>
  (await pressql.fetch(new Request(`${origin}/graphql?${new URLSearchParams(parameters)}`))).json();
const isRoot = { data: { __typename: 'RootQuery' } };
const first = 'query First($n: Int) { posts(first: $n) { nodes { databaseId } } }';
const error = (message: string) => ({ errors: [{ message: expect.stringContaining(message) }] });

describe('the graph is served at', () => {
  const paths = [
    '/graphql',
    '/graphql/',
    '//graphql',
    '/index.php?graphql',
    '/index.php?graphql=true',
    '/?graphql=true',
    '/?graphql',
    '/about/?graphql=1',
    '/below/a/framework/graphql',
  ];
  it.each(paths)('%s, by POST, GET and preflight', async (path) => {
    const url = origin + path;
    const body = '{"query":"{ __typename }"}';
    const post = await pressql.fetch(new Request(url, { method: 'POST', headers: json, body }));
    expect(await post.json()).toEqual(isRoot);
    const query = `${path.includes('?') ? '&' : '?'}query=%7B__typename%7D`;
    expect(await (await pressql.fetch(new Request(url + query))).json()).toEqual(isRoot);
    const preflight = await pressql.fetch(
      new Request(url, { method: 'OPTIONS', headers: { origin: 'https://a.example' } }),
    );
    expect([preflight.status, preflight.headers.get('access-control-allow-origin')]).toEqual([204, '*']);
  });

  it.each(['/', '/graphqlx', '/graphql/other', '/other'])('but not at %s', async (path) => {
    const response = await pressql.fetch(
      new Request(origin + path, { method: 'POST', headers: json, body: '{}' }),
    );
    expect([response.status, response.headers.get('access-control-allow-origin')]).toEqual([404, '*']);
  });

  it('a path that the operator names, and its name as a parameter', async () => {
    const other = await open({ endpoint: '/api/graph/' });
    const typeAt = async (path: string) =>
      (await other.fetch(new Request(`${origin}${path}query=%7B__typename%7D`))).status;
    for (const path of ['/api/graph?', '/api/graph/?', '/?graphql=true&', '/?api/graph&'])
      expect([path, await typeAt(path)]).toEqual([path, 200]);
    expect(await typeAt('/graphql?')).toBe(404);
  });
});

describe('pages of other origins', () => {
  const from = { origin: 'https://shop.example' };
  const preflight = (at: PressQL, headers = {}) =>
    at.fetch(
      new Request(`${origin}/graphql`, {
        method: 'OPTIONS',
        headers: { ...from, 'access-control-request-method': 'POST', ...headers },
      }),
    );

  it('read every answer, whatever its status, without credentials', async () => {
    const requests = [
      send({ query: '{ __typename }' }, from),
      send({ query: '{ nothing }' }, from),
      send('{', from),
      send('{}', { ...from, 'content-type': 'text/plain' }),
      send({ query: ' '.repeat(2 ** 20) }, from),
      pressql.fetch(new Request(`${origin}/nowhere`, { headers: from })),
      pressql.fetch(new Request(`${origin}/graphql`, { method: 'PUT', headers: from })),
    ];
    for (const { status, headers } of await Promise.all(requests)) {
      expect([status, headers.get('access-control-allow-origin')]).toEqual([status, '*']);
      expect(headers.get('access-control-allow-credentials')).toBeNull();
      expect(headers.get('access-control-max-age')).toBe('600');
    }
  });

  it('may send the headers of any client', async () => {
    const asked = 'content-type,x-apollo-operation-name,x-wp-nonce,woocommerce-session,x-trace-id';
    const { headers } = await preflight(pressql, { 'access-control-request-headers': asked });
    const allowed = headers.get('access-control-allow-headers')?.toLowerCase().split(', ');
    expect(allowed).toEqual(expect.arrayContaining([...asked.split(','), 'authorization']));
  });

  it('send cookies where the operator names them, and no others', async () => {
    const named = await open({ corsOrigins: ['https://shop.example'] });
    expect(Object.fromEntries((await preflight(named)).headers)).toMatchObject({
      'access-control-allow-origin': 'https://shop.example',
      'access-control-allow-credentials': 'true',
      vary: 'Accept, Origin',
    });
    const { headers } = await preflight(named, { origin: 'https://evil.example' });
    expect(headers.get('access-control-allow-origin')).toBeNull();
  });

  it('read nothing where the operator says none', async () => {
    const closed = await open({ corsOrigins: [] });
    const answers = [await preflight(closed), await send({ query: '{ __typename }' }, from, closed)];
    for (const { headers } of answers) expect([...headers.keys()].join()).not.toContain('access-control');
  });
});

describe('a list of operations', () => {
  it('has an answer for each, whatever is wrong with another', async () => {
    const response = await send([
      { query: '{ __typename }' },
      { query: '{ nothing }' },
      {},
      5,
      { query: '{' },
    ]);
    expect(response.status).toBe(200);
    const missing = error('at least one of those two parameters');
    expect(await response.json()).toMatchObject([
      isRoot,
      error('nothing'),
      missing,
      missing,
      error('Syntax'),
    ]);
  });

  it('may be ten long, or as long as the operator lets it', async () => {
    const many = (count: number) => Array.from({ length: count }, () => ({ query: '{ __typename }' }));
    expect(await ask(many(10))).toHaveLength(10);
    expect(await ask(many(11))).toMatchObject(
      error('Batch requests are limited to 10 operations. This request contained 11'),
    );
    expect((await send(many(3), {}, await open({ maxBatch: 2 }))).status).toBe(413);
    expect(await ask([])).toMatchObject(error('at least one'));
  });

  it('may come with files', async () => {
    const form = new FormData();
    const upload = {
      query: 'mutation ($file: Upload) { createMediaItem(input: { file: $file }) { clientMutationId } }',
    };
    form.set(
      'operations',
      JSON.stringify([{ query: '{ __typename }' }, { ...upload, variables: { file: null } }]),
    );
    form.set('map', '{"0":["1.variables.file"]}');
    form.set('0', new Blob(['x']), 'x.txt');
    const headers = { 'apollo-require-preflight': 'true' };
    const response = await pressql.fetch(
      new Request(`${origin}/graphql/`, { method: 'POST', headers, body: form }),
    );
    expect(await response.json()).toMatchObject([isRoot, { errors: [{ path: ['createMediaItem'] }] }]);
  });
});

describe('variables', () => {
  it.each([[], '', null, '{}', '[]', 'null'])('that are %j are none', async (variables) => {
    expect(await ask({ query: first, variables, operationName: '', extensions: [] })).toMatchObject({
      data: { posts: { nodes: expect.any(Array) } },
    });
  });

  it('may be JSON in a text, and parameters in any case', async () => {
    const one = { data: { posts: { nodes: [{}] } } };
    expect(await ask({ query: first, variables: '{"n":1}' })).toMatchObject(one);
    expect(await ask({ QUERY: first, VARIABLES: { n: 1 }, operationname: 'First', more: 1 })).toMatchObject(
      one,
    );
    expect(
      await get({ query: first, variables: '{"n":1}', operationName: '', extensions: '' }),
    ).toMatchObject(one);
  });

  it.each(['{', [1], 5, '5'])('that are %j are an error which shows them', async (variables) => {
    expect(await ask({ query: first, variables })).toMatchObject(error(JSON.stringify(variables)));
  });
});

describe('whatever is wrong with an operation', () => {
  const asked =
    'query First($n: Int!) { posts(first: $n) { nodes { __typename } } } query Other { __typename }';

  it.each([
    { query: '{' },
    { query: '{ nothing }' },
    {},
    { query: asked },
    { query: asked, operationName: 'None' },
    { query: asked, operationName: 'First' },
    { query: asked, operationName: 'First', variables: { n: 'x' } },
  ])('%j has its answer with status 200, as from WPGraphQL', async (operation) => {
    for (const accept of ['*/*', 'application/json']) {
      const response = await send(operation, { accept });
      expect([response.status, await response.json()]).toMatchObject([200, error('')]);
    }
  });
});

describe('a document that is kept', () => {
  const query = '{ posts(first: 1) { nodes { __typename } } }';
  const found = { data: { posts: { nodes: [{ __typename: 'Post' }] } } };
  const notFound = {
    errors: [{ message: 'PersistedQueryNotFound', extensions: { code: 'PERSISTED_QUERY_NOT_FOUND' } }],
  };
  const persisted = (sha256Hash: string) => ({ persistedQuery: { version: 1, sha256Hash } });

  it('is asked for by its hash, by POST and GET, once it was sent (Apollo)', async () => {
    const extensions = persisted(createHash('sha256').update(query).digest('hex'));
    const unknown = await send({ extensions });
    expect([unknown.status, await unknown.json()]).toEqual([200, notFound]);
    expect(await ask({ query, extensions })).toEqual(found);
    expect(await ask({ extensions })).toEqual(found);
    expect(await get({ extensions: JSON.stringify(extensions) })).toEqual(found);
    expect(await ask([{ extensions }, { extensions: persisted('none') }])).toEqual([found, notFound]);
  });

  it('is not taken under a hash that is another text’s', async () => {
    const extensions = persisted('0'.repeat(64));
    expect(await ask({ query, extensions })).toMatchObject({
      errors: [{ extensions: { code: 'PERSISTED_QUERY_MISMATCH' } }],
    });
    expect(await ask({ extensions })).toEqual(notFound);
  });

  it('is asked for by the id that it was sent with (WPGraphQL Smart Cache)', async () => {
    expect(await get({ queryId: 'newest' })).toEqual(notFound);
    expect(await ask({ query: '', queryId: 'newest' })).toEqual(notFound);
    expect(await ask({ query, queryId: 'newest' })).toEqual(found);
    expect(await get({ queryId: 'newest' })).toEqual(found);
    expect(await get({ queryid: 'newest', variables: '' })).toEqual(found);
    expect(await ask({ query: '{ __typename }', queryId: 'newest' })).toMatchObject(error('already'));
  });

  it('changes nothing by GET', async () => {
    const mutation = 'mutation { createTag(input: { name: "x" }) { tag { id } } }';
    await ask({ query: mutation, queryId: 'change' });
    const response = await pressql.fetch(new Request(`${origin}/graphql?queryId=change`));
    expect(response.status).toBe(405);
  });
});

describe('a browser', () => {
  const openAt = (path: string, headers: Record<string, string> = page) =>
    pressql.fetch(new Request(origin + path, { headers }));
  const typeAt = async (...where: Parameters<typeof openAt>) =>
    (await openAt(...where)).headers.get('content-type')?.split(';')[0];

  it('opens GraphiQL at every address of the graph, with a query in it or not', async () => {
    for (const path of [
      '/graphql',
      '/graphql/',
      '/?graphql',
      '/index.php?graphql=true',
      '/graphql?query={x}',
      '/blog/graphql',
    ])
      expect([path, await typeAt(path)]).toEqual([path, 'text/html']);
  });

  it('is told from a client, which has JSON', async () => {
    for (const accept of ['*/*', 'application/json', 'application/json, text/html', 'text/plain'])
      expect([accept, await typeAt('/graphql?query={__typename}', { accept })]).toEqual([
        accept,
        'application/json',
      ]);
  });
});
