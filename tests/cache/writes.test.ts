import { describe, expect, it } from 'vitest';
import { changesOf } from '../../src/cache/writes.ts';
import { collectionsOf, nameCollections } from '../../src/site/resources.ts';
import type { Write } from '../../src/wordpress/rest.ts';

/* What the gateway publishes about a mutation, which frontends and subscribers learn. */

const stock = collectionsOf({ types: null, taxonomies: null, routes: {} });
const home = 'https://site.test';
const site = { ...nameCollections(stock), home, url: home, address: home };
const changesBy = (write: Write, answer: unknown) =>
  changesOf(write, answer, site).filter(({ id }) => id !== null);

const create: Write = { method: 'POST', route: '/wp/v2/posts' };
const update: Write = { method: 'POST', route: '/wp/v2/posts/7' };

describe('a mutation', () => {
  it.each(['draft', 'pending', 'future', 'private', 'auto-draft'])(
    'that creates %s content says nothing',
    (status) => {
      expect(changesOf(create, { id: 7, status, link: 'https://site.test/?p=7' }, site)).toEqual([]);
    },
  );

  it('that publishes content names its path', () => {
    expect(changesBy(create, { id: 7, status: 'publish', link: 'https://site.test/hello/' })).toEqual([
      { kind: 'published', resource: 'post', id: 7, uris: ['/hello/'] },
    ]);
  });

  it('that hides content reports it as removed, without its link', () => {
    expect(changesBy(update, { id: 7, status: 'draft', link: 'https://site.test/?p=7' })).toEqual([
      { kind: 'removed', resource: 'post', id: 7, uris: [] },
    ]);
  });

  it('that may have failed reports that the content may have changed', () => {
    expect(changesBy(update, null)).toEqual([{ kind: 'changed', resource: 'post', id: 7, uris: [] }]);
  });
});
