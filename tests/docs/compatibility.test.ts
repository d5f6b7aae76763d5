import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const root = new URL('../..', import.meta.url);
const { compatibilityPage, readResults } = await import(new URL('frontends/page.mjs', root).href);
const { starters } = await import(new URL('frontends/starters.mjs', root).href);
const { ownWords } = await import(new URL('frontends/own-words.mjs', root).href);
const { visibleLines } = await import(new URL('frontends/visible.mjs', root).href);

const frontendsNamed = (...names: string[]) =>
  names.map((name) => ({ name, framework: 'Next', repository: 'a/b', commit: 'c1' }));
const resultWith = (given: object) => ({
  wordpress: '7.1.1',
  wpgraphql: '2.20.0',
  commit: 'c1',
  pages: 2,
  modes: { plain: { runs: true, equal: 1 }, tuned: { runs: true, equal: 2 } },
  ...given,
});
const rowsOf = (page: string) => page.split('\n').filter((line) => line.startsWith('| ['));

describe('the page about compatibility', () => {
  it('has the results that are kept', () => {
    const page = readFileSync(new URL('docs/compatibility.md', root), 'utf8');
    expect(page).toBe(compatibilityPage(starters, readResults()));
  });

  it('has no result of another commit than that of its link', () => {
    const results = { one: resultWith({}), two: resultWith({ commit: 'c0' }) };
    const rows = rowsOf(compatibilityPage(frontendsNamed('one', 'two', 'three'), results));
    expect(rows).toEqual(['| [one](https://github.com/a/b/tree/c1) | Next | 1 of 2 | 2 of 2 |  |']);
  });

  it('names the versions once, or in each row if they differ', () => {
    const frontends = frontendsNamed('one', 'two');
    const same: string = compatibilityPage(frontends, { one: resultWith({}), two: resultWith({}) });
    expect(same.match(/WordPress 7\.1\.1 and WPGraphQL 2\.20\.0/g)).toHaveLength(1);
    const results = { one: resultWith({}), two: resultWith({ wpgraphql: '2.21.0' }) };
    expect(rowsOf(compatibilityPage(frontends, results))).toEqual([
      expect.stringMatching(/ \| WordPress 7\.1\.1 and WPGraphQL 2\.20\.0 \|$/),
      expect.stringMatching(/ \| WordPress 7\.1\.1 and WPGraphQL 2\.21\.0 \|$/),
    ]);
  });
});

describe('a page', () => {
  const isShown = ownWords({
    texts: [
      'The Night the Trams Sang',
      'About us',
      'It “began” with one bell &#8211; and ended with all of them.',
    ],
    names: ['Town', 'Harbour', 'Food & Markets', 'Science'],
  });
  const page = (body: string, type = 'text/html') =>
    isShown({
      status: 200,
      location: '',
      type,
      body: `<html><head><title>T</title></head><body>${body}</body></html>`,
    });

  it.each([
    ['a title', page('<h1>The night the <em>trams</em> sang</h1>')],
    ['the start of a paragraph, with other quotes', page('<main><p>It "began" with one…</p></main>')],
    ['several names', page('<li>Town</li><li>Harbour</li><li>Food &amp; Markets</li>')],
    ['a feed', page('', 'text/xml')],
  ])('is not empty if it has %s of the site', (_, shown) => expect(shown).toBe(true));

  it.each([
    ['words of the frontend alone', page('<nav>Blog Town Harbour</nav><p>Loading…</p>')],
    [
      'a name or two, which frontends have as well',
      page('<a>About us</a><a>Town</a><a>Science</a><a>Town</a>'),
    ],
    ['the data for a browser', page('<script id="__NEXT_DATA__">"The Night the Trams Sang"</script>')],
    ['nothing', page('')],
  ])('is empty if it has %s', (_, shown) => expect(shown).toBe(false));

  it('that is empty does not count', () => {
    const results = { one: resultWith({ pages: 4, empty: 2 }), two: resultWith({ pages: 3, empty: 1 }) };
    const [first, second] = rowsOf(compatibilityPage(frontendsNamed('one', 'two'), results));
    expect(first).toContain('| 1 of 2 | 2 of 2 | 2 more pages are empty |');
    expect(second).toContain('| 1 of 2 | 2 of 2 | 1 more page is empty |');
  });
});

describe('the lines of a feed', () => {
  const feedWith = (built: string) =>
    [`<pubDate>${built}</pubDate>`, '<item>', '<pubDate>Fri, 20 Nov 2026 07:30:00 GMT</pubDate>'].join('\n');
  const linesOf = (body: string) =>
    visibleLines(
      { status: 200, location: '', type: 'text/xml', body },
      { addresses: [], builtSince: new Date('2026-11-29T23:01:03.900Z') },
    );

  it('have the times of posts, but not that of the build', () => {
    const lines = linesOf(feedWith('Sun, 29 Nov 2026 23:01:03 GMT'));
    expect(lines).toEqual(linesOf(feedWith('Sun, 29 Nov 2026 23:10:12 GMT')));
    expect(lines).toContain('<pubDate>Fri, 20 Nov 2026 07:30:00 GMT</pubDate>');
  });

  it('keep what is no time', () => {
    expect(linesOf(feedWith('soon'))).toContain('<pubDate>soon</pubDate>');
  });
});
