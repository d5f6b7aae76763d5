import { inspect } from 'node:util';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createPressQL, type PressQL, type PressQLOptions } from '../../src/index.ts';
import { mutation as uploadMutation } from '../server/upload-form.ts';
import { startSite, type TestSite } from '../wordpress/site.ts';
import { pairOf } from './gateway.ts';
import { startObservers } from './observers.ts';
import { canaries, plugin, ways } from './quoting-plugin.ts';

/*
 * A plugin quotes everything that it receives, in every way in which a site can answer. Canaries go in through every door,
 * and must not come out anywhere: not in answers, errors, logs, metrics or traces, and not in objects that a program could
 * print.
 */

let site: TestSite;
let pressql: PressQL;
const logged: string[] = [];
const note = (...values: unknown[]) =>
  logged.push(values.map((value) => inspect(value, { depth: 9 })).join(' '));
const observers = startObservers(note);

beforeAll(async () => {
  site = await startSite();
  await site.plugin(plugin);
  for (const name of ['log', 'info', 'warn', 'error', 'debug'] as const)
    vi.spyOn(console, name).mockImplementation(note);
  process.on('warning', note);
  const { host } = new URL(site.url);
  const { siteUser, sitePassword, gate } = canaries;
  pressql = await createPressQL({
    url: `http://${siteUser}:${encodeURIComponent(sitePassword)}@${host}/`,
    headers: { 'X-Gate': gate },
    serviceCredential: pairOf(site, 'admin'),
    grants: ['menus', 'settings'],
    refresh: 0,
    random: () => 0,
    ...observers.options,
  });
  observers.watch(pressql);
}, 60_000);
afterAll(async () => {
  vi.restoreAllMocks();
  process.off('warning', note);
  observers.stop();
  await pressql?.close();
  await site?.close();
});

/** Returns the secrets that a text contains, in any encoding that servers use. */
function secretsFoundIn(text: string): readonly string[] {
  const pairs = [pairOf(site, 'admin'), pairOf(site, 'editor')];
  const passwords = pairs.map((pair) => pair.slice(pair.indexOf(':') + 1));
  const secrets = [
    ...Object.values(canaries),
    `${canaries.siteUser}:${canaries.sitePassword}`,
    ...pairs,
    ...passwords,
    ...passwords.map((password) => password.replaceAll(' ', '')),
  ];
  const forms = secrets.flatMap((secret) => [
    secret,
    encodeURIComponent(secret),
    JSON.stringify(secret).slice(1, -1),
    Buffer.from(secret).toString('base64').replace(/=*$/, ''),
  ]);
  return ['CANARY', ...forms].filter((form) => text.includes(form));
}

const doors = (): Readonly<Record<string, Record<string, string>>> => ({
  'a visitor': {},
  'a wrong password': {
    authorization: `Basic ${Buffer.from(`admin:${canaries.client}`).toString('base64')}`,
  },
  'a user': { authorization: `Basic ${Buffer.from(pairOf(site, 'editor')).toString('base64')}` },
  'a token': { authorization: `Bearer ${canaries.token}` },
  'cookies and a nonce': {
    cookie: `wordpress_logged_in_x=${canaries.cookie}; other=${canaries.cookie}`,
    'x-wp-nonce': canaries.nonce,
  },
  'other headers': {
    'x-api-key': canaries.token,
    'x-forwarded-for': canaries.token,
    referer: `http://x/?${canaries.token}`,
  },
});

const operations: readonly (readonly [query: string, variables: object])[] = [
  ['{ posts(first: 2) { nodes { title } } menus { nodes { name } } generalSettings { title } }', {}],
  [
    'mutation ($password: String) { createPost(input: { title: "x", status: DRAFT, password: $password }) { post { title } } }',
    { password: canaries.postPassword },
  ],
  [
    'mutation ($key: String, $password: String) { resetUserPassword(input: { key: $key, login: "admin", password: $password }) { user { id } } }',
    { key: canaries.resetKey, password: canaries.client },
  ],
  [
    'query ($password: String) { posts(first: 1, where: { hasPassword: true }) { nodes { content(password: $password) } } }',
    { password: canaries.postPassword },
  ],
];

/** Uploads a file, and expects no secret in the answer. Returns 1 if the answer has errors, otherwise 0. */
async function sendUpload(): Promise<number> {
  const form = new FormData();
  const variables = { input: { file: null, title: 'x' } };
  form.append('operations', JSON.stringify({ query: uploadMutation, variables }));
  form.append('map', '{"0":["variables.input.file"]}');
  form.append('0', new Blob([canaries.file], { type: 'image/png' }), 'x.png');
  const answer = await answerOf(pressql, { ...doors()['a user'], 'x-pressql-csrf': '1' }, form);
  expect(['an upload', secretsFoundIn(answer)]).toEqual(['an upload', []]);
  return answer.includes('"errors"') ? 1 : 0;
}

/** Forgets what was logged and traced. */
function forget(): void {
  logged.length = 0;
  observers.forget();
}

