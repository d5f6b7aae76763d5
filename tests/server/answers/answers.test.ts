import { describe, expect, it } from 'vitest';
import { limits } from '../../../src/values/limits.ts';
import { createReadLog } from '../../../src/wordpress/read-log.ts';
import {
  body,
  type Computing,
  type FakeGateway,
  type FakeOptions,
  fakeGateway,
  withGateway,
} from './gateway.ts';
import type { Got, Server } from './over-http.ts';

/** Sends a query by POST. */
const post = { method: 'POST', path: '/graphql', body: '{"query":"{ posts { nodes { title } } }"}' };
/** Sends the id of a query by GET. */
const get = { method: 'GET', path: '/graphql?queryId=newest' };

/** Sends a request twice. Returns how often the answer was computed. */
async function computedOfTwo(options: FakeOptions, request: Parameters<Server['send']>[0]): Promise<number> {
  let count = 0;
  await withGateway(options, async (gateway, { send }) => {
    await send(request);
    await send(request);
    count = gateway.computed.length;
  });
  return count;
}

it('an answer from memory reports its tags once a second, so that the feed goes on polling their resources', async () => {
  await withGateway({}, async ({ uses, wait }, { send }) => {
    await send(post);
    for (let count = 0; count < 5; count++) await send(post);
    expect(uses).toEqual([]);
    for (let second = 1; second <= 2; second++) {
      wait(1000);
      for (let count = 0; count < 5; count++) await send(post);
      expect(uses).toHaveLength(second * 2);
    }
    expect(uses).toEqual(['post:7', 'list:post', 'post:7', 'list:post']);
  });
});

describe('the second identical request of visitors', () => {
  it.each([post, get])('by $method is answered from memory with the same bytes', async (request) => {
    await withGateway({}, async ({ computed, events }, { send }) => {
      const [first, second] = [await send(request), await send(request)];
      expect(computed).toHaveLength(1);
      expect(second.status).toBe(200);
      expect(second.text).toBe(first.text);
      expect(second.text).toBe(body);
      const own = ['x-request-id', 'server-timing', 'cache-status', 'age', 'date'];
      const shared = ({ headers }: Got) =>
        Object.fromEntries(Object.entries(headers).filter(([name]) => !own.includes(name)));
      expect({ ...shared(second), 'transfer-encoding': undefined }).toEqual({
        ...shared(first),
        'transfer-encoding': undefined,
      });
      expect(second.headers['x-request-id']).not.toBe(first.headers['x-request-id']);
      expect(second.headers['server-timing']).toContain('0 requests');
      expect(events.map(({ name, kind, status }) => [name, kind, status])).toEqual([
        ['Newest', 'query', 200],
        ['Newest', 'query', 200],
      ]);
      expect(events[1]).toMatchObject({ requests: 0, requestId: second.headers['x-request-id'] });
    });
  });

  it('is answered from memory by `fetch` as well, where no server of Node is', async () => {
    const { fetch, computed } = fakeGateway();
    const ask = () =>
      fetch(
        new Request('http://gateway.test/graphql', {
          ...post,
          headers: { 'content-type': 'application/json' },
        }),
      );
    const [first, second] = [await ask(), await ask()];
    expect(await second.text()).toBe(await first.text());
    expect(computed).toHaveLength(1);
  });

  it('is counted by the rate limit', async () => {
    await withGateway({ rateReads: 1 }, async ({ computed }, { send }) => {
      await send(post);
      await send(post);
      await send(post);
      // The first is counted where it is computed, so the third is the first above the limit.
      expect(computed).toHaveLength(2);
    });
  });

  it('has the CORS headers for its own origin', async () => {
    const corsOrigins = ['https://a.example', 'https://b.example'];
    await withGateway({ corsOrigins }, async ({ computed }, { send }) => {
      const of = async (origin: string) =>
        (await send({ ...post, headers: { origin } })).headers['access-control-allow-origin'];
      expect(await of('https://a.example')).toBe('https://a.example');
      expect(await of('https://b.example')).toBe('https://b.example');
      expect(await of('https://c.example')).toBeUndefined();
      expect(computed).toHaveLength(1);
    });
  });

  it('keeps a valid id that the client sends', async () => {
    await withGateway({}, async (_gateway, { send }) => {
      await send(post);
      const { headers } = await send({ ...post, headers: { 'x-request-id': 'abc-1' } });
      expect(headers['x-request-id']).toBe('abc-1');
    });
  });
});

