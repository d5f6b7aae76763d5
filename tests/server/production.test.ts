import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPressQL, type PressQL } from '../../src/index.ts';
import { startSite, type TestSite } from '../wordpress/site.ts';

let site: TestSite;
let strict: PressQL;
beforeAll(async () => {
  site = await startSite();
  strict = await createPressQL({ cache: false, url: site.url, production: true });
});
afterAll(async () => {
  await strict.close();
  await site.close();
});

const origin = 'http://gateway.test';
const send = (body: object, at = strict) =>
  at.fetch(
    new Request(`${origin}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
  );

describe('in production mode', () => {
  const messagesOf = async (query: string, variables = {}) => {
    const { errors } = (await (await send({ query, variables })).json()) as {
      errors: { message: string }[];
    };
    return errors.map(({ message }) => message).join('\n');
  };

  it('the schema cannot be read', async () => {
    for (const query of ['{ __schema { types { name } } }', '{ __type(name: "Post") { name } }'])
      expect(await messagesOf(query)).toContain('introspection has been disabled');
    expect(await (await send({ query: '{ __typename }' })).json()).toEqual({
      data: { __typename: 'RootQuery' },
    });
  });

  it('errors suggest no names', async () => {
    const mistakes: [string, object?][] = [
      ['{ postz { nodes { id } } }'],
      ['{ posts { nodes { idd } } }'],
      ['{ posts(firzt: 1) { nodes { id } } }'],
      ['{ posts(where: { orderbi: [] }) { nodes { id } } }'],
      ['{ posts(where: { status: PUBLICH }) { nodes { id } } }'],
      ['{ node(id: "x") { titel } }'],
      ['query ($a: PostStatusEnu) { __typename }'],
      ['query ($a: PostStatusEnum) { posts(where: { status: $a }) { nodes { id } } }', { a: 'PUBLICH' }],
      ['{ ... on Pots { id } }'],
      ['{ __typename @skipp(if: true) }'],
      ['{ contentNodes { nodes { content } } }'],
    ];
    for (const [query, variables] of mistakes) {
      const message = await messagesOf(query, variables);
      expect(message).not.toMatch(/did you mean/i);
      expect(message.length).toBeGreaterThan(10);
    }
  });

  it('browsers get no GraphiQL', async () => {
    const response = await strict.fetch(
      new Request(`${origin}/graphql`, { headers: { accept: 'text/html' } }),
    );
    expect(response.headers.get('content-type')).not.toContain('text/html');
  });

  it('each default can be changed', async () => {
    const open = await createPressQL({ cache: false, url: site.url, production: true, introspection: true });
    const answer = await (await send({ query: '{ __schema { queryType { name } } }' }, open)).json();
    expect(answer).toEqual({ data: { __schema: { queryType: { name: 'RootQuery' } } } });
    await open.close();
  });
});
