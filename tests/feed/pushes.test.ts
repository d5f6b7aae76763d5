import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { pluginText } from '../../src/cli/plugin-text.ts';
import { signatureOf } from '../../src/feed/signature.ts';
import { startGateway, type TestGateway } from '../graph/gateway.ts';

const secret = 'a secret of the operator';
const lines: string[] = [];
let gateway: TestGateway;

beforeAll(async () => {
  gateway = await startGateway({
    cache: true,
    // Only pushes make the feed look.
    feed: 3_600_000,
    webhookSecret: secret,
    onNote: (line) => lines.push(line),
  });
  // The feed begins to look at what is read.
  await gateway.data('{ posts(first: 1) { nodes { title } } }');
  await vi.waitFor(() => expect(gateway.pressql.live.feed?.resources.get('post')).not.toBeNull(), 20_000);
});

afterAll(() => gateway.close());

let id = 0;
beforeEach(async () => {
  id = await gateway.site.phpJson<number>(`echo get_posts(array('numberposts' => 1))[0]->ID;`);
});

const title = async () => {
  const query = `query($id: ID!) { post(id: $id, idType: DATABASE_ID) { title } }`;
  return (await gateway.data<{ post: { title: string } }>(query, { id })).post.title;
};
const rename = (name: string) =>
  gateway.site.php(`wp_update_post(array('ID' => ${id}, 'post_title' => '${name}'));`);

/** Sends a request to another address of the gateway than the endpoint. */
function post(path: string, body: string, headers: Record<string, string> = {}): Promise<Response> {
  return gateway.pressql.fetch(new Request(`http://gateway.test${path}`, { method: 'POST', body, headers }));
}

function signed(body: string, options: { time?: number; secret?: string } = {}): Promise<Response> {
  const timestamp = String(Math.floor((options.time ?? Date.now()) / 1000));
  const signature = signatureOf(options.secret ?? secret, timestamp, body);
  return post('/webhook', body, { 'x-pressql-signature': signature, 'x-pressql-timestamp': timestamp });
}

/** The call that WordPress sends to its update services. */
const pingOf = (method: string) =>
  gateway.site.php(`require_once ABSPATH . WPINC . '/class-IXR.php';
    $request = new IXR_Request('${method}', array(get_option('blogname'), home_url('/'), get_bloginfo('rss2_url')));
    echo $request->getXml();`);

test.each(['/ping', '/RPC2'])("WordPress' own ping at %s makes the gateway look at once", async (path) => {
  const name = `Pinged at ${path.slice(1)}`;
  await title();
  await rename(name);
  expect(await title()).not.toBe(name);
  const response = await post(path, await pingOf('weblogUpdates.extendedPing'));
  const answer = await response.text();
  expect(answer).toContain('<name>flerror</name><value><boolean>0</boolean></value>');
  expect(
    await gateway.site.php(`require_once ABSPATH . WPINC . '/class-IXR.php';
      $message = new IXR_Message(base64_decode('${Buffer.from(answer).toString('base64')}'));
      $message->parse(); echo $message->params[0]['message'];`),
  ).toBe('Thanks for the ping.');
  await vi.waitFor(async () => expect(await title()).toBe(name), { timeout: 30_000, interval: 200 });
});

test.each([
  ['no XML', 'hello'],
  ['an unfinished call', '<methodCall><methodName>weblogUpdates.ping</methodName>'],
  [
    'entities',
    '<!DOCTYPE a [<!ENTITY b "c">]><methodCall><methodName>weblogUpdates.ping</methodName></methodCall>',
  ],
  ['another method', '<methodCall><methodName>system.listMethods</methodName></methodCall>'],
  ['too many levels', `<methodCall>${'<a>'.repeat(5000)}`],
  [
    'too many bytes',
    `<methodCall><methodName>weblogUpdates.ping</methodName>${' '.repeat(9000)}</methodCall>`,
  ],
])('a ping of %s gets a fault', async (_, body) => {
  const response = await post('/ping', body);
  expect(response.status).toBe(200);
  expect(await response.text()).toContain('<fault>');
});

test('a signed webhook makes the change visible before it is answered', async () => {
  await title();
  await rename('Told');
  expect(await title()).not.toBe('Told');
  const response = await signed(JSON.stringify({ resource: 'post', id }));
  expect([response.status, await response.json()]).toEqual([202, { accepted: 1, ignored: [] }]);
  expect(await title()).toBe('Told');
});

test('a webhook may report several changes, and types that the graph does not have', async () => {
  const response = await signed(
    JSON.stringify([
      { resource: 'category', id: null },
      { resource: 'secret', id: 1 },
    ]),
  );
  expect(await response.json()).toEqual({ accepted: 1, ignored: ['secret'] });
});

test('an empty webhook starts a poll', async () => {
  await title();
  await rename('Looked for');
  expect((await signed('')).status).toBe(202);
  await vi.waitFor(async () => expect(await title()).toBe('Looked for'), { timeout: 30_000, interval: 200 });
});

