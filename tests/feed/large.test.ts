import { expect, test } from 'vitest';
import { createChanges } from '../../src/cache/change-log.ts';
import type { Change } from '../../src/cache/changes.ts';
import { createFeed } from '../../src/feed/feed.ts';
import { WordPressError } from '../../src/wordpress/errors.ts';
import { siteOf } from '../site/site-of.ts';
import { fakeRest } from './fake-rest.ts';

const home = 'https://site.test';
const second = 1000;
const start = Date.parse('2026-05-01T12:00:00Z');

/** A time as WordPress writes it. */
const stamp = (time: number) => new Date(time).toISOString().slice(0, 19);

/** A feed of a site with a number of posts, which are an hour apart, and with a clock that the test turns. */
async function feedOf({ posts, hasTotals = true }: { posts: number; hasTotals?: boolean }) {
  let time = start;
  const now = () => time;
  const fake = fakeRest(now);
  fake.hasTotals = hasTotals;
  const site = siteOf(home);
  const timers: { at: number; call: () => void }[] = [];
  const published: Change[] = [];
  const notes: string[] = [];
  const changes = createChanges({ onError: () => undefined, now });
  changes.onChange((logged) => published.push(...logged.changes));
  const documents = new Map(
    Array.from({ length: posts }, (_, index) => {
      const date = stamp(start - (posts - index) * 3600 * second);
      const id = index + 1;
      return [
        id,
        { id, slug: `p${id}`, link: `${home}/p${id}/`, date_gmt: date, modified_gmt: date },
      ] as const;
    }),
  );
  fake.collections.set('/wp/v2/posts', documents as never);
  const feed = createFeed({
    connection: () => ({ rest: fake.rest, site }),
    changes,
    granted: () => null,
    onNote: (line) => notes.push(line),
    interval: 5 * second,
    maxInterval: 60 * second,
    now,
    after: (ms, call) => {
      const timer = { at: time + ms, call };
      timers.push(timer);
      return () => void timers.splice(timers.indexOf(timer), 1);
    },
  });
  /** Turns the clock. Timers ring at their time. */
  const wait = async (ms: number) => {
    const end = time + ms;
    for (;;) {
      await new Promise((done) => setImmediate(done));
      const next = timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
      if (!next) break;
      timers.splice(timers.indexOf(next), 1);
      time = Math.max(time, next.at);
      next.call();
    }
    time = end;
  };
  const changesAfter = async (edit: () => void) => {
    await wait(second);
    edit();
    published.length = 0;
    fake.sent.length = 0;
    await wait(6 * second);
    return [...published];
  };
  const write = (id: number, fields: object = {}, at = time) => {
    const known = documents.get(id) ?? {
      id,
      slug: `p${id}`,
      link: `${home}/p${id}/`,
      date_gmt: stamp(at),
      modified_gmt: '',
    };
    documents.set(id, { ...known, modified_gmt: stamp(at), ...fields });
  };
  feed.touch('post');
  await wait(10 * second);
  published.length = 0;
  return { feed, fake, documents, published, notes, wait, write, changesAfter, now };
}

test('a change in a large collection takes one small list', async () => {
  const { changesAfter, write, fake, feed } = await feedOf({ posts: 1500 });
  feed.touch('post');
  const changes = await changesAfter(() => write(7, {}));
  expect(changes).toEqual([{ kind: 'changed', resource: 'post', id: 7, uris: ['/p7/'] }]);
  expect(fake.sent.filter((request) => request.includes('modified_after'))).toHaveLength(1);
});

test('a new post in a large collection is published', async () => {
  const { changesAfter, write } = await feedOf({ posts: 1500 });
  expect(await changesAfter(() => write(5000))).toEqual([
    { kind: 'published', resource: 'post', id: 5000, uris: ['/p5000/'] },
  ]);
});

test('a scheduled post whose time has come is published, though its date of change is old', async () => {
  const { changesAfter, documents, now } = await feedOf({ posts: 1500 });
  const changes = await changesAfter(() => {
    const fields = { date_gmt: stamp(now()), modified_gmt: stamp(start - 24 * 3600 * second) };
    documents.set(6000, { id: 6000, slug: 'p6000', link: `${home}/p6000/`, ...fields });
  });
  expect(changes).toEqual([{ kind: 'published', resource: 'post', id: 6000, uris: ['/p6000/'] }]);
});

test('a deleted old post of a large collection is named if all ids are known, otherwise any may have changed', async () => {
  const { changesAfter, documents } = await feedOf({ posts: 900 });
  const unknown = { kind: 'changed', resource: 'post', id: null, uris: [] };
  expect(await changesAfter(() => documents.delete(3))).toEqual([unknown]);
  expect(await changesAfter(() => documents.delete(5))).toEqual([
    { kind: 'removed', resource: 'post', id: 5, uris: [] },
  ]);
  const larger = await feedOf({ posts: 1500 });
  for (const id of [3, 5])
    expect(await larger.changesAfter(() => larger.documents.delete(id))).toEqual([unknown]);
});

test('a deleted new post of a large collection is named', async () => {
  const { changesAfter, documents } = await feedOf({ posts: 1500 });
  expect(await changesAfter(() => documents.delete(1499))).toEqual([
    { kind: 'removed', resource: 'post', id: 1499, uris: ['/p1499/'] },
  ]);
});

test('without totals, a deletion is found by comparing the newest documents', async () => {
  const { wait, documents, published, feed } = await feedOf({ posts: 150, hasTotals: false });
  documents.delete(140);
  for (let round = 0; round < 13; round++) {
    feed.touch('post');
    await wait(5 * second);
  }
  expect(published).toEqual([{ kind: 'removed', resource: 'post', id: 140, uris: ['/p140/'] }]);
  expect(feed.state.gaps).toEqual(['/wp/v2/posts answers no X-WP-Total']);
});

