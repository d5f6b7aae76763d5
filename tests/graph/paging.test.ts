import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startGateway, type TestGateway } from './gateway.ts';

interface Connection {
  readonly nodes: readonly { databaseId: number; date: string }[];
  readonly totalCount: number;
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
}

const sameSecond = '2020-02-02 02:02:02';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway();
  // 200 posts with the same date, as after an import.
  await gateway.site.php(`
    wp_defer_term_counting(true);
    for ($i = 1; $i <= 200; $i++) {
      wp_insert_post(['post_title' => "Tie $i", 'post_status' => 'publish', 'post_date' => '${sameSecond}', 'post_date_gmt' => '${sameSecond}']);
    }
    wp_defer_term_counting(false);`);
});
afterAll(() => gateway.close());

async function page(args: string): Promise<Connection> {
  const { posts } = await gateway.data<{ posts: Connection }>(
    `{ posts(${args}) { nodes { databaseId date } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`,
  );
  return posts;
}

/** Reads all pages and returns the ids in order. */
async function walk(size: number, options: { backward?: boolean; where?: string } = {}): Promise<number[]> {
  const where = options.where ? `, where: ${options.where}` : '';
  const ids: number[] = [];
  let cursor: string | null = null;
  for (let pages = 0; pages < 200; pages += 1) {
    const at: string = cursor ? `, ${options.backward ? 'before' : 'after'}: "${cursor}"` : '';
    const { nodes, pageInfo } = await page(`${options.backward ? 'last' : 'first'}: ${size}${at}${where}`);
    const found = nodes.map(({ databaseId }) => databaseId);
    if (options.backward) ids.unshift(...found);
    else ids.push(...found);
    if (!(options.backward ? pageInfo.hasPreviousPage : pageInfo.hasNextPage)) return ids;
    cursor = options.backward ? pageInfo.startCursor : pageInfo.endCursor;
  }
  throw new Error('The pages never end');
}

/** Returns the ids of published posts in WPGraphQL's order. */
function published(order: 'ASC' | 'DESC' = 'DESC'): Promise<number[]> {
  return gateway.site
    .phpJson<string[]>(
      `global $wpdb; echo json_encode($wpdb->get_col("SELECT ID FROM $wpdb->posts WHERE post_type='post' AND post_status='publish' ORDER BY post_date ${order}, ID DESC"));`,
    )
    .then((ids: string[]) => ids.map(Number));
}

describe('paging by date', () => {
  it.each([7, 30, 100])('returns each post once, in order, forward with %i on a page', async (size) => {
    expect(await walk(size)).toEqual(await published());
  });

  it.each([7, 100])('returns each post once, in order, backward with %i on a page', async (size) => {
    expect(await walk(size, { backward: true })).toEqual(await published());
  });

  it('works with the oldest first', async () => {
    const where = '{ orderby: { field: DATE, order: ASC } }';
    expect(await walk(40, { where })).toEqual(await published('ASC'));
  });

  it('reads a page with one request if posts at its edges have different dates', async () => {
    const { pageInfo } = await page('first: 5');
    expect(gateway.sent).toHaveLength(1);
    expect(gateway.sent[0]?.query['per_page']).toBe('6');
    await page(`first: 5, after: "${pageInfo.endCursor}"`);
    expect(gateway.sent).toHaveLength(1);
  });

  it('reads a page among 200 equal dates with few requests', async () => {
    const where = '{ dateQuery: { year: 2020, month: 2, day: 2 } }';
    const { pageInfo } = await page(`first: 10, where: ${where}`);
    await page(`first: 10, after: "${pageInfo.endCursor}", where: ${where}`);
    expect(gateway.sent.length).toBeLessThanOrEqual(2);
  });

  it('joins pages of one hundred if `first` is larger', async () => {
    const all = await published();
    const { nodes, pageInfo } = await page('first: 1000');
    expect(nodes.map(({ databaseId }) => databaseId)).toEqual(all);
    expect(pageInfo.hasNextPage).toBe(false);
  });

  it('repeats and skips no post if posts are added or deleted between pages', async () => {
    const all = await published();
    const first = await page('first: 20');
    await gateway.site.php(`
      wp_insert_post(['post_title' => 'Breaking', 'post_status' => 'publish']);
      wp_delete_post(${first.nodes[3]?.databaseId}, true);
      wp_delete_post(${first.nodes[19]?.databaseId}, true);`);
    const second = await page(`first: 20, after: "${first.pageInfo.endCursor}"`);
    expect(second.nodes.map(({ databaseId }) => databaseId)).toEqual(all.slice(20, 40));
    const back = await page(`last: 5, before: "${second.pageInfo.startCursor}"`);
    expect(back.nodes.map(({ databaseId }) => databaseId)).toEqual([...all.slice(14, 19)]);
  });

  it("accepts WPGraphQL's cursors", async () => {
    const all = await published();
    const cursor = Buffer.from(`arrayconnection:${all[4]}`).toString('base64');
    const { nodes } = await page(`first: 3, after: "${cursor}"`);
    expect(nodes.map(({ databaseId }) => databaseId)).toEqual(all.slice(5, 8));
  });
});

