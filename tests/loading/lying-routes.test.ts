import { describe, expect, it } from 'vitest';
import type { Collection, Direction } from '../../src/loading/base/collection.ts';
import type { Cursor } from '../../src/loading/base/cursors.ts';
import { EntityLoader } from '../../src/loading/entities/entity-loader.ts';
import type { Page } from '../../src/loading/pages/page.ts';
import { readPage } from '../../src/loading/pages/read-page.ts';
import type { Resource } from '../../src/site/site.ts';
import type { Document } from '../../src/wordpress/document.ts';
import { WordPressError } from '../../src/wordpress/errors.ts';
import type { Query, Rest } from '../../src/wordpress/rest.ts';

/*
 * Routes that answer something other than what the gateway asked for. A walk over all pages returns each document once
 * and in order, or it ends in an error; the table of faults says which. The route is a fake, because WordPress can't be
 * made to do most of this.
 */

interface Post extends Document {
  readonly date: string;
  readonly slug: string;
}

interface Answered {
  readonly documents: readonly Post[];
  readonly total: number | null;
  readonly pages: number | null;
}

/**
 * How a walk ends. `exact if small`: it is exact if one request can return the whole collection, and an error if not.
 * `either`: the size of the pages decides.
 */
type End = 'exact' | 'error' | 'exact if small' | 'either';

interface Fault {
  /** Changes the query before the route answers it. */
  asked?: (query: Query) => Query;
  /** Changes the answer of the route. */
  answered?: (answer: Answered, query: Query, all: readonly Post[]) => Answered;
  /** Whether the route counts a document but leaves it out. */
  hides?: (post: Post) => boolean;
  /** Whether the route answers a query with an error. */
  refuses?: (query: Query) => boolean;
  /** How walks end: all of them, or those of one kind. The default is `exact`. */
  ends?: End | { readonly [kind in Kind]?: End };
  /** Size of the smallest page. A page of one document can be in order by chance. */
  smallest?: number;
  /** Whether documents have no date to compare, so that their order isn't checked. */
  isUndated?: boolean;
}

const without =
  (...names: readonly string[]): NonNullable<Fault['asked']> =>
  (query) =>
    Object.fromEntries(Object.entries(query).filter(([name]) => !names.includes(name)));
const shown = (date: (post: Post) => string | null): NonNullable<Fault['answered']> => {
  return ({ documents, ...others }) => ({
    ...others,
    documents: documents.map((post) => ({ ...post, date: date(post) }) as Post),
  });
};
const moved = (date: string, hours: number) =>
  new Date(Date.parse(`${date}Z`) + hours * 3_600_000).toISOString().slice(0, 19);
const isBehindFirst = ({ offset, page }: Query) => Number(offset ?? 0) > 0 || Number(page ?? 1) > 1;

const faults: Readonly<Record<string, Fault>> = {
  'counts a million': {
    answered: (answer) => ({ ...answer, total: 1_000_000, pages: 10_000 }),
    ends: 'error',
  },
  'says nothing of how many there are, and hides some': {
    answered: (answer) => ({ ...answer, total: null, pages: null }),
    hides: ({ id }) => id % 4 === 0,
    ends: { posts: 'either' },
  },
  'hides most': { hides: ({ id }) => id % 9 !== 0 },
  'gives three at most, and says so nowhere': {
    answered: (answer, { per_page: size }) => ({
      ...answer,
      documents: answer.documents.slice(0, 3),
      pages: answer.total === null ? null : Math.ceil(answer.total / Number(size)),
    }),
  },
  'has no second page': {
    answered: (answer, query) => (isBehindFirst(query) ? { ...answer, documents: [] } : answer),
    ends: { users: 'exact if small', terms: 'exact if small' },
  },
  'refuses offsets': { refuses: ({ offset }) => offset !== undefined },
  'refuses pages': { refuses: ({ page }) => page !== undefined, ends: { terms: 'either' } },
  'ignores offsets': { asked: without('offset') },
  'ignores offsets and pages': { asked: without('offset', 'page'), ends: 'exact if small' },
  'ignores orders': { asked: without('order', 'orderby') },
  'orders by ids': { asked: (query) => ({ ...query, orderby: 'id', order: 'asc' }), smallest: 4 },
  'ignores dates': { asked: without('before', 'after') },
  'puts a document on top of each answer': {
    answered: (answer, _query, all) => ({
      ...answer,
      documents: [...all.slice(7, 8), ...answer.documents.filter((post) => post !== all[7])],
    }),
    ends: { users: 'exact if small', terms: 'exact if small' },
    smallest: 4,
  },
  'shows zero dates': { answered: shown(() => '0000-00-00T00:00:00'), isUndated: true },
  'shows later dates': { answered: shown(({ date }) => moved(date, 2)) },
  'shows dates for readers': { answered: shown(({ date }) => `on ${date.slice(0, 4)}`), isUndated: true },
};

