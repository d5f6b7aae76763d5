import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { signatureOf } from '../../src/feed/signature.ts';
import { createPressQL, type PressQL, toNodeHandler } from '../../src/index.ts';
import { startGateway, type TestGateway } from '../graph/gateway.ts';

const secret = 'a secret of the operator';
let gateway: TestGateway;
let ids: number[];

beforeAll(async () => {
  // Tests tell of changes by webhooks, so that the feed has no part in them.
  gateway = await startGateway({ cache: true, feed: 0, webhookSecret: secret, maxSubscriptions: 300 });
  ids = await gateway.site.phpJson<number[]>(
    `echo json_encode(array_map(fn($post) => $post->ID, get_posts(array('numberposts' => 3))));`,
  );
});

afterAll(() => gateway.close());

/** An event of a stream. */
interface Event {
  readonly id?: string;
  readonly event: string;
  readonly data: {
    data?: Record<string, unknown>;
    errors?: { message: string; extensions?: { code?: string } }[];
  } | null;
}

/** Subscribes. Returns a reader of its events. */
async function subscribe(
  query: string,
  {
    headers = {},
    client,
    pressql = gateway.pressql,
  }: { headers?: Record<string, string>; client?: string; pressql?: PressQL } = {},
) {
  const leaving = new AbortController();
  const request = new Request('http://gateway.test/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream', ...headers },
    body: JSON.stringify({ query }),
    signal: leaving.signal,
  });
  const response = await pressql.fetch(request, client ? { clientAddress: client } : {});
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  /** Returns the next event. Skips the comments that keep the connection open. */
  const next = async (): Promise<Event> => {
    for (;;) {
      const end = text.indexOf('\n\n');
      if (end < 0) {
        const { done, value = '' } = (await reader?.read()) ?? { done: true };
        if (done) throw new Error('The stream has ended.');
        text += value;
        continue;
      }
      const block = text.slice(0, end);
      text = text.slice(end + 2);
      const lines = Object.fromEntries(
        block.split('\n').map((line) => [line.split(':')[0], line.slice(line.indexOf(':') + 1).trim()]),
      );
      if (lines['event'])
        return {
          ...lines,
          event: lines['event'],
          data: JSON.parse(lines['data'] || 'null') as Event['data'],
        };
    }
  };
  return { response, next, leave: () => leaving.abort(), cancel: () => reader?.cancel() };
}

let told = 0;

/** Tells the gateway of changes. */
async function tell(changes: unknown, pressql = gateway.pressql): Promise<void> {
  const body = JSON.stringify(changes);
  const timestamp = `${Math.floor(Date.now() / 1000)}.${++told}`;
  const headers = {
    'x-pressql-timestamp': timestamp,
    'x-pressql-signature': signatureOf(secret, timestamp, body),
  };
  const response = await pressql.fetch(
    new Request('http://gateway.test/webhook', { method: 'POST', body, headers }),
  );
  expect(response.status).toBe(202);
}

const fields = '{ kind databaseId id type uris node { databaseId ... on Post { title } } }';

test('a change is sent with the document as visitors see it now', async () => {
  const stream = await subscribe(`subscription { contentChanged ${fields} }`);
  expect(stream.response.headers.get('content-type')).toContain('text/event-stream');
  const [id = 0] = ids;
  await gateway.site.php(`wp_update_post(array('ID' => ${id}, 'post_title' => 'Live'));`);
  await tell({ resource: 'post', id, uris: ['/old/', '/new/'] });
  const { event, data } = await stream.next();
  expect(event).toBe('next');
  expect(data?.data).toEqual({
    contentChanged: {
      kind: 'CHANGED',
      databaseId: id,
      id: Buffer.from(`post:${id}`).toString('base64'),
      type: 'Post',
      uris: ['/old/', '/new/'],
      node: { databaseId: id, title: 'Live' },
    },
  });
  stream.leave();
});

