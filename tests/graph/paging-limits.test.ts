import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startGateway, type TestGateway } from './gateway.ts';
import { expectPages, pageOf } from './walking.ts';

/*
 * Routes that lack what pages are usually read by, or don't answer what they are asked for, as plugins and themes make
 * them: a post type for each, in one site.
 */

const parameters = (code: string) => (type: string) =>
  `add_filter('rest_${type}_collection_params', function ($p) { ${code} return $p; });`;
const query = (code: string) => (type: string) =>
  `add_filter('rest_${type}_query', function ($a) { ${code} return $a; });`;
const document = (code: string) => (type: string) =>
  `add_filter('rest_prepare_${type}', function ($r) { $d = &$r->data; ${code} return $r; });`;
const found = (code: string) => (type: string) =>
  `add_filter('the_posts', function ($all, $q) { if ($q->get('post_type') === '${type}') { ${code} } return $all; }, 10, 2);`;
const clauses = (code: string) => (type: string) =>
  `add_filter('posts_clauses', function ($c, $q) { if ($q->get('post_type') === '${type}') { ${code} } return $c; }, 10, 2);`;

const undated = "unset($p['before'], $p['after'], $p['orderby'], $p['order']);";

const setUps: readonly (readonly [what: string, plugin: (type: string) => string])[] = [
  ['without dates and orders to ask for', parameters(undated)],
  ['without offset', parameters("unset($p['offset']);")],
  ['without offset, dates and orders', parameters(`${undated} unset($p['offset']);`)],
  ['without anything but dates to page by', parameters("unset($p['offset'], $p['page'], $p['exclude']);")],
  ['that give five documents at most', parameters("$p['per_page']['maximum'] = 5;")],
  ['that give one document at most', parameters("$p['per_page']['maximum'] = 1;")],
  ['that give six documents at least', parameters("$p['per_page']['minimum'] = 6;")],
  [
    'that order by title alone',
    parameters("$p['orderby']['enum'] = ['title']; $p['orderby']['default'] = 'title';"),
  ],
  ['whose query gives five documents at most', query("$a['posts_per_page'] = min(5, $a['posts_per_page']);")],
  ['whose query ignores dates', query("unset($a['date_query']);")],
  ['whose query ignores dates and offset', query("unset($a['date_query'], $a['offset']);")],
  ['whose query ignores the direction', query("$a['order'] = 'DESC';")],
  ['whose query orders by chance', query("$a['orderby'] = 'rand';")],
  ['whose query counts no rows', query("$a['no_found_rows'] = true;")],
  [
    'that put a document on top of each answer',
    found("array_unshift($all, get_posts(['post_type' => $q->get('post_type'), 'name' => 'n-1'])[0]);"),
  ],
  ['that give each document twice', clauses("$c['join'] = ' JOIN (SELECT 1 AS n UNION SELECT 2) AS twice';")],
  [
    'that hide documents after counting',
    found('$all = array_values(array_filter($all, fn($p) => $p->menu_order !== 7));'),
  ],
  ['whose documents have no date', document("unset($d['date']);")],
  ['whose documents have dates for readers', document("$d['date'] = date('j. F Y', strtotime($d['date']));")],
  [
    'that give five documents at most and say so nowhere',
    (type) => `add_filter('post_limits', fn($l, $q) => $q->get('post_type') === '${type}'
      ? preg_replace_callback('/\\d+$/', fn($m) => min(5, $m[0]), $l) : $l, 10, 2);`,
  ],
  [
    'that refuse offsets',
    (
      type,
    ) => `add_filter('rest_request_before_callbacks', fn($r, $h, $q) => $q['offset'] && str_ends_with($q->get_route(), '/${type}')
      ? new WP_Error('rest_invalid_param', 'No offsets', ['status' => 400]) : $r, 10, 3);`,
  ],
  ['whose query orders by title whatever it is asked for', query("$a['orderby'] = 'title';")],
  [
    'that put a document on top of each answer in the place of another',
    found(
      "array_unshift($all, get_posts(['post_type' => $q->get('post_type'), 'name' => 'n-1'])[0]); $all = array_slice($all, 0, max(1, $q->get('posts_per_page')));",
    ),
  ],
  [
    'whose documents show later dates',
    document("$d['date'] = gmdate('Y-m-d\\TH:i:s', strtotime($d['date']) + 7200);"),
  ],
  ['of which one document has no date', document("if ($d['slug'] === 'n-6') unset($d['date']);")],
];

