import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { diagnose } from '../../src/cli/doctor.ts';
import { startGateway, type TestGateway } from './gateway.ts';

/** Types and taxonomies whose `rest_base` or `rest_namespace` WordPress changes before it registers the route. */
const odd: Readonly<Record<string, string>> = {
  winner: "'rest_base' => '/api/winners'",
  trail: "'rest_base' => 'trails/'",
  twice: "'rest_base' => 'a//b'",
  upper: "'rest_base' => 'Uppers'",
  letters: "'rest_base' => 'bücher'",
  spaced: "'rest_base' => 'two words'",
  version: "'rest_base' => 'v1.0'",
  spacename: "'rest_namespace' => '/odd/v1/'",
};

/** Types without a route. */
const routeless: Readonly<Record<string, string>> = {
  plus: "'rest_base' => 'a+b'",
  controlled: "'rest_controller_class' => 'No_Such_Class'",
  gone: "'rest_base' => 'gone'",
  repeated: "'rest_base' => 'Uppers'",
  blockish: "'rest_base' => 'blocks'",
};

describe('a type or taxonomy whose route differs from its description', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await startGateway();
    const types = Object.entries({ ...odd, ...routeless }).map(
      ([name, more]) =>
        `register_post_type('${name}', ['public' => true, 'show_in_rest' => true, 'label' => ucfirst('${name}s'), ${more}]);`,
    );
    await gateway.site.plugin(`
      add_action('init', function () {
        ${types.join('\n')}
        register_taxonomy('region', 'winner', ['public' => true, 'show_in_rest' => true, 'rest_base' => '/api/regions/']);
      });
      add_filter('rest_endpoints', fn($all) => array_filter($all, fn($route) => strpos($route, '/wp/v2/gone') !== 0, ARRAY_FILTER_USE_KEY));`);
    await gateway.site.php(`
      $term = wp_insert_term('North', 'region')['term_id'];
      foreach (${JSON.stringify(Object.keys(odd))} as $type) {
        $id = wp_insert_post(['post_type' => $type, 'post_title' => "One $type", 'post_status' => 'publish']);
        if ($type === 'winner') wp_set_object_terms($id, [$term], 'region');
      }`);
    await gateway.pressql.refresh();
  });
  afterAll(() => gateway.close());

  it.each(Object.keys(odd))('is in the schema: %s', async (name) => {
    const resource = gateway.pressql.site.resources.get(name);
    const listed = await gateway.data<Record<string, { nodes: { title: string; uri: string }[] }>>(
      `{ ${resource?.plural} { nodes { title uri } } }`,
    );
    const node = listed[resource?.plural ?? '']?.nodes[0];
    expect(node?.title).toBe(`One ${name}`);
    const { nodeByUri } = await gateway.data<{ nodeByUri: object | null }>(
      'query ($uri: String!) { nodeByUri(uri: $uri) { __typename } }',
      { uri: node?.uri },
    );
    expect(nodeByUri).toEqual({ __typename: resource?.typeName });
  });

  it('connects content with its terms', async () => {
    const found = await gateway.data(
      '{ winners { nodes { regions { nodes { name uri winners { nodes { title } } } } } } region(id: "/region/north/", idType: URI) { name } }',
    );
    const north = { name: 'North', uri: '/region/north/', winners: { nodes: [{ title: 'One winner' }] } };
    expect(found).toEqual({
      winners: { nodes: [{ regions: { nodes: [north] } }] },
      region: { name: 'North' },
    });
  });

  it('is a finding of `pressql doctor` if it has no route', async () => {
    const notes: string[] = [];
    for await (const { topic, finding } of diagnose(gateway.site.url))
      if (topic === 'Note') notes.push(finding);
    for (const name of Object.keys(routeless)) {
      expect(notes).toContainEqual(expect.stringMatching(new RegExp(`^"${name}" is not in the graph: `)));
    }
    for (const name of Object.keys(odd)) expect(notes.join('\n')).not.toContain(`"${name}" is not`);
  });

  it('is checked by `pressql doctor` even if it returns fewer documents than requested', async () => {
    await gateway.site.plugin(
      "add_filter('rest_post_collection_params', function ($p) { $p['per_page']['maximum'] = $p['per_page']['default'] = 5; return $p; });",
    );
    const answers = new Map<string, string>();
    for await (const { topic, finding } of diagnose(gateway.site.url)) answers.set(topic, finding);
    expect(answers.get('Totals')).toBe('the X-WP-Total header is present');
    expect(answers.get('Speed')).toContain('for ten posts');
  });
});
