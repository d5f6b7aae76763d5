import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPressQL, type OperationEvent, type PressQL } from '../../src/index.ts';
import { type Listener, listen } from '../../src/server/node.ts';
import { startSite, type TestSite } from '../wordpress/site.ts';

let site: TestSite;
let pressql: PressQL;
let listener: Listener;
const operations: OperationEvent[] = [];
const errors: unknown[] = [];
beforeAll(async () => {
  site = await startSite();
  pressql = await createPressQL({
    cache: false,
    url: site.url,
    maxRequestSize: 10_000,
    onOperation: (event) => operations.push(event),
    onError: (error) => errors.push(error),
  });
  listener = await listen(pressql.fetch, { port: 0, host: '127.0.0.1' });
});
afterAll(async () => {
  await listener.close();
  await pressql.close();
  await site.close();
});

const origin = 'http://gateway.test';
const json = { 'content-type': 'application/json' };
const send = (body: unknown, headers: Record<string, string> = {}, at = pressql) =>
  at.fetch(
    new Request(`${origin}/graphql`, {
      method: 'POST',
      headers: { ...json, ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    }),
  );

/** Sends bytes to the server, and returns all that it answers. */
const raw = (text: string) =>
  new Promise<string>((resolve) => {
    let answer = '';
    const { port, hostname } = new URL(listener.origin);
    const socket = connect(Number(port), hostname, () => socket.write(text));
    socket.on('data', (chunk) => {
      answer += chunk;
    });
    socket.on('close', () => resolve(answer));
    socket.on('error', () => resolve(answer));
  });

describe('a client that leaves while it sends a body', () => {
  it.each(['Content-Length: 100', 'Transfer-Encoding: chunked'])(
    'is no error of the gateway: %s',
    async (length) => {
      errors.length = 0;
      let ended = 0;
      const counting = await listen((request, info) => pressql.fetch(request, info).finally(() => ended++), {
        port: 0,
        host: '127.0.0.1',
      });
      const { port, hostname } = new URL(counting.origin);
      const socket = connect(Number(port), hostname, () => {
        const head = `POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n${length}\r\n\r\n`;
        socket.write(`${head}5\r\n{"que\r\n`, () => setTimeout(() => socket.destroy(), 100));
      });
      await expect.poll(() => ended).toBe(1);
      expect(errors).toEqual([]);
      await counting.close();
    },
  );
});

describe('every answer', () => {
  it('has the security headers and the id of its request', async () => {
    const at = (path: string, init = {}) => pressql.fetch(new Request(origin + path, init));
    const answers = await Promise.all([
      send({ query: '{ __typename }' }),
      send('{'),
      send({ query: '{ nothing }' }),
      send('x', { 'content-type': 'text/plain' }),
      send({ query: ' '.repeat(20_000) }),
      at('/nowhere'),
      at('/graphql', { method: 'OPTIONS' }),
      at('/graphql', { method: 'PUT' }),
      at('/health'),
      at('/', { headers: { accept: 'text/html' } }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 415, 413, 404, 204, 405, 200, 302]);
    for (const { headers } of answers) {
      expect(Object.fromEntries(headers)).toMatchObject({
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'referrer-policy': 'no-referrer',
        'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
        'x-request-id': expect.stringMatching(/^[\w-]{36}$/),
        'server-timing': expect.stringContaining('total;dur='),
      });
    }
  });

  it.each([
    ['no HTTP', 'NONSENSE\r\n\r\n', 400],
    ['too large headers', `GET / HTTP/1.1\r\nhost: x\r\nx-long: ${'x'.repeat(20_000)}\r\n\r\n`, 431],
    ['no host', 'GET /health HTTP/1.1\r\nconnection: close\r\n\r\n', 400],
    ['a host that is none', 'GET /health HTTP/1.1\r\nhost: a b\r\nconnection: close\r\n\r\n', 400],
    ['the method TRACE', 'TRACE /graphql HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n', 400],
    [
      'two lengths',
      'POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-length: 2\r\ncontent-length: 3\r\n\r\n{}',
      400,
    ],
    ['an expectation', 'POST /graphql HTTP/1.1\r\nhost: x\r\nexpect: tea\r\ncontent-length: 0\r\n\r\n', 417],
  ])('to %s has them, too, though Node refuses the request', async (_what, text, status) => {
    const answer = await raw(text);
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    for (const header of [
      'x-content-type-options: nosniff',
      'x-frame-options: DENY',
      "frame-ancestors 'none'",
    ])
      expect(answer).toContain(header);
    expect(answer).toContain('"code":"BAD_REQUEST"');
  });

  it('never has the host that the client names', async () => {
    const evil = 'evil.example';
    const requests = ['/', '/graphql', '/graphql?query={__typename}', '/nowhere', '/readyz'];
    for (const accept of ['text/html', 'application/json']) {
      for (const path of requests) {
        const answer = await raw(
          `GET ${path} HTTP/1.1\r\nhost: ${evil}\r\nx-forwarded-host: ${evil}\r\naccept: ${accept}\r\nconnection: close\r\n\r\n`,
        );
        expect([path, answer.includes(evil)]).toEqual([path, false]);
      }
    }
  });

  it('keeps the id that the client or its proxy sent, if it is one', async () => {
    const idFor = async (id: string) =>
      (await send({ query: '{ __typename }' }, { 'x-request-id': id })).headers.get('x-request-id');
    expect(await idFor('trace-42:a')).toBe('trace-42:a');
    expect(await idFor('two words <script>')).toMatch(/^[\w-]{36}$/);
  });
});

describe('the page of GraphiQL', () => {
  it('runs its own script only, and no other page shows it in a frame', async () => {
    const open = async () => {
      const page = new Request(`${origin}/graphql`, { headers: { accept: 'text/html' } });
      const answer = await pressql.fetch(page);
      const policy = answer.headers.get('content-security-policy') ?? '';
      const [, nonce = ''] = /script-src 'nonce-([\w-]{20,})';/.exec(policy) ?? [];
      return { answer, policy, nonce };
    };
    const { answer, policy, nonce } = await open();
    expect(policy).not.toContain('unsafe');
    expect(policy).toContain("frame-ancestors 'none'");
    expect(answer.headers.get('x-frame-options')).toBe('DENY');
    const scripts = (await answer.text()).match(/<script\b[^>]*>/g) ?? [];
    expect(scripts).toHaveLength(2);
    for (const script of scripts) expect(script).toContain(`nonce="${nonce}"`);
    expect((await open()).nonce).not.toBe(nonce);
  });
});

describe('a body that is too large', () => {
  it('is refused for its files together, before they are sent', async () => {
    const gateway = await createPressQL({
      cache: false,
      url: site.url,
      maxUploadTotal: 1000,
      maxRequestSize: 1000,
    });
    const upload = async (length: Record<string, string>) => {
      const form = new FormData();
      form.set('operations', '{ "query": "{ __typename }", "variables": { "a": null, "b": null } }');
      form.set('map', '{ "0": ["variables.a"], "1": ["variables.b"] }');
      for (const name of ['0', '1']) form.set(name, new Blob(['x'.repeat(900)]), name);
      // Bytes, because Node 24 reports an error of its own if the stream that it makes of a form is cancelled.
      const encoded = new Response(form);
      const headers = {
        'apollo-require-preflight': 'true',
        'content-type': encoded.headers.get('content-type') ?? '',
        ...length,
      };
      const body = await encoded.arrayBuffer();
      return gateway.fetch(new Request(`${origin}/graphql`, { method: 'POST', headers, body }));
    };
    for (const answer of [await upload({ 'content-length': '3000' }), await upload({})]) {
      expect(answer.status).toBe(413);
      expect(await answer.text()).toContain('maxUploadTotal');
    }
    await gateway.close();
  });

  it('is refused by its declared length, before it is sent', async () => {
    const answer = await raw(
      `POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 99999999999\r\n\r\n{`,
    );
    expect(answer).toMatch(/^HTTP\/1.1 413 /);
  });

  it('is refused as soon as it is too long, if it declares no length', async () => {
    const chunk = `1000\r\n${' '.repeat(4096)}\r\n`;
    const answer = await raw(
      `POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n${chunk.repeat(3)}`,
    );
    expect(answer).toMatch(/^HTTP\/1.1 413 /);
  });
});

describe('health checks', () => {
  const check = async (path: string, at = pressql) => {
    const response = await at.fetch(new Request(origin + path));
    return [response.status, await response.json()];
  };

  it.each(['/healthcheck', '/livez', '/health'])('say at %s that the process lives', async (path) => {
    expect(await check(path)).toEqual([200, { status: 'alive' }]);
  });

  it('say at /readiness and /readyz whether clients may send requests', async () => {
    const gateway = await createPressQL({ cache: false, url: site.url });
    const facts = { feed: 'up', deadLetters: 0 };
    for (const path of ['/readiness', '/readyz', '/below/a/framework/readyz'])
      expect(await check(path, gateway)).toEqual([200, { status: 'ready', ...facts }]);
    gateway.drain();
    expect(await check('/readyz', gateway)).toEqual([503, { status: 'stopping', ...facts }]);
    expect(await check('/livez', gateway)).toEqual([200, { status: 'alive' }]);
    expect((await send({ query: '{ __typename }' }, {}, gateway)).status).toBe(200);
    await gateway.close();
  });
});

describe('each operation', () => {
  const report = async (body: unknown, headers = {}) => {
    operations.length = 0;
    await (await send(body, headers)).text();
    return operations.map(({ ms, requestId, ...event }) => event);
  };

  it('is reported with its name, kind, status and errors', async () => {
    expect(await report({ query: 'query Newest { posts { nodes { id } } }' })).toMatchObject([
      { name: 'Newest', kind: 'query', status: 200, errors: {} },
    ]);
    const two = 'query A { __typename } query B { users(where: { role: ADMINISTRATOR }) { nodes { id } } }';
    expect(await report({ query: two, operationName: 'B' })).toMatchObject([
      { name: 'B', kind: 'query', status: 200, errors: { FORBIDDEN: 1 } },
    ]);
    expect(await report([{ query: '{ __typename }' }, { query: 'mutation M { x }' }])).toMatchObject([
      { name: null, kind: 'query', errors: {} },
      { name: 'M', kind: 'mutation', errors: { GRAPHQL_VALIDATION_FAILED: 1 } },
    ]);
    expect(await report({ query: '{' })).toMatchObject([{ kind: null, errors: { GRAPHQL_PARSE_FAILED: 1 } }]);
    expect(await report('[')).toMatchObject([{ kind: null, errors: { BAD_REQUEST: 1 } }]);
    expect(await report('x', { 'content-type': 'text/plain' })).toMatchObject([
      { kind: null, status: 415, errors: { CSRF_PREVENTED: 1 } },
    ]);
  });

  it('is reported as one that its client has aborted, and no error is', async () => {
    const errors: unknown[] = [];
    const events: OperationEvent[] = [];
    const aborted = new AbortController();
    const gateway = await createPressQL({
      cache: false,
      url: site.url,
      onError: (error) => errors.push(error),
      onOperation: (event) => events.push(event),
    });
    const answer = gateway
      .fetch(
        new Request(`${origin}/graphql`, {
          method: 'POST',
          headers: json,
          body: '{"query":"query Long { posts(first: 50) { nodes { title content } } }"}',
          signal: aborted.signal,
        }),
      )
      .catch(() => undefined);
    await new Promise((done) => setTimeout(done, 20));
    aborted.abort();
    await answer;
    await gateway.close();
    expect(errors).toEqual([]);
    expect(events).toMatchObject([{ name: 'Long', status: 499 }]);
  });
});
