import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startGateway, type TestGateway } from './gateway.ts';

let gateway: TestGateway;
/** What the operator's log says about errors. */
const reports: string[] = [];
let post: { id: number; author: number; title: string; categories: number[] };
beforeAll(async () => {
  gateway = await startGateway({ onOperation: (event) => reports.push(...(event.reports ?? [])) });
  post = await gateway.site.phpJson(`
    $author = get_user_by('login', '${gateway.site.users['author']?.username}')->ID;
    $terms = [wp_insert_term('Flat one', 'category')['term_id'], wp_insert_term('Flat two', 'category')['term_id']];
    $id = wp_insert_post(['post_title' => 'Flattened', 'post_content' => 'Body', 'post_status' => 'publish', 'post_author' => $author, 'post_category' => $terms]);
    echo json_encode(['id' => $id, 'author' => $author, 'title' => 'Flattened', 'categories' => $terms]);`);
});
afterAll(() => gateway.close());

/** Installs a plugin that changes REST documents. In its code, `$d` is the document. */
const changing = (code: string, of = 'post') =>
  gateway.site.plugin(
    `add_filter('rest_prepare_${of}', function ($r) { $d = &$r->data; ${code} return $r; });`,
  );

const question = () => `{ post(id: "${post.id}", idType: DATABASE_ID) {
  databaseId title content excerpt slug status date uri author { node { databaseId } } authorDatabaseId featuredImageDatabaseId
  categories { nodes { databaseId } } } }`;

type Post = Record<string, unknown> & { uri: string };

