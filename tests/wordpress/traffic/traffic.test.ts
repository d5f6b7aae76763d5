import { describe, expect, it } from 'vitest';
import { limits } from '../../../src/values/limits.ts';
import { createEnding } from '../../../src/wordpress/ending.ts';
import { type ErrorKind, WordPressError, type WordPressErrorDetails } from '../../../src/wordpress/errors.ts';
import { createConcurrency } from '../../../src/wordpress/traffic/concurrency.ts';
import { createTraffic, routeGroup, workOf } from '../../../src/wordpress/traffic/traffic.ts';

/** Returns the traffic of a site that answers as the test says, and a clock that the test moves. */
function testTraffic() {
  const clock = { now: 0 };
  const traffic = createTraffic({ concurrency: 8, now: () => clock.now });
  let sent = 0;
  const send = (group: string, failure?: WordPressError, url = `${group}?${sent}`) =>
    traffic.send(
      { client: 'client', operation: {}, group, work: 1, request: `GET ${group}`, url },
      async () => {
        sent++;
        if (failure) throw failure;
        return 'answer';
      },
      createEnding(),
    );
  return { clock, traffic, send, sent: () => sent };
}

const failure = (kind: ErrorKind, details: WordPressErrorDetails = {}) =>
  new WordPressError(kind, 'no', details);

/** Sends requests that fail, one after the other. */
async function failTimes(times: number, send: () => Promise<unknown>) {
  for (let time = 0; time < times; time++) await send().catch(() => undefined);
}

describe('a circuit', () => {
  it('of a route that hangs opens after five failures, and leaves the other routes alone', async () => {
    const { send, sent, traffic } = testTraffic();
    await failTimes(20, () => send('posts', failure('timeout')));
    expect(sent()).toBe(limits.circuitFailures);
    expect(traffic.state.open).toEqual(['posts']);
    await expect(send('posts')).rejects.toMatchObject({ kind: 'paused', details: { retryAfter: 1000 } });
    expect(await send('categories')).toBe('answer');
  });

  it('is forgotten after those of a thousand other routes, and one in use is not', async () => {
    const { send, traffic } = testTraffic();
    await failTimes(5, () => send('posts', failure('timeout')));
    await send('tags');
    await failTimes(5, () => send('pages', failure('timeout')));
    await send('tags');
    expect(traffic.state.open).toEqual(['posts', 'pages']);
    for (let route = 0; route < limits.maxRouteGroups; route++) {
      await send(`route ${route}`);
      if (route % 100 === 0) await send('posts').catch(() => undefined);
    }
    expect(traffic.state.open).toEqual(['posts']);
  });

  it('of a site that is down opens for all its routes', async () => {
    const { send, sent } = testTraffic();
    await failTimes(100, () => send('posts', failure('unreachable', { systemCode: 'ECONNREFUSED' })));
    await expect(send('categories')).rejects.toMatchObject({ kind: 'paused' });
    expect(sent()).toBe(limits.circuitFailures);
  });

  it('sends one probe after a pause, twice as long a pause after each that fails, and everything after one that succeeds', async () => {
    const { send, sent, clock } = testTraffic();
    await failTimes(5, () => send('posts', failure('timeout')));
    for (const pause of [1000, 2000, 4000]) {
      clock.now += pause - 1;
      await expect(send('posts')).rejects.toMatchObject({ kind: 'paused' });
      clock.now += 1;
      const before = sent();
      await Promise.allSettled([1, 2, 3].map(() => send('posts', failure('timeout'))));
      expect(sent()).toBe(before + 1);
    }
    clock.now += 8000;
    expect(await send('posts')).toBe('answer');
    expect(await Promise.all([send('posts'), send('posts')])).toEqual(['answer', 'answer']);
  });

  it('counts one address with a bug once, and refusals not at all', async () => {
    const { send } = testTraffic();
    await failTimes(20, () => send('posts', failure('server', { status: 500 }), 'posts/7'));
    await failTimes(20, () => send('posts', failure('forbidden', { status: 403 })));
    await failTimes(4, () => send('posts', failure('server', { status: 500 })));
    expect(await send('posts')).toBe('answer');
  });

  it('waits as long as WordPress asks if that is short, and refuses at once if it is long', async () => {
    const { send, sent } = testTraffic();
    const real = createTraffic({ concurrency: 8 });
    const turn = { client: '', operation: {}, group: 'posts', work: 1, request: 'GET posts', url: 'posts' };
    const busy = () => Promise.reject(failure('rate-limited', { status: 429, retryAfter: 50 }));
    await expect(real.send(turn, busy, createEnding())).rejects.toMatchObject({ kind: 'rate-limited' });
    expect(await real.send(turn, async () => 'answer', createEnding())).toBe('answer');
    await failTimes(10, () => send('posts', failure('server', { status: 503, retryAfter: 600_000 })));
    expect(sent()).toBe(1);
    await expect(send('posts')).rejects.toMatchObject({ details: { retryAfter: limits.maxCircuitPause } });
    expect(await send('pages')).toBe('answer');
  });
});

