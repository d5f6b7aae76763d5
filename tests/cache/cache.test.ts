import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { printSchema } from 'graphql';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createPressQL, type PressQL } from '../../src/index.ts';
import { siteBehindProxy } from '../wordpress/behind-proxy.ts';
import { reset } from '../wordpress/fault-proxy.ts';
import { post } from './post.ts';

/*
 * A gateway with a clock of its own in front of a real WordPress. A proxy between them can break every answer.
 */

const { site, proxy } = await siteBehindProxy();
let pressql: PressQL;
let clock = Date.now();
let sent: string[] = [];

beforeEach(async () => {
  pressql = await open();
});
afterEach(async () => {
  proxy.break([]);
  await pressql.close();
});

async function open(options: Partial<Parameters<typeof createPressQL>[0]> = {}): Promise<PressQL> {
  return createPressQL({
    url: proxy.url,
    refresh: 0,
    feed: 0,
    timeout: 60_000,
    deadline: 120_000,
    now: () => clock,
    random: () => 0,
    onRequest: ({ method, route }) => sent.push(`${method} ${route}`),
    ...options,
  });
}

/** Sends a query as a visitor or a user, and returns the answer and the requests that it took. */
async function ask(query: string, { as, of = pressql }: { as?: string; of?: PressQL } = {}) {
  sent = [];
  const answer = await post(of, query, as === undefined ? undefined : { site, name: as });
  return { ...answer, sent };
}

const news = `{ posts(first: 5) { nodes {
  title author { node { name } } categories { nodes { name } } featuredImage { node { sourceUrl } }
} } }`;
const everybodyElse = `{ users { nodes { name } } categories(first: 100) { nodes { name } }
  mediaItems(first: 100) { nodes { sourceUrl } } }`;

describe('data that one visitor has read', () => {
  it('is sent to another visitor without a request', async () => {
    const first = await ask(news);
    const second = await ask(news);
    expect(first.sent).toHaveLength(4);
    expect(second).toEqual({ ...first, sent: [] });
  });

  it('is read in one request for other posts of known authors, categories and images', async () => {
    await ask(everybodyElse);
    const { sent: requests, errors } = await ask(news.replace('first: 5', 'first: 3'));
    expect(errors).toBeUndefined();
    expect(requests).toEqual(['GET /wp/v2/posts']);
  });

  it('is completed by the fields that are missing, in one request', async () => {
    await ask(news);
    const { sent: requests } = await ask('{ posts(first: 5) { nodes { title content } } }');
    expect(requests).toEqual(['GET /wp/v2/posts']);
    const all = await ask('{ posts(first: 5) { nodes { title content author { node { name } } } } }');
    expect(all.sent).toEqual([]);
    expect(all.data).toEqual((await post(await open({ cache: false }), allOf(5))).data);
  });

  it('takes as many requests for a hundred visitors at once as for one', async () => {
    sent = [];
    const answers = await Promise.all(Array.from({ length: 100 }, () => post(pressql, news)));
    expect(sent).toHaveLength(4);
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  });

  it('is read in few requests if many visitors want different documents at once', async () => {
    const ids = (await ask('{ posts(first: 12) { nodes { databaseId } } }')).data['posts']['nodes'] as {
      databaseId: number;
    }[];
    const other = await open();
    sent = [];
    const answers = await Promise.all(
      ids.map(({ databaseId }) => post(other, `{ post(id: ${databaseId}, idType: DATABASE_ID) { title } }`)),
    );
    expect(answers.every(({ errors }) => errors === undefined)).toBe(true);
    // A batch waits up to 250 ms for the request before it, so a busy machine sends more than two.
    expect(sent.length).toBeLessThanOrEqual(4);
    await other.close();
  });

  it('is not cached if the operator switches the cache off', async () => {
    const plain = await open({ cache: false });
    await ask(news, { of: plain });
    expect((await ask(news, { of: plain })).sent).toHaveLength(4);
    await plain.close();
  });
});

