import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPressQL } from '../../src/index.ts';
import { startGateway, type TestGateway } from './gateway.ts';

/* The number of requests to a site with sixty custom post types doesn't grow with the number of types. */

/** Names that WordPress accepts, but that have another meaning in the GraphQL schema or in JavaScript. */
const specialNames = [
  'constructor',
  '__proto__',
  'core_image',
  'root_query_to_x',
  'null',
  '3d',
  'a-b',
  'a_b',
];

const plugin = `
  add_action('init', function () {
    foreach (json_decode('${JSON.stringify(specialNames)}') as $name) {
      register_post_type($name, ['public' => true, 'show_in_rest' => true, 'label' => $name, 'taxonomies' => ['constructors', 'Жанр', 'core_image_attributes']]);
    }
    foreach (['constructors', 'Жанр', 'core_image_attributes'] as $name) register_taxonomy($name, [], ['public' => true, 'show_in_rest' => true, 'label' => $name]);
    for ($i = 0; $i < 60; $i++) {
      register_post_type("kind$i", ['public' => true, 'show_in_rest' => true, 'label' => "Kinds $i", 'supports' => ['title', 'editor', 'custom-fields']]);
    }
    for ($k = 0; $k < 20; $k++) register_meta('post', "key_$k", ['type' => 'string', 'single' => true, 'show_in_rest' => true]);
    register_meta('post', 'venue', ['type' => 'object', 'single' => true, 'show_in_rest' => ['schema' => ['properties' => ['city' => ['type' => 'string']]]], 'auth_callback' => '__return_true']);
    register_post_meta('kind5', 'isbn', ['type' => 'string', 'single' => true, 'show_in_rest' => true]);
    register_post_type('hidden', ['public' => false, 'show_in_rest' => true, 'label' => 'Hidden']);
  });
  add_action('init', fn() => get_option('pressql_mute') && remove_action('template_redirect', 'rest_output_link_header', 11));
  add_action('rest_api_init', fn() => register_rest_field(['kind3', 'kind59'], 'extra', ['get_callback' => fn() => 1]));
  add_filter('rest_prepare_kind7', function ($response) { if (get_option('pressql_break')) throw new Error('broken'); return $response; });`;

let gateway: TestGateway;
let newest: readonly number[];
let startRequests = 0;
beforeAll(async () => {
  gateway = await startGateway();
  await gateway.site.plugin(plugin);
  newest = await gateway.site.phpJson(`
    for ($i = 0; $i < 60; $i++) for ($n = 0; $n < 3; $n++) wp_insert_post(['post_type' => "kind$i", 'post_title' => "No. $i.$n", 'post_status' => 'publish',
      'post_date' => gmdate('Y-m-d H:i:s', 1577836800 + 60 * ($n === 1 ? 100 + intdiv($i, 4) : ($i * 37 + $n * 101) % 400))]);
    foreach (json_decode('${JSON.stringify(specialNames)}') as $name) wp_insert_post(['post_type' => $name, 'post_title' => "Of $name", 'post_status' => 'publish', 'post_date' => '2019-01-01 01:00:30']);
    wp_insert_post(['post_type' => 'hidden', 'post_title' => 'Hidden', 'post_status' => 'publish', 'post_date' => '2020-01-01 01:00:30']);
    $types = array_diff(get_post_types(['show_in_rest' => true]), ['attachment', 'nav_menu_item', 'wp_block', 'wp_template', 'wp_template_part', 'wp_global_styles', 'wp_navigation', 'wp_font_family', 'wp_font_face']);
    echo json_encode(get_posts(['post_type' => array_values($types), 'post_status' => 'publish', 'numberposts' => -1, 'fields' => 'ids', 'orderby' => ['date' => 'DESC', 'ID' => 'DESC'], 'suppress_filters' => true]));`);
  const before = gateway.sent.length;
  await gateway.pressql.refresh();
  startRequests = gateway.sent.length - before;
}, 240_000);
afterAll(() => gateway.close());

interface Nodes {
  readonly contentNodes: {
    readonly nodes: readonly { readonly databaseId: number }[];
    readonly totalCount?: number;
    readonly pageInfo: {
      readonly hasNextPage: boolean;
      readonly hasPreviousPage: boolean;
      readonly startCursor: string;
      readonly endCursor: string;
    };
  };
}

