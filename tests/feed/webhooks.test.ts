import { expect, test } from 'vitest';
import { createChanges } from '../../src/cache/change-log.ts';
import { signatureOf } from '../../src/feed/signature.ts';
import { areWebhookTargets, createWebhooks, type WebhookTarget } from '../../src/feed/webhooks.ts';
import { turnedClock } from './turned-clock.ts';

const secret = 'sixteen characters';
const url = 'https://shop.test/api/revalidate?token=hidden';
const post = { kind: 'changed', resource: 'post', id: 7, uris: ['/old/', '/new/'] } as const;
const category = { kind: 'published', resource: 'category', id: 3, uris: ['/category/news/'] } as const;

interface Call {
  readonly url: string;
  readonly body: { changes: unknown[]; uris: string[]; tags: string[] };
  readonly headers: Headers;
  readonly text: string;
}

/** Webhooks with a clock that the test turns, and a frontend that gives some answers. */
function start(targets: readonly WebhookTarget[] = [{ url, secret }]) {
  const { now, after, wait } = turnedClock(Date.parse('2026-05-01T12:00:00Z'));
  const calls: Call[] = [];
  const notes: string[] = [];
  let answer = (): Response => new Response(null, { status: 204 });
  const changes = createChanges({ onError: () => undefined, now });
  const webhooks = createWebhooks({
    targets,
    changes,
    typeOf: (resource) => ({ post: 'Post', category: 'Category' })[resource] ?? null,
    cacheTagsOf: (tags) => tags.map((tag) => `cdn:${tag}`),
    onNote: (line) => notes.push(line),
    now,
    after,
    send: async (target, init) => {
      const text = String(init?.body);
      calls.push({
        url: String(target),
        text,
        body: JSON.parse(text) as Call['body'],
        headers: new Headers(init?.headers),
      });
      return answer();
    },
  });
  return {
    changes,
    webhooks,
    calls,
    notes,
    answerWith: (next: typeof answer) => {
      answer = next;
    },
    wait,
  };
}

test('the changes of one second are sent in one signed call with types, ids, paths and tags', async () => {
  const { changes, calls, wait } = start();
  changes.publish([post]);
  await wait(500);
  changes.publish([{ ...post, uris: ['/newest/'] }, category]);
  expect(calls).toEqual([]);
  await wait(1000);
  const [call] = calls;
  expect(calls).toHaveLength(1);
  expect(call?.body).toEqual({
    changes: [
      { kind: 'changed', type: 'Post', resource: 'post', id: 7, uris: ['/old/', '/new/', '/newest/'] },
      { kind: 'published', type: 'Category', resource: 'category', id: 3, uris: ['/category/news/'] },
    ],
    uris: ['/old/', '/new/', '/newest/', '/category/news/'],
    tags: [
      ...['post:7', 'list:post', 'category:3', 'list:category'],
      ...['cdn:post:7', 'cdn:list:post', 'cdn:category:3', 'cdn:list:category'],
    ],
  });
  const timestamp = call?.headers.get('x-pressql-timestamp') ?? '';
  expect(call?.headers.get('x-pressql-signature')).toBe(signatureOf(secret, timestamp, call?.text ?? ''));
});

test('a frontend gets only the resources that it names', async () => {
  const { changes, calls, wait } = start([{ url, secret, resources: ['category'] }]);
  changes.publish([post, category]);
  await wait(2000);
  expect(calls.flatMap(({ body }) => body.changes)).toEqual([
    expect.objectContaining({ resource: 'category' }),
  ]);
});

test('a call that fails is repeated with longer and longer pauses, and later changes wait for it', async () => {
  const { changes, calls, wait, answerWith, webhooks } = start();
  answerWith(() => new Response(null, { status: 503 }));
  changes.publish([post]);
  await wait(3000);
  expect(calls).toHaveLength(2);
  changes.publish([category]);
  answerWith(() => new Response(null, { status: 200 }));
  await wait(5000);
  expect(calls).toHaveLength(4);
  expect(calls[2]?.body.changes).toEqual([expect.objectContaining({ resource: 'post' })]);
  expect(calls[3]?.body.changes).toEqual([expect.objectContaining({ resource: 'category' })]);
  expect(webhooks.state).toEqual({ delivered: 2, retried: 2, waiting: 0, dead: [] });
});

test('after five tries the changes are listed as dead letters, without the secrets in the address', async () => {
  const { changes, calls, wait, answerWith, webhooks, notes } = start();
  answerWith(() => {
    throw new TypeError('fetch failed', { cause: new Error('connect ECONNREFUSED') });
  });
  changes.publish([post]);
  await wait(600_000);
  expect(calls).toHaveLength(5);
  expect(webhooks.state.dead).toEqual([
    {
      target: 'https://shop.test/api/revalidate',
      at: expect.any(Number),
      changes: [post],
      reason: 'connect ECONNREFUSED',
    },
  ]);
  expect(notes).toEqual([
    'https://shop.test/api/revalidate did not take 1 changes in 5 tries: connect ECONNREFUSED',
  ]);
  for (let id = 0; id < 150; id++) {
    changes.publish([{ ...post, id }]);
    await wait(600_000);
  }
  expect(webhooks.state.dead).toHaveLength(100);
});

test('a redirect is not followed', async () => {
  const { changes, wait, answerWith, webhooks } = start();
  answerWith(() => new Response(null, { status: 302, headers: { location: 'http://10.0.0.1/' } }));
  changes.publish([post]);
  await wait(600_000);
  expect(webhooks.state.dead).toEqual([expect.objectContaining({ reason: 'it answered 302' })]);
});

test('the list of waiting changes is bounded', async () => {
  const { changes, calls, wait } = start();
  changes.publish(Array.from({ length: 5000 }, (_, id) => ({ ...post, id })));
  await wait(2000);
  expect(calls[0]?.body.changes).toHaveLength(1001);
  expect(calls[0]?.body.changes.at(-1)).toEqual({
    kind: 'changed',
    type: 'Post',
    resource: 'post',
    id: null,
    uris: [],
  });
});

test.each([
  [{}, '`webhooks` must be a list'],
  [[7], '`webhooks[0]` must be an object'],
  [[{ url: 'ftp://a', secret }], '`webhooks[0].url` must be an address'],
  [[{ url, secret: 'short' }], '`webhooks[0].secret` must be a text of at least 16'],
  [[{ url, secret, resources: 'post' }], '`webhooks[0].resources` must be a list'],
])('the option webhooks refuses %j', (value, message) => {
  expect(() => areWebhookTargets(value)).toThrow(message);
});
