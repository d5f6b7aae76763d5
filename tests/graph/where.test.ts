import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startGateway, type TestGateway } from './gateway.ts';

let gateway: TestGateway;
let ids: Readonly<Record<'a' | 'b' | 'c' | 'parent' | 'child' | 'red' | 'blue' | 'author', number>>;
beforeAll(async () => {
  gateway = await startGateway();
  ids = await gateway.site.phpJson(`
    $author = wp_insert_user(['user_login' => 'whereabouts', 'user_pass' => 'x', 'role' => 'author', 'display_name' => 'W. Here']);
    $parent = wp_insert_term('Where', 'category')['term_id'];
    $child = wp_insert_term('Where below', 'category', ['parent' => $parent])['term_id'];
    $red = wp_insert_term('Red where', 'post_tag')['term_id']; $blue = wp_insert_term('Blue where', 'post_tag')['term_id'];
    $make = fn($title, $date, $cats, $tags) => wp_insert_post(['post_title' => $title, 'post_status' => 'publish', 'post_date' => $date, 'post_author' => $author, 'post_category' => $cats, 'tags_input' => $tags]);
    $a = $make('Where Alpha', '2015-03-01 10:00:00', [$parent], [$red]);
    $b = $make('Where Beta', '2015-03-31 23:59:59', [$child], [$red, $blue]);
    $c = $make('Where Gamma', '2015-04-01 00:00:00', [$parent, $child], [$blue]);
    echo json_encode(compact('a', 'b', 'c', 'parent', 'child', 'red', 'blue', 'author'));`);
});
afterAll(() => gateway.close());

/** Returns the names in `ids` of the posts that a `where` selects, and `other` for any other post. */
async function found(where: string): Promise<readonly string[]> {
  const { posts } = await gateway.data<{ posts: { nodes: { databaseId: number }[] } }>(
    `{ posts(first: 100, where: ${where}) { nodes { databaseId } } }`,
  );
  const names = new Map(Object.entries(ids).map(([name, id]) => [id, name]));
  return posts.nodes.map(({ databaseId }) => names.get(databaseId) ?? 'other');
}

