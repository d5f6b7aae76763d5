import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parse } from 'graphql';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { pressqlLiveLoader, pressqlLoader } from '../../packages/astro-loader/src/index.ts';
import { type Listener, listen } from '../../src/server/node.ts';
import { startGateway, type TestGateway } from '../graph/gateway.ts';
import { newCollection } from './collection.ts';

const query = `query Posts($first: Int!, $after: String) {
  posts(first: $first, after: $after) {
    nodes { id databaseId uri title content }
    pageInfo { hasNextPage endCursor }
  }
}`;

let gateway: TestGateway;
let listener: Listener;
let endpoint: string;
/** Status of each answer of the endpoint since the beginning of the test. */
const statuses: number[] = [];

beforeAll(async () => {
  // Answers have tags only with the cache. It keeps nothing here, because the tests change the site behind the gateway's back.
  const ages = { '*': { fresh: 0, staleWhileRevalidate: 0, staleIfError: 0 } };
  gateway = await startGateway({ cache: true, ages });
  const fetch = async (request: Request) => {
    const response = await gateway.pressql.fetch(request);
    statuses.push(response.status);
    return response;
  };
  listener = await listen(fetch, { port: 0, host: '127.0.0.1' });
  endpoint = `${listener.origin}/graphql`;
});
afterAll(async () => {
  await listener.close();
  await gateway.close();
});
beforeEach(() => void statuses.splice(0));

describe('the loader', () => {
  const { context, entries, takeLog } = newCollection();
  const load = () => pressqlLoader({ endpoint, query, pageSize: 40, id: ({ uri }) => uri }).load(context);

  it('reads a connection to its end, and renders the content', async () => {
    await load();
    const { posts } = await gateway.data<{ posts: { nodes: { uri: string; title: string }[] } }>(
      '{ posts(first: 100) { nodes { uri title } } }',
    );
    expect(posts.nodes.length).toBeGreaterThan(40);
    expect([...entries.keys()]).toEqual(posts.nodes.map(({ uri }) => uri));
    expect([...entries.values()].map(({ data }) => data['title'])).toEqual(
      posts.nodes.map(({ title }) => title),
    );
    for (const { data, rendered } of entries.values()) expect(rendered?.html ?? null).toBe(data['content']);
    expect(takeLog()).toEqual([
      `${posts.nodes.length} entries, ${posts.nodes.length} new or changed, 0 removed`,
    ]);
  });

  it('transfers nothing if nothing has changed', async () => {
    const before = [...entries.values()];
    await load();
    expect(new Set(statuses)).toEqual(new Set([304]));
    expect([...entries.values()]).toEqual(before);
    expect(takeLog()).toEqual([`${entries.size} entries, 0 new or changed, 0 removed`]);
  });

  it('transfers the page with a change, and writes the changed entry only', async () => {
    const [[uri = '', entry] = []] = entries;
    await gateway.site.php(
      `wp_update_post(array('ID' => ${entry?.data['databaseId']}, 'post_content' => 'New words.'));`,
    );
    await load();
    expect(statuses.filter((status) => status === 200)).toHaveLength(1);
    expect(entries.get(uri)?.rendered?.html).toBe('<p>New words.</p>\n');
    expect(takeLog()).toEqual([`${entries.size} entries, 1 new or changed, 0 removed`]);
  });

  it('removes what visitors no longer see', async () => {
    const [uri, entry] = [...entries].at(-1) ?? [];
    const count = entries.size;
    await gateway.site.php(
      `wp_update_post(array('ID' => ${entry?.data['databaseId']}, 'post_status' => 'private'));`,
    );
    await load();
    expect(entries.has(String(uri))).toBe(false);
    expect(takeLog()).toEqual([`${count - 1} entries, 0 new or changed, 1 removed`]);
  });

  it('reads all of it for another question, and after Astro has lost an entry', async () => {
    const other = {
      endpoint,
      query: query.replace(' title content', ''),
      id: ({ uri }: { uri?: unknown }) => uri,
    };
    await pressqlLoader(other).load(context);
    expect(statuses).toEqual([200]);
    const [lost = ''] = entries.keys();
    entries.delete(lost);
    statuses.length = 0;
    await pressqlLoader(other).load(context);
    expect(statuses[0]).toBe(200);
    expect(entries.has(lost)).toBe(true);
  });

  it('says what a query lacks', async () => {
    const loading = (text: string, id?: () => unknown) =>
      pressqlLoader({ endpoint, query: text, ...(id ? { id } : {}) }).load(newCollection().context);
    const paging = 'query ($first: Int!, $after: String)';
    expect(() => pressqlLoader({ endpoint, query: '{ posts { nodes { id } } }' })).toThrow(
      'declare `$first: Int!`',
    );
    expect(() => pressqlLoader({ endpoint, query: parse(query) })).toThrow("documentMode: 'string'");
    await expect(
      loading(`${paging} { posts(first: $first, after: $after) { nodes { id } } }`),
    ).rejects.toThrow('pageInfo { hasNextPage endCursor }');
    await expect(
      loading(`${paging} { generalSettings { title } posts(first: $first, after: $after) { totalCount } }`),
    ).rejects.toThrow('This one has 0: generalSettings, posts');
    await expect(loading(query, () => null)).rejects.toThrow('A node has no id');
    await expect(loading(query.replace('title', 'titel'))).rejects.toThrow('titel');
  });
});

