import { describe, expect, it } from 'vitest';
import { parseHtml } from '../../src/content/html.ts';
import { navigationLinks } from '../../src/content/navigation.ts';

const links = (html: string) => navigationLinks(parseHtml(html).children);

describe('links of a navigation', () => {
  it('are an empty list if the navigation has no links', () => {
    expect(links('')).toEqual([]);
    expect(links('<form><label>Search</label><input></form><p><a href="/x">x</a></p>')).toEqual([]);
  });

  it('may only open a submenu', () => {
    const html = `<li class="wp-block-navigation-item has-child open-on-click"><button class="wp-block-navigation-item__content"><span class="wp-block-navigation-item__label">More</span></button>
      <ul class="wp-block-navigation__submenu-container"><li><a href="/a"><span class="wp-block-navigation-item__label">A</span><span class="wp-block-navigation-item__description">of many</span></a></li></ul></li>`;
    expect(links(html)).toMatchObject([
      {
        label: 'More',
        url: '',
        classes: [],
        items: [{ label: 'A', url: '/a', description: 'of many', items: [] }],
      },
    ]);
  });

  it('are read from malformed lists up to the error', () => {
    expect(links('<ul><li><a href="/a">A</a><li><a href="/b">B</a><ul><li>').map(({ url }) => url)).toEqual([
      '/a',
      '/b',
    ]);
    expect(links('<li></li><li><ul><li><a href="/c">C</a></li></ul></li>').map(({ label }) => label)).toEqual(
      ['C'],
    );
  });
});
