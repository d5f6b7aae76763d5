import { describe, expect, it } from 'vitest';
import { parseHtml } from '../../src/content/html.ts';
import { printedMenus } from '../../src/content/printed-menus.ts';

const menusIn = (html: string) => printedMenus(parseHtml(html));
const itemsIn = (html: string) => menusIn(html).flatMap(({ items }) => items);
const item = (id: number, link: string, { type = 'custom', classes = '', below = '' } = {}) =>
  `<li id="menu-item-${id}" class="${classes} menu-item menu-item-type-${type} menu-item-object-${type} menu-item-${id}">${link}${below}</li>`;

describe('the label of an item', () => {
  it.each([
    [
      'Kadence',
      '<a href="/"><span class="nav-drop-title-wrap">News<span class="dropdown-nav-toggle"><svg><title>Expand</title></svg></span></span></a>',
    ],
    [
      'Neve',
      '<div class="wrap"><a href="/"><span class="menu-item-title-wrap dd-title">News</span></a><div role="button" aria-label="Open Submenu"><span class="caret"><svg></svg></span></div></div>',
    ],
    [
      'OceanWP',
      '<a href="/" class="menu-link"><span class="text-wrap">News<i class="nav-arrow fa fa-angle-down" role="img"></i></span></a>',
    ],
    [
      'Astra',
      '<a href="/" class="menu-link">News<span role="presentation" class="dropdown-menu-toggle">▾</span></a><button class="ast-menu-toggle"><span class="screen-reader-text">Menu Toggle</span></button>',
    ],
    [
      'Twenty Twenty',
      '<div class="ancestor-wrapper"><a href="/">News</a><button class="toggle"><span class="screen-reader-text">Show sub menu</span></button></div>',
    ],
    ['Twenty Fifteen', '<a href="/">News<div class="menu-item-description">All of it</div></a>'],
    [
      'a social menu, for screen readers',
      '<a href="/"><span class="screen-reader-text">News</span><svg class="icon"></svg></a>',
    ],
    ['an icon with a name', '<a href="/" aria-label="News"><svg></svg></a>'],
    [
      'a theme that adds words for screen readers',
      '<a href="/">News <span class="sr-only">(opens a submenu)</span></a>',
    ],
  ])('is the text of its link in %s', (_, link) => {
    expect(itemsIn(`<ul>${item(1, link)}</ul>`)).toMatchObject([{ id: 1, label: 'News', url: '/' }]);
  });

  it('is as the editor typed it, unless it may be the title of a page', () => {
    const link = '<a href="/">What&#8217;s &#8220;new&#8221; &#8211; it’s all&#8230; &amp; &lt;b&gt;</a>';
    expect(itemsIn(item(1, link).replace(/^/, '<ul>'))).toMatchObject([
      { label: `What's "new" - it’s all... & <b>` },
    ]);
    expect(itemsIn(`<ul>${item(1, link, { type: 'post_type' })}</ul>`)).toMatchObject([
      { label: 'What’s “new” – it’s all… & <b>' },
    ]);
  });

  it('may have no link', () => {
    const html = `<ul>${item(1, '<span class="link">More</span>', { below: `<ul class="sub-menu">${item(2, '<a href="/a">A</a>')}</ul>` })}</ul>`;
    expect(itemsIn(html)).toMatchObject([
      { id: 1, label: 'More', url: '', parent: 0 },
      { id: 2, label: 'A', url: '/a', parent: 1 },
    ]);
  });
});

describe('an item', () => {
  it('has the classes of the editor, and the rel without that of WordPress', () => {
    const [first, second, third] = itemsIn(
      `<ul>${item(1, '<a href="/" target="_blank" rel="noopener">A</a>', { classes: 'big icon-a' })}
       ${item(2, '<a href="/" target="_blank" rel="me noopener" title="T">B</a>')}
       <li class="menu-item menu-item-privacy-policy menu-item-3"><a href="/" rel="privacy-policy">C</a></li></ul>`,
    );
    expect(first).toMatchObject({ classes: ['big', 'icon-a'], rel: '', target: '_blank' });
    expect(second).toMatchObject({ classes: [], rel: 'me noopener', title: 'T' });
    expect(third).toMatchObject({ rel: '', type: 'custom', object: '' });
  });

  it('of a plugin or of `wp_page_menu()` is none', () => {
    const html = `<div class="menu-item"><ul>${item(1, '<a href="/a">A</a>')}
      <li class="menu-item menu-item-cart"><a href="/cart">Cart</a></li><li class="menu-item menu-item--1"><a href="#">Back</a></li>
      <li class="menu-item menu-item-0"><a href="#">0</a></li><li class="menu-item menu-item-99999999999"><a href="#">far</a></li>
      <li class="page_item page-item-2"><a href="/p">P</a></li></ul></div>`;
    expect(itemsIn(html).map(({ id }) => id)).toEqual([1]);
  });
});

