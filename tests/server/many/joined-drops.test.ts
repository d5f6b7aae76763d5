import { expect, it } from 'vitest';
import { createDrops } from '../../../src/cache/drops.ts';
import { joinedDrops } from '../../../src/server/many/joined-drops.ts';
import { tagOfSite } from '../../../src/server/many/joined-reads.ts';

it('has another version after each change of a site, whatever the versions of the others', () => {
  let now = 1;
  const memory = () => ({ drops: createDrops(() => now) });
  const [news, shop] = [{ memory: memory() }, { memory: memory() }];
  const sites = new Map<string, { memory: ReturnType<typeof memory> | null }>([
    ['news', news],
    ['shop', shop],
  ]);
  const joined = joinedDrops(sites);
  const versions = [joined.version];
  const changes = [
    () => news.memory.drops.drop(['posts']),
    () => shop.memory.drops.drop(['posts']),
    // A gateway that replaces another one counts from the beginning.
    () => sites.set('news', { memory: memory() }),
    () => sites.get('news')?.memory?.drops.drop(['posts']),
    () => sites.set('shop', { memory: null }),
    () => sites.delete('shop'),
    () => sites.set('shop', shop),
  ];
  for (const change of changes) {
    expect(joined.version).toBe(versions.at(-1));
    change();
    versions.push(joined.version);
  }
  expect(new Set(versions).size).toBe(changes.length + 1);
  now = 5;
  sites.get('news')?.memory?.drops.drop(['post:1']);
  expect(joined.areDropped([tagOfSite('news', 'post:1')], 4)).toBe(true);
  expect(joined.areDropped([tagOfSite('shop', 'post:1')], 4)).toBe(false);
});
