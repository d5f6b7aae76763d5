import { expect, test } from 'vitest';
import { createChanges } from '../../src/cache/change-log.ts';
import { liveOptions } from '../../src/config/live-options.ts';
import { withDefaults } from '../../src/config/option.ts';
import { createLive, type LiveOptions } from '../../src/feed/live.ts';
import { WordPressError } from '../../src/wordpress/errors.ts';
import { siteOf } from '../site/site-of.ts';
import { fakeFeed, home, second } from './fake-feed.ts';
import { fakeRest } from './fake-rest.ts';

/* When the feed polls, and how many requests it sends. */

test('while WordPress is down the feed asks twice in an interval, and it catches up within two', async () => {
  const { feed, fake, wait, write, published, notes, now } = await fakeFeed({ posts: 10 });
  fake.failure = new WordPressError('unreachable', 'The site cannot be reached.');
  fake.sent.length = 0;
  for (let round = 0; round < 60; round++) {
    feed.touch('post');
    await wait(10 * second);
  }
  // Posts and settings together.
  expect(fake.sent.length).toBeLessThanOrEqual(241);
  expect(feed.state.isDown).toBe(true);
  expect(feed.vouchedUntil('post')).toBeLessThan(now());
  write(7);
  fake.failure = null;
  feed.touch('post');
  await wait(10 * second);
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
  const all = await fakeFeed({ posts: 150 });
  for (const route of ['pages', 'media', 'categories', 'tags', 'users', 'comments', 'books', 'genres'])
    all.fake.collections.set(`/wp/v2/${route}`, new Map());
  return all;
}

/** Reads resources each second for two minutes. Returns the requests, and the longest time without a poll of one of them. */
async function readAllTheTime(names: readonly string[]) {
  const { feed, fake, wait, now } = await feedOfAll();
  const read = async (seconds: number) => {
    let longest = 0;
    for (let round = 0; round < seconds; round++) {
      for (const name of names) feed.touch(name);
      await wait(second);
      for (const name of names) longest = Math.max(longest, now() - (feed.state.resources.get(name) ?? 0));
    }
    return longest;
  };
  await read(20);
  fake.sent.length = 0;
  const longest = await read(120);
  return { requests: fake.sent.length, longest };
}

test.each([
  { read: 4, most: 1 },
  { read: 9, most: 2 },
])(
  '$read resources that clients read are polled in each interval, with at most $most requests a second',
  async ({ read, most }) => {
    const { requests, longest } = await readAllTheTime(['post', ...others].slice(0, read));
    expect(requests).toBeLessThanOrEqual(120 * most + 2);
    expect(longest).toBeLessThanOrEqual(6 * second);
  },
);

test('any number of resources takes at most two requests a second', async () => {
  const { feed, fake, wait } = await feedOfAll();
  const release = feed.hold(['post', ...others]);
  fake.sent.length = 0;
  for (let round = 0; round < 60; round++) {
    for (let ping = 0; ping < 10; ping++) feed.ping();
    for (const name of ['post', ...others]) feed.touch(name);
    await wait(second);
  }
  // Ten requests may come at once, as long as no more follow on average.
  expect(fake.sent.length).toBeLessThanOrEqual(120 + 40);
  release();
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

test('a subscriber keeps the feed going, with one poll in an interval', async () => {
  const { feed, fake, wait, write, published } = await fakeFeed({ posts: 150 });
  const release = feed.hold(['post']);
  await wait(2 * 3600 * second);
  fake.sent.length = 0;
  await wait(1000 * second);
  // Once a minute, a poll of posts takes a second request.
  expect(fake.sent.length).toBeLessThanOrEqual(200 + 17);
  write(9);
  await wait(6 * second);
  expect(published).toEqual([expect.objectContaining({ kind: 'changed', id: 9 })]);
  release();
  await wait(10 * second);
  fake.sent.length = 0;
  await wait(1000 * second);
  expect(fake.sent).toEqual([]);
});

test('what a frontend waits for is polled in each interval though nobody reads, and the rest seldom', async () => {
  const { feed, fake, wait, write, published } = await feedOfAll();
  const awaited = ['post', 'page', 'category', 'post_tag', 'book', 'genre'];
  const releases = [feed.hold(awaited), feed.hold(['post', ...others], 'idle')];
  await wait(2 * 3600 * second);
  fake.sent.length = 0;
  await wait(600 * second);
  const polls = (route: string) => fake.sent.filter((url) => url.includes(`/wp/v2/${route}`)).length;
  for (const route of ['posts', 'pages', 'categories', 'tags', 'books', 'genres'])
    expect(Math.abs(polls(route) - 120), route).toBeLessThanOrEqual(12);
  for (const route of ['media', 'users', 'comments'])
    expect(Math.abs(polls(route) - 15), route).toBeLessThanOrEqual(6);
  for (let edit = 0; edit < 10; edit++) {
    await wait(70 * second + 700 * edit);
    published.length = 0;
    write(1, { slug: `edit-${edit}` });
    await wait(6 * second);
    expect([edit, published.map(({ id }) => id)]).toEqual([edit, [1]]);
  }
  for (const release of releases) release();
  await wait(3600 * second);
  fake.sent.length = 0;
  await wait(3600 * second);
  expect(fake.sent).toEqual([]);
});

test('a frontend that names no resources waits for content, terms and menus', () => {
  const target = { url: 'https://front.test/', secret: 'a secret of a frontend' };
  const open = (webhooks: LiveOptions['webhooks']) =>
    createLive({
      ...withDefaults(liveOptions, {}),
      webhooks,
      connection: () => ({ rest: fakeRest(Date.now).rest, site: siteOf(home) }),
      changes: createChanges({ onError: () => undefined }),
      learning: (rest) => rest,
      granted: () => null,
      cacheTagsOf: (tags) => tags,
      onSettings: () => undefined,
      // It never leads, so it polls nothing.
      leadership: { isOwn: false, ask: () => undefined },
      onNote: () => undefined,
    });
  const heldBy = (webhooks: LiveOptions['webhooks']) => {
    const live = open(webhooks);
    const held = [...(live.feed?.held ?? [])].sort();
    const polled = [...(live.state.feed?.resources.keys() ?? [])];
    live.close();
    return { held, polled };
  };
  const all = heldBy([target]);
  expect(all.held).toEqual(expect.arrayContaining(['post', 'page', 'book', 'category', 'genre', 'menu']));
  for (const name of ['attachment', 'user', 'comment', 'settings']) {
    expect(all.held).not.toContain(name);
    expect(all.polled).toContain(name);
  }
  const some = heldBy([{ ...target, resources: ['comment'] }]);
  expect(some).toEqual({ held: ['comment'], polled: ['comment'] });
  expect(heldBy(null)).toEqual({ held: [], polled: [] });
});

test('any number of pings makes one poll a second', async () => {
  const { feed, fake, wait } = await fakeFeed({ posts: 150 });
  fake.sent.length = 0;
  for (let ping = 0; ping < 1000; ping++) feed.ping();
  await wait(2 * second);
  expect(fake.sent.length).toBeLessThanOrEqual(5);
  expect(fake.sent.length).toBeGreaterThanOrEqual(1);
});

test('what clients read is looked at first, although many other resources are due', async () => {
  const { feed, fake, published, wait, write } = await fakeFeed({ posts: 10 });
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