describe('paging by other orders', () => {
  it.each(['TITLE', 'SLUG', 'MODIFIED', 'AUTHOR'])('returns each post once by %s', async (field) => {
    const where = `{ orderby: { field: ${field}, order: ASC }, dateQuery: { after: { year: 2020 } } }`;
    const forward = await walk(15, { where });
    const { posts } = await gateway.data<{ posts: { totalCount: number } }>(
      `{ posts(where: ${where}) { totalCount } }`,
    );
    expect(new Set(forward).size).toBe(forward.length);
    expect(forward).toHaveLength(posts.totalCount);
  });

  it('continues behind the cursor if an earlier post was deleted', async () => {
    const where = '{ orderby: { field: TITLE, order: ASC }, dateQuery: { after: { year: 2020 } } }';
    const all = (await page(`first: 100, where: ${where}`)).nodes.map(({ databaseId }) => databaseId);
    const first = await page(`first: 10, where: ${where}`);
    await gateway.site.php(`wp_delete_post(${all[2]}, true);`);
    const second = await page(`first: 5, after: "${first.pageInfo.endCursor}", where: ${where}`);
    expect(second.nodes.map(({ databaseId }) => databaseId)).toEqual(all.slice(10, 15));
  });
});

describe('page info', () => {
  it('is right at both ends, in both directions', async () => {
    const all = await published();
    const start = await page('first: 3');
    expect(start.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: false });
    const end = await page('last: 3');
    expect(end.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true });
    expect(end.nodes.map(({ databaseId }) => databaseId)).toEqual(all.slice(-3));
    const whole = await page('first: 1000');
    expect(whole.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: false });
    const behind = await page(`first: 3, after: "${whole.pageInfo.endCursor}"`);
    expect(behind).toMatchObject({
      nodes: [],
      pageInfo: { hasNextPage: false, hasPreviousPage: true, endCursor: null },
    });
  });

  it('has `hasNextPage: false` if the client gives neither `first` nor `last`, as in the Relay specification', async () => {
    expect((await page('after: null')).pageInfo).toMatchObject({
      hasNextPage: false,
      hasPreviousPage: false,
    });
    const { pageInfo } = await page('first: 3');
    expect((await page(`after: "${pageInfo.endCursor}"`)).pageInfo).toMatchObject({
      hasNextPage: false,
      hasPreviousPage: true,
    });
  });

  it('a page from `after` on ends before `before`', async () => {
    const all = await page('first: 10');
    const { edges } = (
      await gateway.data<{ posts: { edges: { cursor: string }[] } }>(
        '{ posts(first: 10) { edges { cursor } } }',
      )
    ).posts;
    const between = await page(`first: 20, after: "${edges[1]?.cursor}", before: "${edges[6]?.cursor}"`);
    expect(between.nodes).toEqual(all.nodes.slice(2, 6));
    expect(between.pageInfo.hasNextPage).toBe(true);
  });
});

describe('invalid paging arguments', () => {
  it.each([
    ['posts(first: -1)', 'first must be a positive integer'],
    ['posts(first: 2, last: 2)', 'cannot be used together'],
  ])('%s is an error at the path of the field', async (field, message) => {
    const { data, errors } = await gateway.ask<{ list: null; other: object }>(
      `{ list: ${field} { nodes { id } } other: generalSettings { title } }`,
    );
    expect(data.list).toBeNull();
    expect(data.other).not.toBeNull();
    expect(errors).toHaveLength(1);
    expect(errors?.[0]).toMatchObject({ path: ['list'], extensions: { code: 'BAD_USER_INPUT' } });
    expect(errors?.[0]?.message).toContain(message);
  });

  it('a malformed cursor returns the first page and an error', async () => {
    const { data, errors } = await gateway.ask<{ list: { nodes: unknown[] }; whole: { nodes: unknown[] } }>(
      '{ list: posts(first: 3, after: "nonsense") { nodes { id } } whole: posts(first: 3) { nodes { id } } }',
    );
    expect(data.list.nodes).toEqual(data.whole.nodes);
    expect(errors).toHaveLength(1);
    expect(errors?.[0]).toMatchObject({ path: ['list'], extensions: { code: 'BAD_USER_INPUT' } });
    expect(errors?.[0]?.message).toContain("isn't a cursor");
  });

  it('texts that JavaScript makes of a missing cursor count as none', async () => {
    const { first, last, without } = await gateway.data<Record<'first' | 'last' | 'without', Connection>>(`{
      contentTypes(after: "null") { nodes { name } }
      first: posts(first: 3, after: "null") { nodes { databaseId } }
      last: posts(last: 3, before: "undefined") { nodes { databaseId } }
      without: posts(last: 3) { nodes { databaseId } }
    }`);
    expect(first.nodes).toHaveLength(3);
    expect(first.nodes).not.toEqual(last.nodes);
    expect(last.nodes).toEqual(without.nodes);
  });

  it('a cursor of another list is an error', async () => {
    const { categories } = await gateway.data<{ categories: Connection }>(
      '{ categories(first: 1) { pageInfo { endCursor } } }',
    );
    const { errors } = await gateway.ask(
      `{ posts(after: "${categories.pageInfo.endCursor}") { nodes { id } } }`,
    );
    expect(errors?.[0]?.message).toContain('a cursor of another list');
  });
});
