import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createPressQL, type PressQL, type PressQLOptions } from '../../src/index.ts';
import { pairOf } from '../graph/gateway.ts';
import { siteBehindProxy } from '../wordpress/behind-proxy.ts';
import { reset } from '../wordpress/fault-proxy.ts';
import { tell, webhookSecret } from './tell.ts';

/* Documents that visitors no longer see, while WordPress is up and while it is down. */

const { site, proxy } = await siteBehindProxy();
let pressql: PressQL;
let sent: string[] = [];

const open = (options: Partial<PressQLOptions> = {}) =>
  createPressQL({
    url: proxy.url,
    webhookSecret,
    refresh: 0,
    feed: 0,
    timeout: 60_000,
    deadline: 120_000,
    random: () => 0,
    onError: () => undefined,
    onRequest: ({ method, route }) => sent.push(`${method} ${route}`),
    ...options,
  });

beforeEach(async () => {
  pressql = await open();
});
afterEach(async () => {
  proxy.break([]);
  await pressql.close();
  await site.reset();
});

async function ask(query: string) {
  sent = [];
  const response = await pressql.fetch(
    new Request(`http://gateway.test/graphql?query=${encodeURIComponent(query)}`),
  );
  return (await response.json()) as { data: Record<string, Posts>; errors?: unknown[] };
}

function listOf({ data }: { data: Readonly<Record<string, Posts>> }): Posts {
  const [list] = Object.values(data);
  if (!list) throw new Error('There is no list');
  return list;
}

interface Posts {
  nodes: { databaseId: number }[];
  pageInfo: { hasNextPage: boolean };
  totalCount: number | null;
}

const removed = (resource: string, ...ids: number[]) =>
  tell(
    pressql,
    ids.map((id) => ({ kind: 'removed', resource, id })),
  );
const stop = () => proxy.break([[/./, reset]]);

describe('a deleted post, while WordPress is down', () => {
  const page = '{ nodes { databaseId } pageInfo { hasNextPage endCursor } totalCount }';
  const lists: readonly (readonly [string, string, number])[] = [
    ['the first ones', 'posts(first: 5)', 5],
    ['the last ones', 'posts(last: 5)', 5],
    ['those by title', 'posts(first: 5, where: { orderby: [{ field: TITLE, order: ASC }] })', 5],
    ['all', 'posts(first: 100)', 100],
    ['those of two types', 'contentNodes(first: 5, where: { contentTypes: [POST, PAGE] })', 5],
  ];

  it.each(lists)('is in no list: %s', async (_what, list, size) => {
    const query = `{ list: ${list} ${page} }`;
    const before = listOf(await ask(query));
    const gone = before.nodes.slice(1, 3).map(({ databaseId }) => databaseId);
    await removed('post', ...gone);
    await removed('page', ...gone);
    stop();
    const { data, errors } = await ask(query);
    expect(errors).toBeUndefined();
    const after = listOf({ data });
    const left = before.nodes.filter(({ databaseId }) => !gone.includes(databaseId));
    const expected = left.map(({ databaseId }) => databaseId);
    const shown = after.nodes.map(({ databaseId }) => databaseId);
    expect(shown.filter((id) => gone.includes(id))).toEqual([]);
    expect(shown.length).toBeLessThanOrEqual(size);
    // Others that are known may follow. The last one may be missing: its place among others of the same date is unknown.
    const others = shown.filter((id) => expected.includes(id));
    expect([expected, expected.slice(0, -1), expected.slice(1)]).toContainEqual(others);
    expect(after.pageInfo.hasNextPage).toBe(before.pageInfo.hasNextPage);
    if (before.totalCount !== null) expect(after.totalCount).toBe(before.totalCount - gone.length);
  });

  it('makes room for the next one, if that is known', async () => {
    const five = '{ posts(first: 5) { nodes { databaseId } } }';
    const ten = await ask(five.replace('5', '10'));
    const ids = listOf(ten).nodes.map(({ databaseId }) => databaseId);
    await removed('post', ids[2] ?? 0);
    stop();
    const answer = await ask(five);
    expect(listOf(answer).nodes.map(({ databaseId }) => databaseId)).toEqual(
      ids.filter((id) => id !== ids[2]).slice(0, 5),
    );
  });

  it('is nowhere else either: by id, by slug, by path, as the post of a comment, or as a search result', async () => {
    const { id, slug, uri } = await site.phpJson<{ id: number; slug: string; uri: string }>(`
      $id = wp_insert_post(['post_title' => 'Vanishing', 'post_name' => 'vanishing', 'post_status' => 'publish']);
      wp_insert_comment(['comment_post_ID' => $id, 'comment_content' => 'Said', 'comment_approved' => 1]);
      echo json_encode(['id' => $id, 'slug' => 'vanishing', 'uri' => wp_make_link_relative(get_permalink($id))]);`);
    const query = `{
      byId: post(id: ${id}, idType: DATABASE_ID) { title }
      bySlug: post(id: "${slug}", idType: SLUG) { title }
      byUri: nodeByUri(uri: "${uri}") { ... on Post { title } }
      comments(first: 1) { nodes { commentedOn { node { ... on Post { title } } } } }
      found: posts(where: { search: "Vanishing" }) { nodes { title } }
      all: contentNodes(first: 3) { nodes { ... on Post { title } } }
    }`;
    const before = await ask(query);
    expect(JSON.stringify(before.data).match(/Vanishing/g)).toHaveLength(6);
    await removed('post', id);
    stop();
    const after = await ask(query);
    expect(JSON.stringify(after)).not.toContain('Vanishing');
    expect(after.data).toMatchObject({ byId: null, bySlug: null, byUri: null, found: { nodes: [] } });
  });
});

