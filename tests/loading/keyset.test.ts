import { describe, expect, it } from 'vitest';
import type { Collection, Direction } from '../../src/loading/base/collection.ts';
import type { Cursor } from '../../src/loading/base/cursors.ts';
import { EntityLoader } from '../../src/loading/entities/entity-loader.ts';
import type { Page } from '../../src/loading/pages/page.ts';
import { PartitionLoader } from '../../src/loading/pages/partition.ts';
import { readPage } from '../../src/loading/pages/read-page.ts';
import type { Resource } from '../../src/site/site.ts';
import { stockSite } from '../../src/site/stock.ts';
import type { Document } from '../../src/wordpress/document.ts';
import { createRequestBudget } from '../../src/wordpress/request-budget.ts';
import type { Query, Rest } from '../../src/wordpress/rest.ts';

/*
 * WordPress does not define the order of posts with the same date, but a real WordPress rarely changes it between answers.
 * This fake site returns posts with the same date in another order with every answer.
 */

interface Post extends Document {
  readonly date: string;
  readonly categories: readonly number[];
}

/** Returns a generator of numbers that look random. Its numbers are the same in every run. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
}

function treacherous(posts: readonly Post[], random: (below: number) => number): Rest {
  const list = async (_route: string, query: Query = {}) => {
    const ids = (key: string) => new Set((query[key] as number[] | undefined) ?? []);
    const matching = posts
      .filter(({ id }) => !query['include'] || ids('include').has(id))
      .filter(({ id }) => !ids('exclude').has(id))
      .filter(({ date }) => !query['after'] || date > String(query['after']))
      .filter(({ date }) => !query['before'] || date < String(query['before']))
      .filter(
        ({ categories }) =>
          !query['categories'] || categories.some((category) => ids('categories').has(category)),
      );
    const luck = new Map(matching.map(({ id }) => [id, random(1_000_000)]));
    const sign = query['order'] === 'asc' ? 1 : -1;
    const byDate = (a: Post, b: Post) =>
      a.date === b.date ? (luck.get(a.id) ?? 0) - (luck.get(b.id) ?? 0) : a.date < b.date ? -sign : sign;
    const sorted = matching.sort(query['orderby'] === 'id' ? (a, b) => sign * (a.id - b.id) : byDate);
    const size = Number(query['per_page']);
    if (!(size >= 1 && size <= 100)) throw new Error(`per_page must be between 1 and 100, not ${size}`);
    const offset = Number(query['offset'] ?? 0);
    return { documents: sorted.slice(offset, offset + size), total: sorted.length };
  };
  return { list } as unknown as Rest;
}

const resource = {
  kind: 'content',
  name: 'post',
  route: '/wp/v2/posts',
  typeName: 'Post',
  parameters: new Map(),
} as unknown as Resource;
const byDate = (direction: Direction): Collection => ({
  resource,
  filter: {},
  ordering: {
    name: 'date',
    orderby: 'date',
    direction,
    ties: 'desc',
    keyset: { path: 'date', after: 'after', before: 'before' },
  },
});
const makePosts = (count: number, seconds: number, random: (below: number) => number): Post[] =>
  Array.from({ length: count }, (_, index) => ({
    id: index + 1,
    date: new Date(Date.UTC(2026, 0, 1) + random(seconds) * 1000).toISOString().slice(0, 19),
    categories: [random(6), random(6)],
  }));
const inOrder = (posts: readonly Post[], direction: Direction) =>
  [...posts]
    .sort((a, b) =>
      a.date === b.date ? b.id - a.id : (a.date < b.date ? -1 : 1) * (direction === 'asc' ? 1 : -1),
    )
    .map(({ id }) => id);

describe('pages over equal dates', () => {
  const cases = [1, 3, 40].flatMap((seconds) =>
    [1, 7, 100, 150].flatMap((limit) =>
      (['asc', 'desc'] as const).flatMap((direction) =>
        [false, true].map((backward) => ({ seconds, limit, direction, backward })),
      ),
    ),
  );
  it.each(cases)('contain each post once: %o', async ({ seconds, limit, direction, backward }) => {
    const random = numbers(seconds * 1000 + limit);
    const posts = makePosts(limit === 1 ? 60 : 330, seconds, random);
    const rest = treacherous(posts, random);
    const expected = inOrder(posts, direction);
    const seen: number[] = [];
    let cursor: Cursor | null = null;
    for (;;) {
      const page: Page = await readPage(
        { rest, entities: new EntityLoader(resource, rest) },
        { collection: byDate(direction), paths: new Set(['id']) },
        {
          window: { backward, limit, after: backward ? null : cursor, before: backward ? cursor : null },
          needs: { items: true, cursors: true, total: false },
        },
      );
      const ids = page.rows.map(({ entity }) => entity.document.id);
      if (backward) seen.unshift(...ids);
      else seen.push(...ids);
      const more = backward ? page.hasPreviousPage : page.hasNextPage;
      expect(more).toBe(seen.length < posts.length);
      if (!more) break;
      cursor = (backward ? page.rows[0] : page.rows.at(-1))?.cursor ?? null;
      // Positions in cursors are hints: the result must not depend on them.
      if (cursor && random(3) === 0) cursor = { ...cursor, position: null };
    }
    expect(seen).toEqual(expected);
  });
});

describe('partitions with equal dates', () => {
  it.each([1, 5, 300])(
    'equal the result of reading each part alone, with dates over %i seconds',
    async (seconds) => {
      const random = numbers(seconds);
      for (let round = 0; round < 20; round += 1) {
        const posts = makePosts(1 + random(500), seconds, random);
        const rest = treacherous(posts, random);
        const backward = random(2) === 1;
        const limit = 1 + random(5);
        const loader = new PartitionLoader(
          {
            rest,
            entities: new EntityLoader(resource, rest),
            site: stockSite(),
            budget: createRequestBudget(10_000),
          },
          {
            collection: byDate('desc'),
            paths: new Set(random(2) === 1 ? ['id'] : ['id', 'content.rendered']),
            partition: { parameter: 'categories', path: 'categories' },
            window: { backward, limit, after: null, before: null },
            needs: { items: true, cursors: true, total: random(2) === 1 },
          },
        );
        const pages = await Promise.all([0, 1, 2, 3, 4, 5].map((key) => loader.load(key)));
        for (const [key, page] of pages.entries()) {
          const mine = inOrder(
            posts.filter(({ categories }) => categories.includes(key)),
            'desc',
          );
          const expected = backward ? mine.slice(-limit) : mine.slice(0, limit);
          expect(page.rows.map(({ entity }) => entity.document.id)).toEqual(expected);
          expect(backward ? page.hasPreviousPage : page.hasNextPage).toBe(mine.length > limit);
          if (page.total !== null) expect(page.total).toBe(mine.length);
        }
      }
    },
  );
});

describe('a site whose proxy removes the headers with totals', () => {
  it('can be paged, without a total count', async () => {
    const random = numbers(42);
    const posts = makePosts(130, 60, random);
    const rest = treacherous(posts, random);
    const silent = {
      ...rest,
      list: async (...args: Parameters<Rest['list']>) => ({ ...(await rest.list(...args)), total: null }),
    };
    const seen: number[] = [];
    let cursor: Cursor | null = null;
    for (let pages = 0; pages < 10; pages += 1) {
      const page: Page = await readPage(
        { rest: silent, entities: new EntityLoader(resource, silent) },
        { collection: byDate('desc'), paths: new Set(['id']) },
        {
          window: { backward: false, limit: 50, after: cursor, before: null },
          needs: { items: true, cursors: true, total: true },
        },
      );
      seen.push(...page.rows.map(({ entity }) => entity.document.id));
      expect(page.total).toBeNull();
      if (!page.hasNextPage) break;
      cursor = page.rows.at(-1)?.cursor ?? null;
    }
    expect(seen).toEqual(inOrder(posts, 'desc'));
  });
});
