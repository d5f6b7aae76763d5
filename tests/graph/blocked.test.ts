import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startGateway, type TestGateway } from './gateway.ts';

interface Authored {
  readonly author: { readonly node: { readonly name: string; readonly uri: string | null } } | null;
  readonly title: string;
}

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterEach(() => gateway.site.php(`delete_option('pressql_test_block_users');`));
afterAll(() => gateway.close());

const authors = '{ posts(first: 6) { nodes { title author { node { name uri } } } } }';

describe('a site that blocks its users route', () => {
  it('has the authors that posts embed, with one more request', async () => {
    const open = await gateway.data<{ posts: { nodes: Authored[] } }>(authors);
    await gateway.site.php(`update_option('pressql_test_block_users', 'list');`);
    const blocked = await gateway.data<{ posts: { nodes: Authored[] } }>(authors);
    expect(blocked).toEqual(open);
    expect(gateway.sent.map(({ route }) => route)).toEqual(['/wp/v2/posts', '/wp/v2/users', '/wp/v2/posts']);
  });

  it('has null and a notice if posts embed no author', async () => {
    await gateway.site.php(`update_option('pressql_test_block_users', 'all');`);
    const { data, errors, extensions } = await gateway.ask<{ posts: { nodes: Authored[] } }>(authors);
    expect(data.posts.nodes).toHaveLength(6);
    expect(data.posts.nodes.every(({ author, title }) => author === null && title !== '')).toBe(true);
    expect(errors).toBeUndefined();
    expect(extensions?.pressql.notices).toMatchObject([
      { field: 'Post.author', path: ['posts', 'nodes', 0, 'author'], reason: 'FORBIDDEN', grant: null },
    ]);
  });

  it('has empty lists of users, with a notice', async () => {
    await gateway.site.php(`update_option('pressql_test_block_users', 'all');`);
    const { data, errors, extensions } = await gateway.ask(
      '{ users { nodes { name } } user(id: "1", idType: DATABASE_ID) { name } posts(first: 1) { nodes { id } } }',
    );
    expect(data).toMatchObject({ users: { nodes: [] }, user: null, posts: { nodes: [{}] } });
    expect(errors).toBeUndefined();
    expect(extensions?.pressql.notices.map(({ field }) => field)).toEqual([
      'RootQuery.users',
      'RootQuery.user',
    ]);
  });
});

describe('references to missing nodes', () => {
  it('are null', async () => {
    const id = await gateway.site.phpJson<number>(`
      global $wpdb;
      $id = wp_insert_post(['post_title' => 'Orphan', 'post_status' => 'publish']);
      update_post_meta($id, '_thumbnail_id', 999999);
      $wpdb->update($wpdb->posts, ['post_author' => 888888], ['ID' => $id]); clean_post_cache($id);
      echo json_encode($id);`);
    const answer = await gateway.ask(
      `{ post(id: "${id}", idType: DATABASE_ID) { title author { node { name } } featuredImage { node { sourceUrl } } comments { nodes { id } } } }`,
    );
    expect(answer).toEqual({
      data: { post: { title: 'Orphan', author: null, featuredImage: null, comments: { nodes: [] } } },
    });
  });

  it('are null for an unknown name, and an error for a malformed one', async () => {
    const { data, errors } = await gateway.ask<Record<string, null>>(`{
      slug: post(id: "no-such-post", idType: SLUG) { id } number: post(id: "999999", idType: DATABASE_ID) { id }
      id: post(id: "${Buffer.from('post:999999').toString('base64')}") { id } term: category(id: "none", idType: SLUG) { id }
      user: user(id: "nobody", idType: SLUG) { id } node: node(id: "${Buffer.from('term:999999').toString('base64')}") { id }
      bad: post(id: "%%%") { id } badNode: node(id: "nonsense") { id } email: user(id: "a@b.example", idType: EMAIL) { id } }`);
    expect(Object.values(data).every((value) => value === null)).toBe(true);
    expect(errors?.map(({ path }) => path?.[0]).sort()).toEqual(['bad', 'badNode', 'email']);
    expect(errors?.every(({ extensions }) => extensions?.['code'] === 'BAD_USER_INPUT')).toBe(true);
  });
});
