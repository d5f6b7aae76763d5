import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Mutating, startMutating } from './mutating.ts';

let mutating: Mutating;
beforeAll(async () => {
  mutating = await startMutating();
});
beforeEach(() => mutating.gateway.site.reset());
afterAll(() => mutating.gateway.close());

describe('terms', () => {
  it('are made, changed and deleted', async () => {
    const made = await mutating.write(
      'createCategory',
      { name: 'Fog', description: 'Thick' },
      'category { id slug description }',
    );
    expect(made.payload?.['category']).toMatchObject({ slug: 'fog', description: 'Thick' });
    const id = made.payload?.['category']?.id;
    const child = await mutating.write(
      'createCategory',
      { name: 'Sea fog', parentId: id },
      'category { parentId }',
    );
    expect(child.payload?.['category']).toEqual({ parentId: id });
    const changed = await mutating.write(
      'updateCategory',
      { id, name: 'Mist' },
      'category { name description }',
    );
    expect(changed.payload?.['category']).toEqual({ name: 'Mist', description: 'Thick' });
    const gone = await mutating.write('deleteCategory', { id }, 'deletedId category { name }');
    expect(gone.payload).toMatchObject({ deletedId: id, category: { name: 'Mist' } });
  });
});

describe('terms of content', () => {
  const selection = 'post { categories { nodes { name } } tags { nodes { name } } }';

  it('that are not there and can not be made are left out', async () => {
    const unknown = { nodes: [{ id: '999999' }, { id: 'junk' }, {}, { slug: 'harbour' }] };
    const { payload, errors } = await mutating.write(
      'createPost',
      { title: 'x', categories: unknown },
      selection,
    );
    expect(errors).toBeUndefined();
    expect(payload?.['post']).toEqual({ categories: { nodes: [{ name: 'Harbour' }] }, tags: { nodes: [] } });
    const made = { nodes: [{ name: 'Never seen' }, { slug: 'harbour' }] };
    const own = await mutating.write('createPost', { title: 'x', categories: made }, selection, 'author');
    expect(own.errors).toBeUndefined();
    expect(own.payload?.['post']).toMatchObject({ categories: { nodes: [{ name: 'Harbour' }] } });
  });

  it.each([{ nodes: [] }, { append: false }, { nodes: [{ id: '999999' }] }])(
    'are the site’s default for new content: %j',
    async (categories) => {
      const { payload } = await mutating.write('createPost', { title: 'x', categories }, selection);
      expect(payload?.['post']).toMatchObject({ categories: { nodes: [{ name: 'Uncategorized' }] } });
    },
  );

  it('are found by their names as WordPress compares them', async () => {
    const categories = { nodes: [{ name: '  Harbour ' }, { name: '<b>Bakeries</b>' }] };
    const { payload } = await mutating.write('createPost', { title: 'x', categories }, selection);
    expect(payload?.['post']).toMatchObject({
      categories: { nodes: [{ name: 'Bakeries' }, { name: 'Harbour' }] },
    });
  });

  it.each(['admin', 'editor'])(
    'take the place of the default category, where an %s adds them',
    async (role) => {
      const id = await mutating.gateway.site.phpJson<number>(
        `echo wp_insert_post(['post_title' => 'Plain', 'post_status' => 'publish', 'post_author' => 1]);`,
      );
      const categories = { nodes: [{ slug: 'harbour' }] };
      const { payload } = await mutating.write('updatePost', { id, categories }, selection, role);
      // Older versions tell administrators alone, by the settings, which category is the default.
      const isTold = role === 'admin' || Number.parseFloat(mutating.gateway.site.version) >= 6.7;
      const names = isTold ? ['Harbour'] : ['Harbour', 'Uncategorized'];
      expect(payload?.['post']).toMatchObject({ categories: { nodes: names.map((name) => ({ name })) } });
      const both = { nodes: [{ slug: 'uncategorized' }] };
      const again = await mutating.write('updatePost', { id, categories: both }, selection, role);
      expect(again.payload?.['post']).toMatchObject({
        categories: { nodes: [{ name: 'Harbour' }, { name: 'Uncategorized' }] },
      });
    },
  );
});