/** Returns twenty-seven or more posts, some with the same date. Ids, dates and slugs have three different orders. */
const postsOf = (count: number): readonly Post[] =>
  Array.from({ length: count }, (_, index) => ({
    id: index + 101,
    date: moved('2021-01-01T00:00:00', ((index * 7) % Math.ceil(count * 0.7)) / 3600),
    slug: `s-${String((index * 37) % count).padStart(4, '0')}`,
  }));

function lying(all: readonly Post[], fault: Fault, orderby: string): { rest: Rest; requests(): number } {
  let requests = 0;
  const list = async (_route: string, question: Query = {}) => {
    requests += 1;
    if (fault.refuses?.(question)) {
      throw new WordPressError('invalid', 'No.', { request: 'GET /wp/v2/posts' });
    }
    const query = fault.asked?.(question) ?? question;
    const ids = (name: string) => query[name] as readonly number[] | undefined;
    const matching = all
      .filter(({ id }) => ids('include')?.includes(id) ?? true)
      .filter(({ id }) => !ids('exclude')?.includes(id))
      .filter(({ date }) => !query['after'] || date > String(query['after']))
      .filter(({ date }) => !query['before'] || date < String(query['before']));
    const by = String(query['orderby'] ?? orderby);
    const sign = (query['order'] ?? 'desc') === 'asc' ? 1 : -1;
    const keyed = (post: Post) => (by === 'id' ? post.id : by === 'slug' ? post.slug : post.date);
    const sorted = [...matching].sort((a, b) =>
      keyed(a) === keyed(b)
        ? ((a.id * 7919) % 101) - ((b.id * 7919) % 101)
        : keyed(a) < keyed(b)
          ? -sign
          : sign,
    );
    const size = Number(query['per_page']);
    const offset = Number(query['offset'] ?? (Number(query['page'] ?? 1) - 1) * size);
    const documents = sorted.slice(offset, offset + size).filter((post) => !fault.hides?.(post));
    const answer = { documents, total: sorted.length, pages: Math.ceil(sorted.length / size) };
    return fault.answered?.(answer, query, all) ?? answer;
  };
  return { rest: { list } as unknown as Rest, requests: () => requests };
}

const parametersOf = (...names: readonly string[]) =>
  new Map(names.map((name) => [name, { values: [], minimum: null, maximum: null, default: null }]));
const named = ['page', 'per_page', 'include', 'exclude', 'order', 'orderby'];

type Kind = 'posts' | 'users' | 'terms';

const kinds = {
  posts: {
    kind: 'content',
    parameters: parametersOf(...named, 'offset', 'before', 'after'),
    ordering: {
      ...{ name: 'date', orderby: 'date', direction: 'desc' as Direction, ties: 'desc' as Direction },
      keyset: { path: 'date', after: 'after', before: 'before' },
    },
  },
  users: {
    kind: 'user',
    parameters: parametersOf(...named, 'offset'),
    ordering: {
      ...{ name: 'slug', orderby: 'slug', direction: 'asc' as Direction, ties: 'desc' as Direction },
      keyset: null,
      value: { path: 'slug', kind: 'text' as const },
    },
  },
  terms: {
    kind: 'term',
    parameters: parametersOf(...named),
    ordering: {
      ...{ name: 'slug', orderby: 'slug', direction: 'asc' as Direction, ties: 'desc' as Direction },
      keyset: null,
      value: { path: 'slug', kind: 'text' as const },
    },
  },
};