const plugin = setUps
  .map(
    ([, code], index) => `add_action('init', fn() => register_post_type('odd${index}', ['public' => true,
      'show_in_rest' => true, 'label' => 'Oddities ${index}', 'supports' => ['title']])); ${code(`odd${index}`)}`,
  )
  .join('\n');

/** Twelve documents a type, of which some share a second; where some are hidden, the seventh to ninth are. */
const content = `
  global $wpdb;
  $dates = [1, 2, 3, 3, 3, 4, 5, 6, 7, 8, 8, 9];
  for ($type = 0; $type < ${setUps.length}; $type++) foreach ($dates as $n => $second) {
    $date = "2021-03-04 05:06:0$second";
    $wpdb->insert($wpdb->posts, ['post_type' => "odd$type", 'post_status' => 'publish', 'post_title' => 'Odd ' . (7 * $n % 12),
      'post_name' => "n-$n", 'post_author' => 1, 'menu_order' => $n >= 6 && $n <= 8 ? 7 : 0, 'post_content' => '', 'post_excerpt' => '',
      'to_ping' => '', 'pinged' => '', 'post_content_filtered' => '',
      'post_date' => $date, 'post_date_gmt' => $date, 'post_modified' => $date, 'post_modified_gmt' => $date]);
  }`;

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway({
    prepare: async (site) => {
      await site.plugin(plugin);
      await site.php(content);
    },
  });
});
afterAll(() => gateway.close());

const newest = async (type: string, isHiding: boolean) =>
  (
    await gateway.site.phpJson<string[]>(
      `global $wpdb; echo json_encode($wpdb->get_col("SELECT ID FROM $wpdb->posts WHERE post_type = '${type}' ${isHiding ? 'AND menu_order <> 7' : ''} ORDER BY post_date DESC, ID DESC"));`,
    )
  ).map(Number);

describe('routes', () => {
  it.each(setUps.map(([what], index) => [what, index] as const))(
    '%s are paged to their end both ways, the newest first',
    async (what, index) => {
      const expected = await newest(`odd${index}`, what.includes('hide'));
      const orderless = what.includes('no date') || what.includes('for readers');
      const list = { field: `oddities${index}` };
      if (orderless) {
        // Without a date nothing tells which of equals comes first; the rest is as ever.
        const { nodes } = await pageOf(gateway, list, 'first: 1000');
        const given = nodes.map(({ databaseId }) => databaseId);
        expect([...given].sort()).toEqual([...expected].sort());
        expect(given.slice(-2)).toEqual(expected.slice(-2));
        await expectPages(gateway, list, { expected: given, sizes: [4] });
      } else {
        await expectPages(gateway, list, { expected, sizes: [5] });
      }
    },
  );
});

describe('a route that gives five documents at most', () => {
  it('finds documents by slug, by title and by many ids all the same', async () => {
    const ids = await newest('odd4', false);
    const [n3, n4] = ['n-3', 'n-4'];
    const { data, errors } = await gateway.ask<
      Record<string, { databaseId: number } & { nodes: unknown[] }>
    >(`{
      a: odd4(id: "${n3}", idType: SLUG) { databaseId } b: odd4(id: "${n4}", idType: SLUG) { databaseId }
      c: oddities4(first: 20, where: { in: [${ids}] }) { nodes { databaseId } }
      d: oddities4(where: { title: "Odd 7" }) { nodes { databaseId } } }`);
    expect(errors).toBeUndefined();
    expect(data['a']?.databaseId).toBeGreaterThan(0);
    expect(data['b']?.databaseId).toBeGreaterThan(0);
    expect(data['c']?.nodes).toHaveLength(12);
    expect(data['d']?.nodes).toHaveLength(1);
  });
});

it('says which documents have no date to be put in order with others', async () => {
  const type = setUps.findIndex(([what]) => what.includes('have no date'));
  const { errors } = await gateway.ask(
    `{ contentNodes(where: { contentTypes: [POST, ODD${type}] }) { nodes { id } } }`,
  );
  expect(errors?.[0]?.message).toMatch(/can't be put in one order with other types.*`date`/);
});