describe('the live loader', () => {
  const loader = () =>
    pressqlLiveLoader({
      endpoint,
      entry: 'query ($id: ID!) { post(id: $id, idType: SLUG) { id title content modifiedGmt } }',
      collection:
        'query ($search: String) { posts(first: 5, where: { search: $search }) { nodes { id title } } }',
    });
  const collection = 'articles';

  it('loads an entry as it is now, with hints for caches', async () => {
    const entry = await loader().loadEntry({
      collection,
      filter: { id: 'the-lighthouse-learns-a-new-word' },
    });
    expect(entry).toMatchObject({
      data: { title: expect.stringContaining('lighthouse') },
      rendered: { html: expect.stringContaining('<p') },
      cacheHint: { lastModified: expect.any(Date) },
    });
    const { id, cacheHint } = entry as { id: string; cacheHint: { tags: string[] } };
    expect(cacheHint.tags).toContain(id);
  });

  it('finds no entry that does not exist or is hidden from visitors', async () => {
    const draft = await gateway.site.php(
      "wp_insert_post(array('post_title' => 'Hidden', 'post_name' => 'hidden-one', 'post_status' => 'draft')); echo 'ok';",
    );
    expect(draft).toContain('ok');
    for (const id of ['no-such-post', 'hidden-one'])
      expect(await loader().loadEntry({ collection, filter: { id } })).toBeUndefined();
  });

  it('loads a collection with the variables of a page', async () => {
    const found = await loader().loadCollection({ collection, filter: { search: 'lighthouse' } });
    expect(found).toMatchObject({ cacheHint: { tags: expect.arrayContaining(['list:post']) } });
    expect('entries' in found && found.entries.length).toBeGreaterThan(0);
    expect(await loader().loadCollection({ collection, filter: { search: 'qqqqzz' } })).toMatchObject({
      entries: [],
    });
  });

  it('returns errors of the query as values', async () => {
    const wrong = pressqlLiveLoader({ endpoint, entry: '{ nonsense }', collection: '{ nonsense }' });
    expect(await wrong.loadEntry({ collection, filter: { id: '1' } })).toMatchObject({
      error: { name: 'PressQLLoaderError', message: expect.stringContaining('nonsense') },
    });
  });
});

describe('an endpoint that is no gateway', () => {
  let server: Server;
  let answer: { status: number; body: string };
  let address: string;
  beforeAll(async () => {
    server = createServer((_request, response) => response.writeHead(answer.status).end(answer.body));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
  });
  afterAll(() => void server.close());

  const load = (where: string) => pressqlLoader({ endpoint: where, query }).load(newCollection().context);

  it('is named, with what it answered', async () => {
    answer = { status: 502, body: '<html>Bad gateway</html>' };
    await expect(load(address)).rejects.toThrow(/status 502 and no JSON: <html>Bad gateway/);
    answer = { status: 304, body: '' };
    await expect(load(address)).rejects.toThrow('status 304 to a request without an ETag');
    await expect(load('http://127.0.0.1:9/graphql')).rejects.toThrow('did not answer');
    await expect(load('localhost')).rejects.toThrow('no address: "localhost"');
  });

  it('does not make the loader go in circles', async () => {
    const pageInfo = { hasNextPage: true, endCursor: 'again' };
    answer = { status: 200, body: JSON.stringify({ data: { posts: { nodes: [{ id: 'a' }], pageInfo } } }) };
    await expect(load(address)).rejects.toThrow('The cursor "again" leads to a page again');
  });

  it('shows a field that failed in the log, keeps the rest, and is asked again at the next build', async () => {
    const { context, entries, takeLog } = newCollection();
    const data = {
      posts: { nodes: [{ id: 'a', author: null }], pageInfo: { hasNextPage: false, endCursor: null } },
    };
    const errors = [{ message: 'Hidden', path: ['posts', 'nodes', 0, 'author'] }];
    answer = { status: 200, body: JSON.stringify({ data, errors }) };
    await pressqlLoader({ endpoint: address, query }).load(context);
    expect([...entries.keys()]).toEqual(['a']);
    expect(takeLog()).toContain('posts.nodes.0.author: Hidden');
    answer = { status: 200, body: JSON.stringify({ data: { posts: null }, errors }) };
    await expect(pressqlLoader({ endpoint: address, query }).load(context)).rejects.toThrow('without data');
    expect([...entries.keys()]).toEqual(['a']);
  });
});
