import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Mutating, startMutating } from './mutating.ts';

let mutating: Mutating;
beforeAll(async () => {
  mutating = await startMutating();
});
beforeEach(() => mutating.gateway.site.reset());
afterAll(() => mutating.gateway.close());

describe('a refusal', () => {
  it('is at the mutation’s place; those after it are still done', async () => {
    const { data, errors } = await mutating.gateway
      .as('admin')
      .ask<Record<string, { post: object } | null>>(`mutation {
      bad: updatePost(input: { id: 999999, title: "x" }) { post { title } }
      good: createPost(input: { title: "Still done" }) { post { title } }
    }`);
    expect(data).toEqual({ bad: null, good: { post: { title: 'Still done' } } });
    expect(errors).toHaveLength(1);
    expect(errors?.[0]).toMatchObject({
      path: ['bad'],
      extensions: {
        code: 'NOT_FOUND',
        restCode: 'rest_post_invalid_id',
        parameters: { id: expect.any(String) },
      },
    });
  });

  it.each([
    ['a parameter', { title: 'x', commentStatus: 'perhaps' }, 'commentStatus'],
    ['an author', { title: 'x', authorId: 99999 }, 'authorId'],
  ])('names the input’s field for %s', async (_what, input, field) => {
    const { errors } = await mutating.write('createPost', input, 'post { id }');
    expect(errors?.[0]?.extensions?.['parameters']).toHaveProperty(field);
  });

  it('is an error of the input where REST can’t do it', async () => {
    const { payload, errors } = await mutating.write(
      'createPost',
      { title: 'x', toPing: ['https://a.example'] },
      'post { id }',
    );
    expect(payload).toBeNull();
    expect(errors?.[0]).toMatchObject({ extensions: { code: 'BAD_USER_INPUT' } });
    expect(errors?.[0]?.message).toContain('input.toPing');
    expect(mutating.gateway.sent).toEqual([]);
  });

  it('of a term that is there names it', async () => {
    await mutating.write('createCategory', { name: 'Fog' }, 'category { id }');
    const { errors } = await mutating.write('createCategory', { name: 'Fog' }, 'category { id }');
    expect(errors?.[0]?.extensions).toMatchObject({
      restCode: 'term_exists',
      parameters: { name: expect.any(String) },
    });
  });
});

describe('who may', () => {
  it.each([
    ['admin', 'publish'],
    ['editor', 'publish'],
    ['author', 'publish'],
    ['contributor', 'pending'],
    ['subscriber', null],
  ])('%s publishes: %s', async (role, status) => {
    const { payload, errors } = await mutating.write(
      'createPost',
      { title: 'x', status: 'PUBLISH' },
      'post { status }',
      role,
    );
    expect(payload?.['post']?.['status'] ?? null).toBe(status);
    if (!status) expect(errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN' });
  });

  it('no visitor, and nobody with a wrong password', async () => {
    const mutation = 'mutation { createPost(input: { title: "x" }) { post { id } } }';
    for (const asking of [mutating.gateway, mutating.gateway.as(null)]) {
      const { data, errors } = await asking.ask(mutation);
      expect(data).toEqual({ createPost: null });
      expect(errors?.[0]?.extensions).toMatchObject({
        code: 'FORBIDDEN',
        advice: expect.stringContaining('Sign in'),
      });
    }
  });
});