/** Expects that the operator was told something in every way, and no secret in any of them. */
async function expectNoSecretsObserved(): Promise<void> {
  // The operator's log may have paths of the server and e-mail addresses, which are no credentials.
  const withoutPlaces = (text: string) => text.replace(/CANARY(?:folder|mail)/g, '');
  const lines = observers.logged();
  const metrics = await observers.measured();
  const spans = observers.traced();
  expect(lines).toContain('"msg":"operation"');
  expect(metrics).toContain('pressql_upstream_duration_seconds_count{route="/wp/v2/posts"');
  expect(spans).toContain('GET WordPress');
  const found = {
    logged: secretsFoundIn(withoutPlaces(logged.join('\n'))),
    lines: secretsFoundIn(withoutPlaces(lines)),
    metrics: secretsFoundIn(metrics),
    spans: secretsFoundIn(spans),
  };
  expect(found).toEqual({ logged: [], lines: [], metrics: [], spans: [] });
}

function send(headers: Record<string, string>, query: string, variables: object): Promise<string> {
  const body = JSON.stringify({ query, variables });
  return answerOf(pressql, { 'content-type': 'application/json', ...headers }, body);
}

/** Returns the headers and the body of a gateway's answer. */
async function answerOf(
  gateway: PressQL,
  headers: Record<string, string>,
  body: string | FormData,
): Promise<string> {
  const response = await gateway.fetch(
    new Request('http://gateway.test/graphql', { method: 'POST', headers, body }),
  );
  return `${JSON.stringify([...response.headers])} ${await response.text()}`;
}

/**
 * The ways that are tested with the headers of every door: an error whose text clients get, a page whose text the operator gets,
 * and an address. The gateway hides the secrets of a request in one place for all ways, so one door is enough for the others.
 */
const waysOfAllDoors: ReadonlySet<string> = new Set([
  'an error with an unknown code',
  'a page',
  'a redirect to itself',
]);

describe('secrets do not leave the gateway, though WordPress quotes them in', () => {
  afterAll(() => site.php("delete_option('pressql_leak');"));

  it.each(Object.keys(ways))(
    '%s',
    async (way) => {
      await site.php(`update_option('pressql_leak', '${way}');`);
      let errors = 0;
      forget();
      for (const [door, headers] of Object.entries(doors())) {
        if (door !== 'a user' && !waysOfAllDoors.has(way)) continue;
        // Doors differ in their headers, so one of them is enough for all operations.
        for (const [query, variables] of door === 'a user' ? operations : operations.slice(0, 1)) {
          const answer = await send(headers, query, variables);
          errors += answer.includes('"errors"') ? 1 : 0;
          expect([door, query, secretsFoundIn(answer)]).toEqual([door, query, []]);
          expect(answer).not.toContain('10.1.2.3');
          expect(answer).not.toContain('INTERNAL_SERVER_ERROR');
        }
      }
      errors += await sendUpload();
      expect(errors).toBeGreaterThan(3);
      await expectNoSecretsObserved();
    },
    120_000,
  );

  it('a page, whose text the operator gets without them', async () => {
    await site.php("update_option('pressql_leak', 'a page');");
    forget();
    await send({}, '{ posts(first: 1) { nodes { title } } }', {});
    expect(logged.join('\n')).toMatch(/reports: \[[^\]]*the site answered 500, "/);
  });

  it('nothing: a program that prints the gateway sees none either', () => {
    const printed = inspect([pressql, pressql.site, pressql.fetch], { depth: 6, showHidden: true });
    expect(secretsFoundIn(printed)).toEqual([]);
    expect(secretsFoundIn(JSON.stringify(pressql.site))).toEqual([]);
  });
});

it('a crash shows none, though its error quotes the request', async () => {
  let isBroken = false;
  const crashing: NonNullable<PressQLOptions['fetch']> = (url, request) => {
    if (!isBroken) return fetch(url, { ...request, redirect: 'manual' } as RequestInit);
    const quoted = `${url} ${inspect(request, { depth: 9 })}`;
    throw new Error(`Crash of ${quoted}`, { cause: new Error(quoted) });
  };
  const fragile = await createPressQL({
    url: site.url,
    headers: { 'X-Gate': canaries.gate },
    refresh: 0,
    fetch: crashing,
    ...observers.options,
  });
  isBroken = true;
  forget();
  const body = JSON.stringify({ query: '{ posts(first: 2) { nodes { title } } }' });
  for (const [door, headers] of Object.entries(doors())) {
    const answer = await answerOf(fragile, { 'content-type': 'application/json', ...headers }, body);
    expect(answer).toContain('"errors"');
    expect([door, secretsFoundIn(answer)]).toEqual([door, []]);
  }
  await fragile.close();
  await expectNoSecretsObserved();
});

it('a failed start shows none', async () => {
  const { host } = new URL(site.url);
  const url = `http://${canaries.siteUser}:${canaries.client}@${host}/`;
  const failures = await Promise.all([
    createPressQL({ url: `${url}nowhere/`, refresh: 0 }).catch(String),
    createPressQL({ url: url.replace('http', 'ftp') }).catch((error: unknown) =>
      inspect(error, { depth: 9 }),
    ),
    createPressQL({ url: url.replace(host, '127.0.0.1:1') }).catch((error: unknown) =>
      inspect(error, { depth: 9 }),
    ),
    createPressQL({ url, serviceCredential: canaries.client }).catch((error: unknown) =>
      inspect(error, { depth: 9 }),
    ),
    createPressQL({ url: site.url, serviceCredential: `admin:${canaries.client}`, grants: ['menus'] }).catch(
      (error: unknown) => inspect(error, { depth: 9 }),
    ),
  ]);
  for (const failure of failures) expect(secretsFoundIn(String(failure))).toEqual([]);
});
