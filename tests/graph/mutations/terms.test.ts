import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type MutationClient, startMutationClient } from './mutation-client.ts';

let client: MutationClient;
beforeAll(async () => {
  client = await startMutationClient();
});
beforeEach(() => client.gateway.site.reset());
afterAll(() => client.gateway.close());

describe('terms', () => {
  it('can be created, changed and deleted', async () => {
    const made = await client.write(
      'createCategory',
      { name: 'Fog', description: 'Thick' },
      'category { id slug description }',
    );
    expect(made.payload?.['category']).toMatchObject({ slug: 'fog', description: 'Thick' });
    const id = made.payload?.['category']?.id;
    const child = await client.write(
      'createCategory',
      { name: 'Sea fog', parentId: id },
      'category { parentId }',
    );
    expect(child.payload?.['category']).toEqual({ parentId: id });
    const changed = await client.write(
      'updateCategory',
      { id, name: 'Mist' },
      'category { name description }',
    );
    expect(changed.payload?.['category']).toEqual({ name: 'Mist', description: 'Thick' });
    const gone = await client.write('deleteCategory', { id }, 'deletedId category { name }');
    expect(gone.payload).toMatchObject({ deletedId: id, category: { name: 'Mist' } });
  });
});

describe('terms of content', () => {
  const selection = 'post { categories { nodes { name } } tags { nodes { name } } }';

  it('are left out if they do not exist and can’t be created', async () => {
    const unknown = { nodes: [{ id: '999999' }, { id: 'junk' }, {}, { slug: 'harbour' }] };
    const { payload, errors } = await client.write(
      'createPost',
      { title: 'x', categories: unknown },
      selection,
    );
    expect(errors).toBeUndefined();
    expect(payload?.['post']).toEqual({ categories: { nodes: [{ name: 'Harbour' }] }, tags: { nodes: [] } });
    const made = { nodes: [{ name: 'Never seen' }, { slug: 'harbour' }] };
    const own = await client.write('createPost', { title: 'x', categories: made }, selection, 'author');
    expect(own.errors).toBeUndefined();
    expect(own.payload?.['post']).toMatchObject({ categories: { nodes: [{ name: 'Harbour' }] } });
  });

  it.each([{ nodes: [] }, { append: false }, { nodes: [{ id: '999999' }] }])(
    'are the site’s default for new content: %j',
    async (categories) => {
      const { payload } = await client.write('createPost', { title: 'x', categories }, selection);
      expect(payload?.['post']).toMatchObject({ categories: { nodes: [{ name: 'Uncategorized' }] } });
    },
  );

  it('are found by name, compared as WordPress does', async () => {
    const categories = { nodes: [{ name: '  Harbour ' }, { name: '<b>Bakeries</b>' }] };
    const { payload } = await client.write('createPost', { title: 'x', categories }, selection);
    expect(payload?.['post']).toMatchObject({
      categories: { nodes: [{ name: 'Bakeries' }, { name: 'Harbour' }] },
    });
  });

  it.each(['admin', 'editor'])('replace the default category if an %s adds them', async (role) => {
    const id = await client.gateway.site.phpJson<number>(
      `echo wp_insert_post(['post_title' => 'Plain', 'post_status' => 'publish', 'post_author' => 1]);`,
    );
    const categories = { nodes: [{ slug: 'harbour' }] };
    const { payload } = await client.write('updatePost', { id, categories }, selection, role);
    // Before WordPress 6.7, only administrators can read which category is the default.
    const knowsDefault = role === 'admin' || Number.parseFloat(client.gateway.site.version) >= 6.7;
    const names = knowsDefault ? ['Harbour'] : ['Harbour', 'Uncategorized'];
    expect(payload?.['post']).toMatchObject({ categories: { nodes: names.map((name) => ({ name })) } });
    const both = { nodes: [{ slug: 'uncategorized' }] };
    const again = await client.write('updatePost', { id, categories: both }, selection, role);
    expect(again.payload?.['post']).toMatchObject({
      categories: { nodes: [{ name: 'Harbour' }, { name: 'Uncategorized' }] },
    });
  });
});
