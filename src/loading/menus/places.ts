import type { PrintedMenu } from '../../content/printed-menus.ts';

/** A menu that a theme prints, with the names that say where it is. All of it is JSON. */
export interface PlacedMenu {
  readonly slug: string | null;
  readonly items: PrintedMenu['items'];
  readonly names: readonly PlaceName[];
}

/** A name of an element around a menu, or the slug of the menu. */
export interface PlaceName {
  /** How far it is from the list: one of `ranks`. */
  readonly rank: number;
  /** The words that say which place it is: `['footer', 'social']`. */
  readonly words: readonly string[];
  /** The words without spaces: `topbar_menu` is `top-bar-menu`. */
  readonly text: string;
  /** Whether the name also fits a location with fewer words. False for slugs and for classes without a menu word: `hide-on-mobile`. */
  readonly mayContain: boolean;
}

/** Words that say that an element is a menu. */
const menuWords: ReadonlySet<string> = new Set(['menu', 'menus', 'nav', 'navs', 'navigation', 'navbar']);

/**
 * Words that say that an element is a menu, or a part of one. They are left out of names: `primary`, `primary_menu` and
 * `primary-navigation-list` are one place.
 */
const fillers: ReadonlySet<string> = new Set([
  ...menuWords,
  ...['list', 'ul', 'items', 'item', 'links', 'link'],
  ...['container', 'wrapper', 'wrap', 'inner', 'inside', 'area', 'holder', 'box', 'block', 'section'],
  ...['site', 'theme', 'wp', 'the', 'location', 'class', 'id'],
]);

/** Words that name a place. A name of two places fits neither: `footer-social` is neither `footer` nor `social`. */
const placeWords: ReadonlySet<string> = new Set([
  ...['primary', 'secondary', 'tertiary', 'main', 'header', 'footer', 'top', 'bottom', 'social', 'sidebar'],
  ...['mobile', 'handheld', 'legal', 'copyright', 'user', 'account', 'login', 'cart', 'search', 'language'],
  ...['left', 'right', 'off', 'canvas', 'offcanvas', 'drawer', 'sub', 'widget'],
]);

/** Words about looks. A name with one of them does not say where the menu is: `hide-on-mobile`, `has-header-background`. */
const lookWords: ReadonlySet<string> = new Set([
  ...['hide', 'hides', 'hidden', 'show', 'shows', 'shown', 'visible', 'has', 'is', 'not', 'on'],
  ...['text', 'align', 'color', 'colour', 'background', 'bg'],
]);

/** Pairs of place words that name one place: OceanWP prints `footer` in `footer-bottom-menu`. */
const compatible: ReadonlySet<string> = new Set(['footer bottom']);

/**
 * Names that themes print for a location with another name, which count if no menu has the name of the location itself.
 * Twenty Twelve, Twenty Fifteen and many others print `primary` in `main-navigation`. The starter theme `_s` and those made
 * from it print `menu-1` as `primary-menu`, Twenty Nineteen prints it as `main-menu`, and Hello Elementor labels it "Main menu".
 */
const otherNames: ReadonlyMap<string, readonly string[]> = new Map([
  ['primary', ['main']],
  ['main', ['primary']],
  ['menu1', ['primary', 'main']],
]);

/** Locations that most themes have. They stand in for the locations of the theme if the gateway does not know these. */
const commonLocations = ['primary', 'secondary', 'footer', 'header', 'social', 'mobile', 'top', 'main'];

/** The parts of a rank, which add up. A lower rank fits better. */
const ranks = {
  list: 0,
  container: 1,
  nav: 2,
  /** The name has further words. */
  contained: 10,
  slug: 20,
  /** The first of the `otherNames` of the location. The second one adds this number twice. */
  other: 30,
} as const;

/** Returns a menu with its names divided into words, which takes longer than to compare them. */
export function placed({ slug, items, places }: PrintedMenu): PlacedMenu {
  const ofPlaces = places.flatMap(({ at, names, classes }) => [
    ...names.map((name) => placeName(name, { rank: ranks[at], mayContain: true })),
    ...classes.map((name) => placeName(name, { rank: ranks[at], mayContain: saysMenu(name) })),
  ]);
  const ofSlug = slug === null ? [] : [placeName(slug, { rank: ranks.slug, mayContain: false })];
  return { slug, items, names: [...ofPlaces, ...ofSlug].filter(({ words }) => words.length > 0) };
}

