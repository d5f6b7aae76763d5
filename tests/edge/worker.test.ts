import { FormData } from 'miniflare';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { authorizationOf, pairOf } from '../graph/gateway.ts';
import { startSite, type TestSite } from '../wordpress/site.ts';
import { type EdgeWorker, startWorker } from './worker.ts';

/*
 * The gateway in workerd, the runtime of Cloudflare Workers, which ends timers, promises and streams with their request and
 * forbids others to use them.
 */
let site: TestSite;
let worker: EdgeWorker;
let admin: Readonly<Record<string, string>>;
/** What the first requests of the instance got, and sent. */
let first: { readonly answers: readonly unknown[]; readonly sent: readonly string[] };

const nested = `{ posts(first: 3) { nodes {
  title readingTime
  author { node { name } }
  categories { nodes { name } }
} } }`;

beforeAll(async () => {
  site = await startSite();
  admin = authorizationOf(pairOf(site, 'admin'));
  worker = await startWorker(site.url);
  const answers = await Promise.all([
    worker.ask('{ generalSettings { url } }'),
    worker.ask('{ __typename }'),
    worker.ask('{ contentTypes { nodes { name } } }'),
  ]);
  first = { answers, sent: (await worker.seen()).sent };
});
afterAll(async () => {
  await worker.close();
  await site.close();
});

describe('a gateway in workerd', () => {
  it('discovers the site once for the first requests, which wait for it', () => {
    expect(first.answers).toEqual([
      { data: { generalSettings: { url: site.url } } },
      { data: { __typename: 'RootQuery' } },
      { data: { contentTypes: { nodes: expect.arrayContaining([{ name: 'post' }]) } } },
    ]);
    expect(first.sent.filter((each) => each.endsWith('/wp/v2/types'))).toHaveLength(1);
  });

  it('reads nested data in waves, and answers other requests from memory', async () => {
    const answer = await worker.ask(nested);
    const post = {
      title: expect.any(String),
      readingTime: expect.any(Number),
      author: { node: { name: expect.any(String) } },
      categories: { nodes: expect.arrayContaining([{ name: expect.any(String) }]) },
    };
    expect(answer).toEqual({ data: { posts: { nodes: [post, post, post] } } });
    expect((await worker.seen()).sent).toEqual([
      'GET /wp/v2/categories',
      'GET /wp/v2/posts',
      'GET /wp/v2/users',
    ]);

    expect(await worker.ask(nested)).toEqual(answer);
    const part = await worker.ask('{ posts(first: 3) { nodes { author { node { name } } } } }');
    expect(part).toEqual({ data: { posts: { nodes: Array(3).fill({ author: post.author }) } } });
    expect((await worker.seen()).sent).toEqual([]);
  });

  it('answers many requests at a time', async () => {
    const asked = Array.from({ length: 12 }, (_, at) =>
      worker.ask(`{ posts(first: ${4 + (at % 3)}) { nodes { slug } } }`),
    );
    const answers = (await Promise.all(asked)) as { data: { posts: { nodes: unknown[] } } }[];
    expect(answers.map(({ data }) => data.posts.nodes.length)).toEqual(
      Array.from({ length: 12 }, (_, at) => 4 + (at % 3)),
    );
    expect((await worker.seen()).errors).toEqual([]);
  });

  it('reads long lists for several requests at a time, of which none waits for another one', async () => {
    const asked = [101, 102, 103, 104].map((first) =>
      worker.ask(`{ posts(first: ${first}) { nodes { slug } pageInfo { hasNextPage } } }`),
    );
    const page = { nodes: expect.any(Array), pageInfo: { hasNextPage: expect.any(Boolean) } };
    expect(await Promise.all(asked)).toEqual(asked.map(() => ({ data: { posts: page } })));
    expect((await worker.seen()).errors).toEqual([]);
  });

  it('writes as the client, and shows the change to visitors', async () => {
    const create =
      'mutation { createPost(input: { title: "From the edge", status: PUBLISH }) { post { title } } }';
    expect(await worker.ask(create)).toMatchObject({ errors: [{ extensions: { code: 'FORBIDDEN' } }] });
    await worker.ask('{ posts(first: 1) { nodes { title } } }');
    await worker.seen();
    const post = { title: 'From the edge' };
    expect(await worker.ask(create, { headers: admin })).toEqual({ data: { createPost: { post } } });
    expect((await worker.seen()).sent).toEqual(['POST /wp/v2/posts']);
    expect(await worker.ask('{ posts(first: 1) { nodes { title } } }')).toEqual({
      data: { posts: { nodes: [post] } },
    });
    expect((await worker.seen()).sent).toEqual(['GET /wp/v2/posts']);
  });

  it('passes a file on', async () => {
    const form = new FormData();
    const query =
      'mutation ($file: Upload!) { createMediaItem(input: { file: $file }) { mediaItem { mimeType mediaItemUrl } } }';
    form.set('operations', JSON.stringify({ query, variables: { file: null } }));
    form.set('map', JSON.stringify({ 0: ['variables.file'] }));
    form.set('0', new File(['Ebb at six.'], 'ébb.txt', { type: 'text/plain' }));
    const headers = { ...admin, 'apollo-require-preflight': 'true' };
    const { text } = await worker.fetch('/graphql', { method: 'POST', headers, body: form as never });
    expect(JSON.parse(text)).toEqual({
      // WordPress takes accents out of names. The embedded one reads headers as Latin-1 before.
      data: {
        createMediaItem: {
          mediaItem: {
            mimeType: 'text/plain',
            mediaItemUrl: expect.stringMatching(/\/(ebb|A©bb)(-\d+)?\.txt$/),
          },
        },
      },
    });
    expect((await worker.seen()).sent).toContain('POST /wp/v2/media');
  });

  it('refuses a subscription with a reason', async () => {
    const subscription = await worker.fetch('/graphql?query=subscription{contentChanged{kind}}', {
      headers: { accept: 'text/event-stream' },
    });
    expect(subscription.status).toBe(501);
    expect(subscription.text).toContain('has no subscriptions, because');
  });

  it('serves language models', async () => {
    const { status, text } = await worker.fetch('/mcp', {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json, text/event-stream' },
      body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list', params: {} }),
    });
    expect(status).toBe(200);
    expect(text).toContain('"name":"search"');
  });

  it('reads the site again for a client that changed its settings', async () => {
    const change =
      'mutation { updateSettings(input: { generalSettingsTitle: "Edge" }) { generalSettings { title } } }';
    const settings = { generalSettings: { title: 'Edge' } };
    expect(await worker.ask(change, { headers: admin })).toEqual({ data: { updateSettings: settings } });
    expect((await worker.seen()).sent.filter((each) => each.endsWith('/wp/v2/types'))).toHaveLength(1);
    expect(await worker.ask('{ generalSettings { title } }')).toEqual({ data: settings });
  });
});

