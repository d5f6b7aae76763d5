import { expect, test } from 'vitest';
import { fakeFeed, home, second, stamp, start } from './fake-feed.ts';

/* Collections that are too large to be compared whole. */

test('a change in a large collection takes one small list', async () => {
  const { changesAfter, write, fake, feed } = await fakeFeed({ posts: 1500 });
  feed.touch('post');
  const changes = await changesAfter(() => write(7, {}));
  expect(changes).toEqual([{ kind: 'changed', resource: 'post', id: 7, uris: ['/p7/'] }]);
  expect(fake.sent.filter((request) => request.includes('modified_after'))).toHaveLength(1);
});

test('a new post in a large collection is published', async () => {
  const { changesAfter, write } = await fakeFeed({ posts: 1500 });
  expect(await changesAfter(() => write(5000))).toEqual([
    { kind: 'published', resource: 'post', id: 5000, uris: ['/p5000/'] },
  ]);
});

test('a scheduled post whose time has come is published, though its date of change is old', async () => {
  const { changesAfter, documents, now } = await fakeFeed({ posts: 1500 });
  const changes = await changesAfter(() => {
    const fields = { date_gmt: stamp(now()), modified_gmt: stamp(start - 24 * 3600 * second) };
    documents.set(6000, { id: 6000, slug: 'p6000', link: `${home}/p6000/`, ...fields });
  });
  expect(changes).toEqual([{ kind: 'published', resource: 'post', id: 6000, uris: ['/p6000/'] }]);
});

test('a deleted old post of a large collection is named if all ids are known, otherwise any may have changed', async () => {
  const { changesAfter, documents } = await fakeFeed({ posts: 900 });
  const unknown = { kind: 'changed', resource: 'post', id: null, uris: [] };
  expect(await changesAfter(() => documents.delete(3))).toEqual([unknown]);
  expect(await changesAfter(() => documents.delete(5))).toEqual([
    { kind: 'removed', resource: 'post', id: 5, uris: [] },
  ]);
  const larger = await fakeFeed({ posts: 1500 });
  for (const id of [3, 5])
    expect(await larger.changesAfter(() => larger.documents.delete(id))).toEqual([unknown]);
});

test('a deleted new post of a large collection is named', async () => {
  const { changesAfter, documents } = await fakeFeed({ posts: 1500 });
  expect(await changesAfter(() => documents.delete(1499))).toEqual([
    { kind: 'removed', resource: 'post', id: 1499, uris: ['/p1499/'] },
  ]);
});

test('without totals, a deletion is found by comparing the newest documents', async () => {
  const { wait, documents, published, feed } = await fakeFeed({ posts: 150, hasTotals: false });
  documents.delete(140);
  for (let round = 0; round < 13; round++) {
    feed.touch('post');
    await wait(5 * second);
  }
  expect(published).toEqual([{ kind: 'removed', resource: 'post', id: 140, uris: ['/p140/'] }]);
  expect(feed.state.gaps).toEqual(['/wp/v2/posts answers no X-WP-Total']);
});

test('the feed does not vouch for a resource that WordPress closes, and the operator learns why', async () => {
  const { feed, notes, wait } = await fakeFeed({ posts: 10 });
  feed.touch('user');
  await wait(20 * second);
  expect(feed.vouchedUntil('user')).toBe(0);
  expect(feed.vouchedUntil('post')).toBeGreaterThan(0);
  expect(notes).toEqual(['The change feed cannot watch user, so only its age makes it old: Sorry.']);
});

test('the feed never vouches for a resource that the site does not have', async () => {
  const { feed, wait } = await fakeFeed({ posts: 10 });
  feed.touch('nothing');
  await wait(20 * second);
  expect(feed.vouchedUntil('nothing')).toBe(0);
});

test('an edit is found although a document has a date of change in the future', async () => {
  const { changesAfter, write, feed } = await fakeFeed({ posts: 1500 });
  const tomorrow = start + 24 * 3600 * second;
  const changesOf = (edit: () => void) =>
    changesAfter(() => {
      edit();
      feed.touch('post');
    });
  const found = (id: number) => [expect.objectContaining({ kind: 'changed', id })];
  for (const id of [1200, 1201, 1202])
    expect(await changesOf(() => write(id, {}, tomorrow))).toEqual(found(id));
  for (const id of [7, 8, 1202])
    expect(await changesOf(() => write(id, { slug: 'edited' }))).toEqual(found(id));
});

test('a term of an old post that nobody can compare changes all posts', async () => {
  const { fake, feed, wait, changesAfter } = await fakeFeed({ posts: 1500 });
  const tags = new Map([[1, { id: 1, name: 'Tag', slug: 'tag', link: `${home}/tag/tag/`, count: 1 }]]);
  fake.collections.set('/wp/v2/tags', tags);
  feed.touch('post_tag');
  await wait(10 * second);
  const changes = await changesAfter(() => {
    tags.set(1, { ...tags.get(1), count: 2 } as never);
    for (const name of ['post', 'post_tag']) feed.touch(name);
  });
  expect(changes).toEqual([
    expect.objectContaining({ kind: 'changed', resource: 'post_tag', id: 1 }),
    { kind: 'changed', resource: 'post', id: null, uris: [] },
  ]);
});
