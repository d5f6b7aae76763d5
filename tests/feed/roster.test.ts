import { expect, test } from 'vitest';
import { menus } from '../../src/feed/menu-watch.ts';
import { createRoster } from '../../src/feed/roster.ts';

/** Returns a roster of a site without resources. Menus and settings are on every site. */
const emptyRoster = () =>
  createRoster({
    site: () => ({ resources: new Map() }),
    now: () => 0,
    interval: 5000,
    maxInterval: 60_000,
  });

test('a resource is held until the last hold of it ends', () => {
  const roster = emptyRoster();
  const [first, second] = [roster.hold([menus, menus], 'awaited'), roster.hold([menus], 'awaited')];
  expect(roster.held).toEqual([menus]);
  first();
  // A second call must not end the hold of somebody else.
  first();
  expect(roster.isWaitedFor(menus)).toBe(true);
  expect(roster.current.map(({ name }) => name)).toEqual([menus]);
  second();
  expect(roster.held).toEqual([]);
  expect(roster.current).toEqual([]);
});

test('a hold that is idle makes nobody wait', () => {
  const roster = emptyRoster();
  const release = roster.hold([menus], 'idle');
  expect(roster.isWaitedFor(menus)).toBe(false);
  expect(roster.awaited).toEqual([]);
  expect(roster.current).toHaveLength(1);
  release();
  expect(roster.current).toEqual([]);
});
