import { afterAll, beforeAll, expect, it } from 'vitest';
import { createPressQL, type PressQL } from '../../src/index.ts';
import { startSite, type TestSite } from '../wordpress/site.ts';

/*
 * What public scanners (graphql-cop, InQL, GraphQL Raider, Burp, ZAP, Escape) look for, in production mode.
 */
let site: TestSite;
let pressql: PressQL;
beforeAll(async () => {
  site = await startSite();
  pressql = await createPressQL({ url: site.url, production: true });
});
afterAll(async () => {
  await pressql.close();
  await site.close();
});

const endpoint = 'http://gateway.test/graphql';
const post = async (
  body: unknown,
  headers: Record<string, string> = { 'content-type': 'application/json' },
) => {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const response = await pressql.fetch(new Request(endpoint, { method: 'POST', headers, body: text }));
  return response.text();
};
const get = async (
  parameters: Record<string, string>,
  headers: Record<string, string> = {},
  path = '/graphql',
) => {
  const address = `http://gateway.test${path}?${new URLSearchParams(parameters)}`;
  return (await pressql.fetch(new Request(address, { headers }))).text();
};
const many = (count: number, text: (n: number) => string) =>
  Array.from({ length: count }, (_, n) => text(n)).join(' ');

const form = { 'content-type': 'application/x-www-form-urlencoded' };
const type = '{ __typename }';
const circular = (levels: number) => `${'fields { type { '.repeat(levels)} name ${'} }'.repeat(levels)}`;

const occurrences = (text: string, part: string) => text.split(part).length - 1;

/** Whether a scanner reports an answer. */
type Reported = RegExp | ((answer: string) => boolean);

