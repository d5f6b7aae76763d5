import { isRecord } from '../values/json.ts';
import type { Credentials } from '../wordpress/credentials.ts';
import { texts } from '../wordpress/document.ts';
import type { Rest } from '../wordpress/rest.ts';
import { nullIfHidden } from './null-if-hidden.ts';
import type { Site } from './site.ts';

/** A menu that the operator declares, for sites that hide their menus from visitors. */
export interface DeclaredMenu {
  /** Menu location of the theme: `primary`. */
  readonly location: string;
  /** @default the location */
  readonly name?: string | undefined;
  readonly items: readonly DeclaredMenuItem[];
}

/** An item of a declared menu. */
export interface DeclaredMenuItem {
  readonly label: string;
  /** A path of the site, `/about/`, or any URL. */
  readonly url: string;
  /** `_blank` opens a new tab. @default none */
  readonly target?: string | undefined;
  readonly cssClasses?: readonly string[] | undefined;
  /** The items below it. @default [] */
  readonly items?: readonly DeclaredMenuItem[] | undefined;
}

/**
 * Returns the menus in the value of the option `menus`.
 *
 * @throws TypeError that names the wrong part and the problem
 */
export function declaredMenus(value: unknown): readonly DeclaredMenu[] {
  if (!Array.isArray(value)) throw new TypeError('`menus` must be a list of menus.');
  return value.map((menu: unknown, index) => {
    const at = `menus[${index}]`;
    if (!isRecord(menu)) throw new TypeError(`\`${at}\` must be an object.`);
    return {
      location: textOf(menu, 'location', at),
      ...(menu['name'] === undefined ? {} : { name: textOf(menu, 'name', at) }),
      items: itemsOf(menu['items'], at),
    };
  });
}

function itemsOf(value: unknown, at: string): readonly DeclaredMenuItem[] {
  if (!Array.isArray(value)) throw new TypeError(`\`${at}.items\` must be a list of items.`);
  return value.map((item: unknown, index) => {
    const place = `${at}.items[${index}]`;
    if (!isRecord(item)) throw new TypeError(`\`${place}\` must be an object.`);
    const classes = texts(item, 'cssClasses');
    return {
      label: textOf(item, 'label', place),
      url: textOf(item, 'url', place),
      ...(item['target'] === undefined ? {} : { target: textOf(item, 'target', place) }),
      ...(classes.length > 0 ? { cssClasses: classes } : {}),
      ...(item['items'] === undefined ? {} : { items: itemsOf(item['items'], place) }),
    };
  });
}

function textOf(record: Readonly<Record<string, unknown>>, key: string, at: string): string {
  const value = record[key];
  if (typeof value === 'string' && value !== '') return value;
  throw new TypeError(`\`${at}.${key}\` must be a text that is not empty; it is ${JSON.stringify(value)}.`);
}

/** Credentials with which the gateway reads menu locations. Null if the operator granted none. */
export interface MenuReaders {
  /** For `/wp/v2/menu-locations`, which lists all locations of the theme. */
  readonly locations: Credentials | null;
  /** For `/wp/v2/menus`, which names only locations with a menu. */
  readonly menus: Credentials | null;
}

/** The menu locations of the theme. */
export type MenuLocations = Pick<Site, 'menuLocations' | 'knowsAllMenuLocations'>;

/** The menu locations of a theme that the gateway cannot read. */
export const unknownMenuLocations: MenuLocations = { menuLocations: null, knowsAllMenuLocations: false };

/**
 * Reads the menu locations of the theme. Returns null if no credential may read them.
 *
 * @throws WordPressError if WordPress does not accept a credential, or the site fails
 */
export async function readMenuLocations(
  rest: Rest,
  readers: MenuReaders,
  signal?: AbortSignal,
): Promise<MenuLocations | null> {
  const options = signal ? { signal } : {};
  const all =
    readers.locations &&
    (await nullIfHidden(rest.withCredentials(readers.locations).get('/wp/v2/menu-locations', {}, options)));
  if (isRecord(all)) return { menuLocations: Object.keys(all), knowsAllMenuLocations: true };
  const query = { per_page: 100, _fields: ['id', 'locations'] };
  const menus =
    readers.menus &&
    (await nullIfHidden(rest.withCredentials(readers.menus).list('/wp/v2/menus', query, options)));
  if (!menus) return null;
  const menuLocations = menus.documents.flatMap((menu) => texts(menu, 'locations'));
  return { menuLocations, knowsAllMenuLocations: false };
}