describe('where', () => {
  const cases: readonly (readonly [string, () => string, readonly string[]])[] = [
    ['author', () => `{ author: ${ids.author} }`, ['c', 'b', 'a']],
    ['authorName', () => '{ authorName: "whereabouts" }', ['c', 'b', 'a']],
    ['authorName of an unknown user', () => '{ authorName: "nobody-at-all" }', []],
    ['categoryId counts categories below', () => `{ categoryId: ${ids.parent} }`, ['c', 'b', 'a']],
    ['categoryIn does not', () => `{ categoryIn: [${ids.parent}] }`, ['c', 'a']],
    [
      'categoryIn takes global ids',
      () => `{ categoryIn: ["${Buffer.from(`term:${ids.child}`).toString('base64')}"] }`,
      ['c', 'b'],
    ],
    ['categoryName', () => '{ categoryName: "where" }', ['c', 'b', 'a']],
    ['categoryNotIn', () => `{ author: ${ids.author}, categoryNotIn: [${ids.child}] }`, ['a']],
    ['tag', () => '{ tag: "red-where" }', ['b', 'a']],
    ['tag of several', () => '{ tag: "red-where,blue-where" }', ['c', 'b', 'a']],
    ['tagSlugAnd', () => '{ tagSlugAnd: ["red-where", "blue-where"] }', ['b']],
    ['tagIn', () => `{ tagIn: [${ids.blue}] }`, ['c', 'b']],
    ['a month', () => '{ dateQuery: { year: 2015, month: 3 } }', ['b', 'a']],
    [
      'before a day',
      () => '{ dateQuery: { before: { year: 2015, month: 4, day: 1 }, after: { year: 2014 } } }',
      ['b', 'a'],
    ],
    [
      'up to and with a day',
      () =>
        '{ dateQuery: { before: { year: 2015, month: 4, day: 1 }, after: { year: 2014 }, inclusive: true } }',
      ['c', 'b', 'a'],
    ],
    ['in, in its order', () => `{ in: [${ids.b}, ${ids.c}, ${ids.a}] }`, ['b', 'c', 'a']],
    [
      'orderby a list that is not given: the oldest first',
      () => `{ author: ${ids.author}, orderby: [{ field: IN, order: DESC }] }`,
      ['a', 'b', 'c'],
    ],
    ['in with only null', () => '{ in: [null] }', []],
    ['notIn', () => `{ author: ${ids.author}, notIn: [${ids.b}] }`, ['c', 'a']],
    ['nameIn with an empty list', () => `{ author: ${ids.author}, nameIn: [] }`, ['c', 'b', 'a']],
    ['nameIn with only null', () => '{ nameIn: [null] }', []],
    ['name', () => '{ name: "where-beta" }', ['b']],
    ['parent of content without a parent', () => `{ author: ${ids.author}, parent: 0 }`, ['c', 'b', 'a']],
    ['parentIn of content without a parent', () => `{ author: ${ids.author}, parentIn: [${ids.a}] }`, []],
    ['parentNotIn of content without a parent', () => `{ author: ${ids.author}, parentNotIn: [0] }`, []],
    ['search', () => '{ search: "Gamma Where" }', ['c']],
    ['orderby', () => `{ author: ${ids.author}, orderby: [{ field: TITLE, order: ASC }] }`, ['a', 'b', 'c']],
    ['a status that visitors do not see', () => '{ status: DRAFT }', []],
    ['hasPassword, none', () => `{ author: ${ids.author}, hasPassword: false }`, ['c', 'b', 'a']],
    ['hasPassword, only', () => `{ author: ${ids.author}, hasPassword: true }`, []],
    ['title', () => '{ title: "where GAMMA" }', ['c']],
    ['title that no post has', () => '{ title: "Where Gam" }', []],
    ['isSticky', () => `{ author: ${ids.author}, isSticky: false }`, ['c', 'b', 'a']],
  ];
  it.each(cases)('%s', async (_name, where, expected) => {
    expect(await found(where())).toEqual(expected);
  });

  it.each(
    ['in: []', 'categoryIn: []', 'tagSlugIn: []', 'tagSlugAnd: []', 'parentNotIn: []'].concat(
      ['categoryName', 'authorName', 'tag', 'tagId', 'name', 'title', 'search', 'parent', 'password'].map(
        (argument) => `${argument}: ""`,
      ),
      ['author: 0', 'id: 0', 'categoryId: 0', 'search: null'],
    ),
  )('ignores an empty value: %s', async (argument) => {
    expect(
      await found(`{ author: ${ids.author}, ${argument} }`.replace(/author: \d+, (author: )/, '$1')),
    ).toEqual(argument === 'author: 0' ? await found('{}') : ['c', 'b', 'a']);
  });

  it.each(['search', 'categoryName', 'tag', 'authorName', 'title', 'name'])(
    'ignores a blank value: %s',
    async (argument) => {
      const blank = await found(`{ author: ${ids.author}, ${argument}: " \\t\\n " }`);
      expect(blank).toEqual(['c', 'b', 'a']);
    },
  );

  it.each([
    ['posts', '-gamma', ['b', 'a']],
    ['posts', '-gamma -beta', ['a']],
    ['posts', 'where -gamma', ['b', 'a']],
    ['posts', '\\"where gamma\\"', ['c']],
    ['posts', '0', []],
    ['contentNodes', '-gamma', ['b', 'a']],
  ])('searches %s as WordPress does: %s', async (field, words, expected) => {
    type Found = Record<string, { nodes: { databaseId: number }[] }>;
    const answer = await gateway.data<Found>(
      `{ ${field}(first: 100, where: { search: "${words}", in: [${ids.a}, ${ids.b}, ${ids.c}], orderby: { field: DATE, order: DESC } }) { nodes { databaseId } } }`,
    );
    const plain = await gateway.data<Found>(
      `{ ${field}(first: 3, where: { search: "${words}" }) { nodes { databaseId } } }`,
    );
    const names = new Map(Object.entries(ids).map(([name, id]) => [id, name]));
    expect(answer[field]?.nodes.map(({ databaseId }) => names.get(databaseId) ?? 'other').sort()).toEqual(
      [...expected].sort(),
    );
    if (words.startsWith('-')) expect(plain[field]?.nodes.length).toBe(3);
  });

  it.each([
    ['comments(where: { authorIn: [null] })', 'comments are by somebody or nobody'],
    ['pages(where: { isSticky: true })', 'pages are never sticky'],
    [`tags(where: { parent: 1 })`, 'tags stand below nothing'],
    ['categories(where: { slug: [" "] })', 'no category has an empty slug'],
    ['posts(where: { nameIn: [" "] })', 'no post has an empty slug'],
    ['contentNodes(where: { contentTypes: [PAGE], mimeType: IMAGE_PNG })', 'pages have no MIME type'],
  ])('finds no nodes by %s: %s', async (field) => {
    expect(await gateway.data(`{ found: ${field} { nodes { id } } }`)).toEqual({ found: { nodes: [] } });
  });

  it('finds comments by the status of their content, for visitors', async () => {
    await gateway.site.php(
      `$file = get_posts(['post_type' => 'attachment', 'numberposts' => 1])[0];
      wp_insert_comment(['comment_post_ID' => $file->ID, 'comment_content' => 'On a file', 'comment_approved' => 1]);`,
    );
    const count = (status: string) =>
      `${status}: comments(where: { contentStatus: [${status}] }) { totalCount }`;
    const question = `{ all: comments { totalCount } ${['PUBLISH', 'INHERIT', 'DRAFT'].map(count).join(' ')} }`;
    const { all, ...found } = await gateway.data<Record<string, { totalCount: number }>>(question);
    const published = (all?.totalCount ?? 0) - 1;
    expect(published).toBeGreaterThan(0);
    expect(found).toEqual({
      PUBLISH: { totalCount: published },
      INHERIT: { totalCount: 1 },
      DRAFT: { totalCount: 0 },
    });
    const { errors } = await gateway.as('editor').ask(question);
    expect(errors?.map(({ path }) => path?.[0])).toEqual(['PUBLISH', 'INHERIT', 'DRAFT']);
  });

  it('finds comments by author, for visitors and editors', async () => {
    const comment = await gateway.site.phpJson<number>(
      `echo wp_insert_comment(['comment_post_ID' => ${ids.a}, 'comment_content' => 'Mine', 'user_id' => ${ids.author}, 'comment_approved' => 1]);`,
    );
    const question = `{ by: comments(where: { authorIn: [${ids.author}] }) { nodes { databaseId } }
      user(id: "${ids.author}", idType: DATABASE_ID) { comments { nodes { databaseId } } }
      others: comments(first: 100, where: { authorNotIn: [${ids.author}] }) { nodes { databaseId } } }`;
    for (const asking of [gateway, gateway.as('editor')]) {
      const found = await asking.data<Record<'by' | 'others', { nodes: { databaseId: number }[] }>>(question);
      expect(found).toMatchObject({
        by: { nodes: [{ databaseId: comment }] },
        user: { comments: { nodes: [{ databaseId: comment }] } },
      });
      expect(found.others.nodes.length).toBeGreaterThan(5);
      expect(found.others.nodes).not.toContainEqual({ databaseId: comment });
    }
  });

  it('accepts the status values of WP_Comment_Query', async () => {
    await gateway.site.php(
      "wp_insert_comment(['comment_post_ID' => get_posts(['numberposts' => 1])[0]->ID, 'comment_content' => 'Waiting', 'comment_approved' => 0]);",
    );
    const statuses = async (status: string) => {
      const { comments } = await gateway
        .as('editor')
        .data<{ comments: { nodes: { status: string }[] } }>(
          `{ comments(first: 100, where: { status: "${status}" }) { nodes { status } } }`,
        );
      return [...new Set(comments.nodes.map((comment) => comment.status))].sort();
    };
    expect(await statuses('approve')).toEqual(['APPROVE']);
    expect(await statuses('0')).toEqual(['HOLD']);
    expect(await statuses('all')).toEqual(['APPROVE', 'HOLD']);
    expect(await statuses('no-such-status')).toEqual([]);
  });

  it('returns the types of the children of a page', async () => {
    const children = (types: string) => `children(where: { contentTypes: [${types}] }) { nodes { id } }`;
    type Children = Record<'posts' | 'pages', { nodes: object[] }>;
    const { pages } = await gateway.data<{ pages: { nodes: Children[] } }>(
      `{ pages(where: { name: "about" }) { nodes { posts: ${children('POST')} pages: ${children('PAGE, POST')} } } }`,
    );
    const [about] = pages.nodes;
    expect(about?.posts.nodes).toEqual([]);
    expect(about?.pages.nodes.length).toBeGreaterThan(0);
  });

  it('returns an error for a filter of ancestors', async () => {
    const { errors } = await gateway.ask(
      '{ pages(first: 100) { nodes { ancestors(where: { search: "x" }) { nodes { id } } } } }',
    );
    expect(errors?.[0]?.message).toContain('`where.search`');
  });

  it.each([
    ['password: "x"', 'password'],
    ['dateQuery: { week: 3 }', 'dateQuery'],
    ['dateQuery: { month: 3 }', 'dateQuery'],
    ['orderby: { field: COMMENT_COUNT, order: DESC }', 'orderby'],
    ['authorIn: ["?"]', 'authorIn'],
  ])('returns an error for an argument that REST cannot serve: %s', async (where, argument) => {
    const { errors } = await gateway.ask(`{ posts(where: { ${where} }) { nodes { id } } }`);
    expect(errors?.[0]?.message).toContain(`where.${argument}`);
  });

  it('searches the given columns of users, and returns an error for others', async () => {
    const users = (where: string) =>
      `{ users(where: { search: "whereabouts", ${where} }) { nodes { slug } } }`;
    const found = { users: { nodes: [{ slug: 'whereabouts' }] } };
    expect(await gateway.data(users('searchColumns: []'))).toEqual(found);
    // Earlier versions of the REST API have no such parameter, and the error names it too.
    if (Number.parseFloat(gateway.site.version) >= 6.8) {
      expect(await gateway.data(users('searchColumns: [NICENAME]'))).toEqual(found);
      expect(await gateway.data(users('searchColumns: [ID]'))).toEqual({ users: { nodes: [] } });
    }
    const { errors } = await gateway.ask(users('searchColumns: [NICENAME, EMAIL]'));
    expect(errors?.[0]?.message).toContain('only searches ID, LOGIN, NICENAME');
  });

  it('filters terms, users, comments and nested connections', async () => {
    const answer = await gateway.data<Record<string, unknown>>(`{
      categories(where: { parent: ${ids.parent} }) { nodes { databaseId } }
      tags(where: { slug: ["blue-where"] }) { nodes { databaseId } }
      users(where: { nicename: "whereabouts" }) { nodes { databaseId posts(where: { tag: "blue-where" }) { nodes { databaseId } } } }
      category(id: "${ids.child}", idType: DATABASE_ID) { posts(where: { orderby: { field: DATE, order: ASC } }) { nodes { databaseId } } }
    }`);
    expect(answer).toEqual({
      categories: { nodes: [{ databaseId: ids.child }] },
      tags: { nodes: [{ databaseId: ids.blue }] },
      users: {
        nodes: [{ databaseId: ids.author, posts: { nodes: [{ databaseId: ids.c }, { databaseId: ids.b }] } }],
      },
      category: { posts: { nodes: [{ databaseId: ids.b }, { databaseId: ids.c }] } },
    });
  });
});
