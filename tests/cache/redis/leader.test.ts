import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { LeadableFeed } from '../../../src/cache/leadership.ts';
import { createMemoryStore } from '../../../src/cache/memory-store.ts';
import { type Instances, joinInstances } from '../../../src/cache/redis/instances.ts';
import { until } from '../until.ts';
import { hasRedis, type RedisServer, startRedis } from './redis-server.ts';

/*
 * Which one of several instances looks for changes, and how the others follow. Their feeds are fakes that note calls.
 */

const leaderLease = 600;

let redis: RedisServer;
const opened: Member[] = [];

interface Member {
  readonly instances: Instances;
  readonly feed: LeadableFeed;
  /** What the feed was told: `touch post`, `take over`, `ping`, `hold post`. */
  readonly calls: string[];
  readonly isLeader: () => boolean;
  readonly close: () => Promise<void>;
}

async function open({ held = [] }: { held?: readonly string[] } = {}): Promise<Member> {
  const calls: string[] = [];
  const instances = await joinInstances({
    redis: redis.url,
    prefix: 'pressql',
    url: 'https://site.example',
    memory: createMemoryStore(1024),
    lasts: 60,
    leaderLease,
    onNote: () => undefined,
    onError: () => undefined,
  });
  const lookedAt = new Map<string, number>();
  const feed: LeadableFeed = {
    touch(resource) {
      calls.push(`touch ${resource}`);
      lookedAt.set(resource, instances.now());
    },
    vouchedUntil: (resource) => (lookedAt.get(resource) ?? Number.NEGATIVE_INFINITY) + 10_000,
    ping: () => void calls.push('ping'),
    hold(resources) {
      calls.push(`hold ${resources.join()}`);
      return () => void calls.push('release');
    },
    held,
    state: { resources: lookedAt },
    takeOver: (known) => void calls.push(['take over', ...known.keys()].join(' ')),
  };
  await instances.watch.start(feed);
  const member: Member = {
    instances,
    feed,
    calls,
    isLeader: () => instances.watch.leadership.isOwn,
    close: () => instances.close(),
  };
  opened.push(member);
  return member;
}

const leaders = () => opened.filter(({ isLeader }) => isLeader()).length;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe.skipIf(!hasRedis)('of several instances', () => {
  beforeAll(async () => {
    redis = await startRedis();
  });
  afterAll(() => redis.close());
  afterEach(async () => {
    redis.resume();
    for (const member of opened.splice(0)) await member.close();
    redis.ask('FLUSHALL');
  });

  it('one polls WordPress', async () => {
    const [one, two, three] = [await open(), await open(), await open()];
    await pause(2 * leaderLease);
    expect([one, two, three].map(({ isLeader }) => isLeader())).toEqual([true, false, false]);
    expect(two.calls).toEqual([]);
  });

  it('another one polls as soon as the first one stops', async () => {
    const [one, two] = [await open(), await open()];
    await one.close();
    await until(two.isLeader);
    expect(two.calls).toContain('take over');
  });

  it('another one polls within two leases after the first one was killed', async () => {
    redis.ask('SET', 'pressql:1:site.example:leader', 'an instance that is gone', 'PX', String(leaderLease));
    const two = await open();
    expect(two.isLeader()).toBe(false);
    await until(two.isLeader);
  });

  it('all learn from the leader until when it vouches, and since when', async () => {
    const [one, two] = [await open(), await open()];
    const before = two.instances.now();
    expect(two.instances.watch.vouchedUntil('post')).toBe(0);
    two.instances.watch.touch('post');
    await until(() => one.calls.includes('touch post'));
    await until(() => two.instances.watch.vouchedUntil('post') > before + 9000);
    expect(two.instances.watch.vouchedSince('post')).toBe(one.instances.watch.vouchedSince('post'));
    expect(two.instances.watch.vouchedSince('page')).toBe(Number.POSITIVE_INFINITY);
    await one.close();
    await until(() => two.calls.some((call) => call === 'take over post'));
    expect(two.instances.watch.vouchedSince('post')).toBeGreaterThan(before);
  });

  it('the leader polls at once if another one asks, and goes on while another one waits for changes', async () => {
    const one = await open();
    const two = await open({ held: ['comment'] });
    two.instances.watch.leadership.ask();
    await until(() => one.calls.includes('ping'));
    await until(() => one.calls.includes('hold comment'));
    expect(two.calls).toEqual([]);
  });

  it('each one polls while Redis hangs, and only one afterwards', async () => {
    await open();
    await open();
    redis.pause();
    await until(() => leaders() === 2);
    redis.resume();
    await until(() => leaders() === 1);
  });
});
