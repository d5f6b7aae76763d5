import { parseHtml } from '../../content/html.ts';
import type { PrintedItem } from '../../content/printed-items.ts';
import { type PrintedMenu, printedMenus } from '../../content/printed-menus.ts';
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
import { locationNamed, menusAt } from './places.ts';
import { syntheticId } from './synthetic-id.ts';

/** Menus that a classic theme prints on the home page of its site. */
export interface ThemeMenus {
  /** In the order of the page. WordPress has ids and names of them that the page does not tell. */
  readonly menus: readonly Entity[];
  /** Items of all levels, by database id of the menu. */
  readonly items: ReadonlyMap<number, readonly Entity[]>;
  /** Returns the menus that fit a location best. Only one is certain. */
  at(location: string): readonly Entity[];
}

/** Reads the menus that the theme prints on the home page, as visitors see it. Returns null if it prints none. */
export async function readThemeMenus(rest: Rest, site: Site): Promise<ThemeMenus | null> {
  // A block theme prints navigations, which the REST API shows.
  if (!site.readsThemeMenus || site.pageSettings.hasBlockTheme === true) return null;
  const printed = await readHome(rest, `${site.address}/`);
  return printed.length === 0 ? null : themeMenusOf(printed, site);
}

/** What the home page says. */
interface Home {
  readonly menus: readonly PrintedMenu[];
  /** Where it redirects to. */
  readonly location: string | null;
}

/**
 * Errors of a home page that visitors cannot see, while they can read the REST API: a page for maintenance, a login, another host. A
 * site that answers too late or too often is no such case: it may print menus.
 */
const unreadable: ReadonlySet<ErrorKind> = new Set([
  ...(['server', 'paused', 'blocked', 'too-large', 'invalid-answer'] as const),
  ...(['redirected', 'login-required', 'forbidden', 'not-found'] as const),
]);

/** Reads the menus in a page, or in the page of the same site that it redirects to, as multilingual sites do. */
async function readHome(rest: Rest, address: string): Promise<readonly PrintedMenu[]> {
  let url = address;
  for (let redirects = 0; redirects <= limits.maxPermalinkRedirects; redirects++) {
    const { menus, location } = await rest
      .page({ url, of: 'menus', about: menuResource.name, read: homeOf })
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

function homeOf({ status, location, html }: ReadPage): Home {
  // A headless site may show its frontend there, whose lists are not WordPress' menus.
  const isReadable = status === 200 && html.includes('menu-item-') && isMadeByWordPress(html);
  const page = isReadable ? html.slice(0, limits.maxMenuPage) : '';
  return { menus: printedMenus(parseHtml(page)), location };
}

function themeMenusOf(printed: readonly PrintedMenu[], { menuLocations }: Site): ThemeMenus {
  const all = printed.map((menu) => {
    const location = locationNamed(menu, printed, menuLocations ?? undefined);
    const id = syntheticId({ id: menu.slug ?? String(menu.items[0]?.id), idType: 'PRINTED' });
    const document = { id, name: '', slug: menu.slug ?? '', locations: location === null ? [] : [location] };
    return { printed: menu, entity: { resource: menuResource, document } };
  });
  return {
    menus: all.map(({ entity }) => entity),
    items: new Map(
      all.map(({ printed: { items }, entity }) => [entity.document.id, entitiesOf(items, entity)]),
    ),
    at(location) {
      const found = menusAt(printed, location);
      return all.flatMap(({ printed: menu, entity }) => {
        const document = { ...entity.document, locations: [location] };
        return found.includes(menu) ? [{ ...entity, document }] : [];
      });
    },
  };
}

function entitiesOf(items: readonly PrintedItem[], { document }: Entity): readonly Entity[] {
  return items.map(({ id, parent, label, type, ...link }, index) =>
    menuItem(
      {
        ...link,
        label: label.replaceAll('&', '&amp;').replaceAll('<', '&lt;'),
        // The page does not tell the id of what an item links to, but its type and address.
        type: type === 'post_type' || type === 'taxonomy' ? addressItemType : type,
      },
      { id, menu: document.id, parent, rank: index + 1 },
    ),
  );
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
