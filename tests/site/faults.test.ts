import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createPressQL, type PressQL } from '../../src/index.ts';
import { discoverSite } from '../../src/site/discover.ts';
import { pairOf } from '../graph/gateway.ts';
import { type Answerer, html, json } from '../wordpress/fake-site.ts';
import { type FaultProxy, hang, large, reset, startFaultProxy, truncate } from '../wordpress/fault-proxy.ts';
import { startSite, type TestSite } from '../wordpress/site.ts';

/*
 * If a route fails during discovery, the gateway starts nevertheless. If it fails during a refresh, the schema keeps its
 * types and fields.
 */

/** Returns PHP code that registers post types, and a field without a JSON schema on recipes. */
const pluginOf = (types: readonly string[], field: string) => `
  add_action('init', function () {
    foreach (json_decode('${JSON.stringify(types)}') as $type)
      register_post_type($type, ['public' => true, 'show_in_rest' => true, 'label' => $type, 'rest_base' => $type . 's']);
  });
  add_action('rest_api_init', fn() => register_rest_field('recipe', '${field}', ['get_callback' => fn() => 4]));`;

let site: TestSite;
let proxy: FaultProxy;
beforeAll(async () => {
  site = await startSite();
  await site.plugin(pluginOf(['recipe'], 'servings'));
  await site.php(
    `wp_insert_post(['post_type' => 'recipe', 'post_title' => 'Soup', 'post_status' => 'publish']);`,
  );
  proxy = await startFaultProxy(site.url);
});
afterAll(async () => {
  await proxy.close();
  await site.close();
});

let pressql: PressQL | undefined;
afterEach(async () => {
  proxy.break([]);
  await pressql?.close();
  pressql = undefined;
});

const quick = { timeout: 20_000, maxResponseSize: 4_000_000, random: () => 0, refresh: 0 };

const granted = () => ({
  serviceCredential: pairOf(site, 'admin'),
  grants: ['menus', 'menu-locations', 'block-theme'],
});

async function start(more: object = {}): Promise<PressQL> {
  pressql = await createPressQL({ cache: false, url: proxy.url, ...quick, ...more });
  return pressql;
}

function fieldsOf({ schema }: PressQL, type: string): readonly string[] {
  const found = schema.getType(type);
  return found && 'getFields' in found ? Object.keys(found.getFields()) : [];
}

const refused = json({ code: 'rest_forbidden', message: 'No.', data: { status: 403 } }, 403);
const faults: readonly (readonly [string, Answerer, object])[] = [
  // A short timeout, because this answer never comes.
  ['hangs', hang, { timeout: 3000 }],
  ['resets the connection', reset, {}],
  ['is cut off', truncate, {}],
  ['is too large', large(5_000_000), {}],
  ['answers 500', html('<body id="error-page"><p>Critical error</p></body>', 500), {}],
  ['answers 403', refused, {}],
  ['answers a page', html('<h1>Hello</h1>'), {}],
  ['answers an empty list', json([]), {}],
  ['answers an empty object', json({}), {}],
  ['answers null', json(null), {}],
  ['answers half of an object', html('{"post": {"slug": "post"'), {}],
];

const sample = /\/recipes\?.*context=embed/;
const ofTheme = /\/wp\/v2\/(menus|menu-locations|templates)/;
const optional = [
  sample,
  /\/wp\/v2\/types/,
  /\/wp\/v2\/taxonomies/,
  /context=help/,
  /^OPTIONS /,
  /\/wp\/v2\/users/,
  ofTheme,
];

it('the gateway serves a site whose pages hang if its REST API answers', async () => {
  proxy.break([[/^GET \/(feed\/)?$/, hang]]);
  const started = await start({ timeout: 3000 });
  expect(fieldsOf(started, 'Recipe')).toContain('servings');
});

