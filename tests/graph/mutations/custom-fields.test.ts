import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type MutationClient, startMutationClient } from './mutation-client.ts';

let client: MutationClient;
beforeAll(async () => {
  client = await startMutationClient();
});
beforeEach(() => client.gateway.site.reset());
afterAll(() => client.gateway.close());

describe('fields that plugins register', () => {
  it('can be written to terms, users, comments and media', async () => {
    await client.gateway.site.php("update_option('pressql_test_fields', 'meta');");
    await client.gateway.pressql.refresh();
    const ask = (mutation: string) =>
      client.gateway.as('admin').data<Record<string, Record<string, unknown>>>(`mutation { ${mutation} }`);
    expect(
      await ask(
        `createCategory(input: { name: "Dyed", meta: { color: "#00ff00" } }) { category { meta { color } } }`,
      ),
    ).toEqual({ createCategory: { category: { meta: { color: '#00ff00' } } } });
    expect(
      await ask(`updateUser(input: { id: 1, meta: { city: "Faro" } }) { user { meta { city } } }`),
    ).toEqual({
      updateUser: { user: { meta: { city: 'Faro' } } },
    });
    const comment = await client.gateway.site.php("echo get_comments(['number' => 1])[0]->comment_ID;");
    expect(
      await ask(
        `updateComment(input: { id: ${comment}, meta: { stars: 4 } }) { comment { meta { stars } } }`,
      ),
    ).toEqual({ updateComment: { comment: { meta: { stars: 4 } } } });
    const media = await client.gateway.site.php("echo get_posts(['post_type' => 'attachment'])[0]->ID;");
    expect(
      await ask(
        `updateMediaItem(input: { id: ${media}, meta: { credit: "Ana" } }) { mediaItem { meta { credit } } }`,
      ),
    ).toEqual({ updateMediaItem: { mediaItem: { meta: { credit: 'Ana' } } } });
    const { errors } = await client.gateway
      .as('admin')
      .ask(
        'mutation { createCategory(input: { name: "Plain", meta: { color: "green" } }) { category { id } } }',
      );
    expect(errors?.[0]).toMatchObject({
      path: ['createCategory'],
      extensions: { code: 'UPSTREAM_REFUSED', restCode: 'rest_invalid_hex_color' },
    });
  });
});
