import { expect, it } from 'vitest';
import { gateway, routes } from './shop.ts';

const termsRoute = '/wc/store/v1/products/attributes/1/terms';

/** The attributes of the shop, each of which has a type, and terms. */
export function testAttributes(): void {
  it('gives the terms of an attribute in products without a request, unless more is asked than their names', async () => {
    const product = (fields: string) =>
      gateway.data<{ product: Record<string, unknown> }>(
        `{ product(id: "90128", idType: DATABASE_ID) { allPaColor${fields} allPaShoeSize { nodes { name } } } }`,
      );
    expect(
      await product('(where: { slug: "blue" }) { nodes { __typename name slug taxonomyName } }'),
    ).toEqual({
      product: {
        allPaColor: {
          nodes: [{ __typename: 'PaColor', name: 'Blue', slug: 'blue', taxonomyName: 'pa_color' }],
        },
        allPaShoeSize: { nodes: [] },
      },
    });
    expect(routes()).toEqual(['/wc/store/v1/products', termsRoute]);
    const filled = await product('(where: { hideEmpty: true }) { nodes { name } }');
    expect(filled.product['allPaColor']).toEqual({ nodes: [{ name: 'Blue' }, { name: 'Red' }] });
    const names = await product(' { nodes { name databaseId uri } }');
    expect(names.product['allPaColor']).toEqual({
      nodes: [
        { name: 'Blue', databaseId: 60, uri: '/?taxonomy=pa_color&term=blue' },
        { name: 'Red', databaseId: 59, uri: '/?taxonomy=pa_color&term=red' },
      ],
    });
    expect(routes()).toEqual(['/wc/store/v1/products']);
    const counted = await product(' { nodes { count } }');
    expect(counted.product['allPaColor']).toEqual({ nodes: [{ count: 2 }, { count: 2 }] });
    expect(routes()).toEqual(['/wc/store/v1/products', termsRoute]);
  });

  it('lists all terms of an attribute in one request, with the filters of terms', async () => {
    const list = async (where: string) => {
      const query = `{ allPaColor(first: 2, where: ${where}) { nodes { name } pageInfo { hasNextPage } } }`;
      const answer = await gateway.data<{
        allPaColor: { nodes: { name: string }[]; pageInfo: { hasNextPage: boolean } };
      }>(query);
      return [
        ...answer.allPaColor.nodes.map(({ name }) => name),
        ...(answer.allPaColor.pageInfo.hasNextPage ? ['…'] : []),
      ];
    };
    expect(await list('{}')).toEqual(['Blue', 'Green', '…']);
    expect(routes()).toEqual([termsRoute]);
    expect(await list('{ hideEmpty: true }')).toEqual(['Blue', 'Red & rust']);
    expect(await list('{ nameLike: "RED & " }')).toEqual(['Red & rust']);
    expect(await list('{ include: ["59", "61"], order: DESC }')).toEqual(['Red & rust', 'Green']);
    expect(await list('{ orderby: TERM_ID, exclude: ["61"] }')).toEqual(['Red & rust', 'Blue']);
    expect(await list('{ orderby: NAME, order: DESC }')).toEqual(['Red & rust', 'Green', '…']);
    expect(await list('{ parent: 7 }')).toEqual([]);
    const refused = await gateway.ask('{ allPaColor(where: { objectIds: [90128] }) { nodes { name } } }');
    expect(refused.errors?.[0]?.message).toContain("`where.objectIds` can't be answered");
  });

  it('names the types of attributes that GraphQL can write, the oldest first', async () => {
    const types = await gateway.data<Record<string, { description: string } | null>>(`{
      latin: __type(name: "PaGrosse") { description } shared: __type(name: "PaShoeSize") { description }
      other: __type(name: "Pa") { description } }`);
    expect(types).toEqual({
      latin: { description: expect.stringContaining('pa_größe') },
      shared: { description: expect.stringContaining('pa_shoe-size') },
      other: null,
    });
  });

  it('finds a term by each identifier, and its products and variations', async () => {
    const found = await gateway.data<Record<string, unknown>>(`{
      a: paColor(id: "blue", idType: SLUG) { databaseId } b: paColor(id: "RED & rust", idType: NAME) { databaseId }
      c: paColor(id: "dGVybTo2MQ==") { name } d: paColor(id: "60", idType: DATABASE_ID) { name paColorId taxonomy { node { name } } }
      e: paColor(id: "none", idType: SLUG) { name } f: paShoeSize(id: "1", idType: DATABASE_ID) { name } }`);
    expect(found).toEqual({
      a: { databaseId: 60 },
      b: { databaseId: 59 },
      c: { name: 'Green' },
      d: { name: 'Blue', paColorId: 60, taxonomy: { node: { name: 'pa_color' } } },
      e: null,
      f: null,
    });
    await gateway.data('{ paColor(id: "60", idType: DATABASE_ID) { name } }');
    expect(gateway.sent.map(({ query }) => query['include'])).toEqual(['60']);
    const { paColor } = await gateway.data<{
      paColor: Record<string, unknown>;
    }>(`{ paColor(id: "red", idType: SLUG) {
      products { nodes { name } } variations { nodes { name } } } }`);
    expect(paColor).toEqual({
      products: { nodes: expect.arrayContaining([{ name: 'Beanie & Hat' }, { name: 'Hoodie' }]) },
      variations: { nodes: [{ name: 'Hoodie - Red, Yes' }, { name: 'Hoodie - Red, No' }] },
    });
  });
}
