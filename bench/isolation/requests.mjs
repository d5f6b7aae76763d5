// The requests of `isolation.mjs`: who asks, what, and in which form.
import { createHash } from 'node:crypto';

const basic = (pair) => `Basic ${Buffer.from(pair).toString('base64')}`;

/** Returns the headers of those who ask, by name. Users may have a login cookie with its nonce, too. */
export function identitiesOf(users) {
  const signedIn = Object.entries(users).flatMap(
    ([name, { username, applicationPassword, cookie, nonce }]) => [
      [name, { authorization: basic(`${username}:${applicationPassword}`) }],
      ...(cookie ? [[`${name} by cookie`, { cookie, 'x-wp-nonce': nonce }]] : []),
      ...(cookie ? [[`${name} without nonce`, { cookie }]] : []),
    ],
  );
  return new Map([
    ['a visitor', {}],
    ['a visitor with a cookie', { cookie: 'consent=yes; theme=dark' }],
    ['a visitor with an empty header', { authorization: '' }],
    ['a visitor with a password of a post', { cookie: 'wp-postpass_0123=%24P%24Babc' }],
    ['a commenter', { cookie: 'comment_author_0123=Ann; comment_author_email_0123=ann%40mail.example' }],
    ['a wrong password', { authorization: basic('admin:wrong') }],
    ['a token', { authorization: 'Bearer abc.def.ghi' }],
    [
      'a forged cookie',
      { cookie: 'wordpress_logged_in_0123=admin%7C9999999999%7Cx%7Cy', 'x-wp-nonce': 'abcdef' },
    ],
    ...signedIn,
  ]);
}

const all = 'stati: [PUBLISH, DRAFT, PRIVATE, PENDING, FUTURE]';

/** Returns documents with their variables. Some ask for content that only some may see. */
export function documentsOf({ draft, hidden, locked, edited, password }) {
  const post = (id, more = '') =>
    `post(id: ${id}, idType: DATABASE_ID${more}) { databaseId title content status }`;
  return [
    [
      `{ viewer { databaseId email } posts(first: 20, where: { ${all} }) { nodes { databaseId title status } } }`,
    ],
    ['{ posts(first: 8) { nodes { title author { node { name email } } categories { nodes { name } } } } }'],
    [`{ ${post(locked)} }`],
    [`{ ${post(locked, `, password: "${password}"`)} }`],
    [
      'query Locked($id: ID!, $key: String) { post(id: $id, idType: DATABASE_ID, password: $key) { title content } }',
      { id: locked, key: password },
    ],
    [
      'query Locked($id: ID!, $key: String) { post(id: $id, idType: DATABASE_ID, password: $key) { title content } }',
      { id: locked, key: 'wrong' },
    ],
    [
      'query Locked($id: ID!, $key: String) { post(id: $id, idType: DATABASE_ID, password: $key) { title content } }',
      { id: locked },
    ],
    [`{ ${post(draft)} }`],
    [`{ ${post(draft, ', asPreview: true')} }`],
    [`{ ${post(edited)} }`],
    [`{ ${post(edited, ', asPreview: true')} }`],
    [`{ contentNode(id: ${hidden}, idType: DATABASE_ID) { id ... on Post { title content } } }`],
    [`{ nodeByUri(uri: "/?p=${hidden}") { id ... on Post { title } } }`],
    ['{ posts(first: 5, where: { status: PRIVATE }) { nodes { databaseId title } } }'],
    ['{ comments(first: 5, where: { status: "HOLD" }) { nodes { databaseId content } } }'],
    [`{ post(id: ${edited}, idType: DATABASE_ID) { revisions(first: 3) { nodes { databaseId title } } } }`],
    ['{ users(first: 5) { nodes { name email roles { nodes { name } } capabilities } } }'],
    ['{ generalSettings { title email url } readingSettings { postsPerPage } menus { nodes { name } } }'],
    [
      'query One { viewer { name } categories { nodes { name count } } } query Two { viewer { name } tags { nodes { name } } }',
      {},
      'One',
    ],
    [
      'query One { viewer { name } categories { nodes { name count } } } query Two { viewer { name } tags { nodes { name } } }',
      {},
      'Two',
    ],
    [
      'query ($n: Int = 2) { posts(first: $n) { nodes { ...F } } } fragment F on Post { databaseId title isRestricted enclosure }',
      { n: 3 },
    ],
    ['{ posts { nodes { nothing } } }'],
    ['{ __type(name: "Post") { name fields { name } } }'],
  ].map(([query, variables = {}, operationName]) => ({ query, variables, operationName }));
}

const json = { 'content-type': 'application/json' };
const search = (body) =>
  new URLSearchParams(
    Object.entries(body)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)]),
  );
const hashOf = (query) => createHash('sha256').update(query).digest('hex');
const persisted = (body) => ({
  ...body,
  extensions: { persistedQuery: { version: 1, sha256Hash: hashOf(body.query) } },
});
const withoutQuery = ({ query: _query, ...others }) => others;

/** The forms in which a client can send a document. A form of two requests sends both. */
export const forms = {
  'POST, JSON': (body) => [{ method: 'POST', headers: json, body: JSON.stringify(body) }],
  GET: (body) => [{ method: 'GET', target: `?${search(body)}` }],
  HEAD: (body) => [{ method: 'HEAD', target: `?${search(body)}` }],
  'POST, a form': (body) => [
    {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', 'apollo-require-preflight': '1' },
      body: String(search(body)),
    },
  ],
  'a batch': (body) => [
    { method: 'POST', headers: json, body: JSON.stringify([body, { query: '{ viewer { name } }' }]) },
  ],
  'a persisted query': (body) => [
    { method: 'POST', headers: json, body: JSON.stringify(persisted(body)) },
    { method: 'GET', target: `?${search(withoutQuery(persisted(body)))}` },
  ],
  'an id': (body) => [
    { method: 'POST', headers: json, body: JSON.stringify({ ...body, queryId: hashOf(body.query) }) },
    { method: 'GET', target: `?${search({ ...withoutQuery(body), queryId: hashOf(body.query) })}` },
  ],
  'an id of Relay': (body) => [
    { method: 'POST', headers: json, body: JSON.stringify({ ...body, doc_id: hashOf(body.query) }) },
    {
      method: 'POST',
      headers: json,
      body: JSON.stringify({ ...withoutQuery(body), doc_id: hashOf(body.query) }),
    },
  ],
  'another method in a header': (body) => [
    {
      method: 'GET',
      target: `?${search(body)}`,
      headers: { 'x-http-method-override': 'POST', 'x-http-method': 'POST' },
    },
  ],
};

/** Headers that change what a client gets, but not who it is. */
export const manners = [
  {},
  { accept: 'application/graphql-response+json' },
  { accept: 'application/json' },
  { accept: '*/*', 'accept-encoding': 'gzip' },
  { 'accept-encoding': 'br, gzip' },
  { origin: 'https://evil.example' },
  { origin: 'null', 'sec-fetch-site': 'cross-site' },
  { range: 'bytes=0-9' },
  { 'cache-control': 'only-if-cached', pragma: 'no-cache' },
  { 'x-forwarded-for': '10.1.1.1', 'x-forwarded-host': 'evil.example' },
];
