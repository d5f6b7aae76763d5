import { afterAll, beforeAll, expect, it } from 'vitest';
import { defineIntegration, text } from '../../src/integrations/index.ts';
import { startGateway, type TestGateway } from '../graph/gateway.ts';

const plugin = `
  add_action('rest_api_init', fn() => register_rest_route('lists/v1', '/(?P<code>[a-z_]+)', [
    'permission_callback' => '__return_true',
    'callback' => fn($request) => new WP_Error(
      $request['code'],
      'The list of admin@mail.example is full, says ' . ABSPATH . 'wp-config.php: 7 of 7.',
      ['status' => 409, 'params' => ['list' => 'It has seven items.']]
    ),
  ]));`;

const lists = defineIntegration({
  name: 'lists',
  detect: () => true,
  errorCodes: ['list_full'],
  extend: (graph) =>
    graph.addRootFields((t) => ({
      list: t.string({
        args: { code: t.arg.string({ required: true }) },
        resolve: async (_root, { code }, { loaders }) =>
          text(await loaders.rest.get(`/lists/v1/${code}`), 'name'),
      }),
    })),
});

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway({
    integrations: [lists],
    onError: () => undefined,
    prepare: (site) => site.plugin(plugin),
  });
});
afterAll(() => gateway.close());

const errorOf = async (code: string) => {
  const { errors = [] } = await gateway.ask(`{ list(code: "${code}") }`);
  return errors[0];
};

it('the message of a code that an integration names reaches clients, without paths and addresses', async () => {
  const error = await errorOf('list_full');
  expect(error?.message).toContain('It has seven items.');
  expect(error?.extensions).toMatchObject({ restCode: 'list_full' });
  expect(JSON.stringify(error)).not.toMatch(/mail\.example|wp-config|\/wordpress/);
});

it('the message of any other code does not', async () => {
  const error = await errorOf('list_broken');
  expect(error?.extensions).toMatchObject({ restCode: 'list_broken' });
  expect(JSON.stringify(error)).not.toMatch(/seven|full|7 of 7/);
});
