import { buildSchema, parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { readAnswer } from '../../../src/compare/ask/answer.ts';
import { compareAnswers } from '../../../src/compare/diff/answers.ts';
import { groupDifferences } from '../../../src/compare/diff/groups.ts';
import { nullClause, reasonFor } from '../../../src/compare/diff/reasons.ts';
import { shapeOf } from '../../../src/compare/diff/shape.ts';
import { median, timingOf } from '../../../src/compare/diff/timing.ts';
import { unsupportedIn } from '../../../src/compare/diff/unsupported.ts';

const schema = buildSchema(`
  type Query { posts(first: Int, where: Where): Posts, post(id: ID!): Post, a: Int }
  input Where { search: String, in: [Colour] }
  enum Colour { RED }
  type Posts { nodes: [Post!]!, edges: [Edge!]!, pageInfo: PageInfo }
  type PageInfo { endCursor: String, hasNextPage: Boolean }
  type Edge { cursor: String, node: Post }
  type Post { id: ID, title: String, excerpt: String, content: String, date: String, tags: [String], "Who. Always null: REST doesn't say." editor: String, "A name. For moderators; null to visitors." mail: String }
`);

/** What differs between the data of two answers, as `path kind theirs → ours`. */
function compared(query: string, theirs: unknown, ours: unknown): readonly string[] {
  const [wpgraphql, gateway] = [readAnswer(theirs), readAnswer(ours)];
  if (!wpgraphql || !gateway) throw new Error('no GraphQL answer');
  const shape = shapeOf(parse(query), schema);
  const { differences } = compareAnswers(wpgraphql, gateway, shape);
  return groupDifferences(differences, { shape, wpgraphql, gateway, changing: new Set() }).map(
    ({ path, kind, count, wpgraphql: first, gateway: second, reason }) =>
      `${path} ${kind} ${count} ${JSON.stringify(first)} → ${JSON.stringify(second)}${reason ? `: ${reason}` : ''}`,
  );
}

const nodes = (...list: unknown[]) => ({ data: { posts: { nodes: list } } });
const all = '{ posts { nodes { id title } } }';

describe('answers', () => {
  it('are the same where all values are', () => {
    expect(compared(all, nodes({ id: 1, title: 'a' }), nodes({ title: 'a', id: 1 }))).toEqual([]);
  });

  it('differ at paths, those of the items of a list taken together', () => {
    const titled = (a: string, b: string) => nodes({ id: 1, title: a }, { id: 2, title: b });
    expect(compared(all, titled('a', 'b'), titled('A', 'B'))).toEqual([
      'posts.nodes[*].title value 2 "a" → "A"',
    ]);
    expect(compared(all, titled('a', 'b'), titled('a', 'B'))).toEqual([
      'posts.nodes[1].title value 1 "b" → "B"',
    ]);
  });

  it('are compared without cursors, whatever they are called', () => {
    const query = '{ posts { e: edges { c: cursor node { id } } pageInfo { end: endCursor hasNextPage } } }';
    const data = (c: string, hasNextPage: boolean) => ({
      data: { posts: { e: [{ c, node: { id: 1 } }], pageInfo: { end: c, hasNextPage } } },
    });
    expect(compared(query, data('x', true), data('y', true))).toEqual([]);
    expect(compared(query, data('x', true), data('y', false))).toEqual([
      'posts.pageInfo.hasNextPage value 1 true → false',
    ]);
  });

  it('say of lists what is missing, too many, or in another order', () => {
    const [a, b, c] = ['a', 'b', 'c'].map((title, index) => ({ id: index, title }));
    expect(compared(all, nodes(a, b), nodes(b, a))).toEqual(['posts.nodes order 1 ["a","b"] → ["b","a"]']);
    expect(compared(all, nodes(a, b, c), nodes(a, c))).toEqual([
      'posts.nodes missing 1 [{"id":1,"title":"b"}] → []',
    ]);
    expect(compared(all, nodes(a), nodes(c, a))).toEqual(['posts.nodes extra 1 [] → [{"id":2,"title":"c"}]']);
  });

  it('compare items without an identity by what they hold, then by position', () => {
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

  it('take the reason for a null from what the schema says of the field, seen through aliases', () => {
    const query = '{ post(id: 1) { by: editor mail } }';
    const data = (by: string | null) => ({ data: { post: { by, mail: by } } });
    expect(compared(query, data('x'), data(null))).toEqual([
      `post.by value 1 "x" → null: Always null: REST doesn't say.`,
      'post.mail value 1 "x" → null: For moderators; null to visitors.',
    ]);
  });

  it.each([
    ['excerpt', '<p>Before. After.</p>\n', '<p>Before.</p>\n', 'More block'],
    ['content', '<a href="/login?to=%2Fgraphql">', '<a href="/login?to=%2Fwp-json%2Fwp">', 'asked by'],
    ['date', null, '2026-01-01T00:00:00', 'with a password'],
  ])('know why %s may differ, and no more than that', (field, theirs, ours, reason) => {
    const differ = (gateway: string) =>
      compared(
        `{ post(id: 1) { ${field} } }`,
        { data: { post: { [field]: theirs } } },
        { data: { post: { [field]: gateway } } },
      );
    expect(differ(ours)[0]).toContain(reason);
    if (theirs !== null)
      for (const other of ['<p>Other</p>', '']) expect(differ(other)[0]).not.toContain(reason);
  });

  it('take the reason for what is missing from the notices beside the data, told once of each field', () => {
    const notice = {
      ...{ field: 'Post.mail', path: ['post', 'mail'], reason: 'FORBIDDEN', grant: 'authors' },
      message: 'WordPress keeps it from visitors.',
    };
    const theirs = { data: { post: { mail: 'a' }, other: { mail: 'b' } } };
    const ours = { data: { post: { mail: null }, other: { mail: null } } };
    const query = '{ post(id: 1) { mail } other: post(id: 2) { mail } }';
    expect(compared(query, theirs, { ...ours, extensions: { pressql: { notices: [notice] } } })).toEqual([
      'post.mail value 1 "a" → null: WordPress keeps it from visitors. It needs the grant `authors`.',
      'other.mail value 1 "b" → null: WordPress keeps it from visitors. It needs the grant `authors`.',
    ]);
  });

  it('with an error about input beside the same data say so', () => {
    const refused = { message: 'No cursor.', path: ['posts'], extensions: { code: 'BAD_USER_INPUT' } };
    expect(compared(all, nodes({ id: 1 }), { ...nodes({ id: 1 }), errors: [refused] })[0]).toContain(
      'The data are the same',
    );
  });

  it('report errors with their places, and what they make null only once', () => {
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

  it('hold what the gateway does not support: input that it refuses and WPGraphQL takes', () => {
    const refused = { message: 'Not by that.', path: ['posts'], extensions: { code: 'BAD_USER_INPUT' } };
    const [theirs, ours] = [nodes({ id: 1 }), { data: { posts: null }, errors: [refused] }].map(readAnswer);
    if (!theirs || !ours) throw new Error('no GraphQL answer');
    const { unsupported, differences } = compareAnswers(theirs, ours, shapeOf(parse(all), schema));
    expect([unsupported.length, differences.length]).toEqual([1, 0]);
  });

  it('are not read from JSON that is none', () => {
    expect([null, [], {}, 'a', { data: 1 }].map(readAnswer)).toEqual([null, null, null, null, null]);
    expect(readAnswer({ errors: [{ message: '&quot;a&quot; &amp; b' }] })?.errors[0]?.message).toBe(
      '"a" & b',
    );
  });
});

describe('what a graph lacks', () => {
  it.each([
    ['{ posts { nodes { seo { title } } } }', 'Post.seo'],
    ['{ posts(last: 1) { nodes { id } } }', 'Query.posts(last:)'],
    ['{ posts(where: { author: 1 }) { nodes { id } } }', 'Where.author'],
    ['{ posts(where: { in: [BLUE] }) { nodes { id } } }', 'Colour.BLUE'],
    ['query ($w: Elsewhere) { posts(where: $w) { nodes { id } } }', 'Elsewhere'],
    ['{ post(id: 1) { ... on Book { id } } }', 'Book'],
  ])('is named: %s', (query, subject) => {
    expect(unsupportedIn(parse(query), schema)[0]?.subject).toBe(subject);
  });

  it('is nothing where it can answer', () => {
    expect(unsupportedIn(parse(all), schema)).toEqual([]);
  });

  it('comes with a reason where one is known', () => {
    expect(unsupportedIn(parse('{ post(id: 1) { seo { title } } }'), schema)[0]?.instead).toContain('Yoast');
    expect(reasonFor('Post.title')).toBeUndefined();
  });
});

describe('descriptions', () => {
  it.each([
    [
      "Its karma. Always null: WordPress' REST API doesn't show it.",
      "Always null: WordPress' REST API doesn't show it.",
    ],
    ['Further HTML attributes; always null.', 'Always null.'],
    ['Their e-mail address; null to visitors.', 'Null to visitors.'],
    [
      'The language. For administrators; for visitors where the operator grants `settings`.',
      'For administrators; for visitors where the operator grants `settings`.',
    ],
    [
      'Who wrote it. Null where the site does not show the user.',
      'Null where the site does not show the user.',
    ],
    ['Its description; null when empty.', null],
  ])('%s', (description, clause) => {
    expect(nullClause(description)).toBe(clause);
  });
});

describe('times', () => {
  it('are medians, and told apart only beyond what chance does', () => {
    expect([median([3, 1, 2]), median([1, 2, 3, 10]), median([])]).toEqual([2, 2.5, 0]);
    expect(timingOf([100], [50], 1)).toMatchObject({ ratio: 2, verdict: 'faster', requests: 1 });
    expect(timingOf([50], [100], null).verdict).toBe('slower');
    expect(timingOf([100], [90], 1).verdict).toBe('alike');
    expect(timingOf([6], [2], 1).verdict).toBe('alike');
  });
});
