import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fileKind } from '../../../src/compare/read/files.ts';
import type { HttpEndpoint } from '../../../src/compare/transport/checks.ts';
import { findHabits, type Habit, type HabitKind } from '../../../src/compare/transport/habits.ts';
import { checkTransport } from '../../../src/compare/transport/transport.ts';
import { toNodeHandler } from '../../../src/index.ts';
import { startGateway, type TestGateway } from '../../graph/gateway.ts';

const servers: Server[] = [];
let gateway: TestGateway;

/** Serves a handler. Returns its address, with a slash at its end. */
async function listen(handler: RequestListener): Promise<string> {
  const server = createServer(handler);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

function endpointAt(root: string, mayStore = true): HttpEndpoint {
  const origin = 'https://frontend.example';
  return { root, address: `${root}graphql`, headers: {}, origin, mayStore, send: fetch };
}

const habit = (kind: HabitKind, value = ''): Habit => ({ kind, value, file: 'a.js', line: 1 });

const allHabits: readonly Habit[] = [
  ...['/graphql', '/graphql/', '/index.php?graphql', '/?graphql=true'].map((path) => habit('path', path)),
  habit('header', 'authorization'),
  habit('header', 'x-own-header'),
  ...(['get', 'hash', 'queryId', 'batch'] as const).map((kind) => habit(kind)),
];

/** Answers a POST to `/graphql`, and nothing else. */
const postOnly: RequestListener = (request, response) => {
  const isGraph = request.method === 'POST' && request.url === '/graphql';
  response.writeHead(isGraph ? 200 : 405).end(isGraph ? '{"data":{"__typename":"RootQuery"}}' : '');
};

beforeAll(async () => {
  gateway = await startGateway();
});

afterAll(async () => {
  for (const server of servers) server.close();
  await gateway.close();
});

describe('a way of sending requests', () => {
  it.each([
    ["new HttpLink({ uri: 'https://site.example/graphql' })", 'path /graphql'],
    ['fetch(`§{process.env.WP}/index.php?graphql`)', 'path /index.php?graphql'],
    ["const URL = 'index.php?graphql';", 'path /index.php?graphql'],
    ['fetch(`§{base}/?graphql=true`)', 'path /?graphql=true'],
    ['createPersistedQueryLink({ sha256 })', 'hash '],
    ['persistedExchange({ preferGetForPersistedQueries: true })', 'get ,hash '],
    ['new BatchHttpLink({ uri })', 'batch '],
    ['new HttpLink({ uri, useGETForQueries: true })', 'get '],
    ['fetch(`§{u}?query=§{encodeURIComponent(q)}`)', 'get '],
    ["useFetch(url, { method: 'get', query: { query, variables } })", 'get '],
    ['$fetch(url, { params: { query: q } })', 'get '],
    ['fetch(`§{u}?queryId=§{id}`)', 'queryId '],
    ["fetch(u, { credentials: 'include' })", 'credentials '],
    ["headers: { Authorization: a, 'X-Faustwp-Secret': b }", 'header authorization,header x-faustwp-secret'],
    ["import q from '@/lib/graphql'; import '/graphql'; route('/api/graphql')", ''],
    ['// persistedExchange({ preferGetMethod: true })\n/* new BatchHttpLink({}) */', ''],
  ])('is found in code: %s', (text, expected) => {
    const habits = findHabits([{ file: 'a.ts', text: text.replaceAll('§', '$'), kind: 'code' }]);
    const found = habits.map(({ kind, value }) => `${kind} ${value}`).sort();
    expect(found.join()).toBe(expected);
  });

  it('is found in the packages of a frontend', () => {
    const text = '{\n "dependencies": {\n  "@faustwp/core": "3.0.0"\n }\n}';
    expect(findHabits([{ file: 'package.json', text, kind: fileKind('package.json') }])).toEqual([
      { kind: 'path', value: '/index.php?graphql', file: 'package.json', line: 3 },
      { kind: 'get', value: '', file: 'package.json', line: 3 },
    ]);
  });

  it('is supported by the gateway, whatever it is', async () => {
    const endpoint = endpointAt(await listen(toNodeHandler(gateway.pressql.fetch)));
    const reports = await checkTransport(allHabits, { wpgraphql: endpoint, gateway: endpoint });
    expect(reports.map(({ kind, gateway: trouble }) => [kind, trouble])).toEqual([
      ...['path', 'path', 'path', 'path', 'preflight'].map((kind) => [kind, null]),
      ...['header', 'get', 'hash', 'queryId', 'batch'].map((kind) => [kind, null]),
    ]);
  });

  it('is an obstacle if WPGraphQL supports it and the gateway does not', async () => {
    const good = endpointAt(await listen(toNodeHandler(gateway.pressql.fetch)), false);
    const bad = endpointAt(await listen(postOnly));
    const reports = await checkTransport(allHabits, { wpgraphql: good, gateway: bad });
    expect(reports.flatMap(({ kind, isObstacle }) => (isObstacle ? [kind] : []))).toEqual([
      ...['path', 'path', 'path', 'preflight', 'header', 'get', 'hash', 'queryId', 'batch'],
    ]);
    expect(reports.find(({ kind }) => kind === 'preflight')?.gateway).toContain('HTTP 405');
    const alike = await checkTransport([habit('batch')], { wpgraphql: bad, gateway: bad });
    expect(alike.some(({ isObstacle }) => isObstacle)).toBe(false);
  });

  it('with cookies needs a named origin', async () => {
    const endpoint = endpointAt(await listen(toNodeHandler(gateway.pressql.fetch)));
    const [, , report] = await checkTransport([habit('credentials')], {
      wpgraphql: endpoint,
      gateway: endpoint,
    });
    expect(report?.gateway).toContain('with cookies');
  });
});
