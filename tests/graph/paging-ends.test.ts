import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startGateway, type TestGateway } from './gateway.ts';
import { expectPages, pageOf, type Walked, walk } from './walking.ts';

/*
 * Every connection of a site with 232 categories, 300 search results and hidden comments comes to its end in both
 * directions, each item once, in WPGraphQL's order.
 */

let gateway: TestGateway;
let made: Readonly<Record<'parent' | 'post' | 'category', number>>;
beforeAll(async () => {
  gateway = await startGateway();
  made = await gateway.site.phpJson(`
    global $wpdb;
    wp_defer_term_counting(true); wp_defer_comment_counting(true);
    $term = function ($name, $slug, $taxonomy, $parent = 0) use ($wpdb) {
      $wpdb->insert($wpdb->terms, ['name' => $name, 'slug' => $slug]);
      $id = $wpdb->insert_id;
      $wpdb->insert($wpdb->term_taxonomy, ['term_id' => $id, 'taxonomy' => $taxonomy, 'parent' => $parent, 'description' => '', 'count' => 0]);
      return $id;
    };
    $has = (int) $wpdb->get_var("SELECT COUNT(*) FROM $wpdb->term_taxonomy WHERE taxonomy = 'category'");
    $parent = $term('Many', 'many', 'category');
    for ($i = $has + 1; $i < 232; $i++) $term('Kind ' . $i % 90, "kind-$i", 'category', $i % 8 ? 0 : $parent);
    for ($i = 0; $i < 30; $i++) $term('Mark ' . $i % 7, "mark-$i", 'post_tag');
    delete_option('category_children'); clean_term_cache([], 'category');
    $post = function ($title, $more = []) use ($wpdb) {
      $date = '2019-01-01 00:00:' . str_pad((string) (crc32($title) % 60), 2, '0', STR_PAD_LEFT);
      $wpdb->insert($wpdb->posts, $more + ['post_type' => 'post', 'post_status' => 'publish', 'post_title' => $title, 'post_name' => sanitize_title($title),
        'post_author' => 1, 'post_content' => 'zeppelin', 'post_excerpt' => '', 'to_ping' => '', 'pinged' => '', 'post_content_filtered' => '',
        'post_date' => $date, 'post_date_gmt' => $date, 'post_modified' => $date, 'post_modified_gmt' => $date]);
      return $wpdb->insert_id;
    };
    for ($i = 0; $i < 300; $i++) { $last = $post("Flight $i" . ($i % 40 ? '' : ' of a zeppelin'));
      if ($i % 10 === 0) wp_set_object_terms($last, [$parent], 'category'); }
    $secret = $post('Secret', ['post_password' => 'x']);
    $open = $post('Open');
    for ($i = 0; $i < 60; $i++) wp_insert_comment(['comment_post_ID' => $i % 3 && ($i < 20 || $i > 40) ? $open : $secret, 'comment_content' => "Word $i", 'comment_author' => 'A',
      'comment_date' => '2020-01-01 00:00:' . str_pad((string) intdiv($i, 2), 2, '0', STR_PAD_LEFT)]);
    wp_defer_term_counting(false); wp_defer_comment_counting(false);
    echo json_encode(['parent' => $parent, 'category' => $parent, 'post' => $open]);`);
}, 300_000);
afterAll(() => gateway.close());

const column = async (sql: string) =>
  (
    await gateway.site.phpJson<(string | number)[]>(
      `global $wpdb; echo json_encode($wpdb->get_col("SELECT ${sql}"));`,
    )
  ).map(Number);
const terms = (taxonomy: string, { where = '1', direction = 'ASC' } = {}) =>
  column(
    `t.term_id FROM $wpdb->terms t JOIN $wpdb->term_taxonomy x ON x.term_id = t.term_id WHERE x.taxonomy = '${taxonomy}' AND ${where} ORDER BY t.name ${direction}, t.term_id DESC`,
  );
const posts = (where: string, order = 'p.post_date DESC') =>
  column(
    `p.ID FROM $wpdb->posts p WHERE p.post_type = 'post' AND p.post_status = 'publish' AND ${where} ORDER BY ${order}, p.ID DESC`,
  );
const comments = (where: string, direction = 'DESC') =>
  column(
    `c.comment_ID FROM $wpdb->comments c JOIN $wpdb->posts p ON p.ID = c.comment_post_ID WHERE c.comment_approved = '1' AND p.post_password = '' AND p.post_status IN ('publish', 'inherit') AND c.comment_type = 'comment' AND ${where} ORDER BY c.comment_date ${direction}, c.comment_ID ${direction}`,
  );

