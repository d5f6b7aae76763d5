import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startGateway, type TestGateway } from './gateway.ts';

/*
 * For every key of a post's REST document, and every link in its `_links`, the GraphQL selection that returns the value.
 * The test fails for a key that WordPress adds until this table has it.
 */

type Json = Readonly<Record<string, unknown>>;

let gateway: TestGateway;
let post: Json & { id: number; _links: Json };
beforeAll(async () => {
  gateway = await startGateway();
  const id = await gateway.site.phpJson<number>(`
    $file = wp_upload_dir()['path'] . '/reach.txt';
    file_put_contents($file, 'attached');
    $id = wp_insert_post(['post_title' => 'Reach & “touch”', 'post_name' => 'reach', 'post_status' => 'publish', 'post_content' => '<p>Body</p>',
      'post_excerpt' => 'Short', 'post_author' => 1, 'tags_input' => ['reachable']]);
    wp_update_post(['ID' => $id, 'post_content' => '<p>Body, revised</p>']);
    wp_insert_attachment(['post_title' => 'Attached', 'post_mime_type' => 'text/plain', 'post_status' => 'inherit'], $file, $id);
    $images = get_posts(['post_type' => 'attachment', 'post_mime_type' => 'image', 'numberposts' => 1, 'fields' => 'ids']);
    set_post_thumbnail($id, $images[0]);
    wp_insert_comment(['comment_post_ID' => $id, 'comment_content' => 'Reached', 'comment_author' => 'R', 'comment_approved' => 1]);
    echo json_encode($id);`);
  const style = gateway.site.restRoot.includes('?') ? '&' : '?';
  const response = await fetch(`${gateway.site.restRoot}wp/v2/posts/${id}${style}context=view`);
  post = (await response.json()) as typeof post;
});
afterAll(() => gateway.close());

const rendered = (key: string) => (post[key] as { rendered: string }).rendered;
const decoded = (html: string) =>
  html
    .replaceAll('&#038;', '&')
    .replaceAll('&amp;', '&')
    .replaceAll('&#8220;', '“')
    .replaceAll('&#8221;', '”');
const nodes = (connection: unknown) =>
  (connection as { nodes: Json[] }).nodes.map(({ databaseId }) => databaseId);

/** For each key of the document: a selection on `Post`, and the expected value. */
const keys: Readonly<Record<string, readonly [selection: string, expected: () => unknown]>> = {
  id: ['v: databaseId', () => post.id],
  date: ['v: date', () => post['date']],
  date_gmt: ['v: dateGmt', () => post['date_gmt']],
  guid: ['v: guid', () => rendered('guid')],
  modified: ['v: modified', () => post['modified']],
  modified_gmt: ['v: modifiedGmt', () => post['modified_gmt']],
  slug: ['v: slug', () => post['slug']],
  status: ['v: status', () => post['status']],
  type: ['v: contentTypeName', () => post['type']],
  link: ['v: link', () => post['link']],
  title: ['v: title', () => decoded(rendered('title'))],
  content: ['v: content', () => rendered('content')],
  excerpt: ['v: excerpt', () => rendered('excerpt')],
  author: ['v: authorDatabaseId', () => post['author']],
  featured_media: ['v: featuredImageDatabaseId', () => post['featured_media']],
  comment_status: ['v: commentStatus', () => post['comment_status']],
  ping_status: ['v: pingStatus', () => post['ping_status']],
  sticky: ['v: isSticky', () => post['sticky']],
  template: ['v: template { templateName }', () => ({ templateName: post['template'] || 'Default' })],
  format: ['v: format', () => post['format']],
  meta: ['v: metaValue', () => post['meta']],
  categories: ['v: categories { nodes { databaseId } }', () => post['categories']],
  tags: ['v: tags { nodes { databaseId } }', () => post['tags']],
  class_list: ['v: classList', () => Object.values(post['class_list'] as object)],
  _links: ['v: revisionCount', () => (post._links['version-history'] as { count: number }[])[0]?.count],
};

/** For each link: a selection on `Post`, a function that reads the ids from its value, and the expected ids. */
const links: Readonly<
  Record<string, readonly [selection: string, ids: (value: unknown) => unknown, expected: () => unknown]>
> = {
  self: ['v: databaseId', (value) => value, () => post.id],
  collection: [
    'v: contentType { node { contentNodes(first: 100) { nodes { databaseId } } } }',
    (value) => nodes((value as { node: { contentNodes: unknown } }).node.contentNodes).includes(post.id),
    () => true,
  ],
  about: [
    'v: contentType { node { name } }',
    (value) => (value as { node: Json }).node['name'],
    () => post['type'],
  ],
  author: [
    'v: author { node { databaseId } }',
    (value) => (value as { node: Json }).node['databaseId'],
    () => post['author'],
  ],
  replies: ['v: comments { totalCount }', (value) => (value as Json)['totalCount'], () => 1],
  'version-history': [
    'v: revisionCount',
    (value) => value,
    () => (post._links['version-history'] as { count: number }[])[0]?.count,
  ],
  'predecessor-version': [
    'v: latestRevisionDatabaseId',
    (value) => value,
    () => (post._links['predecessor-version'] as { id: number }[])[0]?.id,
  ],
  'wp:featuredmedia': [
    'v: featuredImage { node { databaseId } }',
    (value) => (value as { node: Json }).node['databaseId'],
    () => post['featured_media'],
  ],
  'wp:attachment': ['v: attachments { totalCount }', (value) => (value as Json)['totalCount'], () => 1],
  'wp:term': [
    'v: terms { nodes { databaseId } }',
    (value) => nodes(value).sort(),
    () => [...(post['categories'] as number[]), ...(post['tags'] as number[])].sort(),
  ],
};

const selectedValue = async (selection: string) => {
  const { node } = await gateway.data<{ node: { v: unknown } }>(
    `{ node: post(id: "${post.id}", idType: DATABASE_ID) { ${selection} } }`,
  );
  return node.v;
};

describe('every key of a REST document', () => {
  it('is in the table', () => {
    expect(Object.keys(post).filter((key) => !(key in keys))).toEqual([]);
  });

  it.each(Object.keys(keys))('%s', async (key) => {
    if (!(key in post)) return;
    const [selection, expected] = keys[key] ?? ['', () => undefined];
    const value = await selectedValue(selection);
    expect(selection.includes('nodes') ? nodes(value) : value).toEqual(expected());
  });
});

describe('every link of a REST document', () => {
  it('is in the table', () => {
    expect(Object.keys(post._links).filter((key) => !(key in links) && key !== 'curies')).toEqual([]);
  });

  it.each(Object.keys(links))('%s', async (key) => {
    if (!(key in post._links)) return;
    const [selection, idsIn, expected] = links[key] ?? ['', () => undefined, () => null];
    expect(idsIn(await selectedValue(selection))).toEqual(expected());
  });
});