describe('the limit of simultaneous requests', () => {
  it('falls when requests take much longer than usual, and rises when they are quick again', () => {
    const clock = { now: 0 };
    const places = createConcurrency(8, () => clock.now);
    const record = (ms: number, isTrouble = false) => {
      clock.now += 1000;
      places.record({ group: 'posts', ms, isTrouble });
    };
    for (let request = 0; request < 10; request++) record(100);
    expect(places.limit).toBe(8);
    for (let request = 0; request < 30; request++) record(3000);
    expect(places.limit).toBeLessThan(4);
    for (let request = 0; request < 100; request++) record(100);
    expect(places.limit).toBe(8);
    for (let request = 0; request < 20; request++) record(10, true);
    expect(places.limit).toBe(1);
  });

  it('refuses a maximum that lets nobody in', () => {
    expect(() => createConcurrency(0, () => 0)).toThrow('`concurrency` is 0');
  });
});

it('retries are a fifth of the requests, and a few that a quiet time saves up', async () => {
  const { send, traffic } = testTraffic();
  const retriesIn = () => Array.from({ length: 100 }, () => traffic.mayRetry()).filter(Boolean).length;
  expect(retriesIn()).toBe(limits.maxSavedRetries);
  for (let request = 0; request < 21; request++) await send('posts');
  expect(retriesIn()).toBe(4);
});

it('the group of a route has no ids, and searches are a group of their own', () => {
  const of = (route: string, query = {}) => routeGroup({ route, query, isRest: true });
  expect(of('/wp/v2/posts/7/revisions/8')).toBe(of('/wp/v2/posts'));
  expect(of('/wp/v2/posts', { search: 'x' })).not.toBe(of('/wp/v2/posts'));
  expect(routeGroup({ route: '/any/page', query: {}, isRest: false })).toBe('pages');
});

it('counts a read as running for its usual time after its client has left, since WordPress goes on', async () => {
  const { clock, traffic, send } = testTraffic();
  const request = { client: '', operation: {}, group: 'posts', work: 1, request: 'GET posts', url: 'posts' };
  const slow = async (): Promise<void> => {
    clock.now += 100;
  };
  await traffic.send(request, slow, createEnding());
  const ending = createEnding();
  const leaving = traffic.send(
    request,
    async () => {
      ending.end(new Error('left'));
      throw new Error('aborted');
    },
    ending,
  );
  await expect(leaving).rejects.toThrow('aborted');
  expect(traffic.state.running).toBe(1);
  await send('posts');
});

it('counts a read as work by the documents that it asks for', () => {
  expect(workOf({})).toBe(1);
  expect(workOf({ per_page: '10' })).toBe(1);
  expect(workOf({ per_page: '100' })).toBe(4);
  expect(workOf({ include: '1,2,3', per_page: '100' })).toBe(1);
});
