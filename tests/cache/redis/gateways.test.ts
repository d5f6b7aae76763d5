import { createHash } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { unpack } from '../../../src/cache/redis/packing.ts';
import { createPressQL, type PressQL } from '../../../src/index.ts';
import { type FaultProxy, reset, startFaultProxy } from '../../wordpress/fault-proxy.ts';
import { startSite, type TestSite } from '../../wordpress/site.ts';
import { post } from '../post.ts';
import { until } from '../until.ts';
import { startRedisProxy } from './redis-proxy.ts';
import { hasRedis, type RedisServer, startRedis } from './redis-server.ts';

/*
 * Two gateways that share a real Redis, in front of a real WordPress. A proxy between them can break every answer.
 */

let site: TestSite;
let proxy: FaultProxy;
let redis: RedisServer;
let sent: string[] = [];
let notes: string[] = [];
const opened: PressQL[] = [];

async function open(options: Partial<Parameters<typeof createPressQL>[0]> = {}): Promise<PressQL> {
  const gateway = await createPressQL({
    url: proxy.url,
    redis: redis.url,
    // A busy machine makes Redis slow. A gateway would then work alone, as it should.
    redisTimeout: 10_000,
    refresh: 0,
    feed: 0,
    timeout: 60_000,
    deadline: 120_000,
    onRequest: ({ method, route }) => sent.push(`${method} ${route}`),
    onNote: (line) => notes.push(line),
    onError: () => undefined,
    ...options,
  });
  opened.push(gateway);
  return gateway;
}

const ask = (gateway: PressQL, query: string, as?: string) =>
  post(gateway, query, as === undefined ? undefined : { site, name: as });

const news = `{ posts(first: 5) { nodes {
  title author { node { name } } categories { nodes { name } } featuredImage { node { sourceUrl } }
} } }`;
const oneCategory = '{ categories(first: 1, where: { orderby: TERM_ID }) { nodes { id name } } }';

