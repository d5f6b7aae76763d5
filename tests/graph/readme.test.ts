import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { grants } from '../../src/loading/access/grants.ts';
import { startGateway, type TestGateway } from './gateway.ts';

const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
const blocks = [...readme.matchAll(/```graphql\n(.*?)```/gs)].map(([, query = '']) => query);
const bodies = [...readme.matchAll(/-d '(\{"query".*?\})'\n/g)].map(
  ([, body = '']) => (JSON.parse(body) as { query: string }).query,
);

/** What plugins of the README's site register, beside what `test-fields.php` has of ACF and Yoast. */
const plugin = `
  add_action('init', function () {
    $place = ['type' => 'object', 'properties' => ['city' => ['type' => 'string'], 'lat' => ['type' => 'number']]];
    $metas = ['subtitle' => ['string', true], 'reading_minutes' => ['integer', true], '_internal_key' => ['string', true],
      'location' => ['object', ['schema' => $place]]];
    foreach ($metas as $key => [$type, $shown]) {
      register_post_meta('post', $key, ['type' => $type, 'single' => true, 'show_in_rest' => $shown, 'auth_callback' => '__return_true']);
    }
  });
  add_action('rest_api_init', function () {
    register_rest_field('post', 'estimated_visits', ['get_callback' => fn() => 7, 'schema' => ['type' => 'integer']]);
  });`;

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway({ service: 'admin', grants: Object.keys(grants) });
  await gateway.site.php("update_option('pressql_test_fields', 'acf,yoast');");
  await gateway.site.plugin(plugin);
  await gateway.pressql.refresh();
});
afterAll(() => gateway.close());

describe('the README', () => {
  it('has queries', () => {
    expect(blocks.length).toBeGreaterThan(2);
    expect(bodies.length).toBeGreaterThan(0);
  });

  it.each([...bodies, ...blocks])('shows a query that the demo answers: %#', async (query) => {
    const data = await gateway.as('admin').data<Record<string, unknown>>(query);
    for (const value of Object.values(data)) expect(value).toEqual(expect.any(Object));
  });
});