test('the feed does not vouch for a resource that WordPress closes, and the operator learns why', async () => {
  const { feed, notes, wait } = await feedOf({ posts: 10 });
  feed.touch('user');
  await wait(20 * second);
  expect(feed.vouchedUntil('user')).toBe(0);
  expect(feed.vouchedUntil('post')).toBeGreaterThan(0);
  expect(notes).toEqual(['The change feed cannot watch user, so only its age makes it old: Sorry.']);
});

test('the feed never vouches for a resource that the site does not have', async () => {
  const { feed, wait } = await feedOf({ posts: 10 });
  feed.touch('nothing');
  await wait(20 * second);
  expect(feed.vouchedUntil('nothing')).toBe(0);
});

test('while WordPress is down the feed polls less often, and it catches up afterwards', async () => {
  const { feed, fake, wait, write, published, notes, now } = await feedOf({ posts: 10 });
  fake.failure = new WordPressError('unreachable', 'The site cannot be reached.');
  fake.sent.length = 0;
  for (let round = 0; round < 60; round++) {
    feed.touch('post');
    await wait(10 * second);
  }
  // Posts and settings, each up to once a minute.
  expect(fake.sent.length).toBeLessThanOrEqual(26);
  expect(feed.state.isDown).toBe(true);
  expect(feed.vouchedUntil('post')).toBeLessThan(now());
  write(7);
  fake.failure = null;
  await wait(60 * second);
  expect(published).toEqual([expect.objectContaining({ kind: 'changed', id: 7 })]);
  expect(feed.state.isDown).toBe(false);
  expect(notes).toEqual([
    'The change feed waits for WordPress: The site cannot be reached.',
    'WordPress answers again. The change feed has caught up.',
  ]);
});

/** Resources beside posts. */
const others = ['page', 'attachment', 'category', 'post_tag', 'user', 'comment', 'book', 'genre', 'settings'];

/** Starts a feed of 150 posts, and of the other resources without documents. */
async function feedOfAll() {
  const all = await feedOf({ posts: 150 });
  for (const route of ['pages', 'media', 'categories', 'tags', 'users', 'comments', 'books', 'genres'])
    all.fake.collections.set(`/wp/v2/${route}`, new Map());
  return all;
}

test('several resources that are read cost at most one request a second together', async () => {
  const { feed, fake, wait } = await feedOfAll();
  fake.sent.length = 0;
  for (let round = 0; round < 120; round++) {
    for (const name of ['post', ...others]) feed.touch(name);
    await wait(second);
  }
  expect(fake.sent.length).toBeLessThanOrEqual(121);
  expect(fake.sent.length).toBeGreaterThan(100);
});

test('an idle gateway sends at most 0.2 requests a second, and none an hour after the last read', async () => {
  const { feed, fake, wait } = await feedOfAll();
  for (const name of others) feed.touch(name);
  await wait(60 * second);
  fake.sent.length = 0;
  await wait(3000 * second);
  expect(fake.sent.length).toBeLessThanOrEqual(600);
  expect(fake.sent.length).toBeGreaterThan(100);
  await wait(600 * second);
  fake.sent.length = 0;
  await wait(7200 * second);
  expect(fake.sent).toEqual([]);
  feed.touch('post');
  await wait(second);
  expect(fake.sent.length).toBeGreaterThan(0);
});

test('a subscriber keeps the feed going, at 0.2 requests a second', async () => {
  const { feed, fake, wait, write, published } = await feedOf({ posts: 150 });
  const release = feed.hold(['post']);
  await wait(2 * 3600 * second);
  fake.sent.length = 0;
  await wait(1000 * second);
  expect(fake.sent.length).toBeLessThanOrEqual(200);
  write(9);
  await wait(10 * second);
  expect(published).toEqual([expect.objectContaining({ kind: 'changed', id: 9 })]);
  release();
  await wait(10 * second);
  fake.sent.length = 0;
  await wait(1000 * second);
  expect(fake.sent).toEqual([]);
});

test('any number of pings makes one poll a second', async () => {
  const { feed, fake, wait } = await feedOf({ posts: 150 });
  fake.sent.length = 0;
  for (let ping = 0; ping < 1000; ping++) feed.ping();
  await wait(2 * second);
  expect(fake.sent.length).toBeLessThanOrEqual(5);
  expect(fake.sent.length).toBeGreaterThanOrEqual(1);
});

test('what clients read is looked at first, although many other resources are due', async () => {
  const { feed, fake, published, wait, write } = await feedOf({ posts: 10 });
  const routes = ['pages', 'media', 'categories', 'tags', 'users', 'comments'];
  for (const route of routes) fake.collections.set(`/wp/v2/${route}`, new Map());
  const resources = ['page', 'attachment', 'category', 'post_tag', 'user', 'comment'];
  for (const name of ['post', ...resources]) feed.touch(name);
  await wait(30 * second);
  for (let edit = 0; edit < 5; edit++) {
    // Each change makes all resources due soon.
    write(1, { slug: `edit-${edit}` });
    published.length = 0;
    for (let waited = 0; waited < 6; waited++) {
      feed.touch('post');
      await wait(second);
    }
    expect([edit, published.map(({ id }) => id)]).toEqual([edit, [1]]);
  }
  // The others are not forgotten.
  fake.sent.length = 0;
  await wait(60 * second);
  for (const route of routes) expect(fake.sent.join()).toContain(`/wp/v2/${route}`);
});
