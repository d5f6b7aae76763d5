import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createPressQL } from '../../src/index.ts';
import { type Answer, authorizationOf, pairOf, startGateway, type TestGateway } from './gateway.ts';

let gateway: TestGateway;
let ids: Readonly<Record<'changed' | 'untouched' | 'image' | 'other', number>>;
beforeAll(async () => {
  gateway = await startGateway();
  ids = await gateway.site.phpJson(`
    $author = get_user_by('login', '${gateway.site.users['author']?.username}')->ID;
    $image = fn($title) => wp_insert_attachment(['post_title' => $title, 'post_mime_type' => 'image/png', 'post_status' => 'inherit'], $title . '.png');
    $saved = $image('saved');
    $changed = wp_insert_post(['post_title' => 'Saved', 'post_content' => 'As it was', 'post_excerpt' => 'Short', 'post_name' => 'saved-slug', 'post_status' => 'publish', 'post_author' => $author]);
    set_post_thumbnail($changed, $saved);
    wp_set_current_user($author);
    wp_create_post_autosave(['post_ID' => $changed, 'post_type' => 'post', 'post_title' => 'Being changed', 'post_content' => 'As it is to be', 'post_excerpt' => 'Shorter', 'post_author' => $author]);
    echo json_encode(['changed' => $changed, 'image' => $saved, 'other' => $image('other'),
      'untouched' => wp_insert_post(['post_title' => 'Untouched', 'post_status' => 'publish', 'post_author' => $author])]);`);
});
afterAll(() => gateway.close());

const fields = `databaseId title content(format: RAW) excerpt wordCount slug status isPreview isRevision
  featuredImageDatabaseId featuredImageId featuredImage { node { databaseId } }`;
const question = (more = '') => `{ post(id: "${ids.changed}", idType: DATABASE_ID${more}) { ${fields} } }`;

interface Preview {
  readonly role?: string;
  readonly header?: string;
  readonly extensions?: unknown;
  readonly query?: string;
  readonly pressql?: TestGateway['pressql'];
}

async function ask<Data>({ role, header, extensions, query = question(), ...given }: Preview) {
  const { pressql = gateway.pressql } = given;
  (gateway.sent as unknown[]).length = 0;
  const response = await pressql.fetch(
    new Request('http://gateway.test/graphql', {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(role ? authorizationOf(pairOf(gateway.site, role)) : {}),
        ...(header === undefined ? {} : { 'X-GraphQL-Preview': header }),
      },
      body: JSON.stringify({ query, extensions }),
    }),
  );
  return {
    ...((await response.json()) as Answer<Data>),
    cacheControl: response.headers.get('cache-control'),
  };
}

type Post = { post: Readonly<Record<string, unknown>> };

let saved: Post['post'];
let shown: Post['post'];
beforeEach(() => {
  const image = { featuredImageDatabaseId: ids.image, featuredImage: { node: { databaseId: ids.image } } };
  const identity = {
    databaseId: ids.changed,
    slug: 'saved-slug',
    status: 'publish',
    isPreview: false,
    isRevision: false,
  };
  saved = { ...identity, ...image, title: 'Saved', excerpt: '<p>Short</p>\n', wordCount: 3 };
  shown = { ...identity, ...image, title: 'Being changed', excerpt: '<p>Shorter</p>\n', wordCount: 5 };
});

