import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { discoverSite } from '../../src/site/discover.ts';
import { type Answer, startGateway, type TestGateway } from './gateway.ts';

let gateway: TestGateway;
let post: number;
beforeAll(async () => {
  gateway = await startGateway();
  await gateway.site.php("update_option('timezone_string', 'Europe/Berlin');");
  await register('moods');
  post = await gateway.site.phpJson(`
    $author = get_user_by('login', '${gateway.site.users['author']?.username}')->ID;
    $id = wp_insert_post(['post_title' => 'A & B', 'post_content' => '<p>Body</p>', 'post_excerpt' => 'Short', 'post_status' => 'publish', 'post_author' => $author, 'post_date' => '2026-02-03 04:05:06']);
    $image = wp_insert_attachment(['post_title' => 'Image', 'post_mime_type' => 'image/png', 'post_status' => 'inherit'], '2026/01/a.png');
    set_post_thumbnail($id, $image);
    wp_set_object_terms($id, ['Calm', 'Bright'], 'mood');
    set_post_format($id, 'aside');
    stick_post($id);
    echo json_encode($id);`);
});
afterAll(() => gateway.close());

/** Registers the taxonomy `mood` for posts, and one for each further `rest_base`. Then refreshes the gateway. */
async function register(restBase: string, others: readonly string[] = []): Promise<void> {
  const taxonomies = [['mood', restBase], ...others.map((base, index) => [`other${index}`, base])];
  await gateway.site.plugin(`
    add_action('after_setup_theme', fn () => add_theme_support('post-formats', ['aside', 'status']));
    add_action('init', function () {
      foreach (json_decode('${JSON.stringify(taxonomies)}') as [$name, $base]) {
        register_taxonomy($name, 'post', ['show_in_rest' => true, 'rest_base' => $base, 'label' => ucfirst($name) . 's', 'public' => true]);
      }
    });`);
  await gateway.pressql.refresh();
}

/** Returns the notes of discovery for the operator. */
async function notes(): Promise<string> {
  const { findings, rest } = await discoverSite(gateway.site.url);
  rest.close();
  return findings.notes.map(({ message }) => message).join('\n');
}

const selection = `databaseId title slug status date dateGmt modified guid uri link content excerpt format commentStatus
  hasPassword authorDatabaseId author { node { name } } featuredImageDatabaseId featuredImage { node { title } }
  postFormats { nodes { slug } } template { templateName } contentTypeName moods { nodes { name } }`;

type Post = Record<string, unknown>;
const ask = () => gateway.ask<{ post: Post }>(`{ post(id: ${post}, idType: DATABASE_ID) { ${selection} } }`);

/** Returns the error messages of a response, by the field of the post. */
function errorsByField({ errors = [] }: Answer<unknown>): Readonly<Record<string, string>> {
  return Object.fromEntries(errors.map(({ path, message }) => [String(path?.[1]), message]));
}

