import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fieldsOf, startGateway, type TestGateway } from './gateway.ts';

interface Search {
  readonly search: {
    readonly nodes: readonly {
      readonly __typename: string;
      readonly title?: string;
      readonly name?: string;
    }[];
    readonly totalCount: number;
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
  };
}

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.close());

const search = (args: string) =>
  gateway.data<Search>(`{ search(${args}) {
    totalCount pageInfo { hasNextPage endCursor }
    nodes { __typename ... on NodeWithTitle { title } ... on Category { name } ... on Tag { name } } } }`);

describe('search', () => {
  it('finds content of all types, with one request and one for each type in the results', async () => {
    const answer = await search('query: "harbour", first: 100');
    const types = new Set(answer.search.nodes.map(({ __typename }) => __typename));
    expect(types.has('Post')).toBe(true);
    expect(answer.search.totalCount).toBe(answer.search.nodes.length);
    const [first, ...others] = gateway.sent;
    expect(first?.route).toBe('/wp/v2/search');
    expect(others).toHaveLength(types.size);
    expect(others.map(fieldsOf)).toEqual(others.map(() => ['id', 'title.rendered']));
  });

  it('can be read page by page', async () => {
    const all = await search('query: "harbour", first: 100');
    const first = await search('query: "harbour", first: 3');
    expect(first.search.pageInfo.hasNextPage).toBe(true);
    expect(first.search.totalCount).toBe(all.search.totalCount);
    const rest = await search(`query: "harbour", first: 100, after: "${first.search.pageInfo.endCursor}"`);
    expect([...first.search.nodes, ...rest.search.nodes]).toEqual(all.search.nodes);
  });

  it('finds terms if `taxonomies` is given', async () => {
    const terms = await search('query: "harbour", where: { taxonomies: [CATEGORY] }');
    expect(terms.search.nodes).toEqual([{ __typename: 'Category', name: 'Harbour' }]);
    const both = await search(
      'query: "harbour", first: 100, where: { taxonomies: [CATEGORY], contentTypes: [PAGE] }',
    );
    expect(new Set(both.search.nodes.map(({ __typename }) => __typename))).toEqual(
      new Set(['Page', 'Category']),
    );
  });

  it('returns an error without words', async () => {
    const { errors } = await gateway.ask('{ search(query: " ") { nodes { id } } }');
    expect(errors?.[0]?.message).toContain('`query` is empty');
  });
});
