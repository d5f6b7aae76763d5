import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildClientSchema, getIntrospectionQuery, printSchema } from '../../src/packages/graphql.ts';
import { startGateway, type TestGateway } from '../graph/gateway.ts';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.close());

const many = (count: number, make: (index: number) => string) =>
  Array.from({ length: count }, (_, n) => make(n)).join(' ');

describe('introspection', () => {
  it('gives the same schema again and again, in each form that tools ask for', async () => {
    const forms = [{}, { descriptions: false }, { inputValueDeprecation: true, specifiedByUrl: true }];
    for (const query of forms.map(getIntrospectionQuery)) {
      const printed = async () => printSchema(buildClientSchema(await gateway.data<never>(query)));
      const first = await printed();
      expect(first).toContain('type RootQuery');
      expect(await printed()).toBe(first);
    }
  });

  it('depends on variables and directives', async () => {
    const query =
      'query ($name: String!, $more: Boolean!) { __type(name: $name) { name kind @include(if: $more) } }';
    expect(await gateway.data(query, { name: 'Post', more: false })).toEqual({ __type: { name: 'Post' } });
    expect(await gateway.data(query, { name: 'Page', more: false })).toEqual({ __type: { name: 'Page' } });
    expect(await gateway.data(query, { name: 'Page', more: true })).toEqual({
      __type: { name: 'Page', kind: 'OBJECT' },
    });
  });

  it('is answered together with content', async () => {
    const query = '{ __schema { queryType { name } } posts(first: 1) { nodes { title } } }';
    expect(await gateway.data(query)).toMatchObject({ posts: { nodes: [{ title: expect.any(String) }] } });
    expect(gateway.sent).toHaveLength(1);
    await gateway.data(query);
    expect(gateway.sent).toHaveLength(1);
  });

  it.each([
    [
      'repeats lists',
      `{ __schema { ${many(20, (n) => `t${n}: types { name fields { name args { name } } }`)} } }`,
    ],
    [
      'repeats fields of a list',
      `{ __schema { types { ${many(30, (n) => `f${n}: fields { name description args { name description } }`)} } } }`,
    ],
    [
      'nests lists',
      `{ __schema { types { fields { type { fields { ${many(40, (n) => `n${n}: name`)} } } } } } }`,
    ],
    [
      'nests lists in fragments',
      `{ __schema { types { ...F } } } fragment F on __Type { fields { type { ...G } } } fragment G on __Type { fields { ${many(40, (n) => `n${n}: name`)} } }`,
    ],
    [
      'hides beside content',
      `{ posts { nodes { id } } __schema { types { ${many(30, (n) => `f${n}: fields { name description args { name } }`)} } } }`,
    ],
  ])('that %s is refused', async (_what, query) => {
    const { data, errors } = await gateway.ask(query);
    expect(data).toBeUndefined();
    expect(errors).toHaveLength(1);
    expect(errors?.[0]?.message).toMatch(/reads \d+\.\d times as much of the schema/);
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'DOCUMENT_TOO_LARGE' });
    expect(gateway.sent).toEqual([]);
  });
});
