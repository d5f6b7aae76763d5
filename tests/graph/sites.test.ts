import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPressQLSites, type OperationEvent, type PressQLSites } from '../../src/index.ts';
import { listen } from '../../src/server/node.ts';
import { siteSetup } from '../../src/sites.ts';
import { startTwoSites, type TestSite } from '../wordpress/site.ts';
import { pairOf } from './gateway.ts';

/*
 * Two sites with the same ids and different content, a third one that is down, and a fourth with the address of the first.
 */

let sites: readonly TestSite[];
let gateways: PressQLSites;
const servers: Server[] = [];
const seen: { authorization: string[] }[] = [];
const events: { site: string | null; event: OperationEvent }[] = [];
const notes: string[] = [];

/** Starts a server that passes requests on to a site, and notes their credentials. Returns its address. */
async function inFrontOf(site: TestSite): Promise<string> {
  const noted: string[] = [];
  seen.push({ authorization: noted });
  const server = createServer((incoming, outgoing) => {
    const { authorization } = incoming.headers;
    if (authorization) noted.push(authorization);
    const own = `http://${incoming.headers.host}`;
    void fetch(site.url + incoming.url, {
      method: incoming.method ?? 'GET',
      headers: authorization ? { authorization } : {},
      redirect: 'manual',
    }).then(async (answer) => {
      const headers = Object.fromEntries(
        ['content-type', 'link', 'x-wp-total', 'x-wp-totalpages', 'location'].flatMap((name) => {
          const value = answer.headers.get(name);
          return value === null ? [] : [[name, value.replaceAll(site.url, own)]];
        }),
      );
      const body = await answer.text();
      const escaped = site.url.replaceAll('/', '\\/');
      outgoing
        .writeHead(answer.status, headers)
        .end(body.replaceAll(site.url, own).replaceAll(escaped, own.replaceAll('/', '\\/')));
    });
  }).listen(0, '127.0.0.1');
  await new Promise((done) => server.once('listening', done));
  servers.push(server);
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

beforeAll(async () => {
  sites = await startTwoSites();
  const [first, second] = sites;
  if (!first || !second) throw new Error('There are no sites');
  for (const [name, site] of [
    ['News', first],
    ['Shop', second],
  ] as const)
    await site.php(
      `update_option('blogname', '${name}'); foreach (get_posts(['numberposts' => -1, 'post_status' => 'publish']) as $p) wp_update_post(['ID' => $p->ID, 'post_title' => '${name} ' . $p->ID]);`,
    );
  gateways = await createPressQLSites({
    sites: {
      news: {
        url: await inFrontOf(first),
        serviceCredential: pairOf(first, 'admin'),
        grants: ['settings'],
      },
      shop: { url: await inFrontOf(second), host: 'Shop.Example' },
      down: { url: 'http://127.0.0.1:9' },
      twin: { url: first.url },
    },
    ...{ timeout: 60_000, deadline: 120_000, feed: 0 },
    onOperation: (event, site) => events.push({ site, event }),
    onNote: (line) => notes.push(line),
  });
}, 120_000);

afterAll(async () => {
  await gateways.close();
  for (const server of servers) {
    server.close();
    server.closeAllConnections();
  }
  await Promise.all(sites.map((site) => site.close()));
});

interface Posts {
  readonly data?: {
    readonly generalSettings?: { title: string };
    readonly posts: { nodes: readonly { databaseId: number; title: string }[] };
  };
  readonly errors?: readonly { message: string; extensions: { code: string } }[];
}

const query = '{ generalSettings { title } posts(first: 5) { nodes { databaseId title } } }';

async function ask(url: string, body: string = query, headers: Record<string, string> = {}) {
  const response = await gateways.fetch(
    new Request(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ query: body }),
    }),
  );
  return { status: response.status, answer: (await response.json()) as Posts };
}

