import type { PrintedItem } from '../../content/printed-items.ts';
import { printedMenus } from '../../content/printed-menus.ts';
import { menuResource } from '../../site/menu-resources.ts';
import type { Site } from '../../site/site.ts';
import type { Rest } from '../../wordpress/rest.ts';
import { grantError } from '../access/grants.ts';
import { ClosedError } from '../base/closed.ts';
import type { Entity } from '../base/entity.ts';
import { readThemePage, type UnreadPages, whyPagesAreUnread } from '../rest/theme-page.ts';
import { addressItemType, menuItem } from './menu-item.ts';
import { locationsNamed, menusAt, type PlacedMenu, placed } from './places.ts';
import { syntheticId } from './synthetic-id.ts';

/**
 * Menus that a classic theme prints on the home page of its site. The page lacks the ids and names that WordPress has for them.
 * A menu that the client looks up also has the location or name that the query gives. Each lookup returns a new entity, so that no
 * other part of the query sees this location or name.
 */
export interface ThemeMenus {
  /** Returns all menus, in the order of the page, each with the location that its nearest words name. */
  all(): readonly Entity[];
  /** Returns the menus that fit a location best, with this location. If there are several, it is unknown which one is right. */
  at(location: string): readonly Entity[];
  /** Returns a menu with a name. */
  named(menu: Entity, name: string): Entity;
  /** Returns the menu as the query found it, of the menu or one of its items. Returns null for any other entity. */
  menuOf(entity: Entity): Entity | null;
  /** Returns the items of all levels of a menu. Returns null for any other entity. */
  items(menu: Entity): readonly Entity[] | null;
}

/** A menu as one part of a query found it. */
interface FoundMenu {
  readonly source: PlacedMenu;
  readonly menu: Entity;
  readonly items: readonly Entity[];
}

/** Why the gateway looks for no menus of the theme. */
export type NoThemeMenus = 'off' | 'block-theme' | UnreadPages;

/**
 * Returns why the gateway looks for no menus of the theme on the home page of a site. Returns null if it does. A block theme prints
 * navigations, which the REST API shows.
 */
export function whyNoThemeMenus(site: Site): NoThemeMenus | null {
  if (!site.readsThemeMenus) return 'off';
  if (site.pageSettings.hasBlockTheme === true) return 'block-theme';
  return whyPagesAreUnread(site);
}

/** Reads the menus that the theme prints on the home page for visitors. Returns null if the theme prints none. */
export async function readThemeMenus(rest: Rest, site: Site): Promise<ThemeMenus | null> {
  if (whyNoThemeMenus(site) !== null) return null;
  const { value: menus } = await readThemePage(rest, {
    url: `${site.address}/`,
    of: 'menus',
    about: menuResource.route,
    mark: 'menu-item-',
    find: (page) => printedMenus(page).map(placed),
  });
  return menus === null || menus.length === 0 ? null : themeMenusOf(menus, site);
}

function themeMenusOf(menus: readonly PlacedMenu[], { menuLocations }: Site): ThemeMenus {
  const named = locationsNamed(menus, menuLocations ?? undefined);
  const known = new WeakMap<Entity, FoundMenu>();
  const foundMenu = ({ foundMenu: found }: Entity) => (found && known.get(found)) ?? null;
  const found = (source: PlacedMenu, more: Readonly<Record<string, unknown>> = {}): Entity => {
    const location = named.get(source);
    const id = syntheticId({ id: source.slug ?? String(source.items[0]?.id), idType: 'PRINTED' });
    const locations = location === undefined ? [] : [location];
    const document = { id, name: '', slug: source.slug ?? '', locations, ...more };
    const bare = { resource: menuResource, document };
    const menu = { ...bare, foundMenu: bare };
    known.set(bare, { source, menu, items: entitiesOf(source.items, menu) });
    return menu;
  };
  const all = menus.map((menu) => found(menu));
  return {
    all: () => all,
    at: (location) =>
      menusAt(menus, location).map((menu) =>
        found(menu, { locations: [...new Set([location, named.get(menu) ?? location])] }),
      ),
    named(entity, name) {
      const { menu, source } = foundMenu(entity) ?? {};
      return menu && source ? found(source, { ...menu.document, name }) : entity;
    },
    menuOf: (entity) => foundMenu(entity)?.menu ?? null,
    items: (menu) => foundMenu(menu)?.items ?? null,
  };
}

function entitiesOf(items: readonly PrintedItem[], menu: Entity): readonly Entity[] {
  return items.map(({ id, parent, label, type, ...link }, index) => ({
    ...menuItem(
      {
        ...link,
        label: label.replaceAll('&', '&amp;').replaceAll('<', '&lt;'),
        // The page does not tell the id of what an item links to, but its type and address.
        type: type === 'post_type' || type === 'taxonomy' ? addressItemType : type,
      },
      { id, menu: menu.document.id, parent, rank: index + 1 },
    ),
    foundMenu: menu.foundMenu ?? menu,
  }));
}

const help = "Sign in, or let the gateway's operator grant `menus`, to get them exactly.";

/** Returns the notice for menus of the theme. */
export function themeMenusNotice(): ClosedError {
  return new ClosedError(
    'forbidden',
    'WordPress hides its menus. This is what the theme prints on the home page; items and names that it does not print are missing.',
    { grant: 'menus', advice: help },
  );
}

/** Returns the error for a location that several menus of the theme, or none of them, fit. */
export function noThemeMenuAt(location: string, found: number): ClosedError {
  const { advice } = grantError('menus').details;
  const why =
    found === 0
      ? 'no menu that the theme prints on the home page says so'
      : `${found} menus that the theme prints on the home page may be`;
  return new ClosedError('forbidden', `It is unknown which menu is at ${location}: ${why}.`, {
    grant: 'menus',
    ...(advice === undefined ? {} : { advice }),
  });
}
