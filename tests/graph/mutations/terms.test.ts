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
