import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startGateway, type TestGateway } from './gateway.ts';

let gateway: TestGateway;
let ids: Readonly<Record<string, number>>;
beforeAll(async () => {
  gateway = await startGateway();
  ids = await gateway.site.phpJson(`
    $user = fn($name) => wp_insert_user(['user_login' => $name, 'user_pass' => 'x', 'role' => 'author']);
    $one = $user('together-one'); $two = $user('together-two');
    $top = wp_insert_term('Top', 'category')['term_id']; $below = wp_insert_term('Below', 'category', ['parent' => $top])['term_id'];
    $side = wp_insert_term('Side', 'category')['term_id'];
    $red = wp_insert_term('Red', 'post_tag')['term_id']; $blue = wp_insert_term('Blue', 'post_tag')['term_id'];
    $make = fn($title, $author, $cats, $tags, $more = []) => wp_insert_post(['post_title' => $title, 'post_status' => 'publish', 'post_author' => $author, 'post_category' => $cats, 'tags_input' => $tags] + $more);
    $a = $make('Both A', $one, [$top, $side], [$red]); $b = $make('Both B', $one, [$below, $side], [$red, $blue]);
    $c = $make('Both C', $two, [$top], [$blue]); $d = $make('Both D', $two, [$side], [$red], ['post_status' => 'draft']);
    stick_post($b);
    $page = $make('Both page', $one, [], [], ['post_type' => 'page']); $other = $make('Other page', $one, [], [], ['post_type' => 'page']);
    $child = $make('Both child', $one, [], [], ['post_type' => 'page', 'post_parent' => $page]);
    $comment = fn($post, $more = []) => wp_insert_comment(['comment_post_ID' => $post, 'comment_content' => 'Both'] + $more + ['comment_approved' => 1]);
    $m = $comment($a, ['user_id' => $one]); $n = $comment($b, ['user_id' => $two]); $o = $comment($a, ['comment_parent' => $m]);
    $spam = $comment($a, ['comment_approved' => 'spam']); $hold = $comment($b, ['comment_approved' => '0']);
    echo json_encode(compact('one', 'two', 'top', 'below', 'side', 'red', 'blue', 'a', 'b', 'c', 'd', 'page', 'other', 'child', 'm', 'n', 'o', 'spam', 'hold'));`);
});
afterAll(() => gateway.close());

/** Arguments that set the same REST parameters, by connection. Letters in braces stand for ids. */
const families: readonly (readonly [string, readonly string[]])[] = [
  [
    'posts',
    [
      'categoryName: "top"',
      'categoryId: {side}',
      'categoryIn: [{side}, {below}]',
      'categoryNotIn: [{below}]',
    ],
  ],
  ['posts', ['tag: "red"', 'tagIn: [{red}, {blue}]', 'tagSlugIn: ["blue"]', 'tagSlugAnd: ["red", "blue"]']],
  [
    'posts',
    ['author: {one}', 'authorIn: [{one}, {two}]', 'authorName: "together-two"', 'authorNotIn: [{two}]'],
  ],
  ['posts', ['id: {b}', 'in: [{a}, {b}, {c}]', 'notIn: [{a}]', 'title: "Both C"', 'isSticky: false']],
  ['pages', ['parent: {page}', 'parentIn: ["{other}"]', 'parentNotIn: [{page}]']],
  [
    'comments',
    [
      'contentId: {a}',
      'contentIdIn: [{a}, {b}]',
      'commentNotIn: [{n}]',
      'parentNotIn: [{m}]',
      'authorNotIn: [{two}]',
    ],
  ],
  ['categories', ['include: [{top}, {side}]', 'exclude: [{side}]', 'childOf: {top}', 'name: "Side"']],
  [
    'users',
    [
      'include: [{one}, {two}]',
      'exclude: [{two}]',
      'nicename: "together-one"',
      'nicenameIn: ["together-two"]',
    ],
  ],
];

