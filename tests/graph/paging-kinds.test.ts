import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startGateway, type TestGateway } from './gateway.ts';
import { expectPages, pageOf, type Walked, walk } from './walking.ts';

/* Routes of terms, users, comments and media that lack arguments or return few documents for one request. */

const plugin = `
  $less = fn(array $names, $most = null) => function ($p) use ($names, $most) {
    foreach ($names as $name) unset($p[$name]);
    if ($most) $p['per_page']['maximum'] = $most;
    return $p;
  };
  add_filter('rest_user_collection_params', $less(['offset', 'orderby', 'order', 'exclude'], 3));
  add_filter('rest_comment_collection_params', $less(['before', 'after', 'orderby', 'order', 'offset'], 7));
  add_filter('rest_attachment_collection_params', $less(['offset', 'before'], 4));
  add_filter('rest_post_tag_collection_params', $less(['orderby', 'order'], 6));
  add_action('init', function () {
    foreach (['tree' => true, 'flat' => false, 'shy' => true] as $name => $is)
      register_taxonomy($name, 'post', ['public' => true, 'show_in_rest' => true, 'hierarchical' => $is, 'label' => ucfirst($name) . ' terms']);
  });
  add_filter('rest_tree_collection_params', $less([], 5));
  add_filter('get_terms_args', function ($a, $t) { if ($t === ['shy'] && $a['number'] > 4) $a['number'] = 4; return $a; }, 10, 2);
  add_filter('rest_flat_query', function ($a) { $a['number'] = min(4, $a['number']); return $a; });`;

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway({
    prepare: async (site) => {
      await site.plugin(plugin);
      // MariaDB changes the order of equal names between answers, so the gateway can't combine answers of an unknown size.
      await site.php(`foreach (['tree' => 5, 'flat' => 5, 'shy' => 14] as $taxonomy => $names) for ($i = 0; $i < 14; $i++)
        wp_insert_term(sprintf('Leaf %02d', $i % $names), $taxonomy, ['slug' => "$taxonomy-$i"]);`);
    },
  });
});
afterAll(() => gateway.close());

const terms = async (taxonomy: string) =>
  (
    await gateway.site.phpJson<string[]>(
      `global $wpdb; echo json_encode($wpdb->get_col("SELECT t.term_id FROM $wpdb->terms t JOIN $wpdb->term_taxonomy x ON x.term_id = t.term_id WHERE x.taxonomy = '${taxonomy}' ORDER BY t.name, t.term_id DESC"));`,
    )
  ).map(Number);

describe('pages contain each item once, in both directions', () => {
  it.each([
    ['of a hierarchical taxonomy that gives five terms at most', 'treeTerms', 'tree'],
    ['of a flat taxonomy whose query gives four terms at most', 'flatTerms', 'flat'],
    ['of a taxonomy that gives four terms at most and says so nowhere', 'shyTerms', 'shy'],
    ['of tags without an order to ask for', 'tags', 'post_tag'],
  ])('%s', async (_what, field, taxonomy) => {
    await expectPages(gateway, { field }, { expected: await terms(taxonomy), sizes: [6] });
  });

  it.each<[string, Walked]>([
    ['of users without offset and orders, three at most', { field: 'users' }],
    ['of comments without dates, orders and offset, seven at most', { field: 'comments' }],
    ['of media without offset, four at most', { field: 'mediaItems' }],
  ])('%s', async (_what, walked) => {
    const { nodes } = await pageOf(gateway, walked, 'first: 1000');
    const ids = nodes.map(({ databaseId }) => databaseId);
    expect(ids.length).toBeGreaterThan(3);
    expect(new Set(ids).size).toBe(ids.length);
    const size = Math.max(2, Math.ceil(ids.length / 3));
    expect(await walk(gateway, walked, { size })).toEqual(ids);
    expect(await walk(gateway, walked, { size, backward: true })).toEqual(ids);
  });
});
