import { afterAll, beforeAll, expect, it } from 'vitest';
import { startGateway, type TestGateway } from '../graph/gateway.ts';
import { until } from './until.ts';

/* The cache and the change feed together, in front of a real WordPress. */

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway({ cache: true, feed: 500 });
});
afterAll(() => gateway?.close());

const looked = (resource: string) => (gateway.pressql.live.feed?.resources.get(resource) ?? null) !== null;

it('has the terms and the authors of posts before a visitor wants them', async () => {
  await gateway.data(
    '{ posts(first: 1) { nodes { title author { node { name } } categories { nodes { name } } } } }',
  );
  await until(() => looked('category') && looked('user'));
  await gateway.data(
    '{ posts(first: 30) { nodes { title author { node { name } } categories { nodes { name } } } } }',
  );
  const documents = gateway.sent.filter(({ query }) => query['include'] !== undefined);
  expect(documents).toEqual([]);
}, 60_000);

it.each([
  [
    'a title',
    '{ posts(first: 1) { nodes { title } } }',
    `wp_update_post(['ID' => get_posts()[0]->ID, 'post_title' => 'Sentinel']);`,
  ],
  [
    'a category',
    '{ categories(first: 100) { nodes { name } } }',
    `wp_update_term(get_terms(['taxonomy' => 'category'])[0]->term_id, 'category', ['name' => 'Sentinel']);`,
  ],
  [
    'an author',
    '{ posts(first: 100) { nodes { author { node { name } } } } }',
    `wp_update_user(['ID' => get_posts()[0]->post_author, 'display_name' => 'Sentinel']);`,
  ],
  [
    'a new post',
    '{ posts(first: 1) { nodes { title } } }',
    `wp_insert_post(['post_title' => 'Sentinel', 'post_status' => 'publish', 'post_author' => 1]);`,
  ],
  [
    'a comment',
    '{ comments(first: 1) { nodes { content } } }',
    `wp_insert_comment(['comment_post_ID' => get_posts()[0]->ID, 'comment_content' => 'Sentinel', 'comment_approved' => 1]);`,
  ],
])(
  'shows %s that changed behind its back, without being told',
  async (_what, query, change) => {
    await gateway.site.reset();
    const before = JSON.stringify(await gateway.data(query));
    expect(before).not.toContain('Sentinel');
    await gateway.site.php(change);
    await until(async () => JSON.stringify(await gateway.data(query)).includes('Sentinel'));
  },
  60_000,
);

it('no longer shows a post in the trash', async () => {
  await gateway.site.reset();
  const query = '{ posts(first: 3) { nodes { databaseId } } }';
  const { posts } = await gateway.data<{ posts: { nodes: { databaseId: number }[] } }>(query);
  const id = posts.nodes[0]?.databaseId;
  await gateway.site.php(`wp_trash_post(${id});`);
  await until(async () => !JSON.stringify(await gateway.data(query)).includes(`:${id}}`));
}, 60_000);