const filled = (text: string) => text.replace(/\{(\w+)\}/g, (_, name) => String(ids[name]));

type Found = { ids: readonly number[] } | { error: string };

/** Returns the nodes that each `where` selects. Sends one request for many of them. */
async function find(
  asking: Pick<TestGateway, 'ask'>,
  field: string,
  wheres: readonly string[],
): Promise<readonly Found[]> {
  const fields = wheres.map(
    (where, index) => `f${index}: ${field}(first: 100, where: { ${filled(where)} }) { nodes { databaseId } }`,
  );
  type Data = Record<string, { nodes: { databaseId: number }[] } | null>;
  const { data, errors = [] } = await asking.ask<Data>(`{ ${fields.join('\n')} }`);
  return wheres.map((_, index) => {
    const page = data[`f${index}`];
    const error = errors.find(({ path }) => path?.[0] === `f${index}`)?.message ?? 'no error';
    return page ? { ids: page.nodes.map(({ databaseId }) => databaseId).sort((x, y) => x - y) } : { error };
  });
}

describe('arguments for one parameter of REST', () => {
  it.each(families)('all apply, on %s by %j', async (field, wheres) => {
    const nameOf = (where: string) => where.split(':')[0] ?? '';
    const asking = field === 'comments' ? gateway.as('admin') : gateway;
    const alone = await find(asking, field, wheres);
    const pairs = wheres.flatMap((_, i) =>
      wheres.flatMap((_other, j) =>
        j > i && nameOf(wheres[i] ?? '') !== nameOf(wheres[j] ?? '') ? [[i, j] as const] : [],
      ),
    );
    const together = await find(
      asking,
      field,
      pairs.map(([i, j]) => `${wheres[i]}, ${wheres[j]}`),
    );
    for (const [index, [i, j]] of pairs.entries()) {
      const [one, other, both] = [alone[i], alone[j], together[index]];
      if (!one || !other || !both || !('ids' in one) || !('ids' in other)) {
        throw new Error(`${wheres[i]} and ${wheres[j]}: ${JSON.stringify([one, other])}`);
      }
      const expected = one.ids.filter((id) => other.ids.includes(id));
      expect([wheres[i], wheres[j], both]).toEqual([wheres[i], wheres[j], { ids: expected }]);
    }
  });

  it('return an error that names both if REST takes only one', async () => {
    const question = '{ users(where: { role: ADMINISTRATOR, roleIn: [EDITOR] }) { nodes { id } } }';
    const { errors } = await gateway.as('admin').ask(question);
    expect(errors?.[0]?.message).toMatch(/`where\.role` and `where\.roleIn`/);
  });

  it('combine with the filter of the connection', async () => {
    const nodes = '{ nodes { databaseId } }';
    const data = await gateway.data<Record<string, Record<string, { nodes: { databaseId: number }[] }>>>(
      filled(`{
        category(id: "{top}", idType: DATABASE_ID) { both: posts(where: { categoryIn: [{side}] }) ${nodes} none: posts(where: { categoryNotIn: [{top}] }) ${nodes} }
        user(id: "{one}", idType: DATABASE_ID) { posts(where: { authorIn: [{two}] }) ${nodes} not: posts(where: { authorNotIn: [{two}] }) ${nodes} }
        post(id: "{a}", idType: DATABASE_ID) { comments(where: { contentIdIn: [{b}] }) ${nodes} same: comments(where: { contentId: {a} }) ${nodes} }
        page(id: "{page}", idType: DATABASE_ID) { children(where: { parentNotIn: [{page}] }) ${nodes} }
      }`),
    );
    const found = (of: string, field: string) => data[of]?.[field]?.nodes.map(({ databaseId }) => databaseId);
    expect(found('category', 'both')).toEqual([ids['a']]);
    expect(found('category', 'none')).toEqual([]);
    expect(found('user', 'posts')).toEqual([]);
    // Both have the same date, and the query does not read it, so the database decides their order.
    expect(new Set(found('user', 'not'))).toEqual(new Set([ids['b'], ids['a']]));
    expect(found('post', 'comments')).toEqual([]);
    expect(found('post', 'same')).toEqual([ids['o'], ids['m']]);
    expect(found('page', 'children')).toEqual([]);
  });
});