it('discovery ends even if every route but the REST index hangs, and its findings name the unread routes', async () => {
  proxy.break([[/^(OPTIONS|GET) \/(?!wp-json\/$)/, hang]]);
  const { rest, findings } = await discoverSite(`${proxy.url}/wp-json/`, { ...quick, timeout: 2000 });
  rest.close();
  const messages = findings.notes.map(({ message }) => message);
  expect(messages).toContainEqual(expect.stringMatching(/^Post types could not be read \(.*2000 ms/));
});

it('a list of types is read like an object of types', async () => {
  const types = await (await fetch(`${site.url}/wp-json/wp/v2/types`)).json();
  proxy.break([[/\/wp\/v2\/types/, json(Object.values(types as object))]]);
  expect(fieldsOf(await start(), 'Recipe')).toContain('servings');
});

describe.each(faults)('a route that %s', (what, fault, more) => {
  // An empty answer is no fault for menus, menu locations and templates: a theme may have none of them.
  const routes = /empty/.test(what) ? optional.filter((pattern) => pattern !== ofTheme) : optional;

  it('doesn’t stop the gateway, and removes nothing from the schema', async () => {
    proxy.break(routes.map((pattern) => [pattern, fault]));
    const started = await start({ ...granted(), ...more });
    expect(fieldsOf(started, 'Post')).toContain('title');
    proxy.break([]);
    expect(await started.refresh()).toBe(true);
    expect(fieldsOf(started, 'Recipe')).toContain('servings');
    const before = started.site.fingerprint;
    proxy.break(routes.map((pattern) => [pattern, fault]));
    await started.refresh();
    expect(started.site.fingerprint).toBe(before);
  }, 150_000);
});

// No answer, an answer with another status, and an answer that is no JSON.
it.each(faults.filter(([what]) => ['hangs', 'answers 500', 'answers half of an object'].includes(what)))(
  'a document that %s removes only the fields that discovery reads from it',
  async (_what, fault, more) => {
    proxy.break([[sample, fault]]);
    const started = await start(more);
    expect(fieldsOf(started, 'Recipe')).toEqual(expect.arrayContaining(['title', 'recipeId', 'contentType']));
    expect(fieldsOf(started, 'Review')).toContain('title');
    expect(fieldsOf(started, 'Recipe')).not.toContain('servings');
  },
);

it('if only one route is broken, the answers of the others are used', async () => {
  const started = await start(granted());
  const before = started.site.fingerprint;
  for (const pattern of optional) {
    proxy.break([[pattern, reset]]);
    await started.refresh();
    expect(started.site.fingerprint, String(pattern)).toBe(before);
  }
});

it('a finding names the unread route and what the gateway uses instead', async () => {
  const first = await discoverSite(proxy.url, quick);
  proxy.break([
    [sample, reset],
    [/\/wp\/v2\/types/, refused],
  ]);
  const again = await discoverSite(proxy.url, { ...quick, earlier: first });
  const fresh = await discoverSite(proxy.url, quick);
  for (const { rest } of [first, again, fresh]) rest.close();
  const messages = again.findings.notes.map(({ message }) => message);
  expect(messages).toContainEqual(
    expect.stringMatching(
      /^Documents of \/wp\/v2\/recipes could not be read .*; the earlier answer stays in use\.$/,
    ),
  );
  expect(messages).toContainEqual(
    'Post types are not shown (GET /wp/v2/types: No.); the earlier answer stays in use.',
  );
  expect(fresh.findings.notes.map(({ message }) => message)).toContainEqual(
    "Post types are not shown (GET /wp/v2/types: No.); the graph has only WordPress' own.",
  );
});

it('a refresh removes the types that the site removed, and adds new ones', async () => {
  await site.plugin(pluginOf(['recipe', 'dish'], 'servings'));
  const started = await start();
  expect(started.site.resources.has('dish')).toBe(true);
  await site.plugin(pluginOf(['recipe'], 'minutes'));
  expect(await started.refresh()).toBe(true);
  expect(started.site.resources.has('dish')).toBe(false);
  expect(fieldsOf(started, 'Recipe')).toContain('minutes');
  expect(fieldsOf(started, 'Recipe')).not.toContain('servings');
});
