import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const root = new URL('../..', import.meta.url);
const { compatibilityPage, readResults } = await import(new URL('frontends/page.mjs', root).href);
const { starters } = await import(new URL('frontends/starters.mjs', root).href);
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