describe('a REST field that a plugin changes to another type', () => {
  let plain: Post;
  beforeAll(async () => {
    plain = (await gateway.data<{ post: Post }>(question())).post;
  });

  it('is read in all forms with an unambiguous value', async () => {
    const forms = [
      "foreach (['title', 'content', 'excerpt'] as $k) if (isset($d[$k])) $d[$k] = $d[$k]['rendered'];",
      "if (isset($d['author'])) $d['author'] = ['id' => $d['author'], 'name' => 'x'];",
      "if (isset($d['id'])) $d['id'] = (string) $d['id'];",
      "if (isset($d['categories'])) $d['categories'] = [3 => $d['categories'][0], 7 => ['term_id' => (string) $d['categories'][1]]];",
      "if (isset($d['featured_media'])) $d['featured_media'] = false;",
      "foreach (['slug', 'status', 'date'] as $k) if (isset($d[$k])) $d[$k] = ['rendered' => $d[$k]];",
    ];
    await changing(forms.join(' '));
    expect((await gateway.data<{ post: Post }>(question())).post).toEqual(plain);
    const list = await gateway.data<{ posts: { nodes: object[] } }>(
      '{ posts(first: 3) { nodes { databaseId title } } }',
    );
    expect(list.posts.nodes[0]).toEqual({ databaseId: post.id, title: post.title });
  });

  it.each([
    ['title', "['en' => 'One', 'de' => 'Eins']", 'title', '{"en":"One","de":"Eins"}'],
    ['content', '[1, 2]', 'content', '[1,2]'],
    ['author', "'Tom'", 'author', '"Tom"'],
    ['author', "'Tom'", 'authorDatabaseId', '"Tom"'],
    [
      'featured_media',
      "'https://cdn.example/x.jpg'",
      'featuredImageDatabaseId',
      '"https://cdn.example/x.jpg"',
    ],
    ['categories', "['News', 'Town']", 'categories', '["News","Town"]'],
    ['date', "['timestamp' => 12]", 'date', '{"timestamp":12}'],
    ['date', '1767225600', 'date', '1767225600'],
    ['slug', "['x' => str_repeat('y', 500)]", 'slug', '…'],
  ])('is an error at the field of the value, not null: %s as %s', async (key, value, field, received) => {
    await changing(`if (isset($d['${key}'])) $d['${key}'] = ${value};`);
    const { data, errors = [] } = await gateway.ask<{ post: Post }>(question());
    const error = errors.find(({ path }) => path?.[1] === field);
    expect(error?.message).toContain(`\`${key}\``);
    expect(reports.join('\n')).toContain(received);
    expect(error?.message.length).toBeLessThan(250);
    expect(JSON.stringify(error)).not.toContain('cache');
    expect(data.post.uri).toBe(plain.uri);
  });

  it('is read if a list is one string, and if avatars are one URL', async () => {
    await gateway.site.plugin(`
      add_filter('rest_prepare_post', function ($r) { $d = &$r->data; if (isset($d['categories'])) $d['categories'] = implode(',', $d['categories']); return $r; });
      add_filter('rest_prepare_user', function ($r) { $d = &$r->data; if (isset($d['avatar_urls'])) $d['avatar_urls'] = 'https://cdn.example/me.png'; return $r; });`);
    expect((await gateway.data<{ post: Post }>(question())).post).toEqual(plain);
    const { user } = await gateway.data<{ user: object }>(
      `{ user(id: ${post.author}, idType: DATABASE_ID) { avatar { url size } } }`,
    );
    expect(user).toEqual({ avatar: { url: 'https://cdn.example/me.png', size: 96 } });
  });

  it.each([
    [
      'category',
      'categories { nodes { count } }',
      "if (isset($d['count'])) $d['count'] = ['all' => 3];",
      '`count`',
    ],
    [
      'attachment',
      'mediaItems(where: { mimeType: IMAGE_JPEG }) { nodes { srcSet } }',
      "if (is_array($d['media_details'] ?? 0)) $d['media_details']['sizes'] = array_values((array) $d['media_details']['sizes']);",
      '`media_details.sizes`',
    ],
    [
      'user',
      'users { nodes { avatar { url } } }',
      "if (isset($d['avatar_urls'])) $d['avatar_urls'] = 7;",
      '`avatar_urls`',
    ],
  ])(
    'is named by the error if it should be a number or an object: %s',
    async (type, selection, code, path) => {
      await changing(code, type);
      const { errors } = await gateway.ask(`{ ${selection} }`);
      expect(errors?.[0]?.message).toContain(path);
    },
  );

  it('is also an error if it is missing and has no substitute', async () => {
    await changing("unset($d['link']);");
    const { data, errors = [] } = await gateway.ask<{ post: Post }>(question());
    expect(errors.map(({ path }) => path?.[1])).toEqual(['uri']);
    expect(errors[0]?.message).toContain('`link`');
    expect(data.post['title']).toBe(plain['title']);
  });

  it('is named by the error if the id is unusable, and the error does not blame a cache', async () => {
    await changing("$d['id'] = 'abc';");
    const { errors } = await gateway.ask('{ posts(first: 3) { nodes { title } } }');
    expect(reports.join('\n')).toContain('"id":"abc"');
    expect(JSON.stringify(errors)).not.toContain('cache');
  });

  it.each([
    ['page', 'pages', 'title'],
    ['attachment', 'mediaItems', 'slug'],
    ['category', 'categories', 'slug'],
    ['user', 'users', 'slug'],
    ['comment', 'comments', 'date'],
    ['review', 'reviews', 'title'],
  ])('is treated alike in documents of every kind: %s', async (type, field, key) => {
    await changing(
      `if (isset($d['${key}'])) $d['${key}'] = ['odd' => true]; if (isset($d['id'])) $d['id'] = (string) $d['id'];`,
      type,
    );
    const { data, errors = [] } = await gateway.ask<Record<string, { nodes: { databaseId: number }[] }>>(
      `{ ${field}(first: 1) { nodes { databaseId ${key} } } }`,
    );
    expect(data[field]?.nodes[0]?.databaseId).toEqual(expect.any(Number));
    expect(errors[0]?.path).toEqual([field, 'nodes', 0, key]);
    expect(errors[0]?.message).toContain(`\`${key}\``);
    expect(reports.join('\n')).toContain('{"odd":true}');
  });
});
