import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startGateway, type TestGateway } from './gateway.ts';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.close());

interface List {
  readonly nodes: readonly { readonly id: string }[];
  readonly pageInfo: {
    readonly total: number;
    readonly offsetPagination: { total: number; hasMore: boolean; hasPrevious: boolean };
  };
}

const selection = 'nodes { id } pageInfo { total offsetPagination { total hasMore hasPrevious } }';

/** Returns a document for a connection, alone or in the field around it. */
function documentFor(field: string, where: string, args = ''): string {
  const [outer, inner] = field.split(' > ');
  const list = `list: ${inner ?? outer}(where: { ${where} }${args}) { ${selection} }`;
  return inner === undefined ? `{ ${list} }` : `{ outer: ${outer} { nodes { ${list} } } }`;
}

type Data = { readonly list?: List; readonly outer?: { readonly nodes: readonly { readonly list: List }[] } };
const listIn = ({ list, outer }: Data): List => (list ?? outer?.nodes[0]?.list) as List;

describe('pages by offset', () => {
  it.each([
    ['posts', ''],
    ['posts', 'orderby: [{ field: TITLE, order: ASC }]'],
    ['posts', 'hasPassword: false'],
    ['contentNodes', ''],
    ['users', ''],
    ['categories', ''],
    ['comments', ''],
    ['categories(first: 1) > posts', ''],
  ])('have every node of %s once: %s', async (field, where) => {
    const whole = listIn(await gateway.data(documentFor(field, where, ', first: 1000')));
    const total = whole.nodes.length;
    const size = Math.max(1, Math.ceil(total / 3));
    const ids: string[] = [];
    for (let offset = 0; offset < total; offset += size) {
      const page = listIn(
        await gateway.data(
          documentFor(field, `${where} offsetPagination: { size: ${size}, offset: ${offset} }`),
        ),
      );
      ids.push(...page.nodes.map(({ id }) => id));
      expect(page.pageInfo.offsetPagination).toMatchObject({
        hasMore: offset + size < total,
        hasPrevious: offset > 0,
      });
    }
    expect(ids).toEqual(whole.nodes.map(({ id }) => id));
  });

  it('take one request, which also counts the nodes', async () => {
    const { list } = await gateway.data<{ list: List }>(
      documentFor('posts', 'offsetPagination: { size: 2, offset: 3 }'),
    );
    expect(gateway.sent).toHaveLength(1);
    expect(gateway.sent[0]?.query).toMatchObject({ offset: '3', per_page: '3' });
    const all = await gateway.data<{ posts: { totalCount: number } }>('{ posts { totalCount } }');
    expect(list.nodes).toHaveLength(2);
    expect(list.pageInfo).toEqual({
      total: all.posts.totalCount,
      offsetPagination: { total: all.posts.totalCount, hasMore: true, hasPrevious: true },
    });
  });

  it('are empty behind the end, and have ten nodes unless `size` is present', async () => {
    const { none, ten, first } = await gateway.data<Record<'none' | 'ten' | 'first', List>>(
      `{ none: posts(where: { offsetPagination: { size: 5, offset: 900 } }) { ${selection} }
         ten: posts(first: 3, where: { offsetPagination: {} }) { ${selection} }
         first: posts(first: 10) { ${selection} } }`,
    );
    expect(none.nodes).toEqual([]);
    expect(none.pageInfo.offsetPagination).toMatchObject({ hasMore: false, hasPrevious: true });
    expect(ten).toEqual(first);
  });

  it('have clear limits', async () => {
    const { errors } = await gateway.ask(documentFor('posts', 'offsetPagination: { offset: -1 }'));
    expect(errors?.[0]?.message).toBe('`where.offsetPagination.offset` must be 0 or more. It was -1.');
    const far = await gateway.ask(documentFor('contentNodes', 'offsetPagination: { offset: 2000000000 }'));
    expect(far.errors?.[0]?.message).toContain("can't be read from item 2000000001 on");
  });

  it('may be used where no other argument of `where` can', async () => {
    const { data } = await gateway.ask<{ menus: { nodes: unknown[] } }>(
      '{ menus(where: { offsetPagination: { size: 1 } }) { nodes { id } } }',
    );
    expect(data.menus.nodes.length).toBeLessThan(2);
  });
});