describe.skipIf(!hasRedis)('gateways that share Redis', () => {
  beforeAll(async () => {
    [site, redis] = await Promise.all([startSite(), startRedis()]);
    proxy = await startFaultProxy(site.url);
  });
  afterAll(async () => {
    await proxy?.close();
    await site?.close();
    await redis?.close();
  });
  beforeEach(() => {
    [sent, notes] = [[], []];
  });
  afterEach(async () => {
    proxy.break([]);
    redis.resume();
    for (const gateway of opened.splice(0)) await gateway.close();
    redis.ask('FLUSHALL');
  });

  it('send as many requests for hundreds of visitors of a cold page as for one', async () => {
    const gateways = [await open(), await open()];
    sent = [];
    const answers = await Promise.all(
      Array.from({ length: 400 }, (_, index) => ask(gateways[index % 2] as PressQL, news)),
    );
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]?.errors).toBeUndefined();
    expect(notes).toEqual([]);
    expect(sent).toHaveLength(4);
  });

  it('answer from data that another one has read, also after a restart while WordPress is down', async () => {
    const one = await open();
    const known = await ask(one, news);
    const two = await open();
    sent = [];
    expect(await ask(two, news)).toEqual(known);
    expect(sent).toEqual([]);
    proxy.break([[/./, reset]]);
    expect(await ask(await open(), news)).toEqual(known);
  });

  /** How Redis answers a gateway that has just started: milliseconds by which it is late, by the commands. */
  const lateAnswers: Readonly<Record<string, () => (commands: string) => number>> = {
    'the changes late': () => (commands) => (commands.includes('XRANGE') ? 1500 : 0),
    'the first entries late': () => {
      let isFirst = true;
      return (commands) => {
        if (!isFirst || !commands.includes('MGET')) return 0;
        isFirst = false;
        return 350;
      };
    },
    'the answers of the discovery late': () => {
      let isFirst = true;
      return (commands) => {
        if (!isFirst || !commands.includes('HGETALL')) return 0;
        isFirst = false;
        return 350;
      };
    },
  };

  it.each(Object.entries(lateAnswers))(
    'answer known pages after a restart while WordPress is down, also if one gets %s from Redis',
    async (_, delays) => {
      const bySearch = '{ posts(where: { search: "the" }) { nodes { title } } tags { nodes { name } } }';
      const one = await open();
      const known = [await ask(one, news), await ask(one, bySearch)];
      await one.close();
      proxy.break([[/./, reset]]);
      const slow = await startRedisProxy(redis.url, delays());
      const next = await open({ redis: slow.url, redisTimeout: 200 });
      expect(await Promise.all([ask(next, news), ask(next, bySearch)])).toEqual(known);
      slow.close();
    },
  );

  it('read entries of Redis with another value, from the future and with empty values from WordPress again', async () => {
    const wrong = [{ value: 'x', readAt: Date.now(), tags: [] }, { readAt: Date.now() + 1e9 }, { value: {} }];
    const search = '{ contentNodes(where: { search: "the" }) { nodes { id } } }';
    const one = await open();
    const known = [await ask(one, news), await ask(one, search), await ask(one, news)];
    await one.close();
    const keys = redis.ask('KEYS', '*:entry:*').split('\n').sort();
    expect(keys.length).toBeGreaterThan(wrong.length);
    for (const [index, key] of keys.entries()) {
      const entry = { ...Object(unpack(redis.ask('GET', key))), ...wrong[index % wrong.length] };
      redis.ask('SET', key, JSON.stringify(entry));
    }
    const two = await open();
    sent = [];
    expect([await ask(two, news), await ask(two, search), await ask(two, news)]).toEqual(known);
    expect(sent).not.toEqual([]);
    // A gateway answers before Redis has its entries.
    await until(async () => {
      const three = await open();
      sent = [];
      expect(await ask(three, news)).toEqual(known[0]);
      return sent.length === 0;
    });
  });

  it('show a mutation at each of them as soon as it has answered', async () => {
    const [one, two] = [await open(), await open()];
    const [{ id }] = (await ask(one, oneCategory)).data['categories']['nodes'] as [{ id: string }];
    await ask(two, oneCategory);
    for (const name of ['First', 'Second', 'Third']) {
      await ask(
        one,
        `mutation { updateCategory(input: { id: "${id}", name: "${name}" }) { category { id } } }`,
        'admin',
      );
      expect(JSON.stringify((await ask(two, oneCategory)).data)).toContain(`"${name}"`);
      expect(JSON.stringify((await ask(one, oneCategory)).data)).toContain(`"${name}"`);
    }
    await site.reset();
  });

  it('know the persisted queries that a client has sent to any of them', async () => {
    const [one, two] = [await open(), await open()];
    const post = async (gateway: PressQL, body: object) => {
      const response = await gateway.fetch(
        new Request('http://gateway.test/graphql', {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(body),
        }),
      );
      return response.json();
    };
    const query = '{ generalSettings { url } }';
    const hash = createHash('sha256').update(query).digest('hex');
    const extensions = { persistedQuery: { version: 1, sha256Hash: hash } };
    expect(JSON.stringify(await post(two, { extensions }))).toContain('PersistedQueryNotFound');
    const answer = await post(one, { query, extensions });
    await until(() => redis.ask('HLEN', redis.ask('KEYS', '*:queries')) === '1');
    expect(await post(two, { extensions })).toEqual(answer);
    await post(one, { query, queryId: 'settings' });
    await until(() => redis.ask('HLEN', redis.ask('KEYS', '*:queries')) === '2');
    expect(await post(two, { queryId: 'settings' })).toEqual(answer);
    const taken = await post(await open(), { query: '{ posts { nodes { id } } }', queryId: 'settings' });
    expect(JSON.stringify(taken)).toContain('already been associated');
    await redis.kill();
    expect(await post(two, { extensions })).toEqual(answer);
    expect(JSON.stringify(await post(await open(), { extensions }))).toContain('PersistedQueryNotFound');
    await redis.restart();
  });

  it('never share data that a signed-in user reads', async () => {
    const [one, two] = [await open(), await open()];
    await site.php(`wp_insert_post(['post_title' => 'Hidden draft', 'post_status' => 'draft']);`);
    const drafts = '{ posts(first: 50, where: { stati: [DRAFT, PUBLISH] }) { nodes { title } } }';
    expect(JSON.stringify(await ask(one, drafts, 'admin'))).toContain('Hidden draft');
    expect(JSON.stringify(await ask(two, drafts))).not.toContain('Hidden draft');
    for (const key of redis.ask('KEYS', '*').split('\n')) {
      if (redis.ask('TYPE', key) === 'string') expect(redis.ask('GET', key)).not.toContain('Hidden draft');
    }
    await site.reset();
  });

  it('answer each visitor while Redis hangs, while it is stopped, and after it is back', async () => {
    const [one, two] = [await open({ redisTimeout: 200 }), await open({ redisTimeout: 200 })];
    const known = await ask(one, news);
    redis.pause();
    expect(await Promise.all([ask(one, news), ask(two, news)])).toEqual([known, known]);
    redis.resume();
    await redis.kill();
    expect((await ask(two, '{ tags { nodes { name } } }')).errors).toBeUndefined();
    expect(await ask(await open(), news)).toEqual(known);
    await redis.restart();
    await until(() => notes.filter((note) => note.includes('Redis answers again')).length >= 2);
    expect(await Promise.all([ask(one, news), ask(two, news)])).toEqual([known, known]);
  });

  it('show changes in WordPress although only one of them polls, also after another one has taken over', async () => {
    const looks = [0, 0];
    const [one, two] = await Promise.all(
      looks.map((_, index) =>
        open({
          feed: 500,
          onRequest: ({ query }) => {
            if (query['orderby'] === 'modified') looks[index] = (looks[index] ?? 0) + 1;
          },
        }),
      ),
    );
    if (!one || !two) throw new Error('Two gateways have to start');
    const newest = '{ posts(first: 1) { nodes { databaseId title } } }';
    const titleAt = async (gateway: PressQL) => JSON.stringify((await ask(gateway, newest)).data);
    const [{ databaseId }] = (await ask(one, newest)).data['posts']['nodes'] as [{ databaseId: number }];
    await until(() => looks.some((count) => count > 0));
    await site.php(`wp_update_post(['ID' => ${databaseId}, 'post_title' => 'Once changed']);`);
    await until(async () => (await titleAt(one)).includes('Once') && (await titleAt(two)).includes('Once'));
    const leader = (looks[0] ?? 0) > 0 ? 0 : 1;
    expect(looks[1 - leader]).toBe(0);
    await [one, two][leader]?.close();
    await until(() => looks[1 - leader] !== 0);
    await site.php(`wp_update_post(['ID' => ${databaseId}, 'post_title' => 'Changed again']);`);
    const other = leader === 0 ? two : one;
    await until(async () => (await titleAt(other)).includes('again'));
    await site.reset();
  });
});
