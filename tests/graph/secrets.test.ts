import { inspect } from 'node:util';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createPressQL, type PressQL } from '../../src/index.ts';
import { startSite, type TestSite } from '../wordpress/site.ts';
import { pairOf } from './gateway.ts';

/*
 * A plugin quotes everything that it receives, in every way in which a site can answer. Canaries go in through every door,
 * and must not come out anywhere: not in answers, errors or logs, and not in objects that a program could print.
 */

const canaries = {
  gate: 'CANARY-gate/1',
  siteUser: 'CANARYsiteuser',
  sitePassword: 'CANARY@site',
  client: 'CANARY-client-pass',
  token: 'CANARYtoken.abc-123',
  cookie: 'CANARYcookie%7C1',
  nonce: 'CANARYnonce',
  postPassword: 'CANARY post&pass',
  resetKey: 'CANARYresetkey',
};

/** Each way in which the plugin answers a request. Requests that no way changes are answered as usual. */
const ways: Readonly<Record<string, string>> = {
  'an error with a known code': "return new WP_Error('rest_forbidden', $text, ['status' => 403]);",
  'a parameter':
    "return new WP_Error('rest_invalid_param', $text, ['status' => 400, 'params' => ['search' => $text, $text => 'x']]);",
  'an error with an unknown code':
    "return new WP_Error('plugin_error', $text, ['status' => 401, 'details' => $text]);",
  'a code': "return new WP_Error($text, $text, ['status' => 400]);",
  'a failure': "return new WP_Error('db_error', $text, ['status' => 500]);",
  'a failed sign-in': "return new WP_Error('invalid_username', $text, ['status' => 401]);",
  'an exception': 'throw new Error($text);',
  'a page': 'status_header(500); echo "<title>$text</title>$text"; exit;',
  'a page of a firewall': 'status_header(406); echo "<h1>Not Acceptable!</h1>$text"; exit;',
  'a dump': "status_header(400); header('content-type: text/plain'); print_r($_SERVER); exit;",
  'text instead of JSON': 'echo $text; exit;',
  'JSON of another shape': "return ['quoted' => $text];",
  'documents of another shape': "return [['id' => ['x' => $text], 'title' => $text]];",
  'a redirect':
    "header('Location: http://elsewhere.example/' . rawurlencode($text) . '?q=' . rawurlencode($text), true, 302); exit;",
  'a redirect to itself':
    "header('Location: ' . $_SERVER['REQUEST_URI'] . '&q=' . rawurlencode($text), true, 302); exit;",
  headers:
    "header('X-Echo: ' . rawurlencode($text)); header('WWW-Authenticate: Basic realm=\"' . rawurlencode($text) . '\"'); status_header(401); exit;",
  cookies:
    "setcookie('wordpress_echo', $text); return new WP_Error('rest_forbidden', $text, ['status' => 403]);",
};

const plugin = `
  $pressql_quoted = json_encode([$_SERVER, file_get_contents('php://input')])
    . print_r([$_SERVER['HTTP_AUTHORIZATION'] ?? '', $_SERVER['HTTP_COOKIE'] ?? '', $_SERVER['HTTP_X_GATE'] ?? '', $_SERVER['REQUEST_URI']], true)
    . base64_decode(substr($_SERVER['HTTP_AUTHORIZATION'] ?? '', 6));
  if (($_SERVER['PHP_AUTH_USER'] ?? '') === '${canaries.siteUser}') unset($_SERVER['PHP_AUTH_USER'], $_SERVER['PHP_AUTH_PW']);
  add_filter('rest_pre_dispatch', function ($result, $server, $request) use ($pressql_quoted) {
    $way = get_option('pressql_leak');
    if (!$way || !preg_match('#^/wp/v2/(posts|menus|comments|media)#', $request->get_route())) return $result;
    $text = "$pressql_quoted in " . ABSPATH . 'CANARYfolder/wp-config.php by CANARYmail@mail.example at 10.1.2.3:3306';
    switch ($way) {
      ${Object.entries(ways)
        .map(([way, code]) => `case '${way}': ${code}`)
        .join('\n')}
    }
  }, 10, 3);`;

let site: TestSite;
let pressql: PressQL;
const logged: string[] = [];
const note = (...values: unknown[]) =>
  logged.push(values.map((value) => inspect(value, { depth: 9 })).join(' '));

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
    onError: note,
    onRequest: note,
    onOperation: note,
  });
}, 60_000);
afterAll(async () => {
  vi.restoreAllMocks();
  process.off('warning', note);
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

async function send(headers: Record<string, string>, query: string, variables: object): Promise<string> {
  const response = await pressql.fetch(
    new Request('http://gateway.test/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ query, variables }),
    }),
  );
  return `${JSON.stringify([...response.headers])} ${await response.text()}`;
}

describe('secrets do not leave the gateway, though WordPress quotes them in', () => {
  it.each(Object.keys(ways))(
    '%s',
    async (way) => {
      await site.php(`update_option('pressql_leak', '${way}');`);
      let errors = 0;
      logged.length = 0;
      for (const [door, headers] of Object.entries(doors())) {
        // Doors differ in their headers, so one of them is enough for all operations.
        for (const [query, variables] of door === 'a user' ? operations : operations.slice(0, 1)) {
          const answer = await send(headers, query, variables);
          errors += answer.includes('"errors"') ? 1 : 0;
          expect([door, query, secretsFoundIn(answer)]).toEqual([door, query, []]);
          expect(answer).not.toContain('10.1.2.3');
          expect(answer).not.toContain('INTERNAL_SERVER_ERROR');
        }
      }
      await site.php("delete_option('pressql_leak');");
      expect(errors).toBeGreaterThan(3);
      // The operator's log may have paths of the server and e-mail addresses, which are no credentials.
      expect(secretsFoundIn(logged.join('\n').replace(/CANARY(?:folder|mail)/g, ''))).toEqual([]);
    },
    120_000,
  );

  it('a page, whose text the operator gets without them', async () => {
    await site.php("update_option('pressql_leak', 'a page');");
    logged.length = 0;
    await send({}, '{ posts(first: 1) { nodes { title } } }', {});
    await site.php("delete_option('pressql_leak');");
    expect(logged.join('\n')).toMatch(/reports: \[[^\]]*the site answered 500, "/);
  });

  it('nothing: a program that prints the gateway sees none either', () => {
    const printed = inspect([pressql, pressql.site, pressql.fetch], { depth: 6, showHidden: true });
    expect(secretsFoundIn(printed)).toEqual([]);
    expect(secretsFoundIn(JSON.stringify(pressql.site))).toEqual([]);
  });
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
