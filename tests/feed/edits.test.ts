import { afterAll, beforeAll, expect, test } from 'vitest';
import { startSite, type TestSite } from '../wordpress/site.ts';
import { startFeed, type TestFeed } from './feed-of.ts';

let site: TestSite;
let feed: TestFeed;

beforeAll(async () => {
  site = await startSite();
  feed = await startFeed(site, [
    'post',
    'page',
    'attachment',
    'category',
    'post_tag',
    'user',
    'comment',
    'settings',
  ]);
});

afterAll(async () => {
  feed.close();
  await site.close();
});

/** Ids and paths of the newest post and others that the tests edit. */
const post = () =>
  site.phpJson<{ id: number; uri: string; author: number; category: number }>(`
    $post = get_posts(array('numberposts' => 1))[0];
    echo json_encode(array(
      'id' => $post->ID, 'uri' => wp_make_link_relative(get_permalink($post)), 'author' => (int) $post->post_author,
      'category' => wp_get_post_categories($post->ID)[0],
    ));`);

test('nothing is published if nothing has changed', async () => {
  expect(await feed.changesAfter('')).toEqual([]);
});

test('a new title is a change of the post', async () => {
  const { id, uri } = await post();
  expect(await feed.changesAfter(`wp_update_post(array('ID' => ${id}, 'post_title' => 'Renamed'));`)).toEqual(
    [{ kind: 'changed', resource: 'post', id, uris: [uri] }],
  );
});

test('a new slug names the old and the new path, also of other documents with the slug in their paths', async () => {
  const { id, uri } = await post();
  const changes = await feed.changesAfter(`wp_update_post(array('ID' => ${id}, 'post_name' => 'moved-on'));`);
  const moved = expect.stringContaining('/moved-on/');
  expect(changes[0]).toEqual({ kind: 'changed', resource: 'post', id, uris: [uri, moved] });
  const others = changes.slice(1);
  expect(others.map(({ resource }) => resource)).toContain('attachment');
  for (const { uris } of others) expect(uris).toEqual([expect.stringContaining(uri), moved]);
});

test('trash, drafts and private posts are removed, and come back as published', async () => {
  const { id, uri } = await post();
  for (const [away, back] of [
    [
      `wp_trash_post(${id});`,
      `wp_untrash_post(${id}); wp_publish_post(${id}); wp_update_post(array('ID' => ${id}, 'post_name' => 'moved-on'));`,
    ],
    [
      `wp_update_post(array('ID' => ${id}, 'post_status' => 'draft'));`,
      `wp_update_post(array('ID' => ${id}, 'post_status' => 'publish'));`,
    ],
    [
      `wp_update_post(array('ID' => ${id}, 'post_status' => 'private'));`,
      `wp_update_post(array('ID' => ${id}, 'post_status' => 'publish'));`,
    ],
  ] as const) {
    expect(await feed.changesAfter(away)).toContainEqual({
      kind: 'removed',
      resource: 'post',
      id,
      uris: [uri],
    });
    expect(await feed.changesAfter(back)).toContainEqual({
      kind: 'published',
      resource: 'post',
      id,
      uris: [uri],
    });
  }
});

test('a post with an old date is published', async () => {
  const changes = await feed.changesAfter(
    `wp_insert_post(array('post_title' => 'Long ago', 'post_status' => 'publish', 'post_date' => '2001-02-03 04:05:06'));`,
  );
  expect(changes.filter(({ resource }) => resource === 'post')).toEqual([
    {
      kind: 'published',
      resource: 'post',
      id: expect.any(Number),
      uris: [expect.stringContaining('/long-ago/')],
    },
  ]);
});

test('a scheduled post is published when its time has come, though its date of change is old', async () => {
  await feed.changesAfter(
    `wp_insert_post(array('post_title' => 'Soon', 'post_status' => 'future', 'post_date' => gmdate('Y-m-d H:i:s', time() + 86400 * 2)));`,
  );
  const changes = await feed.changesAfter(`wp_publish_post(get_page_by_path('soon', OBJECT, 'post'));`);
  expect(changes.filter(({ resource }) => resource === 'post')).toEqual([
    {
      kind: 'published',
      resource: 'post',
      id: expect.any(Number),
      uris: [expect.stringContaining('/soon/')],
    },
  ]);
  await feed.changesAfter(`wp_delete_post(get_page_by_path('soon', OBJECT, 'post')->ID, true);`);
});

test('a second edit in the same second is not lost', async () => {
  const { id } = await post();
  const date = `'post_modified' => '2030-01-01 00:00:00'`;
  // Both edits have one date, as if they came in one second.
  const edit = (title: string) => `
    add_filter('wp_insert_post_data', function ($data) { return array_merge($data, array(${date}, 'post_modified_gmt' => gmdate('Y-m-d H:i:s'))); });
    wp_update_post(array('ID' => ${id}, 'post_title' => '${title}'));`;
  await site.php(edit('One'));
  await feed.feed.poll();
  feed.published.length = 0;
  await site.php(
    `global $wpdb; $wpdb->update($wpdb->posts, array('post_title' => 'Two'), array('ID' => ${id})); clean_post_cache(${id});`,
  );
  await feed.feed.poll();
  expect(feed.published).toEqual([expect.objectContaining({ kind: 'changed', resource: 'post', id })]);
});

