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

/** What an item of the query's one list is said to have. */
async function sizeOf(query: string): Promise<number> {
  let size = 0;
  const measure = (_source: object, _context: unknown, info: GraphQLResolveInfo) => {
    size = fieldsOfItem(info);
    return null;
  };
  await execute({ schema, document: parse(query), rootValue: { posts: measure, tags: measure } });
  return size;
}

describe('an item has', () => {
  it.each([
    ['its own fields', '{ posts { nodes { id } } }', 2],
    ['those of objects in it', '{ posts { edges { node { id author { name bio } } } } }', 6],
    ['one for each list in it', '{ posts { nodes { id tags { name aliases { name } } } } }', 3],
    ['two for each connection in it', '{ posts { nodes { related { nodes { id author { name } } } } } }', 3],
    [
      'of what is for one type or another the larger part',
      '{ posts { nodes { id ... on Post { a b c } ... on Page { d } ... on Page { d } } } }',
      5,
    ],
    [
      'what fragments have',
      '{ posts { nodes { ...C ...P } } } fragment C on Content { id author { name } } fragment P on Post { a ...C }',
      8,
    ],
    ['its own fields in a plain list too', '{ tags { name aliases { name } posts { nodes { id } } } }', 4],
  ])('%s', async (_what, query, expected) => {
    expect(await sizeOf(query)).toBe(expected);
  });
});
