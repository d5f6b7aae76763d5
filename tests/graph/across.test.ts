import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startGateway, type TestGateway } from './gateway.ts';

let gateway: TestGateway;
let ids: Readonly<Record<'post' | 'page' | 'review' | 'titled', number>>;
beforeAll(async () => {
  gateway = await startGateway();
  ids = await gateway.site.phpJson(`
    $make = fn($type, $title, $text, $date) => wp_insert_post(['post_type' => $type, 'post_title' => $title, 'post_content' => $text, 'post_status' => 'publish', 'post_date' => $date]);
    $post = $make('post', 'One', 'kittiwake', '2014-01-01 10:00:00');
    $page = $make('page', 'Two', 'kittiwake', '2013-01-01 10:00:00');
    $review = $make('review', 'Three', 'kittiwake', '2012-01-01 10:00:00');
    $titled = $make('page', 'Kittiwake', 'nothing', '2011-01-01 10:00:00');
    echo json_encode(compact('post', 'page', 'review', 'titled'));`);
});
afterAll(() => gateway.close());

const inRelevance = () => [ids.titled, ids.post, ids.page, ids.review];

interface Nodes {
  readonly contentNodes: {
    readonly nodes: readonly { readonly databaseId: number }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
    readonly totalCount: number;
  };
}

async function contentNodes(args: string) {
  const { contentNodes: found } = await gateway.data<Nodes>(
    `{ contentNodes(${args}) { totalCount pageInfo { hasNextPage endCursor } nodes { databaseId ... on NodeWithTitle { title } } } }`,
  );
  return { ...found, ids: found.nodes.map(({ databaseId }) => databaseId) };
}

describe('a search of contentNodes', () => {
  it('finds all types, in WordPress’ order of relevance', async () => {
    const { ids: found, totalCount } = await contentNodes('where: { search: "kittiwake" }');
    expect(found).toEqual(inRelevance());
    expect(totalCount).toBe(4);
    const [first, ...others] = gateway.sent.map(({ route }) => route);
    expect(first).toBe('/wp/v2/search');
    expect(others.sort()).toEqual(['/wp/v2/pages', '/wp/v2/posts', '/wp/v2/reviews']);
  });

  it('pages through the results', async () => {
    const first = await contentNodes('first: 3, where: { search: "kittiwake" }');
    expect(first.pageInfo.hasNextPage).toBe(true);
    const { ids: found } = await contentNodes(
      `where: { search: "kittiwake" }, after: "${first.pageInfo.endCursor}"`,
    );
    expect(found).toEqual([ids.review]);
  });

  it.each([
    ['types', () => 'contentTypes: [PAGE, REVIEW]', () => [ids.titled, ids.page, ids.review]],
    ['dates', () => 'dateQuery: { after: { year: 2012 } }', () => [ids.post, ids.page]],
    ['what documents say themselves', () => 'hasPassword: false', () => inRelevance()],
    ['ids', () => `notIn: [${ids.page}]`, () => [ids.titled, ids.post, ids.review]],
  ])('combines with a filter by %s', async (_what, filter, expected) => {
    expect((await contentNodes(`where: { search: "kittiwake", ${filter()} }`)).ids).toEqual(expected());
  });

  it.each(['status: DRAFT', 'contentTypes: [POST, ATTACHMENT]'])(
    'returns an error with %s, which WordPress’ search does not find',
    async (filter) => {
      const { errors } = await gateway
        .as('admin')
        .ask(`{ contentNodes(where: { search: "kittiwake", ${filter} }) { nodes { id } } }`);
      expect(errors?.[0]?.message).toMatch(/can't be ordered by relevance.*Order by DATE/);
    },
  );
});

describe('contentNodes with given ids', () => {
  it('are in the order of the ids, whatever their types', async () => {
    const wanted = [ids.review, ids.post, ids.titled, ids.page];
    expect((await contentNodes(`where: { in: [${wanted}] }`)).ids).toEqual(wanted);
    const first = await contentNodes(`first: 2, where: { in: [${wanted}] }`);
    expect(first.ids).toEqual(wanted.slice(0, 2));
    expect(first.pageInfo.hasNextPage).toBe(true);
    const after = first.pageInfo.endCursor;
    expect((await contentNodes(`after: "${after}", where: { in: [${wanted}] }`)).ids).toEqual(
      wanted.slice(2),
    );
  });

  it('are in this order if a filter by title selects other ids for each type', async () => {
    const namesake = await gateway.site.phpJson<number>(
      `echo wp_insert_post(['post_type' => 'post', 'post_title' => 'Two', 'post_status' => 'publish']);`,
    );
    for (const wanted of [
      [ids.page, namesake],
      [namesake, ids.page],
    ]) {
      expect((await contentNodes(`where: { in: [${wanted}], title: "Two" }`)).ids).toEqual(wanted);
    }
  });

  it('leave out content that is hidden from visitors', async () => {
    expect((await contentNodes(`where: { in: [999999, ${ids.page}] }`)).ids).toEqual([ids.page]);
  });
});

it('returns an error for an order of several types by title', async () => {
  const { errors } = await gateway.ask(
    '{ contentNodes(where: { orderby: { field: TITLE, order: ASC } }) { nodes { id } } }',
  );
  expect(errors?.[0]?.message).toMatch(/can't be title for several types.*name one type/);
});

it('orders by an absent list as WordPress does: the oldest first', async () => {
  const { ids: found } = await contentNodes(
    'first: 3, where: { dateQuery: { before: { year: 2014 } }, orderby: { field: IN, order: ASC } }',
  );
  expect(found).toEqual([ids.titled, ids.review, ids.page]);
});

describe('contentNodes after a cursor of WPGraphQL', () => {
  it('continue after the item, whatever its type', async () => {
    const after = Buffer.from(`arrayconnection:${ids.post}`).toString('base64');
    expect((await contentNodes(`first: 3, after: "${after}"`)).ids).toEqual([
      ids.page,
      ids.review,
      ids.titled,
    ]);
    const before = Buffer.from(`arrayconnection:${ids.review}`).toString('base64');
    expect((await contentNodes(`last: 2, before: "${before}"`)).ids).toEqual([ids.post, ids.page]);
  });
});