test('subscribers choose types and ids, and others do not disturb them', async () => {
  const [first = 0, second = 0] = ids;
  const ofPages = await subscribe('subscription { contentChanged(types: [PAGE]) { databaseId } }');
  const ofSecond = await subscribe(`subscription { contentChanged(ids: ["${second}"]) { databaseId } }`);
  const published = await subscribe('subscription { contentPublished(types: [POST]) { kind databaseId } }');
  await tell([
    { resource: 'post', id: first },
    { resource: 'post', id: second, kind: 'published' },
    { resource: 'page', id: null },
  ]);
  expect((await ofPages.next()).data?.data).toEqual({ contentChanged: { databaseId: null } });
  expect((await ofSecond.next()).data?.data).toEqual({ contentChanged: { databaseId: second } });
  expect((await published.next()).data?.data).toEqual({
    contentPublished: { kind: 'PUBLISHED', databaseId: second },
  });
  for (const stream of [ofPages, ofSecond, published]) stream.leave();
});

test('a removed document has no node, and a hidden one sends no event', async () => {
  const draft = await gateway.site.phpJson<number>(
    `echo wp_insert_post(array('post_title' => 'Secret', 'post_status' => 'draft'));`,
  );
  const stream = await subscribe(`subscription { contentChanged { kind databaseId node { databaseId } } }`);
  await tell([
    { resource: 'post', id: draft },
    { resource: 'post', id: 4242, kind: 'removed' },
  ]);
  expect((await stream.next()).data?.data).toEqual({
    contentChanged: { kind: 'REMOVED', databaseId: 4242, node: null },
  });
  stream.leave();
});

test("events are a visitor's, whatever credentials the subscriber sends", async () => {
  const admin = gateway.site.users['admin'];
  const authorization = `Basic ${Buffer.from(`${admin?.username}:${admin?.applicationPassword}`).toString('base64')}`;
  const draft = await gateway.site.phpJson<number>(
    `echo wp_insert_post(array('post_title' => 'Secret', 'post_status' => 'draft'));`,
  );
  const stream = await subscribe(`subscription { contentChanged { databaseId } }`, {
    headers: { authorization },
  });
  await tell([
    { resource: 'post', id: draft },
    { resource: 'post', id: ids[0] },
  ]);
  expect((await stream.next()).data?.data).toEqual({ contentChanged: { databaseId: ids[0] } });
  stream.leave();
});

test('commentAdded sends the approved comments of one post', async () => {
  const [id = 0, other = 0] = ids;
  const comment = await gateway.site.phpJson<number>(
    `echo wp_insert_comment(array('comment_post_ID' => ${id}, 'comment_content' => 'Hi', 'comment_author' => 'Ann', 'comment_approved' => 1));`,
  );
  const stream = await subscribe(
    `subscription { commentAdded(contentId: "${id}") { kind node { content(format: RAW) databaseId } } }`.replace(
      '(format: RAW)',
      '',
    ),
  );
  await tell([
    { resource: 'comment', id: 999_999, kind: 'published', parent: other },
    { resource: 'comment', id: comment, kind: 'published', parent: id },
  ]);
  expect((await stream.next()).data?.data).toEqual({
    commentAdded: {
      kind: 'PUBLISHED',
      node: { content: expect.stringContaining('Hi'), databaseId: comment },
    },
  });
  stream.leave();
});

test('two hundred subscribers cost WordPress what one does', async () => {
  const query = `subscription { contentChanged ${fields} }`;
  const [id = 0] = ids;
  const costOf = async (count: number) => {
    const streams = await Promise.all(Array.from({ length: count }, () => subscribe(query)));
    await gateway.data('{ __typename }');
    await tell({ resource: 'post', id });
    const events = await Promise.all(streams.map(({ next }) => next()));
    expect(new Set(events.map(({ data }) => JSON.stringify(data))).size).toBe(1);
    expect(events[0]?.data?.errors).toBeUndefined();
    for (const { leave } of streams) leave();
    return gateway.sent.length;
  };
  const one = await costOf(1);
  expect(one).toBe(1);
  expect(await costOf(200)).toBe(one);
});

