import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Change } from '../../../src/cache/changes.ts';
import type { Instances } from '../../../src/cache/redis/instances.ts';
import { until } from '../until.ts';
import { joinedInstances } from './joined-instances.ts';
import { startRedisProxy } from './redis-proxy.ts';
import { hasRedis, type RedisServer, startRedis } from './redis-server.ts';

/*
 * Two instances, and a real Redis that is reachable but of no use: it refuses writes, or is too slow.
 */

let redis: RedisServer;
const { open, notes, close } = joinedInstances(() => redis);

const change: Change = { kind: 'changed', resource: 'post', id: 7, uris: [] };
const write = ({ others, now }: Instances, key: string) =>
  others.store.write(new Map([[key, { value: key, readAt: now(), tags: ['post:7'] }]]));
const failures = () => notes.filter((note) => note.includes('Redis cannot be used'));
const recoveries = () => notes.filter((note) => note.includes('Redis answers again'));

/** How Redis stops to accept writes, and accepts them again. */
const refusals: Readonly<Record<string, readonly [begin: readonly string[], end: readonly string[]]>> = {
  'its memory is full': [
    ['CONFIG', 'SET', 'maxmemory', '1'],
    ['CONFIG', 'SET', 'maxmemory', '0'],
  ],
  'it is a read-only replica': [
    ['REPLICAOF', '127.0.0.1', '1'],
    ['REPLICAOF', 'NO', 'ONE'],
  ],
  'it cannot write to its disk': [
    ['CONFIG', 'SET', 'min-replicas-to-write', '1'],
    ['CONFIG', 'SET', 'min-replicas-to-write', '0'],
  ],
};

describe.skipIf(!hasRedis)('instances whose Redis is of no use', () => {
  beforeAll(async () => {
    redis = await startRedis();
  });
  afterAll(() => redis.close());
  afterEach(async () => {
    redis.resume();
    await close();
    redis.ask('FLUSHALL');
  });

  it.each(Object.keys(refusals))(
    'because %s go on alone, say so once, and then tell each other what has changed',
    async (why) => {
      const [begin = [], end = []] = refusals[why] ?? [];
      const [one, two] = [await open(), await open()];
      const readAt = two.now();
      write(two, 'page');
      redis.ask(...begin);
      await one.changes.publish([change]);
      expect(one.others.drops.areDropped(['post:7'], readAt)).toBe(true);
      // The other one must find out by itself that it hears of no changes.
      for (let count = 0; count < 20; count++) for (const each of [one, two]) write(each, `page ${count}`);
      await until(() => failures().length === 2);
      expect((await two.others.claims.claim(['page'], 'read')).own.size).toBe(1);
      await pause(600);
      expect(notes).toHaveLength(2);
      redis.ask(...end);
      await until(() => recoveries().length === 2 && two.others.drops.areDropped(['post:7'], readAt));
      expect(notes).toHaveLength(4);
    },
  );

  it('because it is too slow wait for it once, not again and again', async () => {
    let delay = 0;
    const slow = await startRedisProxy(redis.url, () => delay);
    const one = await open({ redis: slow.url });
    delay = 350;
    const since = performance.now();
    let waits = 0;
    while (performance.now() - since < 2000) {
      const begin = performance.now();
      await one.others.store.read([`page ${begin}`]);
      if (performance.now() - begin > 150) waits++;
      await pause(10);
    }
    expect(waits).toBe(1);
    expect(notes).toEqual([expect.stringContaining('no answer within 200 ms')]);
    delay = 0;
    await until(() => recoveries().length === 1);
    slow.close();
  });

  it('because its password has changed report it once, and use it when the password is right again', async () => {
    const one = await open();
    redis.ask('CONFIG', 'SET', 'requirepass', 'another');
    redis.ask('-a', 'another', 'CLIENT', 'KILL', 'TYPE', 'normal');
    await until(() => failures().length === 1);
    await pause(1200);
    write(one, 'alone');
    expect(notes).toHaveLength(1);
    redis.ask('-a', 'another', 'CONFIG', 'SET', 'requirepass', '');
    await until(() => recoveries().length === 1);
  });

  it('because it hangs release their claims when it goes on', async () => {
    const [one, two] = [await open({ lease: 60_000 }), await open({ lease: 60_000 })];
    const claim = await one.others.claims.claim(['page'], 'read');
    redis.pause();
    claim.release();
    await until(() => failures().length >= 1);
    redis.resume();
    await until(async () => {
      const { own, release } = await two.others.claims.claim(['page'], 'read');
      release();
      return own.size === 1;
    });
  });
});
