import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { emptyNode, type MutationClient, type Node, startMutationClient } from './mutation-client.ts';

let client: MutationClient;
beforeAll(async () => {
  client = await startMutationClient();
});
beforeEach(() => client.gateway.site.reset());
afterAll(() => client.gateway.close());

describe('content', () => {
  it('is created and returned with one request', async () => {
    const { payload, errors } = await client.write(
      'createPost',
      { title: 'High water', content: '<p>Tonight</p>', status: 'PUBLISH', isSticky: true },
      'post { databaseId title(format: RAW) content status isSticky author { node { name } } }',
    );
    expect(errors).toBeUndefined();
    expect(payload).toMatchObject({
      clientMutationId: 'one',
      post: { title: 'High water', content: '<p>Tonight</p>\n', status: 'publish', isSticky: true },
    });
    expect(client.writes()).toHaveLength(1);
    expect(await client.stored(payload?.['post']?.databaseId ?? 0)).toMatchObject({
      title: 'High water',
      status: 'publish',
      sticky: true,
    });
  });

  it('is a draft by default', async () => {
    const { payload } = await client.write('createPage', { title: 'Later' }, 'page { status }');
    expect(payload?.['page']).toEqual({ status: 'draft' });
  });

  it('gets terms by id, slug and name, and terms that do not exist yet', async () => {
    const { harbour, markets } = await client.gateway.site.phpJson<Record<string, number>>(
      `echo json_encode(['harbour' => get_term_by('slug', 'harbour', 'category')->term_id, 'markets' => get_term_by('name', 'Bakeries', 'category')->term_id]);`,
    );
    const { payload, errors } = await client.write(
      'createPost',
      {
        title: 'Sorted',
        categories: {
          nodes: [{ id: String(harbour) }, { name: 'bakeries' }, { slug: 'tides', name: 'Tides' }],
        },
        tags: { nodes: [{ name: 'never seen' }, { name: 'never seen' }] },
        postFormats: { nodes: [{ slug: 'post-format-aside' }] },
      },
      'post { databaseId categories { nodes { databaseId slug } } tags { nodes { name } } format }',
    );
    expect(errors).toBeUndefined();
    expect(payload?.['post']).toMatchObject({
      categories: { nodes: [{ databaseId: markets }, { databaseId: harbour }, { slug: 'tides' }] },
      tags: { nodes: [{ name: 'never seen' }] },
      format: 'aside',
    });
  });

  it('keeps its terms if `append` is true, and loses them if it is false', async () => {
    const id = await client.gateway.site.phpJson<number>(
      `echo wp_insert_post(['post_title' => 'Kept', 'post_status' => 'publish', 'post_category' => [get_term_by('slug', 'harbour', 'category')->term_id]]);`,
    );
    const selection = 'post { categories { nodes { slug } } }';
    const added = await client.write(
      'updatePost',
      { id, categories: { nodes: [{ slug: 'bakeries' }] } },
      selection,
    );
    expect(added.payload?.['post']).toEqual({
      categories: { nodes: [{ slug: 'bakeries' }, { slug: 'harbour' }] },
    });
    const only = { append: false, nodes: [{ slug: 'bakeries' }] };
    const replaced = await client.write('updatePost', { id, categories: only }, selection);
    expect(replaced.payload?.['post']).toEqual({ categories: { nodes: [{ slug: 'bakeries' }] } });
  });

  it('goes to the trash unchanged, and is deleted permanently with `forceDelete`', async () => {
    const { payload: made } = await client.write(
      'createPost',
      { title: 'Short', status: 'PUBLISH' },
      'post { id databaseId slug }',
    );
    const { id, databaseId } = made?.['post'] ?? emptyNode;
    const trashed = await client.write('deletePost', { id }, 'deletedId post { slug status }');
    expect(trashed.payload).toMatchObject({ deletedId: id, post: { slug: 'short', status: 'trash' } });
    const again = await client.write('deletePost', { id }, 'deletedId');
    expect(again.payload).toBeNull();
    expect(again.errors?.[0]).toMatchObject({
      path: ['deletePost'],
      extensions: { restCode: 'rest_already_trashed', parameters: { id: expect.any(String) } },
    });
    const forced = await client.write('deletePost', { id, forceDelete: true }, 'deletedId post { title }');
    expect(forced.payload).toMatchObject({ deletedId: id, post: { title: 'Short' } });
    expect(await client.stored(databaseId)).toBeNull();
  });

  it('goes to the trash with the status `TRASH`, too', async () => {
    const { payload: made } = await client.write(
      'createPost',
      { title: 'Out', status: 'PUBLISH' },
      'post { databaseId }',
    );
    const id = made?.['post']?.databaseId;
    const { payload } = await client.write(
      'updatePost',
      { id, title: 'Out!', status: 'TRASH' },
      'post { title status }',
    );
    expect(payload?.['post']).toEqual({ title: 'Out!', status: 'trash' });
    expect(await client.stored(id ?? 0)).toMatchObject({ status: 'trash', title: 'Out!' });
  });

  it('can have a custom type, with terms and typed meta', async () => {
    const { payload, errors } = await client.write(
      'createReview',
      {
        title: 'A café',
        status: 'PUBLISH',
        meta: { rating: 4.5, recommended: true },
        genres: { nodes: [{ name: 'Coffee' }] },
      },
      'review { title meta { rating recommended } genres { nodes { name } } }',
    );
    expect(errors).toBeUndefined();
    expect(payload?.['review']).toEqual({
      title: 'A café',
      meta: { rating: 4.5, recommended: true },
      genres: { nodes: [{ name: 'Coffee' }] },
    });
  });

  it('accepts objects and lists in registered meta', async () => {
    const location = { city: 'Porto', lat: 41.1 };
    const { payload, errors } = await client.write(
      'createPost',
      { title: 'Typed', meta: { subtitle: 'S', sources: ['a', 'b'], location } },
      'post { meta { subtitle sources location { city lat } } }',
    );
    expect(errors).toBeUndefined();
    expect(payload?.['post']).toEqual({ meta: { subtitle: 'S', sources: ['a', 'b'], location } });
    const wrong = await client.write(
      'createPost',
      { title: 'x', meta: { readingMinutes: 'five' } },
      'post { id }',
    );
    expect(wrong.errors?.[0]?.message).toContain('Int cannot represent');
  });

  it('is read again after a write in the same operation', async () => {
    const data = await client.gateway.as('admin').data<Record<string, { post: Node }>>(`mutation {
      one: createPost(input: { title: "First", status: PUBLISH, categories: { nodes: [{ slug: "harbour" }] } }) { post { categories { nodes { count } } } }
      two: createPost(input: { title: "Second", status: PUBLISH, categories: { nodes: [{ slug: "harbour" }] } }) { post { categories { nodes { count } } } }
    }`);
    const count = (name: string) => (data[name]?.post ?? emptyNode).categories?.nodes[0]?.count ?? 0;
    expect(count('two')).toBe(count('one') + 1);
  });

  it.each(['PUBLISH', 'PRIVATE', 'FUTURE'])('is pending if the user may not publish: %s', async (status) => {
    const { payload, errors } = await client.write(
      'createPost',
      { title: 'Mine', status },
      'post { status author { node { databaseId } } }',
      'contributor',
    );
    expect(errors).toBeUndefined();
    const { viewer } = await client.gateway
      .as('contributor')
      .data<{ viewer: Node }>('{ viewer { databaseId } }');
    expect(payload?.['post']).toEqual({ status: 'pending', author: { node: viewer } });
  });

  it('is created in the trash with the status `TRASH`', async () => {
    const { payload } = await client.write(
      'createPost',
      { title: 'Out', status: 'TRASH' },
      'post { databaseId status slug }',
    );
    expect(payload?.['post']).toMatchObject({ status: 'trash', slug: '__trashed' });
    expect(await client.stored(payload?.['post']?.databaseId ?? 0)).toMatchObject({ status: 'trash' });
  });

  it.each([false, true])(
    'is returned with all fields when it is deleted, even those for editors only; permanently: %s',
    async (forceDelete) => {
      const id = await client.gateway.site.phpJson<number>(
        `echo wp_insert_post(['post_title' => 'Secret & all', 'post_content' => 'Hidden', 'post_status' => 'publish', 'post_password' => 'open']);`,
      );
      // The URI of a document in the trash is plain with every permalink structure.
      const isPlain = !forceDelete || client.gateway.site.permalinks === 'plain';
      const { payload, errors } = await client.write(
        'deletePost',
        { id, forceDelete },
        'post { title(format: RAW) content raw: content(format: RAW) password isRestricted slug uri }',
      );
      expect(errors).toBeUndefined();
      expect(payload?.['post']).toMatchObject({
        title: 'Secret & all',
        content: '<p>Hidden</p>\n',
        raw: 'Hidden',
        password: 'open',
        isRestricted: false,
        slug: 'secret-all',
        uri: isPlain ? `/?p=${id}` : expect.stringMatching(/secret-all/),
      });
    },
  );

  it('accepts dates in the formats of WPGraphQL’s documentation', async () => {
    const { payload } = await client.write(
      'createPost',
      { title: 'Old', date: '05/10/2020' },
      'post { date }',
    );
    expect(payload?.['post']).toEqual({ date: '2020-05-10T00:00:00' });
  });

  it('ignores empty fields', async () => {
    const { payload, errors } = await client.write(
      'createPost',
      { clientMutationId: '', title: 'Few', menuOrder: 0, toPing: [], slug: '', date: '' },
      'post { title }',
    );
    expect(errors).toBeUndefined();
    expect(payload).toEqual({ clientMutationId: null, post: { title: 'Few' } });
  });
});