test('a renamed term is a change of the term, and a new slug moves the term', async () => {
  const { category } = await post();
  expect(
    await feed.changesAfter(`wp_update_term(${category}, 'category', array('name' => 'Other name'));`),
  ).toEqual([expect.objectContaining({ kind: 'changed', resource: 'category', id: category })]);
  expect(
    await feed.changesAfter(`wp_update_term(${category}, 'category', array('slug' => 'other-slug'));`),
  ).toContainEqual({
    kind: 'changed',
    resource: 'category',
    id: category,
    uris: [expect.any(String), expect.stringMatching(/\/other-slug\/$/)],
  });
});

test('a renamed author is a change of the user', async () => {
  const { author } = await post();
  expect(
    await feed.changesAfter(`wp_update_user(array('ID' => ${author}, 'display_name' => 'Another Name'));`),
  ).toEqual([expect.objectContaining({ kind: 'changed', resource: 'user', id: author })]);
});

test('comments are published with the post that they belong to, and removed', async () => {
  const { id, uri } = await post();
  const comment = await site.phpJson<number>(
    `echo wp_insert_comment(array('comment_post_ID' => ${id}, 'comment_content' => 'Hi', 'comment_author' => 'Ann', 'comment_approved' => 0, 'comment_date' => '2020-01-01 00:00:00', 'comment_date_gmt' => '2020-01-01 00:00:00'));`,
  );
  const change = { resource: 'comment', id: comment, uris: [uri], parent: id };
  expect(await feed.changesAfter('')).toEqual([]);
  expect(await feed.changesAfter(`wp_set_comment_status(${comment}, 'approve');`)).toEqual([
    { kind: 'published', ...change },
  ]);
  expect(await feed.changesAfter(`wp_trash_comment(${comment});`)).toEqual([{ kind: 'removed', ...change }]);
});

test('an alternative text and a replaced file are changes of the image', async () => {
  const image = await site.phpJson<number>(
    `echo get_posts(array('post_type' => 'attachment', 'numberposts' => 1))[0]->ID;`,
  );
  expect(
    await feed.changesAfter(
      `update_post_meta(${image}, '_wp_attachment_image_alt', 'New words'); wp_update_post(array('ID' => ${image}));`,
    ),
  ).toEqual([expect.objectContaining({ kind: 'changed', resource: 'attachment', id: image })]);
  expect(
    await feed.changesAfter(`wp_update_post(array('ID' => ${image}, 'post_excerpt' => 'A caption'));`),
  ).toEqual([expect.objectContaining({ kind: 'changed', resource: 'attachment', id: image })]);
});

test('a page that moves changes the pages below it, with their old and new paths', async () => {
  const [parent, child] = await site.phpJson<[number, number]>(`
    $parent = wp_insert_post(array('post_type' => 'page', 'post_status' => 'publish', 'post_title' => 'Upper'));
    $child = wp_insert_post(array('post_type' => 'page', 'post_status' => 'publish', 'post_title' => 'Lower', 'post_parent' => $parent));
    echo json_encode(array($parent, $child));`);
  await feed.changesAfter('');
  const changes = await feed.changesAfter(`wp_update_post(array('ID' => ${parent}, 'post_name' => 'top'));`);
  expect(changes).toContainEqual({
    kind: 'changed',
    resource: 'page',
    id: parent,
    uris: ['/upper/', '/top/'],
  });
  expect(changes).toContainEqual({
    kind: 'changed',
    resource: 'page',
    id: child,
    uris: ['/upper/lower/', '/top/lower/'],
  });
});

test('a new title of the site is a change of the settings', async () => {
  expect(await feed.changesAfter(`update_option('blogname', 'Renamed site');`)).toEqual([
    { kind: 'changed', resource: 'settings', id: null, uris: [] },
  ]);
});

test('a term that is assigned to a post or taken from it, without a change of its date, changes the post', async () => {
  const { id, category } = await post();
  const changed = expect.objectContaining({ kind: 'changed', resource: 'post', id });
  const all = await site.phpJson<number[]>(`echo json_encode(wp_get_post_categories(${id}));`);
  expect(
    await feed.changesAfter(
      `wp_remove_object_terms(${id}, ${category}, 'category'); wp_set_post_categories(${id}, array(1));`,
    ),
  ).toContainEqual(changed);
  expect(await feed.changesAfter(`wp_set_post_categories(${id}, array(${all.join()}));`)).toContainEqual(
    changed,
  );
});