const inOrder = (posts: readonly Post[], path: string) =>
  [...posts]
    .sort((a, b) =>
      path === 'slug'
        ? a.slug < b.slug
          ? -1
          : 1
        : a.date === b.date
          ? b.id - a.id
          : a.date < b.date
            ? 1
            : -1,
    )
    .map(({ id }) => id);

/** Reads all pages. Returns the ids, or the error that ends the walk. */
async function walk(
  collection: Collection,
  rest: Rest,
  { size, backward }: { size: number; backward: boolean },
): Promise<readonly number[] | WordPressError> {
  const seen: number[] = [];
  let cursor: Cursor | null = null;
  for (let pages = 0; pages < 300; pages += 1) {
    let page: Page;
    try {
      page = await readPage(
        { rest, entities: new EntityLoader(collection.resource, rest) },
        { collection, paths: new Set(['id']) },
        {
          window: {
            backward,
            limit: size,
            after: backward ? null : cursor,
            before: backward ? cursor : null,
          },
          needs: { items: true, cursors: true, total: false },
        },
      );
    } catch (error) {
      if (error instanceof WordPressError) return error;
      throw error;
    }
    const ids = page.rows.map(({ entity }) => entity.document.id);
    if (backward) seen.unshift(...ids);
    else seen.push(...ids);
    if (!(backward ? page.hasPreviousPage : page.hasNextPage)) return seen;
    cursor = (backward ? page.rows[0] : page.rows.at(-1))?.cursor ?? null;
  }
  throw new Error('The pages never end');
}

const walks = [
  { count: 27, size: 1 },
  { count: 27, size: 4 },
  { count: 27, size: 13 },
  { count: 232, size: 1000 },
].flatMap((walk) => [
  { ...walk, backward: false },
  { ...walk, backward: true },
]);

const endOf = ({ ends }: Fault, kind: Kind): End =>
  typeof ends === 'object' ? (ends[kind] ?? 'exact') : (ends ?? 'exact');

describe.each(['posts', 'users', 'terms'] as const)('%s', (kind) => {
  const { parameters, ordering, ...others } = kinds[kind];
  const resource = {
    ...{ ...others, name: 'x', route: '/wp/v2/x', plural: 'xs', typeName: 'X', parameters },
    overlaps: { parameters: new Map() },
    traits: new Set(),
  } as unknown as Resource;

  it.each(Object.entries(faults).map(([what, fault]) => ({ what, fault, end: endOf(fault, kind) })))(
    'of a route that $what: $end',
    async ({ fault, end }) => {
      const { smallest = 1, hides, isUndated } = fault;
      for (const { count, size, backward } of walks.filter((walk) => walk.size >= smallest)) {
        const all = postsOf(count);
        const { rest, requests } = lying(all, fault, ordering.orderby);
        const found = await walk({ resource, filter: {}, ordering }, rest, { size, backward });
        const name = `${count} by ${size}${backward ? ', backward' : ''}`;
        expect(requests(), name).toBeLessThan(3000);
        const isExact = end === 'exact' || (end === 'exact if small' && count <= 100);
        if (end !== 'either') expect(found instanceof WordPressError, name).toBe(!isExact);
        if (found instanceof WordPressError) continue;
        const visible = inOrder(
          all.filter((post) => !hides?.(post)),
          ordering.orderby,
        );
        if (isUndated && ordering.keyset) expect([...found].sort(), name).toEqual([...visible].sort());
        else expect(found, name).toEqual(visible);
      }
    },
  );
});
