import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startGateway, type TestGateway } from './gateway.ts';

let gateway: TestGateway;
let ids: Readonly<Record<'secret' | 'open', number>>;
beforeAll(async () => {
  gateway = await startGateway();
  ids = await gateway.site.phpJson(`
    $make = fn($title, $more = []) => wp_insert_post(array_merge(['post_title' => $title, 'post_status' => 'publish'], $more));
    echo json_encode(['open' => $make('Open'), 'secret' => $make('Secret', ['post_password' => 'open sesame', 'post_content' => 'Forty thieves'])]);`);
});
afterAll(() => gateway.close());

describe('content with a password', () => {
  const question = (more = '') =>
    `{ post(id: "${ids.secret}", idType: DATABASE_ID${more}) { title content hasPassword password } }`;

  it('is readable with the password', async () => {
    expect(await gateway.data(question())).toMatchObject({
      post: { content: null, hasPassword: true, password: null },
    });
    expect(await gateway.data(question(', password: "open sesame"'))).toMatchObject({
      post: { content: '<p>Forty thieves</p>\n' },
    });
  });

  it('is not readable with another password', async () => {
    const { data, errors } = await gateway.ask(question(', password: "open barley"'));
    expect(data).toEqual({ post: null });
    expect(errors?.[0]).toMatchObject({
      path: ['post'],
      extensions: { code: 'FORBIDDEN', restCode: 'rest_post_incorrect_password' },
    });
  });

  it('withholds the fields that WPGraphQL withholds, until the query has the password', async () => {
    const fields = 'date modifiedGmt author { node { name } } categories { nodes { name } } commentStatus';
    const post = (more = '') =>
      `{ post(id: "${ids.secret}", idType: DATABASE_ID${more}) { slug status uri title ${fields} } }`;
    const closed = await gateway.data<{ post: object }>(post());
    expect(closed.post).toMatchObject({
      slug: 'secret',
      status: 'publish',
      title: 'Secret',
      date: null,
      modifiedGmt: null,
      author: null,
      categories: { nodes: [] },
      commentStatus: null,
    });
    const open = {
      date: expect.any(String),
      modifiedGmt: expect.any(String),
      author: { node: { name: expect.any(String) } },
      categories: { nodes: [{ name: expect.any(String) }] },
      commentStatus: 'open',
    };
    expect(await gateway.data(post(', password: "open sesame"'))).toMatchObject({ post: open });
    expect(await gateway.as('editor').data(post())).toMatchObject({ post: open });
    expect(await gateway.as('subscriber').data(post())).toMatchObject({ post: { date: null } });
  });

  it('withholds its comments, but not the comments of other content in the query', async () => {
    const other = await gateway.site.phpJson<number>(`
      foreach ([${ids.secret}, ${ids.open}] as $post) wp_insert_comment(['comment_post_ID' => $post, 'comment_content' => 'Read me', 'comment_author' => 'Ali', 'comment_approved' => 1]);
      echo ${ids.open};`);
    const post = (id: number) =>
      `post(id: "${id}", idType: DATABASE_ID) { isRestricted commentCount comments { nodes { content } } }`;
    const both = `{ secret: ${post(ids.secret)} other: ${post(other)} }`;
    const comments = { nodes: [{ content: '<p>Read me</p>\n' }] };
    const open = { isRestricted: false, commentCount: 1, comments };
    expect(await gateway.data(both)).toEqual({
      secret: { isRestricted: true, commentCount: null, comments: { nodes: [] } },
      other: open,
    });
    expect(await gateway.as('editor').data(both)).toEqual({ secret: open, other: open });
  });

  it('is readable without the password to users who may edit it', async () => {
    expect(await gateway.as('editor').data(question())).toMatchObject({
      post: { content: '<p>Forty thieves</p>\n', password: 'open sesame' },
    });
    expect(await gateway.as('subscriber').data(question())).toMatchObject({ post: { content: null } });
  });
});
