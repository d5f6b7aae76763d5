import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startGateway, type TestGateway } from './gateway.ts';

let gateway: TestGateway;
let pages: readonly number[];
beforeAll(async () => {
  gateway = await startGateway();
  pages = await gateway.site.phpJson(`
    $top = wp_insert_post(['post_type' => 'page', 'post_title' => 'Ranks', 'post_status' => 'publish']);
    $ids = [$top];
    foreach ([2, 1, 2, 1, 2] as $rank)
      $ids[] = wp_insert_post(['post_type' => 'page', 'post_title' => "Rank $rank", 'post_status' => 'publish', 'post_parent' => $top, 'menu_order' => $rank]);
    foreach (['ebb', 'flood', 'neap'] as $tag) wp_insert_term($tag, 'post_tag');
    echo json_encode($ids);`);
});
afterAll(() => gateway.close());

interface Found {
  readonly pages: {
    readonly nodes: readonly { readonly databaseId: number }[];
    readonly pageInfo?: { readonly endCursor: string; readonly hasNextPage: boolean };
  };
}

const ranked = (args: string, more = '') =>
  gateway.data<Found>(
    `{ pages(${args}, where: { parent: "${pages[0]}", orderby: { field: MENU_ORDER, order: ASC } }) { nodes { databaseId } ${more} } }`,
  );
const idsOf = (found: Found) => found.pages.nodes.map(({ databaseId }) => databaseId);

/** Orders by rank, and equal ranks by descending id. WPGraphQL orders ids so for both directions. */
const inOrder = () => [4, 2, 5, 3, 1].map((index) => pages[index]);

describe('content with equal ranks', () => {
  it('is in descending order of id, with one request if the page has all of it', async () => {
    expect(idsOf(await ranked('first: 100'))).toEqual(inOrder());
    expect(gateway.sent).toHaveLength(1);
  });

  it.each([1, 2, 3, 4])('has this order in the first %i', async (first) => {
    expect(idsOf(await ranked(`first: ${first}`))).toEqual(inOrder().slice(0, first));
  });

  it('takes one request if the page ends between two ranks', async () => {
    await ranked('first: 2');
    expect(gateway.sent).toHaveLength(1);
  });

  it('takes a second request if the page ends within a rank, and no request for its documents later', async () => {
    await ranked('first: 1');
    expect(gateway.sent).toHaveLength(2);
  });

  it.each([1, 2, 3, 4])('has this order in the last %i', async (last) => {
    expect(idsOf(await ranked(`last: ${last}`))).toEqual(inOrder().slice(-last));
  });

  it('appears once on all pages', async () => {
    const seen: unknown[] = [];
    for (let after = ''; ; ) {
      const found = await ranked(`first: 2${after}`, 'pageInfo { endCursor hasNextPage }');
      seen.push(...idsOf(found));
      if (!found.pages.pageInfo?.hasNextPage) break;
      after = `, after: "${found.pages.pageInfo.endCursor}"`;
    }
    expect(seen).toEqual(inOrder());
  });

  it('has this order among the children of several pages', async () => {
    const { contentNodes } = await gateway.data<{
      contentNodes: { nodes: { children: { nodes: { databaseId: number }[] } }[] };
    }>(
      `{ contentNodes(where: { in: [${pages[0]}, ${pages[1]}] }) { nodes { ... on Page {
        children(where: { orderby: { field: MENU_ORDER, order: ASC } }) { nodes { databaseId } } } } } }`,
    );
    expect(contentNodes.nodes[0]?.children.nodes.map(({ databaseId }) => databaseId)).toEqual(inOrder());
  });
});

it.each(['ASC', 'DESC'])(
  'content of one second is in descending order of id, %s, if the query reads its date',
  async (order) => {
    const seconds = await gateway.site.phpJson<readonly number[]>(`
    $ids = []; foreach ([1, 2, 3, 4, 5] as $n) $ids[] = wp_insert_post(['post_title' => "Second $n", 'post_status' => 'publish', 'post_date' => '1999-12-31 23:59:59']);
    echo json_encode(array_reverse($ids));`);
    const { posts } = await gateway.data<{ posts: { nodes: { databaseId: number }[] } }>(
      `{ posts(first: 50, where: { dateQuery: { year: 1999 }, orderby: { field: DATE, order: ${order} } }) { nodes { databaseId date } } }`,
    );
    expect(gateway.sent).toHaveLength(1);
    expect(posts.nodes.map(({ databaseId }) => databaseId)).toEqual(seconds);
    await gateway.site.php(`foreach (${JSON.stringify(seconds)} as $id) wp_delete_post($id, true);`);
  },
);

it('orders terms with equal counts by descending id', async () => {
  const { tags } = await gateway.data<{ tags: { nodes: { databaseId: number; count: number | null }[] } }>(
    '{ tags(first: 100, where: { orderby: COUNT, order: DESC }) { nodes { databaseId count } } }',
  );
  const sorted = [...tags.nodes].sort(
    (a, b) => (b.count ?? 0) - (a.count ?? 0) || b.databaseId - a.databaseId,
  );
  expect(tags.nodes).toEqual(sorted);
  expect(new Set(tags.nodes.map(({ count }) => count)).size).toBeLessThan(tags.nodes.length);
});
