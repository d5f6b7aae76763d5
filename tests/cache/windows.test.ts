import { assert, asyncProperty, constantFrom, integer, oneof, record } from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createPressQL, type PressQL } from '../../src/index.ts';
import { startGateway, type TestGateway } from '../graph/gateway.ts';
import { tell, webhookSecret } from './tell.ts';

/* A list, from the memory of another part of the same list. */

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway({ cache: true, answerCacheSize: 0, webhookSecret });
  // Half of the posts have the date of another one.
  await gateway.site.php(`foreach (range(1, 12) as $n) wp_insert_post([
    'post_title' => 'Title ' . intdiv($n, 3), 'post_status' => 'publish', 'post_author' => 1,
    'post_date' => '2031-01-0' . (1 + intdiv($n, 2)) . ' 12:00:00', 'sticky' => $n === 5 ]);
    stick_post(get_posts(['numberposts' => 1, 'offset' => 7])[0]->ID);`);
});
afterAll(() => gateway?.close());

const data = (query: string) => gateway.data<Record<string, never>>(query);

async function directly(query: string): Promise<unknown> {
  const response = await plain.fetch(
    new Request(`http://gateway.test/graphql?query=${encodeURIComponent(query)}`),
  );
  return ((await response.json()) as { data: unknown }).data;
}
let plain: PressQL;
beforeAll(async () => {
  plain = await createPressQL({
    url: gateway.site.url,
    cache: false,
    feed: 0,
    timeout: 60_000,
    deadline: 120_000,
  });
});
afterAll(() => plain?.close());

/** Makes everything old that the gateway remembers of posts. */
async function forget(): Promise<void> {
  // What is read in the same millisecond counts as older than the change.
  await tell(gateway.pressql, [{ resource: 'post', id: null }]);
  await new Promise((done) => setTimeout(done, 2));
}
beforeEach(forget);

const page = '{ pageInfo { hasNextPage hasPreviousPage endCursor } nodes { databaseId title } totalCount }';

describe('a list that is known', () => {
  it.each([
    ['a shorter one', `(first: 10) ${page}`, `(first: 5) ${page}`],
    ['one of the same documents without cursors', `(first: 10) ${page}`, '(first: 9) { nodes { title } }'],
    ['its total', `(first: 3) ${page}`, '(first: 0) { totalCount }'],
    ['its total under another page', `(first: 3) ${page}`, '{ totalCount }'],
    [
      'a shorter one by title',
      `(first: 9, where: { orderby: [{ field: TITLE, order: ASC }] }) ${page}`,
      `(first: 3, where: { orderby: [{ field: TITLE, order: ASC }] }) ${page}`,
    ],
    ['the last ones', `(last: 10) ${page}`, `(last: 4) ${page}`],
  ])('answers %s without a request', async (_what, long, short) => {
    await data(`{ posts${long} }`);
    const answer = await data(`{ posts${short} }`);
    expect(gateway.sent).toEqual([]);
    expect(answer).toEqual(await directly(`{ posts${short} }`));
  });

  it('answers a longer one without a request if it has all documents', async () => {
    await data(`{ tags(first: 60) ${page.replace('title', 'name')} }`);
    const longer = `{ tags(first: 90) ${page.replace('title', 'name')} }`;
    const answer = await data(longer);
    expect(gateway.sent).toEqual([]);
    expect(answer).toEqual(await directly(longer));
  });

  it('does not answer for documents that it does not have', async () => {
    await data(`{ posts(first: 5) ${page} }`);
    const longer = `{ posts(first: 10) ${page} }`;
    expect(await data(longer)).toEqual(await directly(longer));
    expect(gateway.sent).not.toEqual([]);
  });
});

describe('a site that hides documents of a list', () => {
  it('gets a request for each length of it', async () => {
    const media = (first: number) => `{ mediaItems(first: ${first}) ${page} }`;
    await gateway.site.php(`foreach (get_posts(['post_type' => 'attachment', 'numberposts' => 3]) as $file)
      wp_update_post(['ID' => $file->ID, 'post_parent' => wp_insert_post(['post_title' => 'Hidden', 'post_status' => 'draft'])]);`);
    await data(media(8));
    for (const first of [1, 3, 5]) expect(await data(media(first))).toEqual(await directly(media(first)));
  });
});

describe('a site that closes a list', () => {
  it('closes its known parts, too, as soon as one request is forbidden', async () => {
    await data(`{ posts(first: 10) ${page} }`);
    await gateway.site.plugin(`
      add_filter('rest_pre_dispatch', fn($answer, $server, $request) => $request->get_route() === '/wp/v2/posts'
        ? new WP_Error('rest_forbidden', 'Closed', ['status' => 403]) : $answer, 10, 3);`);
    const titles = async (first: number) => {
      const { data: read } = await gateway.ask<{ posts: object } | null>(
        `{ posts(first: ${first}) { nodes { title } } }`,
      );
      return read?.posts ?? null;
    };
    const known = await titles(5);
    const forbidden = await titles(30);
    const closed = await titles(5);
    await gateway.site.plugin('');
    expect(known).toMatchObject({ nodes: Array(5).fill({}) });
    expect(forbidden).not.toMatchObject(known ?? {});
    expect(closed).toEqual(forbidden);
  });
});

describe('windows', () => {
  const read = record({
    size: integer({ min: 1, max: 14 }),
    start: constantFrom(0, 0, 4, 9),
    from: constantFrom('first', 'last'),
    order: constantFrom(
      '',
      'orderby: [{ field: TITLE, order: ASC }]',
      'orderby: [{ field: MODIFIED, order: DESC }]',
      'search: "e"',
    ),
    of: constantFrom(page, '{ nodes { title } }', '{ totalCount }'),
  });
  const step = oneof(
    { arbitrary: read, weight: 15 },
    { arbitrary: constantFrom('forget' as const), weight: 1 },
  );

  it('of a list are the same through the cache as directly from WordPress', async () => {
    const cursors = new Map<string, readonly string[]>();
    const cursorsOf = async (order: string) => {
      const known = cursors.get(order);
      if (known) return known;
      const all = (await directly(`{ posts(first: 40, where: { ${order} }) { edges { cursor } } }`)) as {
        posts: { edges: { cursor: string }[] };
      };
      const own = all.posts.edges.map(({ cursor }) => cursor);
      cursors.set(order, own);
      return own;
    };
    const knownOrders = new Set<string>();
    let answered = 0;
    await assert(
      asyncProperty(step, async (next) => {
        if (next === 'forget') {
          knownOrders.clear();
          return forget();
        }
        const { size, start, from, order, of } = next;
        const all = await cursorsOf(order);
        // Some windows must come from memory, whatever is drawn. So each order begins with its longest window.
        if (!knownOrders.has(order)) await data(`{ posts(first: 14, where: { ${order} }) ${page} }`);
        knownOrders.add(order);
        const cursor =
          start === 0 ? '' : `${from === 'first' ? 'after' : 'before'}: "${all[start - 1] ?? ''}"`;
        const query = `{ posts(${from}: ${size}, ${cursor} where: { ${order} }) ${of} }`;
        const answer = await data(query);
        if (gateway.sent.length === 0) answered++;
        expect(answer).toEqual(await directly(query));
      }),
      { numRuns: 25, endOnFailure: true },
    );
    expect(answered).toBeGreaterThan(0);
  }, 120_000);
});
