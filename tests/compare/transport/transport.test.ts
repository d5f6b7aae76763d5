import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { kindOf } from '../../../src/compare/read/files.ts';
import type { Wire } from '../../../src/compare/transport/checks.ts';
import { type Habit, type HabitKind, habitsIn } from '../../../src/compare/transport/habits.ts';
import { checkTransport } from '../../../src/compare/transport/transport.ts';
import { toNodeHandler } from '../../../src/index.ts';
import { startGateway, type TestGateway } from '../../graph/gateway.ts';

const servers: Server[] = [];
let gateway: TestGateway;

/** Serves a handler; its address with a slash at its end. */
async function listen(handler: RequestListener): Promise<string> {
  const server = createServer(handler);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

function wireTo(root: string, mayStore = true): Wire {
  const origin = 'https://frontend.example';
  return { root, endpoint: `${root}graphql`, headers: {}, origin, mayStore, send: fetch };
}

const habit = (kind: HabitKind, value = ''): Habit => ({ kind, value, file: 'a.js', line: 1 });

const every: readonly Habit[] = [
  ...['/graphql', '/graphql/', '/index.php?graphql', '/?graphql=true'].map((path) => habit('path', path)),
  habit('header', 'authorization'),
  habit('header', 'x-own-header'),
  ...(['get', 'hash', 'queryId', 'batch'] as const).map((kind) => habit(kind)),
];

/** Answers all a frontend may ask for with nothing but data to a POST at `/graphql`. */
const poor: RequestListener = (request, response) => {
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

describe('how a frontend asks', () => {
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
  ])('is seen in its code: %s', (text, seen) => {
    const habits = habitsIn([{ file: 'a.ts', text: text.replaceAll('§', '$'), kind: 'code' }]);
    const found = habits.map(({ kind, value }) => `${kind} ${value}`).sort();
    expect(found.join()).toBe(seen);
  });

  it('is seen in the packages that it is made with', () => {
    const text = '{\n "dependencies": {\n  "@faustwp/core": "3.0.0"\n }\n}';
    expect(habitsIn([{ file: 'package.json', text, kind: kindOf('package.json') }])).toEqual([
      { kind: 'path', value: '/index.php?graphql', file: 'package.json', line: 3 },
      { kind: 'get', value: '', file: 'package.json', line: 3 },
    ]);
  });

  it('is taken by the gateway, over HTTP, in every way', async () => {
    const own = wireTo(await listen(toNodeHandler(gateway.pressql.fetch)));
    const reports = await checkTransport(every, { wpgraphql: own, gateway: own });
    expect(reports.map(({ kind, gateway: trouble }) => [kind, trouble])).toEqual([
      ...['path', 'path', 'path', 'path', 'preflight'].map((kind) => [kind, null]),
      ...['header', 'get', 'hash', 'queryId', 'batch'].map((kind) => [kind, null]),
    ]);
  });

  it('stands in the way where WPGraphQL takes it and the gateway does not', async () => {
    const good = wireTo(await listen(toNodeHandler(gateway.pressql.fetch)), false);
    const bad = wireTo(await listen(poor));
    const reports = await checkTransport(every, { wpgraphql: good, gateway: bad });
    expect(reports.flatMap(({ kind, isObstacle }) => (isObstacle ? [kind] : []))).toEqual([
      ...['path', 'path', 'path', 'preflight', 'header', 'get', 'hash', 'queryId', 'batch'],
    ]);
    expect(reports.find(({ kind }) => kind === 'preflight')?.gateway).toContain('HTTP 405');
    const alike = await checkTransport([habit('batch')], { wpgraphql: bad, gateway: bad });
    expect(alike.some(({ isObstacle }) => isObstacle)).toBe(false);
  });

  it('with cookies needs a named origin', async () => {
    const own = wireTo(await listen(toNodeHandler(gateway.pressql.fetch)));
    const [, , report] = await checkTransport([habit('credentials')], { wpgraphql: own, gateway: own });
    expect(report?.gateway).toContain('with cookies');
  });
});