test('a client that comes back receives what it has missed', async () => {
  const query = 'subscription { contentChanged { databaseId } }';
  const first = await subscribe(query);
  await tell([
    { resource: 'post', id: ids[0] },
    { resource: 'post', id: ids[1] },
  ]);
  const { id = '', data } = await first.next();
  expect(data?.data).toEqual({ contentChanged: { databaseId: ids[0] } });
  first.leave();
  await tell({ resource: 'post', id: ids[2] });
  const again = await subscribe(query, { headers: { 'last-event-id': id } });
  expect((await again.next()).data?.data).toEqual({ contentChanged: { databaseId: ids[1] } });
  expect((await again.next()).data?.data).toEqual({ contentChanged: { databaseId: ids[2] } });
  again.leave();
  const invalid = await subscribe(query, { headers: { 'last-event-id': 'nonsense' } });
  await tell({ resource: 'post', id: ids[0] });
  expect((await invalid.next()).data?.data).toEqual({ contentChanged: { databaseId: ids[0] } });
  invalid.leave();
});

test('a client has a limited number of subscriptions, and gets room again when it leaves', async () => {
  const query = 'subscription { contentChanged { databaseId } }';
  const client = '203.0.113.7';
  const streams = await Promise.all(Array.from({ length: 10 }, () => subscribe(query, { client })));
  const refused = await subscribe(query, { client });
  expect((await refused.next()).data?.errors?.[0]?.extensions?.code).toBe('TOO_MANY_SUBSCRIPTIONS');
  streams[0]?.leave();
  await streams[1]?.cancel();
  await expect.poll(() => gateway.pressql.live.subscriptions).toBe(8);
  const next = await subscribe(query, { client });
  await tell({ resource: 'post', id: ids[0] });
  expect((await next.next()).data?.errors).toBeUndefined();
  for (const { leave } of [...streams, next]) leave();
  await expect.poll(() => gateway.pressql.live.subscriptions).toBe(0);
});

test.each([
  ['application/json', 'NOT_ACCEPTABLE'],
  ['application/graphql-response+json', 'NOT_ACCEPTABLE'],
])('a client that accepts only %s is told so', async (accept, code) => {
  const response = await gateway.pressql.fetch(
    new Request('http://gateway.test/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept },
      body: JSON.stringify({ query: 'subscription { contentChanged { databaseId } }' }),
    }),
  );
  expect(await response.json()).toEqual({
    errors: [expect.objectContaining({ extensions: expect.objectContaining({ code }) })],
  });
});

test('a subscription in a batch is refused', async () => {
  const answer = await gateway.batch<{ errors: { message: string }[] }>([
    'subscription { contentChanged { databaseId } }',
    '{ __typename }',
  ]);
  expect(JSON.stringify(answer)).toContain('Send each subscription in a request of its own');
  expect(gateway.pressql.live.subscriptions).toBe(0);
});

test('the subscription ends at once when a client of the HTTP server leaves, and clients are told when the gateway stops', async () => {
  const pressql = await createPressQL({
    url: gateway.site.url,
    feed: 0,
    webhookSecret: secret,
    timeout: 60_000,
  });
  const server = createServer(toNodeHandler(pressql.fetch));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
  const open = async () => {
    const leaving = new AbortController();
    const response = await fetch(address, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
      body: JSON.stringify({ query: 'subscription { contentChanged { databaseId } }' }),
      signal: leaving.signal,
    });
    return { response, leaving };
  };
  const [leaver, stayer] = [await open(), await open()];
  await expect.poll(() => pressql.live.subscriptions).toBe(2);
  leaver.leaving.abort();
  await expect.poll(() => pressql.live.subscriptions).toBe(1);
  pressql.drain();
  expect(await stayer.response.text()).toContain('event: complete');
  expect(pressql.live.subscriptions).toBe(0);
  server.closeAllConnections();
  server.close();
  await pressql.close();
});