/**
 * Returns the menus whose names fit a location best: one, none, or several that fit equally well. A name must have the whole words
 * of the location, in the same order. A name without further words comes before one with them (`et-footer-nav`). Among these, names
 * of the list come first, then names of containers, then those of the landmark. The slug comes after them all: an editor chose it.
 * A location of fillers alone, such as `navigation`, fits no menu.
 *
 * @param location - `primary`, or as an enum value: `PRIMARY`
 */
export function menusAt<Menu extends PlacedMenu>(menus: readonly Menu[], location: string): readonly Menu[] {
  return fitAt(menus, location).menus;
}

/**
 * Returns one location for each menu. It is one at which {@link menusAt} finds no other menu. If there are several, it is the one
 * whose name is nearest to the list. Names with further words and slugs do not count. Menus without such a location are missing.
 *
 * @param locations - the locations of the theme. Default: locations that most themes have
 */
export function locationsNamed<Menu extends PlacedMenu>(
  menus: readonly Menu[],
  locations: readonly string[] = commonLocations,
): ReadonlyMap<Menu, string> {
  const nearest = new Map<Menu, { readonly location: string; readonly rank: number }>();
  for (const location of locations) {
    const { menus: fitting, rank } = fitAt(menus, location);
    const [menu, ...others] = fitting;
    if (!menu || others.length > 0 || rank >= ranks.contained) continue;
    if (rank < (nearest.get(menu)?.rank ?? ranks.contained)) nearest.set(menu, { location, rank });
  }
  return new Map([...nearest].map(([menu, { location }]) => [menu, location]));
}

/** Returns the menus with the lowest rank at a location. */
function fitAt<Menu extends PlacedMenu>(
  menus: readonly Menu[],
  location: string,
): { readonly menus: readonly Menu[]; readonly rank: number } {
  const words = placeIn(location);
  const ranked = menus.map((menu) => ({ menu, rank: rankOf(menu, words) }));
  const lowest = ranked.reduce((least, { rank }) => Math.min(least, rank), Number.POSITIVE_INFINITY);
  const fitting = ranked.filter(({ rank }) => rank === lowest && rank < Number.POSITIVE_INFINITY);
  return { menus: fitting.map(({ menu }) => menu), rank: lowest };
}

/** Returns the rank of a menu at a location. Infinite if it does not fit. */
function rankOf({ names }: PlacedMenu, words: readonly string[]): number {
  const text = words.join('');
  const others = otherNames.get(text) ?? [];
  let lowest = Number.POSITIVE_INFINITY;
  for (const name of names) {
    const other = name.rank < ranks.contained ? others.indexOf(name.text) : -1;
    if (name.text === text) lowest = Math.min(lowest, name.rank);
    else if (name.mayContain && contains(name.words, words))
      lowest = Math.min(lowest, ranks.contained + name.rank);
    else if (other >= 0) lowest = Math.min(lowest, ranks.other * (other + 1) + name.rank);
  }
  return lowest;
}

/** Whether a name has the words of a location, and no further word that names a place, is about looks or has a digit. */
function contains(place: readonly string[], words: readonly string[]): boolean {
  if (words.length === 0) return false;
  return place.some((_, index) => {
    if (words.some((word, at) => place[index + at] !== word)) return false;
    const others = [...place.slice(0, index), ...place.slice(index + words.length)];
    return others.every(
      (word) =>
        !(placeWords.has(word) || lookWords.has(word) || /\d/.test(word)) ||
        compatible.has(`${words.join(' ')} ${word}`),
    );
  });
}

function placeName(name: string, more: Pick<PlaceName, 'rank' | 'mayContain'>): PlaceName {
  const words = placeIn(name);
  return { ...more, words, text: words.join('') };
}

/** Whether a name has a word that says that the element is a menu. */
function saysMenu(name: string): boolean {
  return wordsIn(name).some((word) => menuWords.has(word));
}

/**
 * Returns the words of a name that say which place it is. A name of fillers and numbers alone, such as `menu-1`, keeps them all.
 */
function placeIn(name: string): readonly string[] {
  const words = wordsIn(name);
  const telling = words.filter((word) => !fillers.has(word));
  if (telling.some((word) => /\p{L}/u.test(word))) return telling;
  return words.some((word) => /\d/.test(word)) ? words : [];
}

function wordsIn(name: string): readonly string[] {
  return name
    .replaceAll(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
}
