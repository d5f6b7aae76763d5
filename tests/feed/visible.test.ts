import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { until } from '../cache/until.ts';
import { startGateway, type TestGateway } from '../graph/gateway.ts';

let gateway: TestGateway;
let facts: {
  id: number;
  draft: number;
  uri: string;
  author: number;
  category: number;
  menu: number;
  item: number;
  image: number;
};

beforeEach(async () => {
  // Only pings start polls. Each test has its own gateway: one that has read more needs more requests for a poll.
  gateway = await startGateway({
    cache: true,
    feed: 3_600_000,
    service: 'admin',
    grants: ['menus', 'settings'],
    onNote: () => undefined,
  });
  facts = await gateway.site.phpJson(`
    $post = get_posts(array('numberposts' => 1))[0]; $menu = wp_get_nav_menus()[0];
    echo json_encode(array(
      'id' => $post->ID, 'draft' => wp_insert_post(array('post_title' => 'Soon', 'post_status' => 'draft')),
      'uri' => wp_make_link_relative(get_permalink($post)), 'author' => (int) $post->post_author,
      'category' => wp_get_post_categories($post->ID)[0], 'menu' => $menu->term_id,
      'item' => wp_get_nav_menu_items($menu)[0]->ID,
      'image' => get_posts(array('post_type' => 'attachment', 'numberposts' => 1))[0]->ID,
    ));`);
});

afterEach(() => gateway.close());

const ping = () =>
  gateway.pressql.fetch(
    new Request('http://gateway.test/ping', {
      method: 'POST',
      body: '<methodCall><methodName>weblogUpdates.ping</methodName></methodCall>',
    }),
  );

const looks = () => [...(gateway.pressql.live.feed?.resources.values() ?? [])];

/** Pings the gateway, and waits until the feed has polled all resources. A later poll would show the next edit too early. */
async function polled(): Promise<void> {
  const pingedAt = Date.now();
  await ping();
  await until(() => looks().every((lookedAt) => lookedAt !== null && lookedAt >= pingedAt));
}

/** Asks until the answer comes from memory alone and the feed has polled all its resources. Returns the answer. */
async function settled(query: string): Promise<string> {
  for (;;) {
    const answer = JSON.stringify(await gateway.ask(query));
    if (gateway.sent.length === 0 && looks().length > 0 && !looks().includes(null)) return answer;
    await polled();
  }
}

/** Rows: what an editor does, its PHP, a query that shows it, and a part of the answer afterwards. */
const edits: readonly [name: string, edit: () => string, query: () => string, after: () => string][] = [
  [
    'a new title',
    () => `wp_update_post(array('ID' => ${facts.id}, 'post_title' => 'Seen title'));`,
    () => '{ posts(first: 2) { nodes { title } } }',
    () => '"Seen title"',
  ],
  [
    'a new name of a category of a post',
    () => `wp_update_term(${facts.category}, 'category', array('name' => 'Seen category'));`,
    () => `{ post(id: ${facts.id}, idType: DATABASE_ID) { categories { nodes { name } } } }`,
    () => '"Seen category"',
  ],
  [
    'a new name of an author',
    () => `wp_update_user(array('ID' => ${facts.author}, 'display_name' => 'Seen author'));`,
    () => `{ post(id: ${facts.id}, idType: DATABASE_ID) { author { node { name } } } }`,
    () => '"Seen author"',
  ],
  [
    'a new label in a menu',
    () => `wp_update_post(array('ID' => ${facts.item}, 'post_title' => 'Seen label'));`,
    () => '{ menus { nodes { menuItems { nodes { label } } } } }',
    () => 'Seen label',
  ],
  [
    'an approved comment',
    () =>
      `wp_insert_comment(array('comment_post_ID' => ${facts.id}, 'comment_content' => 'Seen comment', 'comment_author' => 'Ann', 'comment_approved' => 1));`,
    () => `{ post(id: ${facts.id}, idType: DATABASE_ID) { commentCount comments { nodes { content } } } }`,
    () => 'Seen comment',
  ],
  [
    'a new alternative text of an image',
    () =>
      `update_post_meta(${facts.image}, '_wp_attachment_image_alt', 'Seen alt'); wp_update_post(array('ID' => ${facts.image}));`,
    () => `{ mediaItem(id: ${facts.image}, idType: DATABASE_ID) { altText } }`,
    () => '"Seen alt"',
  ],
  [
    'another file of an image',
    () =>
      `update_attached_file(${facts.image}, '2026/11/seen-file.png'); wp_update_post(array('ID' => ${facts.image}));`,
    () => `{ mediaItem(id: ${facts.image}, idType: DATABASE_ID) { sourceUrl } }`,
    () => 'seen-file.png',
  ],
  [
    'a new title of the site',
    () => `update_option('blogname', 'Seen site');`,
    () => '{ generalSettings { title } }',
    () => '"Seen site"',
  ],
  [
    'a setting that only the grant shows',
    () => `update_option('posts_per_page', 3);`,
    () => '{ readingSettings { postsPerPage } }',
    () => '"postsPerPage":3',
  ],
  [
    'a new slug',
    () => `wp_update_post(array('ID' => ${facts.id}, 'post_name' => 'seen-slug'));`,
    () => `{ post(id: ${facts.id}, idType: DATABASE_ID) { uri } posts(first: 2) { nodes { uri } } }`,
    () => '/seen-slug/',
  ],
  [
    'a draft that was public',
    () => `wp_update_post(array('ID' => ${facts.id}, 'post_status' => 'draft'));`,
    () => `{ post(id: ${facts.id}, idType: DATABASE_ID) { title } }`,
    () => '"post":null',
  ],
  [
    'a draft that becomes public',
    () => `wp_update_post(array('ID' => ${facts.draft}, 'post_status' => 'publish', 'edit_date' => true));`,
    () => `{ posts(first: 3) { nodes { databaseId } } }`,
    () => `"databaseId":${facts.draft}`,
  ],
  [
    'a post in the trash',
    () => `wp_trash_post(${facts.id});`,
    () => `{ post(id: ${facts.id}, idType: DATABASE_ID) { title } }`,
    () => '"post":null',
  ],
];

test.each(edits)('%s is visible after a poll, and not before', async (_, edit, query, after) => {
  const before = await settled(query());
  expect(before).not.toContain(after());
  await gateway.site.php(edit());
  expect(JSON.stringify(await gateway.ask(query()))).toBe(before);
  await vi.waitFor(
    async () => {
      await polled();
      expect(JSON.stringify(await gateway.ask(query()))).toContain(after());
    },
    { timeout: 50_000, interval: 0 },
  );
});