describe('a gateway in workerd that cannot start', () => {
  it('answers 503 while WordPress cannot be reached, and tells the operator why', async () => {
    const other = await startWorker('http://127.0.0.1:1');
    try {
      const { status, headers, text } = await other.fetch('/graphql?query={__typename}');
      expect([status, headers.get('retry-after')]).toEqual([503, '1']);
      expect(JSON.parse(text)).toMatchObject({ errors: [{ extensions: { code: 'UPSTREAM_UNREACHABLE' } }] });
      const { sent, errors } = await other.seen();
      expect(new Set(sent)).toEqual(new Set(['GET /']));
      expect(errors).toEqual([expect.stringContaining('"127.0.0.1:1" cannot be reached')]);
      expect((await other.fetch('/healthcheck')).status).toBe(200);
    } finally {
      await other.close();
    }
  });

  it('answers 500 to an option that does not fit the site, tells the operator once, and leaves WordPress alone', async () => {
    const other = await startWorker(site.url, { ages: { nonsense: 60 } });
    try {
      const hidden = { errors: [{ extensions: { code: 'INTERNAL_SERVER_ERROR' } }] };
      const statusOf = async () => {
        const { status, text } = await other.fetch('/graphql?query={__typename}');
        expect(JSON.parse(text)).toMatchObject(hidden);
        return status;
      };
      expect(await statusOf()).toBe(500);
      expect((await other.seen()).errors).toEqual([expect.stringContaining('"nonsense"')]);
      expect(await statusOf()).toBe(500);
      expect(await other.seen()).toEqual({ sent: [], errors: [] });
    } finally {
      await other.close();
    }
  });
});