describe('statuses that REST lists separately', () => {
  const comments = (where: string, more = 'first: 100') =>
    `{ comments(${more}, where: { ${where} }) { totalCount nodes { databaseId status } pageInfo { endCursor hasNextPage } } }`;
  type Comments = {
    comments: {
      totalCount: number;
      nodes: { databaseId: number; status: string }[];
      pageInfo: { endCursor: string; hasNextPage: boolean };
    };
  };

  it('form one list, newest first, that pages exactly', async () => {
    await gateway.site.php(
      `foreach ([1, 2, 3] as $i) { wp_insert_comment(['comment_post_ID' => ${ids['b']}, 'comment_content' => 'Bin', 'comment_approved' => 'trash', 'comment_date' => "2020-01-0$i 10:00:00", 'comment_date_gmt' => "2020-01-0$i 10:00:00"]); }`,
    );
    const admin = gateway.as('admin');
    const whole = (await admin.data<Comments>(comments('statusIn: [TRASH, SPAM]'))).comments;
    expect(whole.nodes.map(({ status }) => status)).toEqual(['SPAM', 'TRASH', 'TRASH', 'TRASH']);
    expect(whole.totalCount).toBe(4);
    const seen: number[] = [];
    for (let after = '', more = true; more; ) {
      const page = (await admin.data<Comments>(comments('statusIn: [TRASH, SPAM]', `first: 1${after}`)))
        .comments;
      seen.push(...page.nodes.map(({ databaseId }) => databaseId));
      [after, more] = [`, after: "${page.pageInfo.endCursor}"`, page.pageInfo.hasNextPage];
    }
    expect(seen).toEqual(whole.nodes.map(({ databaseId }) => databaseId));
  });

  it.each([
    ['statusIn: [APPROVE, HOLD, SPAM]', ['APPROVE', 'HOLD', 'SPAM']],
    ['status: "approve", statusIn: [HOLD]', []],
    ['status: "spam", statusIn: [HOLD, SPAM]', ['SPAM']],
    ['statusIn: [HOLD]', ['HOLD']],
  ])('work for comments: %s', async (where, expected) => {
    const { comments: found } = await gateway.as('admin').data<Comments>(comments(where));
    expect([...new Set(found.nodes.map(({ status }) => status))].sort()).toEqual(expected);
  });

  it('return an error if the ordering cannot combine them', async () => {
    const { errors } = await gateway
      .as('admin')
      .ask('{ comments(where: { statusIn: [SPAM, TRASH], orderby: COMMENT_ID }) { nodes { id } } }');
    expect(errors?.[0]?.message).toMatch(/statuses can't be ordered by id/);
  });

  it.each(['posts', 'contentNodes'])('must match both arguments, on %s', async (field) => {
    await gateway.site.php(`wp_trash_post(${ids['c']});`);
    const statuses = async (where: string) => {
      const answer = await gateway
        .as('admin')
        .data<Record<string, { nodes: { status: string }[] }>>(
          `{ ${field}(first: 100, where: { ${where} }) { nodes { status } } }`,
        );
      return [...new Set(answer[field]?.nodes.map(({ status }) => status))].sort();
    };
    expect(await statuses('stati: [DRAFT, TRASH]')).toEqual(['draft', 'trash']);
    expect(await statuses('stati: [DRAFT, PUBLISH], status: DRAFT')).toEqual(['draft']);
    expect(await statuses('stati: [DRAFT], status: PUBLISH')).toEqual([]);
  });
});
