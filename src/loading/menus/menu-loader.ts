import { menuItemResource, menuResource } from '../../site/menu-resources.ts';
import type { DeclaredMenu, DeclaredMenuItem } from '../../site/menus.ts';
import type { Site } from '../../site/site.ts';
import { integer, text, texts } from '../../wordpress/document.ts';
import { covers, type Paths } from '../../wordpress/paths.ts';
import type { Query, Rest } from '../../wordpress/rest.ts';
import { type GrantReader, readGranted } from '../access/grant-readers.ts';
import { ClosedError } from '../base/closed.ts';
import type { Entity } from '../base/entity.ts';
import { chunkSize, chunks, groupBy } from '../base/lists.ts';
import { nullIfForbidden } from '../base/refusals.ts';
import { WaveLoader } from '../base/wave-loader.ts';
import { readWhole } from '../pages/whole.ts';
import { menuItem } from './menu-item.ts';
import { readNavigations } from './navigations.ts';
import { noThemeMenuAt, readThemeMenus, type ThemeMenus, themeMenusNotice } from './theme-menus.ts';

/** Loads menus for one request of a client. */
export interface MenuLoader {
  /** Returns all menus that the client may see. Visitors see only menus that have a location in the theme. */
  all(): Promise<readonly Entity[]>;
  /**
   * Returns the menus at a location. If only the home page shows menus, returns the one that the theme's words put there. Returns none
   * if the theme has no such location.
   *
   * @param isAt - whether a location is the one that the client asks for, which it calls `name`
   * @throws ClosedError if WordPress hides its menus, and none or several of the theme fit the location
   */
  at(name: string, isAt: (location: string) => boolean): Promise<readonly Entity[]>;
  /** Returns a menu of the theme under the name by which the client found it. The page tells the slug alone. */
  named(menu: Entity, name: string): Entity;
  /** Returns a menu of the theme as the client found it, from the menu itself or one of its items. Returns null for all others. */
  printed(entity: Entity): Entity | null;
  /** Returns the notice for menus that come from the home page. Returns null for all other menus. */
  noticeOf(menus: readonly Entity[]): ClosedError | null;
  /** Returns the error with which WordPress hides its menus from the client. Returns null if it shows them. */
  refusal(): Promise<ClosedError | null>;
  /**
   * Returns the label of an item as the editor typed it. Returns null if neither the client nor the operator's credential may
   * edit menus. One request reads up to a hundred labels of a wave.
   */
  label(item: Entity): Promise<string | null>;
  /** Returns the items of all levels of a menu, in order. */
  items(menu: Entity, paths: Paths): Promise<readonly Entity[]>;
}

/**
 * REST paths that each wave reads of an item: its id, its place in its menu, and its document, so that the cache can leave out
 * items of removed documents while WordPress is down.
 */
const itemPaths = ['id', 'menus', 'parent', 'menu_order', 'object', 'object_id'];

/**
 * Returns a loader of the menus in the configuration, followed by WordPress' menus. If the configuration has no menus, and
 * WordPress hides its own, the loader returns the menus that the theme prints on the home page. If there are none either, it
 * reads the navigations of a block theme. If WordPress hides its menus and the theme has no navigations, the loader rejects
 * with a `ClosedError` that states what to do.
 *
 * @param rest - WordPress, with the client's credentials
 */