describe('several sites', () => {
  it('are served at their names and hosts, whatever port and case a client writes', async () => {
    const shop = [
      'http://gateway.test/shop/graphql',
      'http://gateway.test/shop/graphql/',
      'http://gateway.test/api/shop/graphql',
      'http://shop.example/graphql',
      'http://SHOP.example:8080/graphql',
      'http://shop.example./graphql',
      'https://shop.example/shop/graphql',
    ];
    for (const url of shop)
      expect((await ask(url)).answer.data?.posts.nodes[0]?.title, url).toMatch(/^Shop /);
    expect((await ask('http://gateway.test/news/graphql')).answer.data?.posts.nodes[0]?.title).toMatch(
      /^News /,
    );
  });

  it('are not served at another host or path', async () => {
    for (const url of [
      'http://gateway.test/graphql',
      'http://gateway.test/',
      'http://gateway.test/News/graphql',
      'http://gateway.test/newsletter/graphql',
      'http://shop.example/news/graphql',
      'http://shop.example.evil.test/graphql',
    ]) {
      const { status, answer } = await ask(url);
      expect([url, status, answer.errors?.[0]?.extensions.code]).toEqual([url, 404, 'NO_SITE']);
      expect(JSON.stringify(answer)).not.toMatch(/news|shop|twin/);
    }
  });

  it('never get the content of one another, from WordPress and from memory', async () => {
    const wanted = new Map<string, string>();
    for (const name of ['news', 'shop', 'twin'])
      wanted.set(name, JSON.stringify((await ask(`http://gateway.test/${name}/graphql`)).answer.data?.posts));
    expect(wanted.get('news')).toBe(wanted.get('twin'));
    const ids = (text = '') => [...text.matchAll(/"databaseId":(\d+)/g)].map(([, id]) => id);
    expect(ids(wanted.get('shop'))).toEqual(ids(wanted.get('news')));
    const names = [...wanted.keys()];
    const answers = await Promise.all(
      Array.from({ length: 500 }, async (_, number) => {
        const name = names[number % names.length] ?? '';
        // Every other one is a query of its own, so that documents come from memory, and not the whole answer.
        const own = number % 2 === 0 ? query : `query Q${number} ${query}`;
        const { answer } = await ask(`http://gateway.test/${name}/graphql`, own);
        return JSON.stringify(answer.data?.posts) === wanted.get(name);
      }),
    );
    expect(answers.filter((isRight) => !isRight)).toEqual([]);
  });

  it('keep their credentials: neither those of the operator nor those of clients reach another site', async () => {
    const [first, second] = sites;
    if (!first || !second) throw new Error('There are no sites');
    for (const each of seen) each.authorization.length = 0;
    const settings = '{ writingSettings { useSmilies } }';
    await ask('http://gateway.test/news/graphql', settings);
    await ask('http://gateway.test/shop/graphql', settings);
    await ask('http://gateway.test/twin/graphql', settings);
    expect(seen[0]?.authorization.length).toBeGreaterThan(0);
    expect(seen[1]?.authorization).toEqual([]);
    const pair = `Basic ${Buffer.from(pairOf(second, 'editor')).toString('base64')}`;
    seen[0]?.authorization.splice(0);
    await ask('http://gateway.test/shop/graphql', '{ viewer { name } }', { authorization: pair });
    expect(new Set(seen[1]?.authorization)).toEqual(new Set([pair]));
    expect(seen[0]?.authorization).toEqual([]);
  });

  it('do not show what a grant of one shows at another with the same address', async () => {
    const read = async (name: string) =>
      (await ask(`http://gateway.test/${name}/graphql`, '{ writingSettings { useSmilies } }')).answer.data;
    expect(await read('news')).toEqual({ writingSettings: { useSmilies: expect.any(Boolean) } });
    expect(await read('twin')).toEqual({ writingSettings: { useSmilies: null } });
  });

  it('are not affected by one that is down', async () => {
    const { status, answer } = await ask('http://gateway.test/down/graphql');
    expect([status, answer.errors?.[0]?.extensions.code]).toEqual([503, 'UPSTREAM_UNREACHABLE']);
    expect(notes.filter((note) => note.startsWith('down: '))).not.toEqual([]);
    expect([gateways.site('down'), gateways.site('news')?.site.name, gateways.site('gone')]).toEqual([
      null,
      'News',
      null,
    ]);
    const state = async (url: string) => {
      const response = await gateways.fetch(new Request(url));
      return [response.status, ((await response.json()) as { status: string; sites?: object }).status];
    };
    expect(await state('http://gateway.test/readiness')).toEqual([200, 'ready']);
    expect(await state('http://gateway.test/down/readiness')).toEqual([503, 'starting']);
    expect(await state('http://gateway.test/news/readiness')).toEqual([200, 'ready']);
    expect(await state('http://gateway.test/healthcheck')).toEqual([200, 'alive']);
    const all = await gateways.fetch(new Request('http://gateway.test/readiness'));
    expect(await all.json()).toMatchObject({
      sites: { news: { status: 'ready' }, shop: { status: 'ready' }, down: { status: 'starting' } },
    });
  });

  it('have explorers, and events with their names', async () => {
    const page = await gateways.fetch(
      new Request('http://gateway.test/shop/graphql', { headers: { accept: 'text/html' } }),
    );
    expect(await page.text()).toContain('Shop');
    events.length = 0;
    await ask('http://gateway.test/shop/graphql', 'query Shopping { __typename }');
    expect(events.map(({ site, event }) => [site, event.name])).toEqual([['shop', 'Shopping']]);
  });

  it("are found by Node's server, which answers from memory", async () => {
    const listener = await listen(gateways.fetch, { port: 0, host: '127.0.0.1' });
    const read = async (path: string) => {
      const response = await fetch(`${listener.origin}${path}?query=${encodeURIComponent(query)}`);
      return [response.headers.get('server-timing')?.includes('1 hits'), await response.text()] as const;
    };
    try {
      for (const [name, start] of [
        ['news', 'News'],
        ['shop', 'Shop'],
      ]) {
        await read(`/${name}/graphql`);
        const [isFromMemory, text] = await read(`/${name}/graphql`);
        expect([name, isFromMemory, text]).toEqual([name, true, expect.stringContaining(`"${start} `)]);
      }
    } finally {
      await listener.close();
    }
  });

  it('share neither keys in Redis nor files', () => {
    const setup = (name: string, url: string) =>
      siteSetup({ name, hosts: [], options: { url, cacheDir: '/cache', redisPrefix: 'mine' } }).options;
    expect(setup('news', 'https://a.example')).toMatchObject({
      redisPrefix: 'mine:news',
      cacheDir: '/cache/news',
    });
    expect(setup('twin', 'https://a.example')).toMatchObject({
      redisPrefix: 'mine:twin',
      cacheDir: '/cache/twin',
    });
  });

  it('need valid options', async () => {
    await expect(createPressQLSites({ sites: {} })).rejects.toThrow('names no site');
    await expect(
      createPressQLSites({ sites: { news: { url: sites[0]?.url ?? '', grants: ['menus'] } } }),
    ).rejects.toThrow('`grants` need a `serviceCredential`');
  });
});
