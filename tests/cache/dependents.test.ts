import { afterAll, beforeAll, expect, it } from 'vitest';
import { startGateway, type TestGateway } from '../graph/gateway.ts';

/* What a mutation through the gateway makes old besides the document itself. */

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway({ cache: true });
});
afterAll(() => gateway?.close());

const global = (kind: string, id: number) => Buffer.from(`${kind}:${id}`).toString('base64');

/** Inserts a post with a comment, by an author who has no other post. */
async function story(status: string) {
  return gateway.site.phpJson<{ post: number; author: number }>(`
    $author = wp_insert_user(['user_login' => 'newcomer', 'user_pass' => 'x', 'display_name' => 'Newcomer', 'role' => 'author']);
    $post = wp_insert_post(['post_title' => 'Story', 'post_status' => '${status}', 'post_author' => $author]);
    wp_insert_comment(['comment_post_ID' => $post, 'comment_content' => 'Between us', 'comment_approved' => 1]);
    echo json_encode(['post' => $post, 'author' => $author]);`);
}

const comments = '{ comments(first: 5) { nodes { content } } }';

it('hides the comments of a post together with the post', async () => {
  await gateway.site.reset();
  const { post } = await story('publish');
  expect(JSON.stringify(await gateway.data(comments))).toContain('Between us');
  await gateway
    .as('admin')
    .data(
      `mutation { updatePost(input: { id: "${global('post', post)}", status: PRIVATE }) { clientMutationId } }`,
    );
  expect(JSON.stringify(await gateway.ask(comments))).not.toContain('Between us');
});

it('shows an author as soon as their first post is published', async () => {
  await gateway.site.reset();
  const { post, author } = await story('draft');
  const query = `{ user(id: ${author}, idType: DATABASE_ID) { name } }`;
  expect((await gateway.ask<{ user: unknown }>(query)).data.user).toBeNull();
  await gateway
    .as('admin')
    .data(
      `mutation { updatePost(input: { id: "${global('post', post)}", status: PUBLISH }) { clientMutationId } }`,
    );
  expect(await gateway.data(query)).toEqual({ user: { name: 'Newcomer' } });
});