describe('a removed document, while WordPress is down', () => {
  it('is not shown again by a gateway that starts meanwhile', async () => {
    const cacheDir = await mkdtemp(join(tmpdir(), 'pressql-removed-'));
    const restart = async () => {
      await pressql.close();
      pressql = await open({ cacheDir, onNote: () => undefined });
    };
    await restart();
    const query = '{ posts(first: 5) { nodes { databaseId } pageInfo { hasNextPage } totalCount } }';
    const before = listOf(await ask(query));
    const gone = before.nodes[1]?.databaseId ?? 0;
    await removed('post', gone);
    stop();
    for (let restarts = 0; restarts < 2; restarts++) {
      await restart();
      const answer = await ask(query);
      expect(answer.errors).toBeUndefined();
      expect(listOf(answer).nodes).toEqual(before.nodes.filter(({ databaseId }) => databaseId !== gone));
      const single = await ask(`{ post(id: ${gone}, idType: DATABASE_ID) { databaseId } }`);
      expect(single.data).toEqual({ post: null });
    }
    await rm(cacheDir, { recursive: true });
  });

  it('is in no menu', async () => {
    const { page, menu } = await site.phpJson<Record<string, number>>(`
      $page = wp_insert_post(['post_type' => 'page', 'post_title' => 'Vanishing', 'post_status' => 'publish']);
      $menu = wp_get_nav_menus()[0]->term_id;
      wp_update_nav_menu_item($menu, 0, ['menu-item-object-id' => $page, 'menu-item-object' => 'page',
        'menu-item-type' => 'post_type', 'menu-item-status' => 'publish']);
      echo json_encode(['page' => $page, 'menu' => $menu]);`);
    await pressql.close();
    pressql = await open({ serviceCredential: pairOf(site, 'admin'), grants: ['menus'] });
    const query = '{ menuItems(first: 100) { nodes { label } } menus { nodes { databaseId } } }';
    const before = JSON.stringify((await ask(query)).data);
    expect(before).toContain('Vanishing');
    await removed('page', page ?? 0);
    stop();
    const after = await ask(query);
    expect(after.errors).toBeUndefined();
    const left = JSON.parse(before);
    left.menuItems.nodes = left.menuItems.nodes.filter(
      ({ label }: { label: string }) => label !== 'Vanishing',
    );
    expect(after.data).toEqual(left);
    await removed('menu', menu ?? 0);
    expect(JSON.stringify((await ask(query)).data)).not.toContain(`"databaseId":${menu}`);
  });

  it.each(['contentNodes(first: 5', 'posts(first: 5'])('is no result of a search: %s', async (root) => {
    const id = await site.phpJson<number>(
      `echo wp_insert_post(['post_title' => 'Vanishing', 'post_status' => 'publish']);`,
    );
    const query = `{ ${root}, where: { search: "Vanishing" }) { nodes { databaseId } } }`;
    expect(listOf(await ask(query)).nodes).toEqual([{ databaseId: id }]);
    await removed('post', id);
    stop();
    const after = await ask(query);
    expect(after.errors).toBeUndefined();
    expect(listOf(after).nodes).toEqual([]);
  });
});

describe('what names a removed document', () => {
  it.each([
    ['category', '{ categories { nodes { name } } }'],
    ['user', '{ authorDatabaseId author { node { name } } }'],
    ['attachment', '{ featuredImageDatabaseId featuredImage { node { title } } }'],
  ])('is read again: %s', async (resource, selection) => {
    const { term, author, image, post } = await site.phpJson<Record<string, number>>(`
      $author = wp_insert_user(['user_login' => 'leaving', 'user_pass' => 'x', 'display_name' => 'Named', 'role' => 'author']);
      $term = wp_insert_term('Named', 'category')['term_id'];
      $image = wp_insert_attachment(['post_title' => 'Named', 'post_mime_type' => 'image/png', 'post_status' => 'inherit'], 'named.png');
      $post = wp_insert_post(['post_title' => 'Naming', 'post_status' => 'publish', 'post_author' => $author, 'post_category' => [$term]]);
      set_post_thumbnail($post, $image);
      echo json_encode(compact('term', 'author', 'image', 'post'));`);
    const fields = selection.slice(1, -1);
    const query = `{ post(id: ${post}, idType: DATABASE_ID) { title ${fields} } }`;
    expect(JSON.stringify((await ask(query)).data)).toContain('Named');
    await site.php(`require_once ABSPATH . 'wp-admin/includes/user.php';
      wp_delete_term(${term}, 'category'); wp_delete_attachment(${image}, true); wp_delete_user(${author}, 1);`);
    const id = { category: term, user: author, attachment: image }[resource] ?? 0;
    await removed(resource, id);
    const { data } = await ask(query);
    expect(sent).not.toEqual([]);
    expect(JSON.stringify(data)).not.toContain('Named');
    expect(JSON.stringify(data)).not.toContain(`DatabaseId":${id}`);
    if (resource === 'category') expect(JSON.stringify(data)).toContain('Uncategorized');
  });
});
