import type { PrintedMenu, PrintedPlace } from '../../content/printed-menus.ts';

/** A menu that a theme prints, as far as its places matter. */
type PlacedMenu = Pick<PrintedMenu, 'slug' | 'places'>;

/**
 * Words that say that an element is a menu, or a part of one. They are left out of names: `primary`, `primary_menu` and
 * `primary-navigation-list` are one place.
 */
const fillers: ReadonlySet<string> = new Set([
  ...['menu', 'menus', 'nav', 'navs', 'navigation', 'navbar', 'list', 'ul', 'items', 'item', 'links', 'link'],
  ...['container', 'wrapper', 'wrap', 'inner', 'inside', 'area', 'holder', 'box', 'block', 'section'],
  ...['site', 'theme', 'wp', 'the', 'location', 'class', 'id'],
]);

/** Words that name a place. A name with one of them and the words of another place is that of neither. */
const placeWords: ReadonlySet<string> = new Set([
  ...['primary', 'secondary', 'tertiary', 'main', 'header', 'footer', 'top', 'bottom', 'social', 'sidebar'],
  ...['mobile', 'handheld', 'legal', 'copyright', 'user', 'account', 'login', 'cart', 'search', 'language'],
  ...['left', 'right', 'off', 'canvas', 'offcanvas', 'drawer', 'sub', 'widget'],
]);

/** Pairs of such words that name one place: OceanWP prints `footer` in `footer-bottom-menu`. */
const compatible: ReadonlySet<string> = new Set(['footer bottom']);

/**
 * Names that themes print for a location with another name, which count if no menu has the name of the location itself.
 * Twenty Twelve, Twenty Fifteen and many others print `primary` in `main-navigation`. The starter theme `_s` and those made
 * from it print `menu-1` as `primary-menu`, Twenty Nineteen prints it as `main-menu`, and Hello Elementor labels it "Main menu".
 */
const otherNames: Readonly<Record<string, readonly string[]>> = {
  primary: ['main'],
  main: ['primary'],
  menu1: ['primary', 'main'],
};

/** Locations that most themes have, for menus whose location no client has named. */
const commonLocations = ['primary', 'secondary', 'footer', 'header', 'social', 'mobile', 'top', 'main'];

/**
 * Returns the menus that the theme's words put at a location: one, none, or several that fit equally well. The words of a name
 * count in their order, and whole. A name that says nothing else comes before one with further words (`et-footer-nav`), the
 * list before its containers, these before the landmark, and all of them before the slug of the menu, which an editor chose.
 *
 * @param location - `primary`, or as an enum value: `PRIMARY`
 */
export function menusAt<Menu extends PlacedMenu>(menus: readonly Menu[], location: string): readonly Menu[] {
  const own = placeIn(location);
  const found = best(menus, (menu) => rankOf(menu, own));
  if (found.length > 0) return found;
  for (const other of otherNames[own.join('')] ?? []) {
    const known = best(menus, (menu) => exactRankOf(menu, [other]));
    if (known.length > 0) return known;
  }
  return [];
}

/** Returns the location that the nearest words around a menu name, if they name no other menu. Returns null otherwise. */
export function locationNamed<Menu extends PlacedMenu>(
  menu: Menu,
  menus: readonly Menu[],
  locations: readonly string[] = commonLocations,
): string | null {
  let [named, nearest]: [string | null, number] = [null, ranks.contained];
  for (const location of locations) {
    const words = placeIn(location);
    const rank = exactRankOf(menu, words);
    const [only, ...others] = best(menus, (each) => exactRankOf(each, words));
    if (rank === null || rank >= nearest || only !== menu || others.length > 0) continue;
    [named, nearest] = [location, rank];
  }
  return named;
}

/** Returns the menus with the lowest rank. */
function best<Menu>(menus: readonly Menu[], rank: (menu: Menu) => number | null): readonly Menu[] {
  const ranked = menus.flatMap((menu) => {
    const own = rank(menu);
    return own === null ? [] : [{ menu, own }];
  });
  const lowest = Math.min(...ranked.map(({ own }) => own));
  return ranked.filter(({ own }) => own === lowest).map(({ menu }) => menu);
}

const levels: Readonly<Record<PrintedPlace['at'], number>> = { list: 0, container: 1, nav: 2 };
const ranks = { contained: 10, slug: 20 };

function exactRankOf(menu: PlacedMenu, words: readonly string[]): number | null {
  return rankAmong(menu, (place) => isSame(place, words));
}

function rankOf(menu: PlacedMenu, words: readonly string[]): number | null {
  const exact = exactRankOf(menu, words);
  if (exact !== null) return exact;
  const contained = rankAmong(menu, (place) => contains(place, words));
  if (contained !== null) return ranks.contained + contained;
  return menu.slug !== null && isSame(placeIn(menu.slug), words) ? ranks.slug : null;
}

function rankAmong({ places }: PlacedMenu, fits: (place: readonly string[]) => boolean): number | null {
  const fitting = places.filter(({ names }) => names.some((name) => fits(placeIn(name))));
  return fitting.length === 0 ? null : Math.min(...fitting.map(({ at }) => levels[at]));
}

/** `topbar_menu` is `top-bar-menu`. */
function isSame(place: readonly string[], words: readonly string[]): boolean {
  return place.length > 0 && place.join('') === words.join('');
}

/** Whether a name has the words of a location, and beside them none of another place and no number. */
function contains(place: readonly string[], words: readonly string[]): boolean {
  return place.some((_, index) => {
    if (words.some((word, at) => place[index + at] !== word)) return false;
    const others = [...place.slice(0, index), ...place.slice(index + words.length)];
    return others.every(
      (word) => (!placeWords.has(word) && !/\d/.test(word)) || compatible.has(`${words.join(' ')} ${word}`),
    );
  });
}

/**
 * Returns the words of a name that say which place it is. A name of fillers and numbers alone, such as `menu-1`, keeps them all.
 */
function placeIn(name: string): readonly string[] {
  const words = name
    .replaceAll(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
  const telling = words.filter((word) => !fillers.has(word));
  if (telling.some((word) => /\p{L}/u.test(word))) return telling;
  return words.some((word) => /\d/.test(word)) ? words : [];
}