async function read(args: string, fields = 'databaseId') {
  const { contentNodes: page } = await gateway.data<Nodes>(
    `{ contentNodes(${args}) { nodes { ${fields} } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`,
  );
  return { ...page.pageInfo, ids: page.nodes.map(({ databaseId }) => databaseId) };
}

/** Reads page after page of all content, to the end. */
async function* pagesOf(direction: 'forward' | 'backward', size: number) {
  const isForward = direction === 'forward';
  let cursor = '';
  for (let page = 0; page < 100; page++) {
    const place = cursor && `, ${isForward ? 'after' : 'before'}: "${cursor}"`;
    const found = await read(`${isForward ? 'first' : 'last'}: ${size}${place}`);
    yield found;
    cursor = isForward ? found.endCursor : found.startCursor;
    if (!(isForward ? found.hasNextPage : found.hasPreviousPage)) return;
  }
}

it('discovery needs few requests, and finds the fields that only documents contain', () => {
  expect(startRequests).toBeLessThan(25);
  const routes = gateway.pressql.site.resources;
  expect(routes.get('kind3')?.customFields.has('extra')).toBe(true);
  expect(routes.get('kind59')?.customFields.has('extra')).toBe(true);
  expect(routes.get('kind59')?.customFields.get('meta')?.properties).toHaveProperty('key_19');
});

it('all types share the GraphQL types of meta that a plugin registers for each of them', async () => {
  const types = Object.keys(gateway.pressql.schema.getTypeMap());
  const metaTypes = types.filter((name) => /Meta|Venue/.test(name) && /^(Kind|Content)/.test(name));
  expect(metaTypes.sort()).toEqual([
    'ContentNodeMeta',
    'ContentNodeMetaInputFields',
    'ContentNodeMetaVenue',
    'ContentNodeMetaVenueInputFields',
    'Kind5Meta',
    'Kind5MetaInputFields',
  ]);
  expect(types).toEqual(expect.arrayContaining(['PostMeta', 'PageMeta']));
});

it('meta of shared GraphQL types can be read and written', async () => {
  const city = (type: string, name: string) =>
    gateway.site.phpJson<number>(
      `[$id] = get_posts(['post_type' => '${type}', 'numberposts' => 1, 'fields' => 'ids']); update_post_meta($id, 'venue', ['city' => '${name}']); echo $id;`,
    );
  const [kind4, kind5, post] = [
    await city('kind4', 'Agra'),
    await city('kind5', 'Oslo'),
    await city('post', 'Rome'),
  ];
  await gateway.site.php(`update_post_meta(${kind5}, 'isbn', '123');`);
  const data = await gateway.data(
    `{ kind4(id: "${kind4}", idType: DATABASE_ID) { meta { __typename ...shared } }
       kind5(id: "${kind5}", idType: DATABASE_ID) { meta { __typename isbn venue { ...place } } }
       post(id: "${post}", idType: DATABASE_ID) { meta { __typename venue { ...place } } } }
     fragment shared on ContentNodeMeta { key0 venue { ...place } }
     fragment place on ContentNodeMetaVenue { city }`,
  );
  expect(data).toEqual({
    kind4: { meta: { __typename: 'ContentNodeMeta', key0: '', venue: { city: 'Agra' } } },
    kind5: { meta: { __typename: 'Kind5Meta', isbn: '123', venue: { city: 'Oslo' } } },
    post: { meta: { __typename: 'PostMeta', venue: { city: 'Rome' } } },
  });
  const written = await gateway.as('admin').data(
    `mutation ($venue: ContentNodeMetaVenueInputFields) {
      createKind4(input: { title: "New", meta: { key0: "a", venue: $venue } }) { kind4 { meta { key0 venue { city } } } }
    }`,
    { venue: { city: 'Bonn' } },
  );
  expect(written).toEqual({ createKind4: { kind4: { meta: { key0: 'a', venue: { city: 'Bonn' } } } } });
});

it('no URL of a request for schemas is longer than a server accepts', async () => {
  const urls: string[] = [];
  const other = await createPressQL({
    cache: false,
    url: gateway.site.url,
    refresh: 0,
    onRequest: ({ url }) => urls.push(url),
  });
  await other.close();
  expect(Math.max(...urls.map((url) => url.length))).toBeLessThan(4096);
});