/** What a scanner sends, and what an answer has that the scanner reports. */
const checks: readonly [string, () => Promise<string>, Reported][] = [
  ['introspection', () => post({ query: '{ __schema { types { name } } }' }), /"__schema"/],
  ['introspection of one type', () => post({ query: '{ __type(name: "Query") { name } }' }), /"__type"/],
  ['introspection with a newline', () => post({ query: '{ __schema\n{ types { name } } }' }), /"__schema"/],
  ['introspection by alias', () => post({ query: '{ a: __schema { types { name } } }' }), /"a":\{/],
  [
    'introspection in a fragment',
    () => post({ query: '{ ...A } fragment A on RootQuery { __schema { types { name } } }' }),
    /"__schema"/,
  ],
  [
    'introspection in a mutation',
    () => post({ query: 'mutation { __schema { types { name } } }' }),
    /"__schema"/,
  ],
  ['introspection by GET', () => get({ query: '{ __schema { types { name } } }' }), /"__schema"/],
  [
    'introspection by GET with a header',
    () => get({ query: '{ __schema { types { name } } }' }, { 'x-pressql-csrf': '1' }),
    /"__schema"/,
  ],
  ['introspection by a form', () => post('query={__schema{types{name}}}', form), /"__schema"/],
  ['introspection in a batch', () => post([{ query: '{ __schema { types { name } } }' }]), /"__schema"/],
  [
    'circular introspection',
    () => post({ query: `{ __schema { types { ${circular(4)} } } }` }),
    /"__schema"/,
  ],
  ['the SDL of a federated graph', () => post({ query: '{ _service { sdl } }' }), /"sdl"/],
  ['GraphiQL', () => get({}, { accept: 'text/html' }), /graphiql|playground/i],
  ...[
    '/graphiql',
    '/playground',
    '/altair',
    '/voyager',
    '/console',
    '/graphql/console',
    '/v1/explorer',
    '/',
  ].map((path): [string, () => Promise<string>, Reported] => [
    `GraphiQL at ${path}`,
    () => get({}, { accept: 'text/html' }, path),
    /graphiql|playground|altair|voyager/i,
  ]),
  ['suggestions of fields', () => post({ query: 'query cop { __schema { directive } }' }), /did you mean/i],
  ['suggestions of root fields', () => post({ query: '{ postz { id } }' }), /did you mean/i],
  ['suggestions of arguments', () => post({ query: '{ posts(firs: 1) { nodes { id } } }' }), /did you mean/i],
  ['suggestions of types', () => post({ query: '{ ... on Postt { id } }' }), /did you mean/i],
  [
    'aliases',
    () => post({ query: `query cop { ${many(101, (n) => `alias${n}: __typename`)} }` }),
    /"alias100"/,
  ],
  [
    'a batch',
    () => post(Array.from({ length: 10 }, () => ({ query: type }))),
    (answer) => occurrences(answer, '__typename') >= 10,
  ],
  ['equal fields', () => post({ query: `query cop { ${many(500, () => '__typename')} }` }), /"data":\{/],
  [
    'directives',
    () => post({ query: `query cop { __typename ${'@aa'.repeat(10)} }` }),
    (answer) => occurrences(answer, 'Unknown directive') >= 10,
  ],
  [
    'circular fragments',
    () => post({ query: '{ ...A } fragment A on RootQuery { ...B } fragment B on RootQuery { ...A }' }),
    /"data":\{|INTERNAL/,
  ],
  [
    'deep queries',
    () =>
      post({
        query: `{ posts { nodes { ${'author { node { posts { nodes { '.repeat(50)} id ${'} } } }'.repeat(50)} } } }`,
      }),
    /"data":\{"posts":\{/,
  ],
  ['mutations by GET', () => get({ query: 'mutation cop { __typename }' }), /"data":\{"__typename/],
  [
    'mutations by GET with a header',
    () => get({ query: 'mutation cop { __typename }' }, { 'x-pressql-csrf': '1' }),
    /"data":\{"__typename/,
  ],
  ['queries by GET', () => get({ query: 'query cop { __typename }' }), /"data":\{"__typename/],
  [
    'queries by GET, named in capitals',
    () => get({ QUERY: 'query cop { __typename }' }),
    /"data":\{"__typename/,
  ],
  ['queries by a form', () => post('query=query+cop+{__typename}', form), /"data":\{"__typename/],
  [
    'queries as plain text',
    () => post(JSON.stringify({ query: type }), { 'content-type': 'text/plain' }),
    /"data":\{"__typename/,
  ],
  [
    'queries without a type',
    () => post(JSON.stringify({ query: type }), { 'content-type': '' }),
    /"data":\{"__typename/,
  ],
  ['tracing', () => post({ query: type }), /tracing|"debug"/],
  [
    'unhandled errors',
    () => post({ query: 'qwerty cop { abc }' }),
    /exception|stacktrace|node_modules|at Object/,
  ],
  [
    'unhandled types',
    () => post({ query: 'query ($a: Int) { posts(first: $a) { nodes { id } } }', variables: { a: 'x' } }),
    /exception|stacktrace|node_modules/,
  ],
  ['unhandled bodies', () => post('{"query": ['), /exception|stacktrace|node_modules/],
  [
    'long lists',
    () => post({ query: '{ posts(first: 100000) { nodes { id } } }' }),
    (answer) => occurrences(answer, '"id"') > 1000,
  ],
];

it.each(checks)('a scanner does not report %s', async (_what, send, reported) => {
  const answer = await send();
  const isReported = typeof reported === 'function' ? reported(answer) : reported.test(answer);
  expect([answer.slice(0, 300), isReported]).toEqual([answer.slice(0, 300), false]);
});

it('clients still query: by POST, by GET with a header, and by the id of a persisted query', async () => {
  const data = '{"data":{"__typename":"RootQuery"}}';
  expect(await post({ query: type })).toBe(data);
  expect(await get({ query: type }, { 'apollo-require-preflight': 'true' })).toBe(data);
  expect(await get({ query: type }, { 'content-type': 'application/json' })).toBe(data);
  expect(await post({ query: type, queryId: 'type' })).toBe(data);
  expect(await get({ queryId: 'type' })).toBe(data);
  expect(JSON.parse(await post(Array.from({ length: 5 }, () => ({ query: type }))))).toHaveLength(5);
});
