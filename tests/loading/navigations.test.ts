import { describe, expect, it } from 'vitest';
import { navigationId } from '../../src/loading/menus/navigations.ts';

describe('the database id of a navigation', () => {
  it.each([
    [5, 0, -5000],
    [5, 1, -5001],
    [5, 999, -5999],
    [2_147_483, 647, -2_147_483_647],
    [2_147_483, 648, -1],
    [3_000_000, 0, -852_516_353],
  ])('%i, for link number %i, is %i', (navigation, rank, expected) => {
    expect(navigationId(navigation, rank)).toBe(expected);
  });

  it('fits into an Int, even for very high ids', () => {
    for (const navigation of [1, 2_147_484, 4_294_967_295, 2 ** 42]) {
      const id = navigationId(navigation, 999);
      expect(id).toBeLessThan(0);
      expect(id).toBeGreaterThanOrEqual(-(2 ** 31));
    }
  });
});