describe('taxonomies with a rest_base that is a field of WordPress', () => {
  let plain: Post;
  beforeAll(async () => {
    const { data, errors } = await ask();
    expect(errors).toBeUndefined();
    plain = data.post;
    expect(plain).toMatchObject({ status: 'publish', format: 'aside', hasPassword: false });
    expect(plain['moods']).toEqual({ nodes: [{ name: 'Bright' }, { name: 'Calm' }] });
  });

  it('hide no value that another place of the REST API contains', async () => {
    const others = [
      'type',
      'format',
      'author',
      'featured_media',
      'parent',
      'date',
      'modified',
      'title',
      'link',
    ];
    await register('status', others);
    const { data, errors } = await ask();
    expect(errors).toBeUndefined();
    expect(data.post).toEqual(plain);
    const { posts } = await gateway.data<{ posts: { nodes: Post[] } }>(
      '{ posts(first: 100) { nodes { databaseId title status date author { node { name } } moods { nodes { name } } } } }',
    );
    const { databaseId, title, status, date, author, moods } = plain;
    expect(posts.nodes).toContainEqual({ databaseId, title, status, date, author, moods });
    expect(new Set(posts.nodes.map((node) => node['status']))).toEqual(new Set(['publish']));
  });

  it('are named by errors at the fields that no other place of the REST API contains', async () => {
    await register('slug', ['excerpt', 'guid', 'comment_status', 'template', 'menu_order', 'meta']);
    const answer = await ask();
    const errors = errorsByField(answer);
    expect(Object.keys(errors).sort()).toEqual(['commentStatus', 'excerpt', 'guid', 'slug', 'template']);
    expect(errors['slug']).toContain('terms of the taxonomy "mood", whose rest_base is "slug"');
    const unread = Object.fromEntries(Object.keys(errors).map((field) => [field, null]));
    expect(answer.data.post).toEqual({ ...plain, ...unread });
  });

  it('are named by the errors of non-null fields and of the content', async () => {
    await register('sticky', ['content']);
    const answer = await gateway.ask<{ posts: { nodes: unknown[] } }>(
      '{ posts { nodes { title isSticky } } }',
    );
    expect(answer.errors?.[0]?.message).toContain('taxonomy "mood"');
    const body = await ask();
    expect(errorsByField(body)).toEqual({ content: expect.stringContaining('taxonomy "other0"') });
    expect(body.data.post).toEqual({ ...plain, content: null });
  });

  it('are named by the errors of mutations, which would otherwise change terms instead of the field', async () => {
    await register('status');
    const { errors } = await gateway
      .as('admin')
      .ask('mutation { createPost(input: { title: "New", status: PUBLISH }) { post { id } } }');
    expect(errors?.[0]?.message).toContain('terms of the taxonomy "mood"');
  });

  it('are named by an error if they hide the ids of a type, and do not affect other types', async () => {
    await register('id');
    const { data, errors } = await gateway.ask<{ posts: null; pages: { nodes: unknown[] } }>(
      '{ posts { nodes { title } } pages { nodes { title } } }',
    );
    expect(data.pages.nodes.length).toBeGreaterThan(0);
    expect(errors?.[0]).toMatchObject({
      path: ['posts'],
      message: expect.stringContaining('taxonomy "mood"'),
    });
    expect(await notes()).toContain('the field `id`');
  });
});

describe('a taxonomy with a rest_base that is a parameter of WordPress', () => {
  it.each([
    ['search', '{ posts(where: { search: "A & B" }) { nodes { databaseId } } }'],
    ['status', '{ posts(where: { status: DRAFT }) { nodes { databaseId } } }'],
    ['author', '{ posts(where: { authorIn: [1] }) { nodes { databaseId } } }'],
    ['order', '{ posts(where: { orderby: { field: TITLE, order: ASC } }) { nodes { databaseId } } }'],
    ['slug', '{ post(id: "a-b", idType: SLUG) { databaseId } }'],
    ['include', '{ posts(where: { in: [1, 2] }) { nodes { databaseId } } }'],
  ])('never changes the meaning of an argument: %s', async (base, query) => {
    await register('moods');
    const plain = await gateway.as('admin').ask<unknown>(query);
    await register(base);
    const answer = await gateway.as('admin').ask<unknown>(query);
    if (!answer.errors) expect(answer.data).toEqual(plain.data);
    else expect(answer.errors[0]?.message).toContain('taxonomy "mood"');
    const { data, errors } = await gateway.ask<{ moods: { nodes: { posts: unknown }[] } }>(
      '{ moods { nodes { name posts { nodes { databaseId } } } } }',
    );
    expect(data.moods.nodes.map(({ posts }) => posts)).toEqual([null, null]);
    expect(errors?.[0]?.message).toContain('taxonomy "mood"');
    expect(await notes()).toContain(`the parameter \`${base}\``);
  });

  it.each(['page', 'offset', 'orderby', 'before'])('does not shorten lists: %s', async (base) => {
    await register('moods');
    const query = '{ posts(first: 100) { nodes { databaseId } } }';
    const plain = await gateway.data(query);
    await register(base);
    expect(await gateway.data(query)).toEqual(plain);
  });
});

describe('taxonomies that share a rest_base', () => {
  it('never return each other’s terms', async () => {
    await register('feelings', ['feelings']);
    const { post: found } = await gateway.data<{ post: Post }>(
      `{ post(id: ${post}, idType: DATABASE_ID) { moods { nodes { name } } } }`,
    );
    expect(found['moods']).toEqual({ nodes: [{ name: 'Bright' }, { name: 'Calm' }] });
    expect(await notes()).toContain('"other0" is not in the graph: "mood" has its route');
  });

  it('have no route if a post type has it', async () => {
    await register('pages');
    expect(await notes()).toContain('"mood" is not in the graph: "page" has its route');
    const { terms } = await gateway.data<{ terms: { nodes: { name: string }[] } }>(
      '{ terms { nodes { name } } }',
    );
    expect(terms.nodes.map(({ name }) => name)).not.toContain(null);
  });
});
