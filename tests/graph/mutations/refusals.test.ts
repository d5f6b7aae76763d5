import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type MutationClient, startMutationClient } from './mutation-client.ts';

let client: MutationClient;
beforeAll(async () => {
  client = await startMutationClient();
});
beforeEach(() => client.gateway.site.reset());
afterAll(() => client.gateway.close());

describe('a mutation that WordPress refuses', () => {
  it('is an error at its path, and the mutations after it run', async () => {
    const { data, errors } = await client.gateway
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
    const { errors } = await client.write('createPost', input, 'post { id }');
    expect(errors?.[0]?.extensions?.['parameters']).toHaveProperty(field);
  });

  it('is an error of the input if REST has no such parameter', async () => {
    const { payload, errors } = await client.write(
      'createPost',
      { title: 'x', toPing: ['https://a.example'] },
      'post { id }',
    );
    expect(payload).toBeNull();
    expect(errors?.[0]).toMatchObject({ extensions: { code: 'BAD_USER_INPUT' } });
    expect(errors?.[0]?.message).toContain('input.toPing');
    expect(client.gateway.sent).toEqual([]);
  });

  it('names the existing term', async () => {
    await client.write('createCategory', { name: 'Fog' }, 'category { id }');
    const { errors } = await client.write('createCategory', { name: 'Fog' }, 'category { id }');
    expect(errors?.[0]?.extensions).toMatchObject({
      restCode: 'term_exists',
      parameters: { name: expect.any(String) },
    });
  });
});

describe('permissions', () => {
  it.each([
    ['admin', 'publish'],
    ['editor', 'publish'],
    ['author', 'publish'],
    ['contributor', 'pending'],
    ['subscriber', null],
  ])('%s publishes: %s', async (role, status) => {
    const { payload, errors } = await client.write(
      'createPost',
      { title: 'x', status: 'PUBLISH' },
      'post { status }',
      role,
    );
    expect(payload?.['post']?.['status'] ?? null).toBe(status);
    if (!status) expect(errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN' });
  });

  it('a visitor, or a client with a wrong password, may not', async () => {
    const mutation = 'mutation { createPost(input: { title: "x" }) { post { id } } }';
    for (const asking of [client.gateway, client.gateway.as(null)]) {
      const { data, errors } = await asking.ask(mutation);
      expect(data).toEqual({ createPost: null });
      expect(errors?.[0]?.extensions).toMatchObject({
        code: 'FORBIDDEN',
        advice: expect.stringContaining('Sign in'),
      });
    }
  });
});
