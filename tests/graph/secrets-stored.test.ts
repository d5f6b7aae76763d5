import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { unpack } from '../../src/cache/redis/packing.ts';
import { createPressQL, type PressQL } from '../../src/index.ts';
import { valueAt } from '../../src/values/json.ts';
import { hasRedis, type RedisServer, startRedis } from '../cache/redis/redis-server.ts';
import { until } from '../cache/until.ts';
import { startSite, type TestSite } from '../wordpress/site.ts';
import { pairOf } from './gateway.ts';

/*
 * A plugin stores what the operator's gateway sends, and writes it into documents that look right. No visitor sees it, and
 * nothing that outlives a request has it: Redis, the files of the cache, events, webhooks and logs.
 */

const siteSecrets = { user: 'CANARYsiteuser', password: 'CANARY@site/1', gate: 'CANARY-gate-key/1' };
/** Marks of content that visitors do not see. */
const hidden = ['HIDDENdraft', 'HIDDENlocked', 'HIDDENcomment'];
const postPassword = 'CANARY post&pass';

const plugin = `
  $pressql_auth = $_SERVER['HTTP_AUTHORIZATION'] ?? '';
  if ($pressql_auth && strpos($_SERVER['REQUEST_URI'], 'wp-json')) {
    $pressql_pair = base64_decode(substr($pressql_auth, 6));
    $pressql_quoted = [$pressql_auth, $_SERVER['HTTP_X_GATE_KEY'] ?? '', $pressql_pair, rawurlencode($pressql_pair), urlencode($pressql_pair), esc_html($pressql_pair), strtok($pressql_pair, ':'), substr(strstr($pressql_pair, ':'), 1)];
    $pressql_seen = get_option('pressql_seen', []);
    if (!in_array($pressql_quoted, $pressql_seen) && count($pressql_seen) < 9) update_option('pressql_seen', array_merge($pressql_seen, [$pressql_quoted]));
  }
  if (($_SERVER['PHP_AUTH_USER'] ?? '') === '${siteSecrets.user}') unset($_SERVER['PHP_AUTH_USER'], $_SERVER['PHP_AUTH_PW']);
  function pressql_seen() { $seen = get_option('pressql_seen', []); return json_encode($seen) . print_r($seen, true); }
  foreach (['post', 'category', 'nav_menu', 'comment', 'user'] as $type) add_filter("rest_prepare_$type", function ($response) {
    $data = $response->get_data();
    foreach (['title', 'content', 'excerpt'] as $key) if (isset($data[$key]['rendered'])) $data[$key]['rendered'] .= ' ' . pressql_seen();
    foreach (['name', 'description'] as $key) if (isset($data[$key]) && is_string($data[$key])) $data[$key] .= ' ' . pressql_seen();
    $response->set_data($data);
    return $response;
  });
  add_filter('option_blogdescription', fn ($text) => $text . pressql_seen());
  add_filter('rest_pre_dispatch', fn ($result, $server, $request) => str_contains($request->get_route(), '/tags') ? new WP_Error('rest_forbidden', pressql_seen(), ['status' => 403]) : $result, 10, 3);`;

