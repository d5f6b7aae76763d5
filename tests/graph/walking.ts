import { expect } from 'vitest';
import type { TestGateway } from './gateway.ts';

/** One page of a connection. */
interface Connection {
  readonly nodes: readonly { readonly databaseId: number }[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
}

/** A connection to read page by page. */
export interface Walked {
  /** The field with its arguments, except those of the page: `posts`, `posts(where: { search: "x" })`. */
  readonly field: string;
  /** The selection around the field, with `#` in its place: `category(id: 3, idType: DATABASE_ID) { # }`. @default '#' */
  readonly within?: string;
}

/**
 * Reads one page of a connection.
 *
 * @param args - the arguments of the page, for example `first: 10`
 */
export async function pageOf(
  gateway: Pick<TestGateway, 'data'>,
  { field, within = '#' }: Walked,
  args: string,
): Promise<Connection> {
  const call = field.includes('(') ? field.replace('(', `(${args}, `) : `${field}(${args})`;
  const selection = `list: ${call} {
    nodes { ... on DatabaseIdentifier { databaseId } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } }`;
  const data: unknown = await gateway.data(`{ ${within.replace('#', selection)} }`);
  return listIn(data);
}

/** Returns the value of the field `list`, which may be nested in other fields. */
function listIn(data: unknown): Connection {
  const record = (data ?? {}) as Readonly<Record<string, unknown>>;
  return 'list' in record ? (record['list'] as Connection) : listIn(Object.values(record)[0]);
}

/**
 * Reads a connection page by page. Returns the ids of all nodes. Expects each page to state correctly whether there are
 * pages before and after it.
 *
 * @param page - `size` is the number of nodes on a page; `backward` reads from the last page to the first
 * @throws Error after 200 pages
 */
export async function walk(
  gateway: Pick<TestGateway, 'data'>,
  walked: Walked,
  { size, backward = false }: { size: number; backward?: boolean },
): Promise<readonly number[]> {
  const ids: number[] = [];
  for (let [cursor, pages] = ['', 0]; pages < 200; pages += 1) {
    const { nodes, pageInfo } = await pageOf(
      gateway,
      walked,
      `${backward ? 'last' : 'first'}: ${size}${cursor}`,
    );
    const found = nodes.map(({ databaseId }) => databaseId);
    if (backward) ids.unshift(...found);
    else ids.push(...found);
    expect(backward ? pageInfo.hasNextPage : pageInfo.hasPreviousPage).toBe(pages > 0);
    if (!(backward ? pageInfo.hasPreviousPage : pageInfo.hasNextPage)) return ids;
    expect(found).toHaveLength(size);
    cursor = backward ? `, before: "${pageInfo.startCursor}"` : `, after: "${pageInfo.endCursor}"`;
  }
  throw new Error('The pages never end');
}

/** Expects a connection to have these ids in this order: on one large page, and page by page in both directions. */
export async function expectPages(
  gateway: Pick<TestGateway, 'data'>,
  walked: Walked,
  { expected, sizes }: { expected: readonly number[]; sizes: readonly number[] },
): Promise<void> {
  const whole = await pageOf(gateway, walked, 'first: 1000');
  expect(whole.nodes.map(({ databaseId }) => databaseId)).toEqual(expected);
  expect(whole.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: false });
  for (const size of sizes) {
    expect(await walk(gateway, walked, { size })).toEqual(expected);
    expect(await walk(gateway, walked, { size, backward: true })).toEqual(expected);
  }
}