test('a webhook is refused without the right signature, if it is old, and if it comes twice', async () => {
  expect((await post('/webhook', '{}')).status).toBe(401);
  expect((await signed('{}', { secret: 'another secret text' })).status).toBe(401);
  expect((await signed('{}', { time: Date.now() - 600_000 })).status).toBe(401);
  expect((await signed('{ }')).status).toBe(202);
  expect((await signed('{ }')).status).toBe(401);
});

test.each([
  '[',
  '[1]',
  '{"resource": 7}',
  '{"resource": "post", "id": "x"}',
  '{"resource": "post", "kind": "x"}',
  '{"resource": "post", "uris": 7}',
])('a webhook with the body %s is refused with a reason', async (body) => {
  const response = await signed(body);
  expect(response.status).toBe(400);
  expect(await response.json()).toEqual({ errors: [{ message: expect.any(String) }] });
});

test('a gateway without secret and feed answers 404 at these addresses', async () => {
  const bare = await startGateway({ feed: 0 });
  for (const path of ['/ping', '/RPC2', '/webhook']) {
    const request = new Request(`http://gateway.test${path}`, { method: 'POST', body: '' });
    expect((await bare.pressql.fetch(request)).status).toBe(404);
  }
  await bare.close();
});

test('the plugin reports each change of public content, and no other change', async () => {
  const { site } = gateway;
  // The embedded WordPress may send no requests, so a filter keeps them.
  await site.plugin(`
    define('PRESSQL_WEBHOOK_URL', 'https://graph.test/webhook');
    define('PRESSQL_WEBHOOK_SECRET', '${secret}');
    add_filter('pre_http_request', function ($answer, $request, $url) {
      if (PRESSQL_WEBHOOK_URL === $url) update_option('pressql_test_calls', array_merge(get_option('pressql_test_calls', array()), array($request)), false);
      return array('response' => array('code' => 202), 'headers' => array(), 'body' => '', 'cookies' => array());
    }, 1, 3);
    ${pluginText.replace('<?php', '')}`);
  const calls = async (code: string) => {
    await site.php(`delete_option('pressql_test_calls');`);
    await site.php(code);
    return site.phpJson<{ body: string; headers: Record<string, string> }[]>(
      `echo json_encode(get_option('pressql_test_calls', array()));`,
    );
  };
  const told = async (code: string) =>
    (await calls(code)).flatMap(({ body }) => JSON.parse(body) as unknown[]);
  const uri = expect.stringMatching(/^\/.+\/$/);

  expect(await told(`wp_update_post(array('ID' => ${id}, 'post_name' => 'told'));`)).toEqual([
    { resource: 'post', id, kind: 'changed', uris: [uri, expect.stringContaining('/told/')] },
  ]);
  expect(await told(`wp_insert_post(array('post_title' => 'Draft', 'post_status' => 'draft'));`)).toEqual([]);
  expect(
    await told(`wp_insert_post(array('post_title' => 'New', 'post_status' => 'publish'));`),
  ).toContainEqual({ resource: 'post', id: expect.any(Number), kind: 'published', uris: [uri] });
  expect(await told(`wp_trash_post(${id});`)).toContainEqual({
    resource: 'post',
    id,
    kind: 'removed',
    uris: [expect.stringContaining('/told/')],
  });
  expect(
    await told(
      `wp_update_term(get_terms(array('taxonomy' => 'category', 'number' => 1))[0]->term_id, 'category', array('name' => 'Renamed'));`,
    ),
  ).toContainEqual(expect.objectContaining({ resource: 'category', kind: 'changed' }));
  expect(
    await told(
      `wp_update_user(array('ID' => get_posts(array('numberposts' => 1))[0]->post_author, 'display_name' => 'Renamed'));`,
    ),
  ).toContainEqual(expect.objectContaining({ resource: 'user', kind: 'changed' }));
  expect(
    await told(
      `$c = get_comments(array('number' => 1, 'status' => 'approve'))[0]; wp_trash_comment($c->comment_ID);`,
    ),
  ).toContainEqual(
    expect.objectContaining({ resource: 'comment', kind: 'removed', parent: expect.any(Number) }),
  );
  expect(await told(`update_option('blogname', 'Told');`)).toEqual([
    expect.objectContaining({ resource: 'settings', id: null }),
  ]);
  expect(
    await told(`wp_update_nav_menu_object(wp_get_nav_menus()[0]->term_id, array('menu-name' => 'Told'));`),
  ).toContainEqual(expect.objectContaining({ resource: 'menu' }));

  const [call] = await calls(`wp_untrash_post(${id}); wp_publish_post(${id});`);
  const accepted = await post('/webhook', call?.body ?? '', {
    'x-pressql-signature': call?.headers['X-PressQL-Signature'] ?? '',
    'x-pressql-timestamp': call?.headers['X-PressQL-Timestamp'] ?? '',
  });
  expect(accepted.status).toBe(202);
});