describe('cached data', () => {
  it('is sent while it is fresh, and once more while the gateway reads it again', async () => {
    const before = await ask('{ posts(first: 1) { nodes { databaseId title } } }');
    const [{ databaseId, title }] = before.data['posts']['nodes'] as [{ databaseId: number; title: string }];
    await site.php(`wp_update_post(['ID' => ${databaseId}, 'post_title' => 'Renamed behind the back']);`);
    clock += 20_000;
    expect((await ask('{ posts(first: 1) { nodes { title } } }')).data).toEqual({
      posts: { nodes: [{ title }] },
    });
    clock += 60_000;
    const stale = await ask('{ posts(first: 1) { nodes { title } } }');
    expect(stale.data).toEqual({ posts: { nodes: [{ title }] } });
    await settled();
    expect(sent).toEqual(['GET /wp/v2/posts']);
    expect((await ask('{ posts(first: 1) { nodes { title } } }')).data).toEqual({
      posts: { nodes: [{ title: 'Renamed behind the back' }] },
    });
    await site.reset();
  });

  it('is sent while WordPress is down; other fields are errors', async () => {
    const known = await ask(news);
    proxy.break([[/./, reset]]);
    clock += 12 * 3600_000;
    const { data, errors } = await ask(news);
    expect(data).toEqual(known.data);
    expect(errors).toBeUndefined();
    expect((await ask('{ tags { nodes { name } } }')).errors).toHaveLength(1);
    clock += 13 * 3600_000;
    expect((await ask(news)).errors).toHaveLength(1);
  });

  it('never mixes two versions of a document', async () => {
    const [{ databaseId }] = (await ask('{ posts(first: 1) { nodes { databaseId title } } }')).data['posts'][
      'nodes'
    ] as [{ databaseId: number }];
    await site.php(
      `wp_update_post(['ID' => ${databaseId}, 'post_title' => 'Second version', 'post_content' => 'Second text']);`,
    );
    const { data } = await ask(`{ post(id: ${databaseId}, idType: DATABASE_ID) { title content } }`);
    expect(data).toEqual({
      post: { title: 'Second version', content: expect.stringContaining('Second text') },
    });
    await site.reset();
  });

  it('has no list with a document that WordPress has deleted', async () => {
    const { data } = await ask('{ posts(first: 3) { nodes { databaseId } } }');
    const [{ databaseId }] = data['posts']['nodes'] as [{ databaseId: number }];
    await site.php(`wp_trash_post(${databaseId});`);
    const now = await ask('{ posts(first: 3) { nodes { databaseId title } } }');
    expect(now.errors).toBeUndefined();
    expect(now.data['posts']['nodes']).toHaveLength(3);
    expect(JSON.stringify(now.data)).not.toContain(`:${databaseId},`);
    await site.reset();
  });

  it('is invalid as soon as a mutation has answered', async () => {
    const query = '{ categories(first: 1, where: { orderby: TERM_ID }) { nodes { databaseId name } } }';
    const [{ databaseId }] = (await ask(query)).data['categories']['nodes'] as [{ databaseId: number }];
    await ask(
      `mutation { updateCategory(input: { id: "${Buffer.from(`term:${databaseId}`).toString('base64')}", name: "Renamed" }) { category { name } } }`,
      { as: 'admin' },
    );
    expect(JSON.stringify((await ask(query)).data)).toContain('"Renamed"');
    await site.reset();
  });
});

describe('ages', () => {
  it('of a name that is no resource are refused at the start, with the names of the site', async () => {
    const names = /"posts".*no resource.*\bpost\b.*\bcategory\b.*\bmenu\b.*\bsettings\b/;
    await expect(open({ ages: { posts: { fresh: 10 } } })).rejects.toThrow(names);
  });

  it('of types, taxonomies, menus, settings and all others are accepted', async () => {
    const ages = { post: {}, category: {}, user: {}, comment: {}, menu: {}, settings: {}, '*': {} };
    await (await open({ ages })).close();
  });
});

describe('a folder for the cache', () => {
  it('lets a gateway start and answer while WordPress is down, and catch up after', async () => {
    const cacheDir = await mkdtemp(join(tmpdir(), 'pressql-cache-'));
    const first = await open({ cacheDir });
    const known = await ask(news, { of: first });
    const { schema } = first;
    await first.close();
    proxy.break([[/./, reset]]);
    const notes: string[] = [];
    const second = await open({ cacheDir, onError: () => undefined, onNote: (note) => notes.push(note) });
    expect(notes).toEqual([expect.stringContaining('WordPress is down')]);
    expect(printSchema(second.schema)).toBe(printSchema(schema));
    const { data, errors } = await ask(news, { of: second });
    expect(errors).toBeUndefined();
    expect(data).toEqual(known.data);
    proxy.break([]);
    expect((await ask('{ tags { nodes { name } } }', { of: second })).errors).toBeUndefined();
    await second.close();
    for (const file of await readdir(cacheDir)) await writeFile(join(cacheDir, file), '{"broken');
    const third = await open({ cacheDir, onError: () => undefined });
    expect((await ask(news, { of: third })).data).toEqual(known.data);
    await third.close();
    await rm(cacheDir, { recursive: true });
  });
});

describe('signed-in users', () => {
  const drafts =
    '{ posts(first: 50, where: { stati: [DRAFT, PUBLISH] }) { nodes { databaseId title status } } }';

  it('get no cached data, and leave none behind', async () => {
    await site.php(`wp_insert_post(['post_title' => 'Hidden draft', 'post_status' => 'draft']);`);
    const visitors = await ask(drafts);
    const admins = await ask(drafts, { as: 'admin' });
    expect(admins.sent).not.toEqual([]);
    expect(JSON.stringify(admins.data)).toContain('Hidden draft');
    const after = await ask(drafts);
    expect(after).toEqual({ ...visitors, sent: [] });
    await site.reset();
  });

  it('who know the password of a post leave no data behind', async () => {
    await site.php(
      `wp_insert_post(['post_title' => 'Locked', 'post_name' => 'locked', 'post_content' => 'The secret text', 'post_status' => 'publish', 'post_password' => 'open']);`,
    );
    const locked = '{ post(id: "locked", idType: SLUG) { content } }';
    const unlocked = '{ post(id: "locked", idType: SLUG, password: "open") { content } }';
    await ask(locked);
    expect(JSON.stringify((await ask(unlocked)).data)).toContain('The secret text');
    expect(JSON.stringify(await ask(locked))).not.toContain('The secret text');
    await site.reset();
  });
});

/** Waits until the background has nothing left to do. */
async function settled(): Promise<void> {
  const isBusy = () => sent.length === 0 || pressql.traffic.running + pressql.traffic.waiting > 0;
  while (isBusy()) await new Promise((done) => setTimeout(done, 10));
}

const allOf = (count: number) =>
  `{ posts(first: ${count}) { nodes { title content author { node { name } } } } }`;
