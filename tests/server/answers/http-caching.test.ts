import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { body, type FakeGateway, type FakeOptions, fakeGateway } from './gateway.ts';
import { type Got, overHttp, type Sending, type Server } from './over-http.ts';

const get: Sending = { method: 'GET', path: '/graphql?queryId=newest' };
const post: Sending = { method: 'POST', path: '/graphql', body: '{"queryId":"newest"}' };

const servers: Server[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

async function start(options: FakeOptions = {}): Promise<FakeGateway & Pick<Server, 'send'>> {
  const gateway = fakeGateway(options);
  const server = await overHttp(gateway.fetch);
  servers.push(server);
  return { ...gateway, send: server.send };
}

const varied = ({ headers }: Got) => headers.vary?.split(', ').sort();

describe('the answer to GET', () => {
  it('says how long caches may use it, how old it is, and where it came from', async () => {
    const { send, wait } = await start();
    const first = await send(get);
    expect(first.headers).toMatchObject({
      'cache-control': 'public, max-age=30, stale-while-revalidate=20',
      'cache-status': 'PressQL; fwd=miss; ttl=60',
    });
    expect(varied(first)).toEqual(['Accept', 'Accept-Encoding', 'Authorization', 'Cookie']);
    wait(10_000);
    expect((await send(get)).headers).toMatchObject({
      // Caches subtract the age.
      'cache-control': 'public, max-age=40, stale-while-revalidate=20',
      'cache-status': 'PressQL; hit; ttl=50',
      age: '10',
    });
    wait(40_000);
    expect((await send(get)).headers).toMatchObject({
      'cache-control': 'public, max-age=60, stale-while-revalidate=20',
      'cache-status': 'PressQL; hit; ttl=10',
      age: '50',
    });
  });

  it('may be used as long as the operator says, for a resource as well', async () => {
    const control = async (caching: FakeOptions['caching']) =>
      (await (await start({ caching })).send(get)).headers['cache-control'];
    expect(await control({ maxAge: 5, staleWhileRevalidate: 0 })).toBe('public, max-age=5');
    expect(await control({ maxAge: 0 })).toBe('public, max-age=0, must-revalidate');
    expect(await control({ maxAges: { post: 7, page: 2 } })).toBe(
      'public, max-age=7, stale-while-revalidate=20',
    );
    expect(await control({ maxAges: { post: 70 } })).toBe('public, max-age=30, stale-while-revalidate=20');
  });

  it('made of documents in memory says so', async () => {
    const { send } = await start({
      compute: ({ record, reads }) => {
        record.requests = () => 0;
        reads.note({
          tags: ['post:7'],
          readAt: 1_700_000_000_000 - 5000,
          freshUntil: 1_700_000_000_000 + 9000,
          isHit: true,
        });
        return body;
      },
    });
    expect((await send(get)).headers).toMatchObject({
      'cache-status': 'PressQL; hit; ttl=9; detail=documents',
      'cache-control': 'public, max-age=14, stale-while-revalidate=20',
      age: '5',
    });
  });

  it('with old data must be asked for again', async () => {
    const { send } = await start({
      compute: ({ record, reads }) => {
        record.requests = () => 0;
        reads.note({
          tags: ['post:7'],
          readAt: 1_699_999_940_000,
          freshUntil: 1_699_999_990_000,
          isHit: true,
        });
        return body;
      },
    });
    expect((await send(get)).headers).toMatchObject({
      'cache-status': 'PressQL; hit; ttl=-10; detail=documents',
      'cache-control': 'public, max-age=0, must-revalidate',
      age: '60',
    });
  });

  it('is not sent again to a client that has it, in whatever encoding', async () => {
    const { send, computed } = await start();
    const { etag = '' } = (await send(get)).headers;
    expect(etag).toMatch(/^"[\w-]{27}"$/);
    const plain = etag.slice(1, -1);
    for (const known of [etag, `W/${etag}`, `"x", ${etag}`, `"${plain}-gzip"`, `"${plain}-br"`, '*']) {
      const { status, bytes, headers } = await send({ ...get, headers: { 'if-none-match': known } });
      expect([status, bytes.length]).toEqual([304, 0]);
      expect(headers).toMatchObject({ etag, 'cache-control': expect.stringContaining('public') });
      expect(headers).not.toHaveProperty('content-type');
      expect(headers['access-control-allow-origin']).toBe('*');
    }
    expect((await send({ ...get, headers: { 'if-none-match': '"other"' } })).status).toBe(200);
    expect(computed).toHaveLength(1);
  });

  it('has another ETag if it is of another type', async () => {
    const { send } = await start();
    const first = await send(get);
    const other = fakeGateway({ compute: () => '{"data":null}' });
    const second = await other.fetch(new Request('http://gateway.test/graphql?queryId=newest'));
    expect(second.headers.get('etag')).not.toBe(first.headers.etag);
  });
});

describe('HEAD', () => {
  it('is answered as GET without the body, from memory as well', async () => {
    const { send, computed } = await start();
    const head = { ...get, method: 'HEAD' };
    const first = await send(head);
    const second = await send(head);
    const full = await send(get);
    expect(computed).toHaveLength(1);
    for (const each of [first, second]) {
      expect([each.status, each.bytes.length]).toEqual([200, 0]);
      for (const name of ['etag', 'content-type', 'content-length', 'cache-control', 'x-graphql-keys'])
        expect(each.headers[name], name).toBe(full.headers[name]);
    }
  });
});

describe('an answer in memory', () => {
  it('is sent in the encodings that the client accepts, with an ETag of its own', async () => {
    const { send, computed } = await start();
    const asking = (accepted: string) => send({ ...get, headers: { 'accept-encoding': accepted } });
    await asking('br');
    await expect.poll(async () => (await asking('gzip, deflate, br')).headers['content-encoding']).toBe('br');
    const [br, gzip, plain] = [
      await asking('br, gzip'),
      await asking('gzip, br;q=0'),
      await asking('deflate'),
    ];
    expect(brotliDecompressSync(br.bytes).toString()).toBe(body);
    expect(gunzipSync(gzip.bytes).toString()).toBe(body);
    expect(plain.text).toBe(body);
    expect([br, gzip, plain].map(({ headers }) => headers['content-encoding'])).toEqual([
      'br',
      'gzip',
      undefined,
    ]);
    expect(
      [br, gzip, plain].map(({ bytes, headers }) => bytes.length === Number(headers['content-length'])),
    ).toEqual([true, true, true]);
    expect(new Set([br, gzip, plain].map(({ headers }) => headers.etag)).size).toBe(3);
    expect(br.headers.etag).toBe(plain.headers.etag?.replace(/"$/, '-br"'));
    expect(computed).toHaveLength(1);
  });

  it('that is short is sent as it is', async () => {
    const { send } = await start({ compute: () => '{"data":{}}' });
    for (let times = 0; times < 5; times++) {
      const { headers, text } = await send({ ...get, headers: { 'accept-encoding': 'gzip, br' } });
      expect([headers['content-encoding'], text]).toEqual([undefined, '{"data":{}}']);
    }
  });
});

describe('no cache stores', () => {
  it('the answer to POST', async () => {
    const { send } = await start();
    for (const { headers } of [await send(post), await send(post)]) {
      expect(headers['cache-control']).toBe('private, no-store');
      expect(headers).not.toHaveProperty('etag');
    }
  });

  it('an answer to a client with credentials', async () => {
    const { send } = await start();
    for (const headers of [{ authorization: 'Basic eDp5' }, { cookie: 'wordpress_logged_in_x=1' }]) {
      const got = await send({ ...get, headers });
      expect(got.headers['cache-control']).toBe('private, no-store');
      expect(got.headers).not.toHaveProperty('etag');
      expect(got.headers).not.toHaveProperty('x-graphql-keys');
    }
  });

  it('an error', async () => {
    const { send } = await start({
      compute: ({ record }) => {
        record.errors['FORBIDDEN'] = 1;
        return '{"errors":[]}';
      },
    });
    expect((await send(get)).headers['cache-control']).toBe('private, no-store');
  });
});

describe('an answer that visitors do not share', () => {
  it.each<[string, FakeOptions]>([
    [
      'because of what it read',
      {
        compute: ({ reads }) => {
          reads.notePrivate();
          return body;
        },
      },
    ],
    ['because there is no cache', { cache: false }],
  ])('%s may be kept by its browser, which asks each time', async (_why, options) => {
    const { send, computed } = await start(options);
    const { headers } = await send(get);
    expect(headers['cache-control']).toBe('private, no-cache');
    const again = await send({ ...get, headers: { 'if-none-match': headers.etag ?? '' } });
    expect([again.status, again.bytes.length]).toEqual([304, 0]);
    expect(computed).toHaveLength(2);
  });
});

describe('the tags of an answer', () => {
  const tagged =
    (tags: readonly string[]): FakeOptions['compute'] =>
    ({ reads }) => {
      reads.note({ tags, readAt: 1_700_000_000_000, freshUntil: 1_700_000_060_000, isHit: false });
      return body;
    };
  const base64 = (text: string) => Buffer.from(text).toString('base64');

  it("are those of WPGraphQL Smart Cache, in each CDN's header", async () => {
    const compute = tagged([
      'attachment:3',
      'category:4',
      'user:1',
      'list:attachment',
      'all:post',
      'addresses',
    ]);
    const { send } = await start({ compute });
    const keys = [
      'graphql:Query',
      'operation:Newest',
      'list:post',
      'list:mediaitem',
      ...['post:7', 'post:3', 'term:4', 'user:1'].map(base64),
    ];
    const { headers } = await send(get);
    expect(headers['x-graphql-keys']).toBe(keys.join(' '));
    expect(headers['surrogate-key']).toBe(keys.join(' '));
    expect(headers['cache-tag']).toBe(keys.join(','));
    expect((await send(post)).headers['x-graphql-keys']).toBe(keys.join(' '));
  });

  it('stand for all nodes of a kind if they would be too long', async () => {
    const tags = Array.from({ length: 500 }, (_, n) => [`post:${n + 1}`, `user:${n + 1}`]).flat();
    const { send } = await start({ compute: tagged(tags), maxTagLength: 500 });
    const keys = String((await send(get)).headers['x-graphql-keys']);
    expect(keys.length).toBeLessThanOrEqual(500);
    expect(keys).toContain(base64('post:1'));
    expect(keys).toContain('list:post');
    expect(keys).toMatch(/ skipped:post skipped:user$/);
  });
});
