import { describe, expect, it } from 'vitest';
import { parseHtml } from '../../../src/content/html.ts';
import { printedMenus } from '../../../src/content/printed-menus.ts';
import { locationsNamed, menusAt, placed } from '../../../src/loading/menus/places.ts';

/** Returns an item as `Walker_Nav_Menu` prints it. Its id tells the menu. */
const item = (id: number) =>
  `<li id="menu-item-${id}" class="menu-item menu-item-type-custom menu-item-object-custom menu-item-${id}"><a href="#">${id}</a></li>`;

/**
 * The elements that themes print around their menus, and the item of the menu at each location. `1 → …` is the item of the list.
 * Locations with null cannot be told from the page.
 */
const themes: readonly (readonly [string, string, Readonly<Record<string, number | null>>])[] = [
  [
    'Twenty Ten, whose words say nothing: the slug does',
    `<div id="access" role="navigation"><div class="menu-header"><ul id="menu-primary" class="menu">${item(1)}</ul></div></div>`,
    { PRIMARY: 1, FOOTER: null },
  ],
  [
    'Twenty Fifteen',
    `<nav id="site-navigation" class="main-navigation" role="navigation"><div class="menu-all-container"><ul id="menu-all" class="nav-menu">${item(1)}</ul></div></nav>
     <nav id="social-navigation" class="social-navigation" role="navigation"><div class="menu-friends-container"><ul id="menu-friends" class="menu">${item(2)}</ul></div></nav>`,
    { PRIMARY: 1, SOCIAL: 2, TOP: null },
  ],
  [
    'Twenty Seventeen',
    `<nav id="site-navigation" class="main-navigation" aria-label="Top Menu"><div class="menu-all-container"><ul id="top-menu" class="menu">${item(1)}</ul></div></nav>
     <footer><nav class="social-navigation" aria-label="Footer Social Links Menu"><div class="menu-friends-container"><ul id="menu-friends" class="social-links-menu">${item(2)}</ul></div></nav></footer>`,
    { TOP: 1, SOCIAL: 2, FOOTER: null },
  ],
  [
    'Twenty Nineteen',
    `<nav id="site-navigation" class="main-navigation" aria-label="Top Menu"><div class="menu-all-container"><ul id="menu-all" class="main-menu">${item(1)}</ul></div></nav>
     <footer><nav class="footer-navigation" aria-label="Footer Menu"><div class="menu-legal-container"><ul id="menu-legal" class="footer-menu">${item(2)}</ul></div></nav></footer>`,
    { MENU_1: 1, FOOTER: 2 },
  ],
  [
    'Twenty Twenty, which prints its menu again for phones',
    `<nav class="primary-menu-wrapper" aria-label="Horizontal"><ul class="primary-menu reset-list-style">${item(1)}</ul></nav>
     <nav class="mobile-menu" aria-label="Mobile"><ul class="modal-menu reset-list-style">${item(1)}</ul></nav>
     <nav aria-label="Footer" class="footer-menu-wrapper"><ul class="footer-menu reset-list-style">${item(2)}</ul></nav>
     <nav aria-label="Social links" class="footer-social-wrapper"><ul class="social-menu footer-social reset-list-style">${item(3)}</ul></nav>`,
    { PRIMARY: 1, MOBILE: 1, FOOTER: 2, SOCIAL: 3, EXPANDED: null },
  ],
  [
    'Twenty Twenty-One',
    `<nav id="site-navigation" class="primary-navigation" aria-label="Primary menu"><div class="primary-menu-container"><ul id="primary-menu-list" class="menu-wrapper">${item(1)}</ul></div></nav>
     <nav aria-label="Secondary menu" class="footer-navigation"><ul class="footer-navigation-wrapper">${item(2)}</ul></nav>`,
    { PRIMARY: 1, PRIMARY_MENU: 1, FOOTER: 2, FOOTER_NAVIGATION: 2, SECONDARY: 2, HEADER: null },
  ],
  [
    '_s',
    `<nav id="site-navigation" class="main-navigation"><button aria-controls="primary-menu">Menu</button><div class="menu-all-container"><ul id="primary-menu" class="menu">${item(1)}</ul></div></nav>`,
    { MENU_1: 1, PRIMARY: 1, MAIN: 1, MENU_2: null },
  ],
  [
    'GeneratePress',
    `<nav class="main-navigation sub-menu-right" id="site-navigation" aria-label="Primary"><div class="inside-navigation grid-container"><div id="primary-menu" class="main-nav"><ul id="menu-all" class=" menu sf-menu">${item(1)}</ul></div></div></nav>`,
    { PRIMARY: 1 },
  ],
  [
    'Astra',
    `<nav class="site-navigation ast-flex-grow-1" id="primary-site-navigation-desktop" aria-label="Primary Site Navigation"><div class="main-navigation ast-inline-flex"><ul id="ast-hf-menu-1" class="main-header-menu ast-nav-menu">${item(1)}</ul></div></nav>
     <nav class="site-navigation" id="footer-site-navigation" aria-label="Footer Site Navigation"><div class="footer-bar-navigation"><ul id="astra-footer-menu" class="ast-nav-menu astra-footer-horizontal-menu">${item(2)}</ul></div></nav>`,
    { PRIMARY: 1, FOOTER_MENU: 2, SECONDARY_MENU: null },
  ],
  [
    'OceanWP',
    `<div id="top-bar-nav" class="navigation clr"><ul id="menu-phone" class="top-bar-menu dropdown-menu sf-menu">${item(3)}</ul></div>
     <nav id="site-navigation" class="navigation main-navigation clr" role="navigation"><ul id="menu-all" class="main-menu dropdown-menu sf-menu">${item(1)}</ul></nav>
     <div id="footer-bottom-menu" class="navigation clr"><div class="menu-legal-container"><ul id="menu-legal" class="menu">${item(2)}</ul></div></div>`,
    { TOPBAR_MENU: 3, MAIN_MENU: 1, FOOTER_MENU: 2, MOBILE_MENU: null },
  ],
  [
    'Kadence',
    `<nav id="site-navigation" class="main-navigation header-navigation nav--toggle-sub" role="navigation" aria-label="Primary"><div class="primary-menu-container header-menu-container"><ul id="primary-menu" class="menu">${item(1)}</ul></div></nav>
     <nav id="mobile-site-navigation" class="mobile-navigation drawer-navigation" role="navigation" aria-label="Primary Mobile"><div class="mobile-menu-container drawer-menu-container"><ul id="mobile-menu" class="menu has-collapse-sub-nav">${item(3)}</ul></div></nav>
     <nav id="footer-navigation" class="footer-navigation" aria-label="Footer"><div class="footer-menu-container"><ul id="footer-menu" class="menu">${item(2)}</ul></div></nav>`,
    { PRIMARY: 1, MOBILE: 3, FOOTER: 2, SECONDARY: null },
  ],
  [
    'Neve',
    `<div class="nv-nav-wrap"><div role="navigation" class="nav-menu-primary style-plain" aria-label="Primary Menu"><ul id="nv-primary-navigation-main" class="primary-menu-ul nav-ul">${item(1)}</ul></div></div>`,
    { PRIMARY: 1, FOOTER: null },
  ],
  [
    'Hello Elementor',
    `<nav class="site-navigation" aria-label="Main menu"><ul id="menu-all" class="menu">${item(1)}</ul></nav><nav class="site-navigation" aria-label="Footer menu"><ul id="menu-legal" class="menu">${item(2)}</ul></nav>`,
    { MENU_1: 1, MENU_2: null, FOOTER: 2 },
  ],
  [
    'Storefront, with two menus in one landmark',
    `<nav class="secondary-navigation" aria-label="Secondary Navigation"><div class="menu-help-container"><ul id="menu-help" class="menu">${item(2)}</ul></div></nav>
     <nav id="site-navigation" class="main-navigation" aria-label="Primary Navigation"><div class="primary-navigation"><ul id="menu-all" class="menu">${item(1)}</ul></div><div class="handheld-navigation"><ul id="menu-short" class="menu">${item(3)}</ul></div></nav>`,
    { PRIMARY: 1, SECONDARY: 2, HANDHELD: 3 },
  ],
  [
    'Divi, which calls its primary menu the top menu',
    `<div id="et-top-navigation"><nav id="top-menu-nav"><ul id="top-menu" class="nav">${item(1)}</ul></nav></div>
     <div id="et-footer-nav"><div class="container"><ul id="menu-legal" class="bottom-nav">${item(2)}</ul></div></div>`,
    { PRIMARY_MENU: null, FOOTER_MENU: 2 },
  ],
  [
    'a theme with two menus in its footer',
    `<footer class="site-footer"><ul id="menu-a" class="footer-menu">${item(1)}</ul><ul id="menu-b" class="footer-menu">${item(2)}</ul></footer>`,
    { FOOTER: null },
  ],
  [
    'a page builder, which numbers its lists',
    `<nav aria-label="Menu" class="elementor-nav-menu--main elementor-nav-menu__container"><ul id="menu-1-8e2a41f" class="elementor-nav-menu">${item(1)}</ul></nav>`,
    { MAIN: 1, MENU_1: null, FOOTER: null },
  ],
  [
    'a theme whose words name no place, only a menu',
    `<nav aria-label="Menu" class="foo"><ul class="bar nav-menu">${item(1)}</ul></nav>`,
    { MENU: null, NAVIGATION: null, NAV_MENU: null, THEME_LOCATION: null, CONSTRUCTOR: null, _: null },
  ],
  [
    'a theme with classes about looks',
    `<nav class="hide-on-mobile align-top"><ul class="has-primary-background text-main-color mobile-hidden-menu">${item(1)}</ul></nav>
     <nav class="visible-mobile mega-handheld-menu"><ul class="bar">${item(2)}</ul></nav>`,
    { MOBILE: null, PRIMARY: null, MAIN: null, TOP: null, HANDHELD: 2 },
  ],
];

describe.each(themes)('the menus of %s', (_, html, expected) => {
  it('are found by the locations of the theme', () => {
    const menus = printedMenus(parseHtml(html)).map(placed);
    const found = Object.keys(expected).map((location) => {
      const [menu, ...others] = menusAt(menus, location);
      return [location, others.length === 0 ? (menu?.items[0]?.id ?? null) : null];
    });
    expect(Object.fromEntries(found)).toEqual(expected);
  });
});

describe('a menu in a list', () => {
  it.each([
    ['Twenty Twenty', ['primary', 'footer', 'social']],
    ['Twenty Twenty-One', ['primary', 'footer']],
    ['Kadence', ['primary', 'mobile', 'footer']],
    ['a theme with two menus', [null, null]],
  ])('of %s has the location that the nearest words name', (start, locations) => {
    const [, html = ''] = themes.find(([name]) => name.startsWith(start)) ?? [];
    const menus = printedMenus(parseHtml(html)).map(placed);
    const named = locationsNamed(menus);
    expect(menus.map((menu) => named.get(menu) ?? null)).toEqual(locations);
    for (const [menu, location] of named) expect(menusAt(menus, location)).toEqual([menu]);
  });
});