describe('contentNodes of many types', () => {
  it('come newest first, with few requests', async () => {
    const { ids, hasNextPage } = await read(
      'first: 10',
      'databaseId id uri link slug ... on NodeWithTitle { title }',
    );
    expect(ids).toEqual(newest.slice(0, 10));
    expect(hasNextPage).toBe(true);
    expect(gateway.sent.length).toBeLessThanOrEqual(6);
  });

  it('come from the routes of their types only, if the search results lack a selected field', async () => {
    const { ids } = await read('first: 5', 'databaseId modified status');
    expect(ids).toEqual(newest.slice(0, 5));
    expect(gateway.sent.length).toBeLessThanOrEqual(20);
  });

  it('come each once in both directions, 45 and 90 on a page', async () => {
    const forward: number[] = [];
    for await (const { ids } of pagesOf('forward', 45)) forward.push(...ids);
    expect(forward).toEqual(newest);
    const backward: number[] = [];
    for await (const { ids } of pagesOf('backward', 90)) backward.unshift(...ids);
    expect(backward).toEqual(newest);
  }, 180_000);

  it('have a total count', async () => {
    const { contentNodes: page } = await gateway.data<Nodes>(
      '{ contentNodes(first: 2) { totalCount nodes { databaseId } pageInfo { hasNextPage } } }',
    );
    expect(page.totalCount).toBe(newest.length);
  });

  it('with given ids are read from the routes of their types only', async () => {
    const wanted = [newest[30], newest[3], newest[90]];
    expect((await read(`where: { in: [${wanted}] }`)).ids).toEqual(wanted);
    expect(gateway.sent.length).toBeLessThanOrEqual(8);
  });

  it('come without those of a type that fails, and with an error', async () => {
    await gateway.site.php(`update_option('pressql_break', 1);`);
    const query = '{ contentNodes(first: 300) { nodes { databaseId } } }';
    const { data, errors } = await gateway.ask<Nodes>(query);
    await gateway.site.php(`delete_option('pressql_break');`);
    const broken = await gateway.site.phpJson<number[]>(
      `echo json_encode(get_posts(['post_type' => 'kind7', 'numberposts' => -1, 'fields' => 'ids']));`,
    );
    const found = data.contentNodes.nodes.map(({ databaseId }) => databaseId);
    expect(found).toEqual(newest.filter((id) => !broken.includes(id)));
    expect(broken.length).toBe(3);
    expect(errors).toMatchObject([{ path: ['contentNodes'], extensions: { code: 'UPSTREAM_ERROR' } }]);
  });
});

it('content with an id needs few requests, whether or not it exists', async () => {
  const id = newest[77];
  const query = (wanted: unknown) => `{ contentNode(id: "${wanted}", idType: DATABASE_ID) { databaseId } }`;
  expect(await gateway.data(query(id))).toEqual({ contentNode: { databaseId: id } });
  expect(gateway.sent.length).toBeLessThanOrEqual(2);
  expect(await gateway.data(query(99_999_999))).toEqual({ contentNode: null });
  expect(gateway.sent.length).toBeLessThanOrEqual(6);
});

it('a URI whose page names no document is searched only in the types that its path can belong to', async () => {
  const [id, uri] = await gateway.site.phpJson<[number, string]>(
    `update_option('pressql_mute', 1); [$id] = get_posts(['post_type' => 'kind40', 'fields' => 'ids']); echo json_encode([$id, wp_make_link_relative(get_permalink($id))]);`,
  );
  const query = '{ nodeByUri(uri: "URI") { ... on DatabaseIdentifier { databaseId } } }'.replace('URI', uri);
  expect(await gateway.data(query)).toEqual({ nodeByUri: { databaseId: id } });
  expect(gateway.sent.length).toBeLessThan(12);
  await gateway.site.php(`delete_option('pressql_mute');`);
});

it.each(specialNames)('a type "%s" is in the schema, with its content', async (name) => {
  const { typeName, plural, connection } = gateway.pressql.site.resources.get(name) ?? {};
  const data = await gateway.data(
    `{ contentType(id: "${name}", idType: NAME) { graphqlPluralName } list: ${plural} { nodes { __typename title contentTypeName } } }`,
  );
  expect(data).toEqual({
    contentType: { graphqlPluralName: connection },
    list: { nodes: [{ __typename: typeName, title: `Of ${name}`, contentTypeName: name }] },
  });
});

it.each(['constructors', 'Жанр', 'core_image_attributes'])(
  'a taxonomy "%s" is in the schema',
  async (name) => {
    const plural = gateway.pressql.site.resources.get(name)?.plural;
    expect(await gateway.data(`{ ${plural} { nodes { name } } }`)).toEqual({
      [String(plural)]: { nodes: [] },
    });
  },
);