export function createMenuLoader(site: Site, readers: readonly GrantReader[], rest: Rest): MenuLoader {
  const declared = declaredMenus(site.menus);
  let granted: Promise<{ rest: Rest; menus: readonly Entity[]; hasAny: boolean }> | null = null;

  const readMenus = () => {
    granted ??= readGranted('menus', readers, async ({ rest, isOperator }) => {
      const paths = new Set(['id', 'name', 'slug', 'locations']);
      const menus = await readAll(rest, menuResource, { paths, filter: {}, orderby: 'name' });
      const visible = isOperator ? menus.filter((menu) => locationsOf(menu).length > 0) : menus;
      return { rest, menus: visible, hasAny: menus.length > 0 };
    });
    return granted;
  };

  const itemsByMenu = new Map<number, { readonly paths: Paths; readonly items: readonly Entity[] }>();
  const itemWaves = new WaveLoader<number, readonly Entity[]>({
    of: 'menu items',
    always: itemPaths,
    read: async (ids, paths) => {
      const missing = ids.filter((id) => !covers(itemsByMenu.get(id)?.paths ?? new Set(), paths));
      if (missing.length > 0) {
        const { rest } = await readMenus();
        const query = { paths, filter: { menus: missing }, orderby: 'menu_order' };
        const answered = groupBy(await readAll(rest, menuItemResource, query), ({ document }) =>
          integer(document, 'menus'),
        );
        for (const id of missing)
          itemsByMenu.set(id, { paths, items: [...(answered.get(id) ?? [])].sort(compareMenuItems) });
      }
      return (id) => itemsByMenu.get(id)?.items ?? [];
    },
  });

  const readLabels = async (ids: readonly number[]) => {
    const { rest } = await readMenus();
    const documents = await Promise.all(
      chunks(ids, chunkSize).map(async (include) => {
        const query = { context: 'edit', include, per_page: include.length, _fields: ['id', 'title.raw'] };
        return (await nullIfForbidden(rest.list(menuItemResource.route, query)))?.documents ?? [];
      }),
    );
    const labelById = new Map(
      documents.flat().map((document) => [document.id, text(document, 'title', 'raw')]),
    );
    return (id: number) => labelById.get(id) ?? null;
  };
  const labelWaves = new WaveLoader<number, string | null>({
    of: 'labels of menu items',
    read: readLabels,
    isCached: true,
  });

  let navigations: ReturnType<typeof readNavigations> | null = null;
  let navigationItems: ReadonlyMap<Entity, readonly Entity[]> | null = null;
  const wordPressMenus = async () => {
    try {
      return { ...(await readMenus()), refusal: null };
    } catch (error) {
      if (error instanceof ClosedError) return { menus: [], hasAny: false, refusal: error };
      throw error;
    }
  };
  let theme: Promise<ThemeMenus | null> | null = null;
  let printed: ThemeMenus | null = null;
  const themeMenus = async () => {
    theme ??= readThemeMenus(rest, site);
    printed = await theme;
    return printed;
  };

  return {
    async at(name, isAt) {
      const { menus, refusal } = await wordPressMenus();
      const known = [...declared.keys(), ...menus].filter((menu) => locationsOf(menu).some(isAt));
      if (refusal === null || declared.size > 0) return known;
      // An enum value such as `MAINMENU` does not tell the words of `mainMenu`.
      const location = site.menuLocations?.find(isAt);
      if (location === undefined && site.knowsAllMenuLocations) return [];
      const fitting = await themeMenus();
      if (!fitting) throw refusal;
      const found = fitting.at(location ?? name);
      if (found.length !== 1) throw noThemeMenuAt(name, found.length);
      return found;
    },
    named: (menu, name) => printed?.named(menu, name) ?? menu,
    printed: (entity) => printed?.menuOf(entity) ?? null,
    noticeOf: (menus) => (menus.some((menu) => printed?.menuOf(menu)) ? themeMenusNotice() : null),
    refusal: async () => (await wordPressMenus()).refusal,
    async all() {
      const { menus, hasAny, refusal } = await wordPressMenus();
      // If WordPress has menus, navigations do not replace them, even if visitors see none because they have no location.
      if (declared.size > 0 || hasAny) return [...declared.keys(), ...menus];
      const shown = refusal === null ? null : await themeMenus();
      if (shown) return shown.all();
      navigations ??= readNavigations(rest, site);
      navigationItems = await navigations;
      if (!navigationItems && refusal !== null) throw refusal;
      return [...(navigationItems?.keys() ?? [])];
    },
    label: ({ document }) =>
      document.id > 0 && printed === null ? labelWaves.load(document.id) : Promise.resolve(null),
    items: (menu, paths) => {
      const knownItems = declared.get(menu) ?? navigationItems?.get(menu) ?? printed?.items(menu);
      if (knownItems) return Promise.resolve(knownItems);
      return itemWaves.load(menu.document.id, paths);
    },
  };
}

/** Returns the locations of the theme that display a menu. */
export function locationsOf({ document }: Entity): readonly string[] {
  return texts(document, 'locations');
}

async function readAll(
  rest: Rest,
  resource: typeof menuResource,
  { paths, filter, orderby }: { paths: Paths; filter: Query; orderby: string },
): Promise<readonly Entity[]> {
  const slice = await readWhole(rest, { resource, filter }, { paths, orderby });
  return slice.documents.map((document) => ({ resource, document }));
}

/** Compares menu items by rank, and by descending id if the ranks are equal, as WPGraphQL does. */
export function compareMenuItems(a: Entity, b: Entity): number {
  const rank = ({ document }: Entity) => integer(document, 'menu_order') ?? 0;
  return rank(a) - rank(b) || b.document.id - a.document.id;
}

/**
 * Returns the menus of the configuration with their items, in the form of REST. Their ids are negative, because WordPress
 * uses only positive ones.
 */
function declaredMenus(menus: readonly DeclaredMenu[]): ReadonlyMap<Entity, readonly Entity[]> {
  let lastId = 0;
  const nextId = () => {
    lastId -= 1;
    return lastId;
  };
  return new Map(
    menus.map(({ location, name = location, items }) => {
      const menuId = nextId();
      const document = { id: menuId, name, slug: location, locations: [location] };
      const flatItems: Entity[] = [];
      const add = (item: DeclaredMenuItem, parent: number) => {
        const id = nextId();
        const position = { id, parent, menu: menuId, rank: flatItems.length + 1 };
        flatItems.push(menuItem({ ...item, classes: item.cssClasses }, position));
        for (const child of item.items ?? []) add(child, id);
      };
      for (const item of items) add(item, 0);
      return [{ resource: menuResource, document }, flatItems];
    }),
  );
}

/** Returns the name of a menu. */
export function menuName({ document }: Entity): string {
  return text(document, 'name') ?? '';
}
