import { createChanges } from '../../src/cache/change-log.ts';
import type { Change } from '../../src/cache/changes.ts';
import { createFeed } from '../../src/feed/feed.ts';
import { siteOf } from '../site/site-of.ts';
import { fakeRest } from './fake-rest.ts';
import { turnedClock } from './turned-clock.ts';

export const home = 'https://site.test';
export const second = 1000;
export const start = Date.parse('2026-05-01T12:00:00Z');

/** A time as WordPress writes it. */
export const stamp = (time: number) => new Date(time).toISOString().slice(0, 19);

/** A feed of a site with a number of posts, which are an hour apart, and with a clock that the test turns. */
export async function fakeFeed({ posts, hasTotals = true }: { posts: number; hasTotals?: boolean }) {
  const { now, after, wait } = turnedClock(start);
  const fake = fakeRest(now);
  fake.hasTotals = hasTotals;
  const site = siteOf(home);
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
    after,
  });
  const changesAfter = async (edit: () => void) => {
    await wait(second);
    edit();
    published.length = 0;
    fake.sent.length = 0;
    await wait(6 * second);
    return [...published];
  };
  const write = (id: number, fields: object = {}, at = now()) => {
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
