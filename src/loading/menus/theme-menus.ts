import { turns } from '#platform/values/loop';
import { parseInParts } from '../../content/html.ts';
import type { PrintedItem } from '../../content/printed-items.ts';
import { printedMenus } from '../../content/printed-menus.ts';
import { menuResource } from '../../site/menu-resources.ts';
import type { Site } from '../../site/site.ts';
import { isMadeByWordPress } from '../../site/version.ts';
import { limits } from '../../values/limits.ts';
import { type ErrorKind, WordPressError } from '../../wordpress/errors.ts';
import { isLoginPage } from '../../wordpress/redirects.ts';
import type { ReadPage, Rest } from '../../wordpress/rest.ts';
import { parseUrl } from '../../wordpress/url.ts';
import { grantError } from '../access/grants.ts';
import { ClosedError } from '../base/closed.ts';
import type { Entity } from '../base/entity.ts';
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
export type NoThemeMenus = 'off' | 'block-theme' | 'frontend' | 'unread';

/**
 * Returns why the gateway looks for no menus of the theme on the home page of a site. Returns null if it does. A block theme prints
 * navigations, which the REST API shows.
 */
export function whyNoThemeMenus({ readsThemeMenus, pageSettings, pagesAre }: Site): NoThemeMenus | null {
  if (!readsThemeMenus) return 'off';
  if (pageSettings.hasBlockTheme === true) return 'block-theme';
  if (pagesAre === 'wordpress') return null;
  return pagesAre === 'other' ? 'frontend' : 'unread';
}

/**
 * Reads the menus that the theme prints on the home page for visitors. Returns null if the theme prints none. Reads no page of a
 * frontend: the frontend may itself be waiting for the answer to the query that asks for the menu.
 */
export async function readThemeMenus(rest: Rest, site: Site): Promise<ThemeMenus | null> {
  if (whyNoThemeMenus(site) !== null) return null;
  const menus = await readHome(rest, `${site.address}/`);
  return menus.length === 0 ? null : themeMenusOf(menus, site);
}

/** What the home page says. */
interface Home {
  readonly menus: readonly PlacedMenu[];
  /** Where it redirects to. */
  readonly location: string | null;
}

/**
 * Errors of a home page that visitors cannot see, although they can read the REST API: for example maintenance, a login page, a
 * redirect to another host, or a timeout. The menus then stay hidden, as WordPress hides them. The cache keeps none of these errors.
 */
const unreadable: ReadonlySet<ErrorKind> = new Set([
  ...(['server', 'paused', 'timeout', 'rate-limited', 'blocked', 'too-large', 'invalid-answer'] as const),
  ...(['redirected', 'login-required', 'forbidden', 'not-found'] as const),
]);

/** Reads the menus in a page, or in the page of the same site that it redirects to, as multilingual sites do. */
async function readHome(rest: Rest, address: string): Promise<readonly PlacedMenu[]> {
  let url = address;
  for (let redirects = 0; redirects <= limits.maxPermalinkRedirects; redirects++) {
    const { menus, location } = await rest
      .page({ url, of: 'menus', about: menuResource.route, read: homeOf })
      .catch((error: unknown): Home => {
        if (error instanceof WordPressError && unreadable.has(error.kind))
          return { menus: [], location: null };
        throw error;
      });
    const target = location === null ? null : parseUrl(location, url);
    if (!target || target.origin !== new URL(url).origin || isLoginPage(target)) return menus;
    url = target.href;
  }
  return [];
}

async function homeOf(page: ReadPage): Promise<Home> {
  const html = page.html.slice(0, limits.maxMenuPage);
  // A frontend may have moved to this address since the gateway looked at the site. Lists of a frontend are not WordPress' menus.
  const isReadable = page.status === 200 && html.includes('menu-item-') && isMadeByWordPress(html);
  if (!isReadable) return { menus: [], location: page.location };
  const document = await turns.finish(parseInParts(html, limits.maxParsedAtOnce), page);
  return { menus: printedMenus(document).map(placed), location: page.location };
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
