import { buildSchema, execute, type GraphQLResolveInfo, parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { fieldsOfItem } from '../../src/schema/kit/plugins/item-size.ts';

const schema = buildSchema(`
  type Query { posts: Posts, tags: [Tag!]! }
  type Posts { nodes: [Content!]!, edges: [Edge!]!, totalCount: Int }
  type Edge { cursor: String, node: Content }
  interface Content { id: ID, author: Author, tags: [Tag!]!, related: Posts }
  type Post implements Content { id: ID, author: Author, tags: [Tag!]!, related: Posts, a: Int, b: Int, c: Int }
  type Page implements Content { id: ID, author: Author, tags: [Tag!]!, related: Posts, d: Int }
  type Author { name: String, bio: String }
  type Tag { name: String, posts: Posts, aliases: [Tag!]! }
`);

/** Returns the size of an item in the only list of a query. */
async function sizeOf(query: string): Promise<number> {
  let size = 0;
  const measure = (_source: object, _context: unknown, info: GraphQLResolveInfo) => {
    size = fieldsOfItem(info);
    return null;
  };
  await execute({ schema, document: parse(query), rootValue: { posts: measure, tags: measure } });
  return size;
}

describe('the size of an item', () => {
  it.each([
    ['counts its fields', '{ posts { nodes { id } } }', 2],
    ['counts the fields of objects in it', '{ posts { edges { node { id author { name bio } } } } }', 6],
    ['counts one for each list in it', '{ posts { nodes { id tags { name aliases { name } } } } }', 3],
    [
      'counts two for each connection in it',
      '{ posts { nodes { related { nodes { id author { name } } } } } }',
      3,
    ],
    [
      'counts only the largest of fragments on different types',
      '{ posts { nodes { id ... on Post { a b c } ... on Page { d } ... on Page { d } } } }',
      5,
    ],
    [
      'counts the fields of fragments',
      '{ posts { nodes { ...C ...P } } } fragment C on Content { id author { name } } fragment P on Post { a ...C }',
      8,
    ],
    [
      'counts fields in a list that is not a connection',
      '{ tags { name aliases { name } posts { nodes { id } } } }',
      4,
    ],
  ])('%s', async (_what, query, expected) => {
    expect(await sizeOf(query)).toBe(expected);
  });
});