describe('a request that previews a document', () => {
  it.each([
    ['by header', { header: 'database_id=%' }],
    ['by header, as Faust and WPNuxt write it', { header: 'database_id=%, nonce="45d5b05f1b"' }],
    ['by extension', { extensions: { preview: { databaseId: '%' } } }],
  ])('shows the autosave under the identity of the document: %s', async (_how, given) => {
    const filled = JSON.parse(JSON.stringify(given).replace('%', String(ids.changed))) as Preview;
    const { data, errors, cacheControl } = await ask<Post>({ role: 'editor', ...filled });
    expect(errors).toBeUndefined();
    expect(data.post).toMatchObject({ ...shown, content: 'As it is to be' });
    expect(cacheControl).toContain('no-store');
    const autosaves = gateway.sent.filter(({ route }) => route.endsWith('/autosaves'));
    expect(autosaves.map(({ query }) => query['_fields'])).toEqual(['id,title,content,excerpt']);
  });

  it('shows it in lists, and ignores `asPreview`', async () => {
    const { data } = await ask<{ posts: { nodes: unknown[] } } & Post>({
      role: 'author',
      header: `database_id=${ids.changed}`,
      query: `{ posts(where: { in: ["${ids.changed}", "${ids.untouched}"] }) { nodes { databaseId title } }
        post(id: "${ids.changed}", idType: DATABASE_ID, asPreview: true) { title isPreview } }`,
    });
    expect(data.posts.nodes).toHaveLength(2);
    expect(data.posts.nodes).toContainEqual({ databaseId: ids.changed, title: 'Being changed' });
    expect(data.posts.nodes).toContainEqual({ databaseId: ids.untouched, title: 'Untouched' });
    expect(data.post).toEqual({ title: 'Being changed', isPreview: false });
  });

  it('shows the featured image that it names, or none', async () => {
    const withImage = await ask<Post>({
      role: 'editor',
      header: `database_id=${ids.changed}, featured_image_database_id=${ids.other}`,
    });
    expect(withImage.data.post).toMatchObject({
      featuredImageDatabaseId: ids.other,
      featuredImage: { node: { databaseId: ids.other } },
    });
    const without = await ask<Post>({
      role: 'editor',
      extensions: { preview: { databaseId: ids.changed, featuredImageDatabaseId: 0 } },
    });
    expect(without.data.post).toMatchObject({
      title: 'Being changed',
      featuredImageDatabaseId: null,
      featuredImageId: null,
      featuredImage: null,
    });
  });

  it.each([
    ['a visitor', { header: 'database_id=%, featured_image_database_id=1' }],
    ['a subscriber', { role: 'subscriber', header: 'database_id=%, featured_image_database_id=1' }],
    ['a malformed header', { role: 'editor', header: 'database_id=%,' }],
    ['a preview of nothing', { role: 'editor', header: 'database_id=0', extensions: { preview: [] } }],
    ['odd values', { role: 'editor', extensions: { preview: { databaseId: { toString: 1 } } } }],
  ])('shows the saved document without an error to %s', async (_who, given) => {
    const filled = JSON.parse(JSON.stringify(given).replace('%', String(ids.changed))) as Preview;
    const { data, errors } = await ask<Post>(filled);
    expect(errors).toBeUndefined();
    expect(data.post).toMatchObject(saved);
  });

  it('shows the saved document if there is no autosave', async () => {
    const { data, errors } = await ask<Post>({
      role: 'editor',
      header: `database_id=${ids.untouched}`,
      query: `{ post(id: "${ids.untouched}", idType: DATABASE_ID) { title content } }`,
    });
    expect({ data, errors }).toEqual({
      data: { post: { title: 'Untouched', content: null } },
      errors: undefined,
    });
  });

  it('has no effect on what visitors read afterwards', async () => {
    await ask<Post>({ role: 'editor', header: `database_id=${ids.changed}` });
    expect((await ask<Post>({})).data.post).toMatchObject(saved);
  });
});

describe('the version of WPGraphQL that the operator pins', () => {
  it('decides about previews by header, and about what is deprecated', async () => {
    const deprecated = `{ __type(name: "RootQuery") { fields { name args { name } } } }`;
    const argumentsOfPost = async (pressql: TestGateway['pressql']) => {
      type Type = { __type: { fields: { name: string; args: { name: string }[] }[] } };
      const { data } = await ask<Type>({ pressql, query: deprecated });
      return data.__type.fields.find(({ name }) => name === 'post')?.args.map(({ name }) => name);
    };
    expect(await argumentsOfPost(gateway.pressql)).not.toContain('asPreview');
    const older = await createPressQL({ url: gateway.site.url, wpgraphql: '2.20', cache: false, feed: 0 });
    expect(await argumentsOfPost(older)).toContain('asPreview');
    const { data } = await ask<Post>({
      pressql: older,
      role: 'editor',
      header: `database_id=${ids.changed}`,
    });
    expect(data.post).toMatchObject(saved);
    await older.close();
  });
});