const inCategory = () =>
  `p.ID IN (SELECT object_id FROM $wpdb->term_relationships r JOIN $wpdb->term_taxonomy x ON x.term_taxonomy_id = r.term_taxonomy_id WHERE x.term_id = ${made.category})`;

describe('every item is on one page only, in one order, in both directions', () => {
  it.each<[string, () => Walked, () => Promise<readonly number[]>, readonly number[]]>([
    ['categories', () => ({ field: 'categories' }), () => terms('category'), [70]],
    [
      'categories from Z to A',
      () => ({ field: 'categories(where: { order: DESC })' }),
      () => terms('category', { direction: 'DESC' }),
      [100],
    ],
    ['tags', () => ({ field: 'tags' }), () => terms('post_tag'), [9]],
    [
      'terms below a term',
      () => ({ field: 'children', within: `category(id: ${made.parent}, idType: DATABASE_ID) { # }` }),
      () => terms('category', { where: `x.parent = ${made.parent}` }),
      [8],
    ],
    ['comments, some of which are hidden', () => ({ field: 'comments' }), () => comments('1'), [10]],
    [
      'comments, the oldest first',
      () => ({ field: 'comments(where: { orderby: COMMENT_DATE, order: ASC })' }),
      () => comments('1', 'ASC'),
      [20],
    ],
    [
      'comments of a post',
      () => ({ field: 'comments', within: `post(id: ${made.post}, idType: DATABASE_ID) { # }` }),
      () => comments(`p.ID = ${made.post}`),
      [7],
    ],
    [
      'posts of a category',
      () => ({ field: 'posts', within: `category(id: ${made.category}, idType: DATABASE_ID) { # }` }),
      () => posts(inCategory()),
      [13],
    ],
    [
      'posts by title',
      () => ({ field: 'posts(where: { search: "flight", orderby: { field: TITLE, order: ASC } })' }),
      () => posts("p.post_title LIKE 'Flight%'", 'p.post_title'),
      [120],
    ],
  ])('%s', async (_what, walked, expected, sizes) => {
    await expectPages(gateway, walked(), { expected: await expected(), sizes });
  });

  it.each<[string, Walked]>([
    ['search', { field: 'search(query: "zeppelin")' }],
    ['posts that contain words', { field: 'posts(where: { search: "zeppelin" })' }],
    ['content of all types that contains words', { field: 'contentNodes(where: { search: "zeppelin" })' }],
  ])('%s, the most relevant first', async (_what, walked) => {
    const { nodes } = await pageOf(gateway, walked, 'first: 1000');
    const ids = nodes.map(({ databaseId }) => databaseId);
    expect(new Set(ids).size).toBe(301);
    expect(ids.slice(0, 8)).toEqual((await posts("p.post_title LIKE '%zeppelin%'")).slice(0, 8));
    expect(await walk(gateway, walked, { size: 160 })).toEqual(ids);
    expect(await walk(gateway, walked, { size: 160, backward: true })).toEqual(ids);
    const last = await pageOf(gateway, walked, 'last: 7');
    expect(last.nodes.map(({ databaseId }) => databaseId)).toEqual(ids.slice(-7));
  });

  it.each<[string, Walked]>([
    ['users', { field: 'users' }],
    ['media', { field: 'mediaItems' }],
    ['pages', { field: 'pages' }],
    ['content of all types', { field: 'contentNodes(where: { contentTypes: [PAGE, ATTACHMENT] })' }],
    ['terms of all taxonomies', { field: 'terms(where: { taxonomies: [TAG, CATEGORY] })' }],
    ['posts in the order given', { field: 'posts(where: { in: [7, 3, 5, 4, 6, 8, 9, 10, 11] })' }],
  ])('%s', async (_what, walked) => {
    const { nodes } = await pageOf(gateway, walked, 'first: 1000');
    const ids = nodes.map(({ databaseId }) => databaseId);
    expect(new Set(ids).size).toBe(ids.length);
    const size = Math.max(2, Math.ceil(ids.length / 3));
    expect(await walk(gateway, walked, { size })).toEqual(ids);
    expect(await walk(gateway, walked, { size, backward: true })).toEqual(ids);
  });
});
