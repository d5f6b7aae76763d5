import { buildSchema, isObjectType, parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { parseAnswer } from '../../../src/compare/ask/answer.ts';
import { answerShapeOf } from '../../../src/compare/diff/answer-shape.ts';
import { compareAnswers } from '../../../src/compare/diff/answers.ts';
import { groupDifferences } from '../../../src/compare/diff/difference-groups.ts';

const schema = buildSchema(`
  type Query { posts(first: Int, where: Where): Posts, post(id: ID!): Post, a: Int }
  input Where { search: String, in: [Colour] }
  enum Colour { RED }
  type Posts { nodes: [Post!]!, edges: [Edge!]!, pageInfo: PageInfo }
  type PageInfo { endCursor: String, hasNextPage: Boolean }
  type Edge { cursor: String, node: Post }
  type Post { id: ID, title: String, excerpt: String, content: String, date: String, tags: [String], editor: String, mail: String }
`);
const post = schema.getType('Post');
if (!isObjectType(post)) throw new Error('Post is an object type');
Object.assign(post.getFields()['editor']?.extensions ?? {}, {
  availability: { to: 'nobody', because: "REST doesn't say." },
});
Object.assign(post.getFields()['mail']?.extensions ?? {}, { availability: { to: 'moderators' } });

/** Returns the differences between two answers, as `path kind count theirs → ours: reason`. */
function compared(query: string, theirs: unknown, ours: unknown): readonly string[] {
  const [wpgraphql, gateway] = [parseAnswer(theirs), parseAnswer(ours)];
  if (!wpgraphql || !gateway) throw new Error('no GraphQL answer');
  const shape = answerShapeOf(parse(query), schema);
  const { differences } = compareAnswers(wpgraphql, gateway, shape);
  return groupDifferences(differences, { shape, wpgraphql, gateway, unstable: new Set() }).map(
    ({ path, kind, count, wpgraphql: first, gateway: second, reason }) =>
      `${path} ${kind} ${count} ${JSON.stringify(first)} → ${JSON.stringify(second)}${reason ? `: ${reason}` : ''}`,
  );
}

const nodes = (...list: unknown[]) => ({ data: { posts: { nodes: list } } });
const all = '{ posts { nodes { id title } } }';

describe('answers', () => {
  it('are equal if all values are equal', () => {
    expect(compared(all, nodes({ id: 1, title: 'a' }), nodes({ title: 'a', id: 1 }))).toEqual([]);
  });

  it('differ at paths, and the differences of list items form a group', () => {
    const titled = (a: string, b: string) => nodes({ id: 1, title: a }, { id: 2, title: b });
    expect(compared(all, titled('a', 'b'), titled('A', 'B'))).toEqual([
      'posts.nodes[*].title value 2 "a" → "A"',
    ]);
    expect(compared(all, titled('a', 'b'), titled('a', 'B'))).toEqual([
      'posts.nodes[1].title value 1 "b" → "B"',
    ]);
  });

  it('are compared without cursors, even under an alias', () => {
    const query = '{ posts { e: edges { c: cursor node { id } } pageInfo { end: endCursor hasNextPage } } }';
    const data = (c: string, hasNextPage: boolean) => ({
      data: { posts: { e: [{ c, node: { id: 1 } }], pageInfo: { end: c, hasNextPage } } },
    });
    expect(compared(query, data('x', true), data('y', true))).toEqual([]);
    expect(compared(query, data('x', true), data('y', false))).toEqual([
      'posts.pageInfo.hasNextPage value 1 true → false',
    ]);
  });

  it('have lists whose items can be missing, extra, or in another order', () => {
    const [a, b, c] = ['a', 'b', 'c'].map((title, index) => ({ id: index, title }));
    expect(compared(all, nodes(a, b), nodes(b, a))).toEqual(['posts.nodes order 1 ["a","b"] → ["b","a"]']);
    expect(compared(all, nodes(a, b, c), nodes(a, c))).toEqual([
      'posts.nodes missing 1 [{"id":1,"title":"b"}] → []',
    ]);
    expect(compared(all, nodes(a), nodes(c, a))).toEqual(['posts.nodes extra 1 [] → [{"id":2,"title":"c"}]']);
  });

  it('have items without an identity field that are paired by content, then by position', () => {
    const titles = (...list: string[]) => nodes(...list.map((title) => ({ title })));
    const query = '{ posts { nodes { title } } }';
    expect(compared(query, titles('a', 'b', 'c'), titles('a', 'B', 'c'))).toEqual([
      'posts.nodes[1].title value 1 "b" → "B"',
    ]);
    expect(compared(query, titles('a', 'b'), titles('b', 'a'))).toHaveLength(1);
    const tags = (...list: string[]) => ({ data: { post: { tags: list } } });
    expect(compared('{ post(id: 1) { tags } }', tags('x', 'y'), tags('x'))).toEqual([
      'post.tags missing 1 ["y"] → []',
    ]);
  });

  it('get the reason for a null from the description of the field, even under an alias', () => {
    const query = '{ post(id: 1) { by: editor mail } }';
    const data = (by: string | null) => ({ data: { post: { by, mail: by } } });
    expect(compared(query, data('x'), data(null))).toEqual([
      `post.by value 1 "x" → null: Always null: REST doesn't say.`,
      'post.mail value 1 "x" → null: For moderators; null to visitors.',
    ]);
  });

  it.each([
    ['excerpt', '<p>Before. After.</p>\n', '<p>Before.</p>\n', 'More block'],
    [
      'content',
      '<a href="/login?to=%2Fgraphql">',
      '<a href="/login?to=%2Fwp-json%2Fwp">',
      'address of the request',
    ],
    ['date', null, '2026-01-01T00:00:00', 'with a password'],
  ])(
    'get a reason for a known difference of %s, and for no other difference',
    (field, theirs, ours, reason) => {
      const differ = (gateway: string) =>
        compared(
          `{ post(id: 1) { ${field} } }`,
          { data: { post: { [field]: theirs } } },
          { data: { post: { [field]: gateway } } },
        );
      expect(differ(ours)[0]).toContain(reason);
      if (theirs !== null)
        for (const other of ['<p>Other</p>', '']) expect(differ(other)[0]).not.toContain(reason);
    },
  );

  it('get the reason for a missing value from notices, which the gateway sends once per field', () => {
    const notice = {
      ...{ field: 'Post.mail', path: ['post', 'mail'], reason: 'FORBIDDEN', grant: 'authors' },
      message: 'WordPress hides it from visitors.',
    };
    const theirs = { data: { post: { mail: 'a' }, other: { mail: 'b' } } };
    const ours = { data: { post: { mail: null }, other: { mail: null } } };
    const query = '{ post(id: 1) { mail } other: post(id: 2) { mail } }';
    expect(compared(query, theirs, { ...ours, extensions: { pressql: { notices: [notice] } } })).toEqual([
      'post.mail value 1 "a" → null: WordPress hides it from visitors. It needs the grant `authors`.',
      'other.mail value 1 "b" → null: WordPress hides it from visitors. It needs the grant `authors`.',
    ]);
  });

  it('get a reason for an error about input beside equal data', () => {
    const refused = { message: 'No cursor.', path: ['posts'], extensions: { code: 'BAD_USER_INPUT' } };
    expect(compared(all, nodes({ id: 1 }), { ...nodes({ id: 1 }), errors: [refused] })[0]).toContain(
      'The data are the same',
    );
  });

  it('differ by an error and the null that it causes only once', () => {
    const error = (message: string, ...path: string[]) => ({
      message,
      path,
      extensions: { advice: 'Sign in.' },
    });
    expect(
      compared(
        '{ post(id: 1) { title mail } a }',
        { data: { post: { title: 'a', mail: 'm' }, a: 1 } },
        {
          data: { post: { title: 'a', mail: null }, a: 1 },
          errors: [error('Forbidden', 'post', 'mail')],
        },
      ),
    ).toEqual(['post.mail error 1 "m" → "Forbidden": Sign in.']);
    expect(
      compared('{ a }', { data: { a: null }, errors: [error('Internal', 'a')] }, { data: { a: 1 } }),
    ).toEqual(['a value 1 null → 1: WPGraphQL answers with an error: Internal']);
    expect(
      compared(
        '{ a }',
        { data: { a: null }, errors: [error('x', 'a')] },
        { data: { a: null }, errors: [error('y', 'a')] },
      ),
    ).toEqual([]);
  });

  it('contain unsupported parts: input that the gateway refuses and WPGraphQL accepts', () => {
    const refused = { message: 'Not by that.', path: ['posts'], extensions: { code: 'BAD_USER_INPUT' } };
    const [theirs, ours] = [nodes({ id: 1 }), { data: { posts: null }, errors: [refused] }].map(parseAnswer);
    if (!theirs || !ours) throw new Error('no GraphQL answer');
    const { unsupported, differences } = compareAnswers(theirs, ours, answerShapeOf(parse(all), schema));
    expect([unsupported.length, differences.length]).toEqual([1, 0]);
  });

  it('are not read from JSON that is no GraphQL answer', () => {
    expect([null, [], {}, 'a', { data: 1 }].map(parseAnswer)).toEqual([null, null, null, null, null]);
    expect(parseAnswer({ errors: [{ message: '&quot;a&quot; &amp; b' }] })?.errors[0]?.message).toBe(
      '"a" & b',
    );
  });
});