describe.skipIf(!hasRedis)('credentials that a plugin stores', () => {
  let site: TestSite;
  let redis: RedisServer;
  let pressql: PressQL;
  let frontend: Server;
  let cacheDir: string;
  const received: string[] = [];
  const noted: string[] = [];
  const answers: string[] = [];

  beforeAll(async () => {
    [site, redis, cacheDir] = await Promise.all([
      startSite(),
      startRedis(),
      mkdtemp(join(tmpdir(), 'pressql-secrets-')),
    ]);
    await site.plugin(plugin);
    await site.php(`
      wp_insert_post(['post_title' => 'HIDDENdraft', 'post_status' => 'draft']);
      $id = wp_insert_post(['post_title' => 'Locked', 'post_name' => 'locked', 'post_content' => 'HIDDENlocked', 'post_status' => 'publish', 'post_password' => '${postPassword}']);
      wp_insert_comment(['comment_post_ID' => $id, 'comment_content' => 'HIDDENcomment', 'comment_approved' => 0]);
      wp_insert_post(['post_title' => 'Edited', 'post_content' => 'For all', 'post_status' => 'publish']);`);
    frontend = createServer(async (request, response) => {
      const parts: Buffer[] = [];
      for await (const part of request) parts.push(part as Buffer);
      received.push(JSON.stringify(request.headers) + Buffer.concat(parts).toString());
      response.writeHead(204).end();
    });
    await new Promise<void>((resolve) => frontend.listen(0, '127.0.0.1', resolve));
    const { host } = new URL(site.url);
    pressql = await createPressQL({
      url: `http://${siteSecrets.user}:${encodeURIComponent(siteSecrets.password)}@${host}/`,
      headers: { 'X-Gate-Key': siteSecrets.gate },
      serviceCredential: pairOf(site, 'admin'),
      grants: ['menus', 'settings', 'authors'],
      redis: redis.url,
      cacheDir,
      feed: 500,
      refresh: 0,
      timeout: 60_000,
      deadline: 120_000,
      webhooks: [
        {
          url: `http://127.0.0.1:${(frontend.address() as AddressInfo).port}/`,
          secret: 'sixteen characters',
        },
      ],
      onNote: (line) => noted.push(line),
      onError: (error) => noted.push(inspect(error)),
      onOperation: (event) => noted.push(inspect(event)),
      onRequest: (request) => noted.push(inspect(request)),
    });
  }, 180_000);
  afterAll(async () => {
    await pressql?.close();
    await redis?.close();
    await site?.close();
    frontend?.close();
    if (cacheDir) await rm(cacheDir, { recursive: true, force: true });
  });

  async function ask(query: string, headers: Record<string, string> = {}): Promise<string> {
    const response = await pressql.fetch(
      new Request('http://gateway.test/graphql', {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify({ query }),
      }),
    );
    return `${JSON.stringify([...response.headers])} ${await response.text()}`;
  }

  /** Returns the secrets in a text, in any encoding that servers use. */
  function secretsFoundIn(text: string): readonly string[] {
    const admin = pairOf(site, 'admin');
    const password = admin.slice(admin.indexOf(':') + 1);
    const pair = `${siteSecrets.user}:${siteSecrets.password}`;
    const secrets = [
      siteSecrets.password,
      siteSecrets.gate,
      pair,
      admin,
      password,
      password.replaceAll(' ', ''),
    ];
    const forms = secrets.flatMap((secret) => [
      secret,
      encodeURIComponent(secret),
      encodeURIComponent(secret).replaceAll('%20', '+'),
      JSON.stringify(secret).slice(1, -1).replaceAll('/', '\\/'),
      Buffer.from(secret).toString('base64').replace(/=*$/, ''),
    ]);
    return [...hidden, postPassword, ...forms].filter((form) => text.includes(form));
  }

  it('are in nothing that others see, nor is anything hidden', async () => {
    const editor = {
      authorization: `Basic ${Buffer.from(pairOf(site, 'editor')).toString('base64')}`,
    };
    const visible = `{
      posts(first: 20) { nodes { title content excerpt author { node { name description } } comments { nodes { content } } } }
      menus { nodes { name } } categories { nodes { name description } } generalSettings { description } tags { nodes { name } }
    }`;
    // With the first answers, the plugin has got the credentials. Another search asks WordPress again.
    for (const text of ['', 'e', 'o']) {
      const query = visible.replace('first: 20', `first: 20, where: { search: "${text}" }`);
      answers.push(await ask(query), await ask(query));
    }
    expect(await site.php("echo json_encode(get_option('pressql_seen'));")).toContain(siteSecrets.user);
    expect(answers.join()).toContain('[secret]');
    const all =
      '{ posts(first: 9, where: { stati: [DRAFT] }) { nodes { title } } comments(where: { status: "HOLD" }) { nodes { content } } }';
    expect(await ask(all, editor)).toContain('HIDDENdraft');
    const locked = `{ post(id: "locked", idType: SLUG, password: "${postPassword}") { content } }`;
    expect(await ask(locked)).toContain('HIDDENlocked');

    const events = await pressql.fetch(
      new Request('http://gateway.test/graphql', {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
        body: JSON.stringify({
          query:
            'subscription { contentPublished(types: [POST]) { node { ... on Post { title content } } } }',
        }),
      }),
    );
    let told = '';
    const reading = (async () => {
      for await (const part of events.body ?? []) told += Buffer.from(part as Uint8Array).toString();
    })().catch(() => undefined);
    const create =
      'mutation { createPost(input: { title: "Told", content: "x", status: PUBLISH }) { post { id } } }';
    expect(await ask(create, editor)).not.toContain('errors');
    await until(() => received.length > 0 && told.includes('Told'));
    answers.push(await ask(visible));

    const inRedis = redis
      .ask('KEYS', '*')
      .split('\n')
      .map((key) => [key, contentOf(redis, key)].join(' '))
      .join('\n');
    await pressql.close();
    await reading;
    const files = await Promise.all(
      (await readdir(cacheDir)).map((file) => readFile(join(cacheDir, file), 'utf8')),
    );
    expect(inRedis).toContain('For all');
    expect(files.join()).toContain('For all');
    expect({
      answers: answers.flatMap(secretsFoundIn),
      events: secretsFoundIn(told),
      redis: secretsFoundIn(inRedis),
      files: secretsFoundIn(files.join('\n')),
      webhooks: secretsFoundIn(received.join('\n')),
      notes: secretsFoundIn(noted.join('\n')),
    }).toEqual({ answers: [], events: [], redis: [], files: [], webhooks: [], notes: [] });
  }, 60_000);
});

/** How a key of Redis is read, by its type. */
const readers: Readonly<Record<string, readonly string[]>> = {
  string: ['GET'],
  hash: ['HGETALL'],
  stream: ['XRANGE', '-', '+'],
};

function contentOf(redis: RedisServer, key: string): string {
  const [command = 'DUMP', ...more] = readers[redis.ask('TYPE', key)] ?? [];
  const text = redis.ask(command, key, ...more);
  return JSON.stringify(valueAt(unpack(text), 'value')) ?? text;
}
