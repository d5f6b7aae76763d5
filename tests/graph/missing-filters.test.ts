import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startGateway, type TestGateway } from './gateway.ts';
import { expectPages, pageOf, walk } from './walking.ts';

/*
 * Routes that lack arguments that filter, or ignore them. WordPress ignores an argument that isn't registered, and returns
 * documents that the gateway did not ask for.
 */

const plugin = `
  $less = fn(...$names) => function ($p) use ($names) { foreach ($names as $name) unset($p[$name]); return $p; };
  add_filter('rest_post_collection_params', $less('include', 'exclude', 'slug', 'search', 'author', 'categories', 'tags', 'sticky'));
  add_filter('rest_page_collection_params', $less('parent', 'include'));
  add_filter('rest_attachment_collection_params', $less('include'));
  add_filter('rest_post_tag_collection_params', $less('before', 'offset', 'orderby', 'order', 'include', 'exclude', 'slug'));
  add_filter('rest_user_collection_params', $less('include'));
  add_filter('rest_category_query', function ($a) { unset($a['include']); return $a; });
  add_filter('rest_comment_query', function ($a) { $a['offset'] = 0; return $a; });`;

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway({
    prepare: async (site) => {
      await site.plugin(plugin);
      await site.php(`
        $hidden = wp_insert_post(['post_title' => 'Secret', 'post_status' => 'publish', 'post_password' => 'x', 'post_author' => 1]);
        $open = wp_insert_post(['post_title' => 'Open', 'post_status' => 'publish', 'post_author' => 1]);
        for ($i = 0; $i < 30; $i++) {
          $date = gmdate('Y-m-d H:i:s', 1700000000 + $i - $i % 2);
          wp_insert_comment(['comment_post_ID' => $i < 24 ? $open : $hidden, 'comment_content' => "c $i",
            'comment_approved' => 1, 'comment_date' => $date, 'comment_date_gmt' => $date]);
        }`);
    },
  });
});
afterAll(() => gateway.close());

describe('a filter that a route lacks is an error that names it', () => {
  it.each([
    ['search', 'posts(where: { search: "harbour" })'],
    ['author', 'posts(where: { author: 2 })'],
    ['categories', 'posts(where: { categoryIn: [7] })'],
    ['include', 'posts(where: { in: [29] })'],
    ['exclude', 'posts(where: { notIn: [29] })'],
    ['sticky', 'posts(where: { isSticky: true })'],
    ['parent', 'pages(where: { parent: 0 })'],
    ['slug', 'tags(where: { slug: ["fog"] })'],
    ['author', 'users(first: 2) { nodes { posts'],
    ['parent', 'pages(first: 2) { nodes { children'],
  ])('%s: %s', async (parameter, field) => {
    const { errors } = await gateway.ask(
      `{ ${field} { nodes { __typename } } ${'}}'.repeat(field.split('{ nodes').length - 1)} }`,
    );
    expect(errors?.[0]?.message).toMatch(new RegExp(`^/wp/v2/\\w+ does not take \`${parameter}\``));
  });

  it('a lookup by slug', async () => {
    const { errors } = await gateway.ask('{ post(id: "fog", idType: SLUG) { id } }');
    expect(errors?.[0]?.message).toContain('does not take `slug`');
  });
});

it.each([
  ['takes no ids', 'posts', 'author { node { name } } tags { nodes { slug } }'],
  ['ignores them', 'categories', 'name'],
])('finds documents by id if their route %s', async (_what, field, selection) => {
  type Nodes = Record<string, { nodes: readonly { databaseId: number }[] }>;
  const { list } = await gateway.data<Nodes>(
    `{ list: ${field}(first: 3) { nodes { databaseId ${selection} } } }`,
  );
  expect(list?.nodes).toHaveLength(3);
  expect(JSON.stringify(list)).toContain('"name":"');
  const singular = field === 'posts' ? 'post' : 'category';
  for (const node of list?.nodes ?? []) {
    const one = await gateway.data<Record<string, unknown>>(
      `{ ${singular}(id: ${node.databaseId}, idType: DATABASE_ID) { databaseId ${selection} } }`,
    );
    expect(one[singular]).toEqual(node);
  }
  const gone = await gateway.data(`{ ${singular}(id: 99999, idType: DATABASE_ID) { id } }`);
  expect(gone).toEqual({ [singular]: null });
});

it('reads pages of terms of several taxonomies even if the route of one lacks almost all arguments', async () => {
  const field = 'terms(where: { taxonomies: [TAG, CATEGORY] })';
  const { nodes } = await pageOf(gateway, { field }, 'first: 1000');
  const counted = await gateway.site.phpJson<string>(
    "echo json_encode(wp_count_terms(['taxonomy' => ['post_tag', 'category'], 'hide_empty' => false]));",
  );
  expect(nodes).toHaveLength(Number(counted));
  await expectPages(gateway, { field }, { expected: nodes.map(({ databaseId }) => databaseId), sizes: [12] });
});

it.each([false, true])(
  'loses no comment where their query ignores the place, and some are hidden (backward: %s)',
  async (backward) => {
    const shown = await gateway.site.phpJson<string[]>(
      `global $wpdb; echo json_encode($wpdb->get_col("SELECT comment_ID FROM $wpdb->comments JOIN $wpdb->posts ON ID = comment_post_ID
        WHERE comment_approved = '1' AND comment_type = 'comment' AND post_status IN ('publish', 'inherit') AND post_password = ''"));`,
    );
    const found = await walk(gateway, { field: 'comments' }, { size: 20, backward }).catch(String);
    if (typeof found === 'string') expect(found).toContain("can't be read page by page");
    else expect(new Set(found)).toEqual(new Set(shown.map(Number)));
  },
);
