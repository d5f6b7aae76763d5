import { describe, expect, it } from 'vitest';
import { BoundedMap } from '../../src/values/bounded-map.ts';

describe('a bounded map', () => {
  it('drops the least recently used entries', () => {
    const map = new BoundedMap<string, number>(3);
    for (const key of ['a', 'b', 'c']) map.set(key, 0, 1);
    map.get('a');
    map.set('d', 0, 1);
    expect(map.entries().map(([key]) => key)).toEqual(['c', 'a', 'd']);
  });

  it('takes weights and bounds with fractions', () => {
    const map = new BoundedMap<string, number>(4.5);
    map.set('a', 1, 1.5);
    map.set('b', 2, 0);
    expect(map.entries()).toEqual([
      ['a', 1],
      ['b', 2],
    ]);
  });

  it('has no entry that is heavier than the whole map, and no earlier one in its place', () => {
    const map = new BoundedMap<string, number>(3);
    map.set('a', 1, 1);
    map.set('a', 2, 4);
    expect(map.get('a')).toBeUndefined();
  });

  it('stays empty if its bound is 0', () => {
    const map = new BoundedMap<string, number>(0);
    map.set('a', 1, 0);
    expect([map.get('a'), map.entries()]).toEqual([undefined, []]);
  });
});