describe('a menu', () => {
  it('that is printed twice is one, with all items of the longer list', () => {
    const long = `<ul id="menu-all">${item(1, '<a>A</a>', { below: `<ul>${item(2, '<a>B</a>')}</ul>` })}</ul>`;
    const menus = menusIn(
      `<ul class="top">${item(1, '<a>A</a>')}</ul>${long}${long.replace('menu-all', 'menu-all-1')}`,
    );
    expect(menus).toMatchObject([{ slug: 'all', items: [{ id: 1 }, { id: 2 }] }]);
    expect(menus[0]?.places).toEqual([{ at: 'list', names: [], classes: ['top'] }]);
  });

  it('is as it was printed first, whatever a later list says about its items', () => {
    const first = `<ul class="top">${item(1, '<a href="/a">A</a>')}${item(2, '<a href="/b">B</a>')}</ul>`;
    const others = [
      item(1, '<a href="/a">A</a>') + item(8, '<a href="/x">X</a>') + item(9, '<a href="/y">Y</a>'),
      item(1, '<a href="/x">A</a>') + item(2, '<a href="/b">B</a>') + item(9, '<a href="/y">Y</a>'),
    ];
    for (const other of others) {
      const menus = menusIn(`${first}<ul class="mobile">${other}</ul>`);
      expect(menus).toMatchObject([
        { items: [{ url: '/a' }, { url: '/b' }], places: [{ classes: ['top'] }] },
      ]);
    }
  });

  it('has no slug if the theme gives several menus one id', () => {
    const list = (id: number) => `<ul id="menu-nav">${item(id, '<a>A</a>')}</ul>`;
    expect(menusIn(list(1) + list(2)).map(({ slug }) => slug)).toEqual([null, null]);
  });

  it('is not in the content of the page, and not in a widget', () => {
    const list = `<ul>${item(5, '<a href="/">Fake</a>')}</ul>`;
    const around = [
      `<main>${list}</main>`,
      `<div role="main">${list}</div>`,
      `<article>${list}</article>`,
      `<div class="entry-content">${list}</div>`,
      `<ol class="comment-list"><li>${list}</li></ol>`,
      `<section class="widget widget_nav_menu"><nav>${list}</nav></section>`,
    ];
    for (const html of around) expect(menusIn(html)).toEqual([]);
  });

  it.each([
    ['closes the elements around it', 'x</article></main>LIST'],
    ['opens them again', 'x</article></main>LIST<main><article>'],
    ['opens others', 'x</article></main><nav>LIST</nav><section><main>y</main></section>'],
    ['writes the end tags in capitals', 'x</ARTICLE ></MAIN >LIST'],
  ])('is not in a post that %s', (_, post) => {
    const list = (id: number) => `<ul id="menu-${id}">${item(id, '<a href="/">A</a>')}</ul>`;
    const page = (around: readonly [string, string]) =>
      `<header>${list(1)}</header>${around[0]}${post.replace('LIST', list(9))}${around[1]}
       <script>"</main></article>"</script><footer>${list(2)}<script>"</main></article>"</script><!-- </main></article> --></footer>`;
    for (const around of [
      ['<main><article>', '</article></main>'],
      ['<div id="content"><article>', '</article></div>'],
    ] as const)
      expect(menusIn(page(around)).map(({ slug }) => slug)).toEqual(['1', '2']);
  });

  it('is bounded, however a page is made', () => {
    const many = Array.from({ length: 2000 }, (_, index) => item(index + 1, '<a>x</a>')).join('');
    expect(itemsIn(`<ul>${many}</ul>`)).toHaveLength(999);
    const lists = Array.from({ length: 300 }, (_, index) => `<ul>${item(index + 1, '<a>x</a>')}</ul>`).join(
      '',
    );
    expect(menusIn(lists)).toHaveLength(50);
    let deep = '';
    for (let id = 1; id <= 3000; id++) deep += `<li class="menu-item menu-item-${id}"><a>x</a><ul>`;
    expect(itemsIn(`<ul>${deep}`).length).toBeLessThan(999);
    expect(menusIn('')).toEqual([]);
  });
});
