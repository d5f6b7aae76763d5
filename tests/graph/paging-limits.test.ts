import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startGateway, type TestGateway } from './gateway.ts';
import { expectPages, pageOf } from './walking.ts';

/*
 * Plugins and themes change routes: a route may lack the parameters for paging, or answer something else than requested.
 * The site has a post type for each change.
 */

const parameters = (code: string) => (type: string) =>
  `add_filter('rest_${type}_collection_params', function ($p) { ${code} return $p; });`;
const query = (code: string) => (type: string) =>
  `add_filter('rest_${type}_query', function ($a) { ${code} return $a; });`;
const document = (code: string) => (type: string) =>
  `add_filter('rest_prepare_${type}', function ($r) { $d = &$r->data; ${code} return $r; });`;
const results = (code: string) => (type: string) =>
  `add_filter('the_posts', function ($all, $q) { if ($q->get('post_type') === '${type}') { ${code} } return $all; }, 10, 2);`;
const clauses = (code: string) => (type: string) =>
  `add_filter('posts_clauses', function ($c, $q) { if ($q->get('post_type') === '${type}') { ${code} } return $c; }, 10, 2);`;

const withoutDates = "unset($p['before'], $p['after'], $p['orderby'], $p['order']);";

const setUps: readonly (readonly [title: string, plugin: (type: string) => string])[] = [
  ['without parameters for dates and orders', parameters(withoutDates)],
  ['without a parameter `offset`', parameters("unset($p['offset']);")],
  ['without parameters for offset, dates and orders', parameters(`${withoutDates} unset($p['offset']);`)],
  ['with no paging parameters except dates', parameters("unset($p['offset'], $p['page'], $p['exclude']);")],
  ['that return at most five documents', parameters("$p['per_page']['maximum'] = 5;")],
  ['that return at most one document', parameters("$p['per_page']['maximum'] = 1;")],
  ['that return at least six documents', parameters("$p['per_page']['minimum'] = 6;")],
  [
    'that can only order by title',
    parameters("$p['orderby']['enum'] = ['title']; $p['orderby']['default'] = 'title';"),
  ],
  [
    'whose query returns at most five documents',
    query("$a['posts_per_page'] = min(5, $a['posts_per_page']);"),
  ],
  ['whose query ignores dates', query("unset($a['date_query']);")],
  ['whose query ignores dates and offset', query("unset($a['date_query'], $a['offset']);")],
  ['whose query ignores the direction of the order', query("$a['order'] = 'DESC';")],
  ['whose query orders randomly', query("$a['orderby'] = 'rand';")],
  ['whose query counts no rows', query("$a['no_found_rows'] = true;")],
  [
    'that add a document at the start of each answer',
    results("array_unshift($all, get_posts(['post_type' => $q->get('post_type'), 'name' => 'n-1'])[0]);"),
  ],
  [
    'that return each document twice',
    clauses("$c['join'] = ' JOIN (SELECT 1 AS n UNION SELECT 2) AS twice';"),
  ],
  [
    'that hide documents that they count',
    results('$all = array_values(array_filter($all, fn($p) => $p->menu_order !== 7));'),
  ],
  ['whose documents have no date', document("unset($d['date']);")],
  [
    'whose documents have dates as prose for readers',
    document("$d['date'] = date('j. F Y', strtotime($d['date']));"),
  ],
  [
    'that return at most five documents, without stating the maximum',
    (type) => `add_filter('post_limits', fn($l, $q) => $q->get('post_type') === '${type}'
      ? preg_replace_callback('/\\d+$/', fn($m) => min(5, $m[0]), $l) : $l, 10, 2);`,
  ],
  [
    'that refuse the parameter `offset`',
    (
      type,
    ) => `add_filter('rest_request_before_callbacks', fn($r, $h, $q) => $q['offset'] && str_ends_with($q->get_route(), '/${type}')
      ? new WP_Error('rest_invalid_param', 'No offsets', ['status' => 400]) : $r, 10, 3);`,
  ],
  ['whose query always orders by title', query("$a['orderby'] = 'title';")],
  [
    'that replace the first document of each answer',
    results(
      "array_unshift($all, get_posts(['post_type' => $q->get('post_type'), 'name' => 'n-1'])[0]); $all = array_slice($all, 0, max(1, $q->get('posts_per_page')));",
    ),
  ],
  [
    'whose documents contain dates that are two hours too late',
    document("$d['date'] = gmdate('Y-m-d\\TH:i:s', strtotime($d['date']) + 7200);"),
  ],
  ['that have a document with no date', document("if ($d['slug'] === 'n-6') unset($d['date']);")],
];

const plugin = setUps
  .map(
    ([, code], index) => `add_action('init', fn() => register_post_type('odd${index}', ['public' => true,
      'show_in_rest' => true, 'label' => 'Oddities ${index}', 'supports' => ['title']])); ${code(`odd${index}`)}`,
  )
  .join('\n');

/** Twelve documents for each type. Some have the same date. The types that hide documents hide the seventh to ninth. */
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
    '%s can be paged to the end in both directions, newest first',
    async (what, index) => {
      const expected = await newest(`odd${index}`, what.includes('hide'));
      const hasNoOrder = what.includes('no date') || what.includes('for readers');
      const list = { field: `oddities${index}` };
      if (hasNoOrder) {
        // Without dates, the gateway can't order documents with the same date. The order of all others is certain.
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

describe('a route that returns at most five documents', () => {
  it('finds documents by slug, by title and by many ids', async () => {
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

it('the error names the documents that have no date to order them among other types', async () => {
  const type = setUps.findIndex(([what]) => what.includes('have no date'));
  const { errors } = await gateway.ask(
    `{ contentNodes(where: { contentTypes: [POST, ODD${type}] }) { nodes { id } } }`,
  );
  expect(errors?.[0]?.message).toMatch(/can't be put in one order with other types.*`date`/);
});