describe('an answer is computed for each request', () => {
  it.each([
    ['with credentials', { authorization: 'Bearer x' }],
    ['with the nonce of a page', { 'x-wp-nonce': 'abc' }],
    ['with a login cookie', { cookie: 'a=b; wordpress_logged_in_abc=1' }],
    ['with the password of a post', { cookie: 'wp-postpass_abc=1' }],
    ['with the name of a person who comments', { cookie: 'comment_author_abc=Ann' }],
  ])('%s', async (_what, headers) => {
    expect(await computedOfTwo({}, { ...post, headers })).toBe(2);
    expect(await computedOfTwo({}, { ...get, headers })).toBe(2);
  });

  it.each<[string, (computing: Computing) => void]>([
    ['if it is a mutation', ({ record }) => Object.assign(record, { kind: 'mutation' })],
    ['if it has errors', ({ record }) => Object.assign(record.errors, { FORBIDDEN: 1 })],
    ['if it read what is private', ({ reads }) => reads.notePrivate()],
    [
      'if it read old data',
      ({ reads }) => reads.note({ tags: ['post:7'], readAt: 0, freshUntil: 1, isHit: true }),
    ],
    ['if nobody noted what it read', ({ record }) => Object.assign(record, { reads: createReadLog() })],
    [
      'if the id of its query has a new document',
      ({ record }) => Object.assign(record, { persisted: { id: 'newest', isStored: () => false } }),
    ],
  ])('%s', async (_what, change) => {
    const compute = (computing: Computing) => {
      change(computing);
      return body;
    };
    expect(await computedOfTwo({ compute }, post)).toBe(2);
  });

  it('if it is a batch', async () => {
    expect(await computedOfTwo({}, { ...post, body: `[${post.body}]` })).toBe(2);
  });

  it('if its status is not 200', async () => {
    expect(await computedOfTwo({ status: 503 }, post)).toBe(2);
  });

  it('if the operator switches the cache off', async () => {
    expect(await computedOfTwo({ cache: false }, post)).toBe(2);
  });

  it('if it is larger than all of the memory for answers', async () => {
    expect(await computedOfTwo({ maxBytes: 1000 }, post)).toBe(2);
  });

  it('if it is so large that hashing and copying it would hold up other clients', async () => {
    const compute = () => JSON.stringify({ data: 'x'.repeat(limits.maxSharedAnswer) });
    expect(await computedOfTwo({ compute, maxBytes: 10 * limits.maxSharedAnswer }, post)).toBe(2);
  });

  it.each([
    ['another body', { body: '{"query":"{ posts { nodes { id } } }"}' }],
    ['another address', { path: '/graphql?x' }],
    ['another type of answers', { headers: { accept: 'application/graphql-response+json' } }],
    ['another type of body', { headers: { 'content-type': 'application/graphql+json' } }],
    ['a header that no form can send', { headers: { 'x-pressql-csrf': '1' } }],
  ])('that has %s', async (_what, change) => {
    await withGateway({}, async ({ computed }, { send }) => {
      await send(post);
      await send({ ...post, ...change });
      expect(computed).toHaveLength(2);
    });
  });
});

describe('an answer in memory ends', () => {
  it.each<[string, (gateway: FakeGateway) => void]>([
    ['when its data is no longer fresh', ({ wait }) => wait(60_000)],
    ['when a document in it changes', ({ drops }) => drops.drop(['post:7'])],
    ['when a list in it changes', ({ drops }) => drops.drop(['list:post'])],
    ['when anything may have changed', ({ drops }) => drops.dropBefore(Number.MAX_SAFE_INTEGER)],
    ['when the graph changes', ({ changeGraph }) => changeGraph()],
  ])('%s', async (_what, change) => {
    await withGateway({}, async (gateway, { send }) => {
      await send(post);
      gateway.wait(1000);
      gateway.drops.drop(['post:8']);
      await send(post);
      expect(gateway.computed).toHaveLength(1);
      change(gateway);
      await send(post);
      expect(gateway.computed).toHaveLength(2);
    });
  });

  it('when a document changes while it is computed', async () => {
    let gateway: FakeGateway | null = null;
    const compute = () => {
      gateway?.drops.drop(['post:7']);
      return body;
    };
    await withGateway({ compute }, async (made, { send }) => {
      gateway = made;
      await send(post);
      await send(post);
      expect(made.computed).toHaveLength(2);
    });
  });
});
