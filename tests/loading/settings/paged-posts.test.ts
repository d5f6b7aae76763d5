import { describe, expect, it } from 'vitest';
import { isFirstPage, pageSizeOf } from '../../../src/loading/settings/paged-posts.ts';

/** Posts with the ids 1000, 999 …, one each day. */
const posts = (count: number) =>
  Array.from({ length: count }, (_, place) => ({
    id: 1000 - place,
    date: new Date(Date.UTC(2026, 0, 300 - place)).toISOString(),
  }));

/** The ids of the posts at some places: the first one is at 0. */
const at = (from: number, to: number) => Array.from({ length: to - from }, (_, place) => 1000 - from - place);

/** Returns the size of a page of a blog with so many posts whose second page prints these ids. */
const sizeOf = (total: number, printed: readonly (number | null)[], known = posts(Math.min(total, 100))) =>
  pageSizeOf({ posts: known, total, printed });

describe('the size of a page', () => {
  it.each<[string, number, readonly (number | null)[], number]>([
    ['a full second page', 60, at(10, 20), 10],
    ['a second page that is the last', 13, at(10, 13), 10],
    ['a second page that is full and the last', 20, at(10, 20), 10],
    ['one post on a page', 60, at(1, 2), 1],
    ['two posts in all', 2, at(1, 2), 1],
    ['more posts than one request reads', 5000, at(50, 100), 50],
    ['posts above and beside the list', 60, [...at(0, 3), ...at(6, 12), null, ...at(1, 2), ...at(0, 5)], 6],
  ])('follows from %s', (_, total, printed, size) => {
    expect(sizeOf(total, printed)).toBe(size);
  });

  it('follows from posts of the same time in any order', () => {
    const known = posts(60).map((post, place) =>
      place > 10 && place < 18 ? { ...post, date: '2026-05-01' } : post,
    );
    const printed = [...at(10, 11), ...at(11, 18).reverse(), ...at(18, 20)];
    expect(sizeOf(60, printed, known)).toBe(10);
  });

  it.each<[string, number, readonly (number | null)[]]>([
    ['a list with a number of its own, which begins anew on each page', 60, at(0, 6)],
    ['a list that leaves some posts out', 60, [...at(10, 14), ...at(15, 21)]],
    ['a list in another order', 60, at(10, 20).reverse()],
    ['a part of the page', 60, at(10, 17)],
    ['posts of two pages', 60, at(10, 30)],
    ['documents that are no posts', 60, [null, null]],
    ['posts that the REST API does not list', 60, [1, 2, 3]],
    ['a post that repeats', 60, [...at(10, 14), ...at(10, 16)]],
    ['nothing', 60, []],
    ['nothing, of a site without posts', 0, []],
    ['a page longer than the known posts', 5000, at(80, 160)],
    ['the first page', 60, at(0, 10)],
  ])('does not follow from %s', (_, total, printed) => {
    expect(sizeOf(total, printed)).toBeNull();
  });

  it('does not follow if all posts have the same time', () => {
    const known = posts(60).map((post) => ({ ...post, date: '2026-05-01' }));
    expect(sizeOf(60, at(3, 13), known)).toBeNull();
  });
});

describe('the first page', () => {
  it.each<[string, readonly (number | null)[]]>([
    ['the newest posts', at(0, 10)],
    ['documents of other types among them', [null, ...at(0, 10), null]],
    ['sticky posts before them', [...at(4, 5), ...at(12, 13), ...at(0, 4), ...at(5, 10)]],
  ])('has %s', (_, printed) => {
    expect(isFirstPage({ posts: posts(16), printed }, 10)).toBe(true);
  });

  it.each<[string, readonly (number | null)[]]>([
    ['too few posts', at(0, 9)],
    ['too many posts', at(0, 11)],
    ['no newest post, because it is old', at(1, 10)],
    ['a post that the list lacks, because it was deleted', [...at(0, 5), 7, ...at(5, 10)]],
    ['a sticky post that may be the last of it', [...at(9, 10), ...at(0, 9)]],
    ['a sticky post that may be the first of the second page', [...at(10, 11), ...at(0, 10)]],
    ['nothing', []],
  ])('is not certain with %s', (_, printed) => {
    expect(isFirstPage({ posts: posts(16), printed }, 10)).toBe(false);
  });
});
