import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Change, LoggedChanges } from '../../../src/cache/changes.ts';
import type { Instances } from '../../../src/cache/redis/instances.ts';
import type { Entry } from '../../../src/cache/store.ts';
import { createRateLimits } from '../../../src/server/rate-limiter.ts';
import { until } from '../until.ts';
import { joinedInstances } from './joined-instances.ts';
import { hasRedis, type RedisServer, startRedis } from './redis-server.ts';

/*
 * Several instances in one process, with a real Redis that stops, hangs and starts again.
 */

let redis: RedisServer;
const { open, notes, close } = joinedInstances(() => redis, { lease: 1000 });
const entry = (value: unknown, { readAt = Date.now(), tags = ['post:7'] } = {}): Entry => ({
  value,
  readAt,
  tags,
});
const put = (to: Instances, key: string, value: Entry) => to.others.store.write(new Map([[key, value]]));
const read = async (from: Instances, key: string) => (await from.others.store.read([key]))[0]?.value;
const change: Change = { kind: 'changed', resource: 'post', id: 7, uris: ['/hello/'] };
const heardBy = (instance: Instances) => {
  const heard: LoggedChanges[] = [];
  instance.changes.onChange((logged) => heard.push(logged));
  return heard;
};

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe.skipIf(!hasRedis)('instances that share Redis', () => {
  beforeAll(async () => {
    redis = await startRedis();
  });
  afterAll(() => redis.close());
  afterEach(async () => {
    await close();
    redis.resume();
    redis.ask('FLUSHALL');
  });

  it('read entries that another one has stored, also after a start', async () => {
    const [one, two] = [await open(), await open()];
    put(one, 'a', entry('first'));
    await until(async () => (await read(two, 'a')) === 'first');
    expect(await read(await open(), 'a')).toBe('first');
  });

  it('store long values in less space, and read them again', async () => {
    const [one, two] = [await open(), await open()];
    const long = { text: 'The same words again and again. '.repeat(3000) };
    put(one, 'long', entry(long));
    await until(async () => (await read(two, 'long')) !== undefined);
    expect(await read(two, 'long')).toEqual(long);
    expect(Number(redis.ask('STRLEN', 'pressql:1:site.example:entry:long'))).toBeLessThan(10_000);
  });

  it('share nothing with other sites, other prefixes and other formats', async () => {
    const one = await open();
    put(one, 'a', entry('first'));
    redis.ask('SET', 'pressql:2:site.example:entry:b', JSON.stringify(entry('later format')));
    redis.ask('SET', 'pressql:1:site.example:entry:c', '{"not": "an entry"}');
    await until(() => redis.ask('EXISTS', 'pressql:1:site.example:entry:a') === '1');
    expect(await read(await open({ url: 'https://other.example' }), 'a')).toBeUndefined();
    expect(await read(await open({ prefix: 'staging' }), 'a')).toBeUndefined();
    const two = await open();
    expect([await read(two, 'a'), await read(two, 'b'), await read(two, 'c')]).toEqual([
      'first',
      undefined,
      undefined,
    ]);
  });

  it('hear of changes with the same sequence', async () => {
    const [one, two] = [await open(), await open()];
    const [atOne, atTwo] = [heardBy(one), heardBy(two)];
    await one.changes.publish([change]);
    expect(atOne).toHaveLength(1);
    await until(() => atTwo.length === 1);
    expect(atTwo).toEqual(atOne);
    await two.changes.publish([{ ...change, id: 8 }]);
    await until(() => atOne.length === 2);
    const sequence = atOne[0]?.sequence ?? 0;
    expect(one.changes.since(sequence)).toEqual(two.changes.since(sequence));
    expect((await open()).changes.since(sequence)).toEqual(atTwo.slice(1));
    expect(two.changes.since(0)).toBeNull();
  });

  it('do not use entries that changed before they started', async () => {
    const one = await open();
    await pause(5);
    const readAt = one.now();
    await one.changes.publish([change]);
    const { drops } = (await open()).others;
    expect(drops.areDropped(['post:7'], readAt)).toBe(true);
    expect(drops.areDropped(['post:8'], readAt)).toBe(false);
  });

  it('do not use entries of Redis if its list of changes is lost', async () => {
    const one = await open();
    const readAt = one.now();
    await one.changes.publish([change]);
    redis.ask('DEL', 'pressql:1:site.example:changes');
    expect((await open()).others.drops.areDropped(['post:8'], readAt)).toBe(true);
  });

  it('use the clock of Redis', async () => {
    const fast = await open({ now: () => Date.now() + 60_000 });
    expect(Math.abs(fast.now() - Date.now())).toBeLessThan(1000);
    const readAt = fast.now();
    const other = await open();
    await other.changes.publish([change]);
    await until(() => fast.others.drops.areDropped(['post:7'], readAt));
  });

  it('claim a read once, and the others get the stored entries', async () => {
    const [one, two] = [await open(), await open()];
    const first = await one.others.claims.claim(['a', 'b'], 'read');
    const second = await two.others.claims.claim(['b', 'c'], 'read');
    expect([[...first.own], [...second.own]]).toEqual([['a', 'b'], ['c']]);
    const waiting = second.others(null);
    put(one, 'b', entry('from one'));
    first.release();
    await waiting;
    expect(await read(two, 'b')).toBe('from one');
    second.release();
    await until(async () => (await one.others.claims.claim(['b', 'c'], 'read')).own.size === 2);
  });

  it('take over the claims of an instance that was killed', async () => {
    const [one, two] = [await open(), await open()];
    await one.others.claims.claim(['a'], 'read');
    await one.close();
    const claim = await two.others.claims.claim(['a'], 'read');
    expect(claim.own.size).toBe(0);
    await claim.others(null);
  });

  it('count the requests of a client together, and apart while Redis is unavailable', async () => {
    const [one, two] = [await open(), await open()];
    const limits = [one, two].map(({ scripts }) =>
      createRateLimits({ reads: 0, writes: 0, logins: 3 }, scripts),
    );
    const guess = (at: number) => limits[at]?.take('logins', '192.0.2.7');
    await guess(0);
    await guess(1);
    await limits[1]?.giveBack('logins', '192.0.2.7');
    await guess(0);
    await guess(1);
    await expect(guess(0)).rejects.toThrow('A client may send 3 passwords');
    await expect(guess(1)).rejects.toThrow('A client may send 3 passwords');
    await expect(limits[1]?.take('logins', '192.0.2.8')).resolves.toBeUndefined();
    redis.pause();
    await guess(0);
    await guess(0);
    await guess(0);
    await expect(guess(0)).rejects.toThrow('A client may send 3 passwords');
  });

  describe('while Redis hangs', () => {
    it('go on with their memory after one delay for all, and report it once', async () => {
      const one = await open();
      put(one, 'a', entry('known'));
      redis.pause();
      const begin = performance.now();
      const reads = Array.from({ length: 100 }, (_, index) => read(one, `unknown ${index}`));
      expect(new Set(await Promise.all(reads))).toEqual(new Set([undefined]));
      for (let index = 0; index < 100; index++) await read(one, `unknown ${index}`);
      expect(await read(one, 'a')).toBe('known');
      expect((await one.others.claims.claim(['a'], 'read')).own.size).toBe(1);
      expect(performance.now() - begin).toBeLessThan(2000);
      expect(notes).toEqual([expect.stringContaining('Redis cannot be used')]);
      redis.resume();
      await until(() => notes.length === 2);
      expect(notes[1]).toContain('Redis answers again');
    });

    it('hear of their own changes at once, and of all others afterwards', async () => {
      const [one, two] = [await open(), await open()];
      const [atOne, atTwo] = [heardBy(one), heardBy(two)];
      const readAt = one.now();
      redis.pause();
      await one.changes.publish([change]);
      expect(atOne).toHaveLength(1);
      expect(one.others.drops.areDropped(['post:7'], readAt)).toBe(true);
      redis.resume();
      await until(() => atTwo.length === 1);
      await pause(100);
      expect(atTwo.map(({ changes }) => changes)).toEqual([[change]]);
      expect(atOne).toHaveLength(1);
    });

    it('that are cut off catch up before they read from Redis', async () => {
      const [one, two] = [await open(), await open()];
      await pause(5);
      const readAt = one.now();
      put(one, 'a', entry('old', { readAt }));
      await until(async () => (await read(two, 'a')) === 'old');
      redis.ask('CLIENT', 'KILL', 'TYPE', 'normal');
      await one.changes.publish([change]);
      await until(() => two.others.drops.areDropped(['post:7'], readAt));
    });
  });

  describe('while Redis is unavailable', () => {
    it('start, and join the others when it is back', async () => {
      await redis.kill();
      const [one, two] = [await open(), await open()];
      put(one, 'a', entry('alone'));
      expect(await read(one, 'a')).toBe('alone');
      expect(await read(two, 'a')).toBeUndefined();
      await redis.restart();
      await until(async () => {
        put(one, 'a', entry('together'));
        return (await read(two, 'a')) === 'together';
      });
      const atTwo = heardBy(two);
      await one.changes.publish([change]);
      await until(() => atTwo.length === 1);
    });

    it('lose no change', async () => {
      const [one, two] = [await open(), await open()];
      const atTwo = heardBy(two);
      await redis.kill();
      for (const id of [1, 2, 3]) await one.changes.publish([{ ...change, id }]);
      await redis.restart();
      await until(() => atTwo.length === 3);
      expect(atTwo.flatMap(({ changes }) => changes.map(({ id }) => id))).toEqual([1, 2, 3]);
    });

    it('never print its password', async () => {
      const secret = new URL(redis.url);
      Object.assign(secret, { username: 'gateway', password: 'pass-word-9' });
      await open({ redis: secret.href });
      await redis.kill();
      await open({ redis: secret.href });
      expect(notes.length).toBeGreaterThan(0);
      expect(notes.join()).not.toContain('pass-word-9');
      await redis.restart();
    });
  });
});
