import { execute, GraphQLObjectType, GraphQLSchema, GraphQLString, parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import type { Context } from '../../../src/schema/kit/base/context.ts';
import { joinGraphs } from '../../../src/schema/many/join.ts';
import { executeJoined } from '../../../src/server/many/execute.ts';
import type { Parts } from '../../../src/server/many/parts.ts';

const names = ['news', 'shop'];

/** Executes a document of two sites, and returns the headers objects that the fields of each site have got. */
async function headersIn(document: string): Promise<ReadonlyMap<string, readonly object[]>> {
  const seen = new Map<string, object[]>();
  const schemas = names.map((name) => ({
    name,
    schema: new GraphQLSchema({
      query: new GraphQLObjectType<unknown, Context>({
        name: 'Query',
        fields: {
          cart: {
            type: GraphQLString,
            resolve(_root, _args, { headers }) {
              seen.set(name, [...(seen.get(name) ?? []), headers]);
              headers.set('session', name);
              return headers.get('session');
            },
          },
        },
      }),
    }),
  }));
  const graph = joinGraphs(names, schemas);
  const { errors } = await executeJoined(
    { schema: graph.schema, document: parse(document), contextValue: { notices: [] } },
    {
      graph,
      sites: {
        graphOf: () => graph,
        facts: () => [],
        unavailable: () => {
          throw new Error('No site is down.');
        },
      },
      parts: { loadersOf: () => ({}) } as unknown as Parts,
      maxRootFields: 10,
      execute,
    },
  );
  expect(errors).toBeUndefined();
  return seen;
}

describe('the sessions of visitors', () => {
  it('are apart for each site and each operation, and shared by the fields of a site', async () => {
    const document =
      '{ a: site(name: news) { cart } b: site(name: news) { cart } c: site(name: shop) { cart } }';
    const [first, second] = [await headersIn(document), await headersIn(document)];
    const all = [first, second].flatMap((seen) => names.map((name) => seen.get(name) ?? []));
    expect(all.map(({ length }) => length)).toEqual([2, 1, 2, 1]);
    expect(all.map((headers) => new Set(headers).size)).toEqual([1, 1, 1, 1]);
    expect(new Set(all.flat()).size).toBe(4);
  });
});
