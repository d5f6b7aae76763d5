import type { Entity } from '../../loading/base/entity.ts';
import type { Loaders } from '../../loading/loaders.ts';
import { locationsOf, menuName } from '../../loading/menus/menu-loader.ts';
import { menuItemResource, menuResource } from '../../site/menu-resources.ts';
import { text } from '../../wordpress/document.ts';
import type { Paths } from '../../wordpress/paths.ts';
import { parseGlobalId, toDatabaseId } from '../kit/base/global-id.ts';
import { decodedUrl } from '../kit/base/text.ts';
import { deprecatedIdField, identityFields } from '../kit/fields/node-fields.ts';
import { type EntityFields, enumNamed, type Field, type Graph, interfaceNamed } from '../kit/graph/graph.ts';
import { type GraphPage, toEdge } from '../kit/graph/page.ts';
import { type ConnectionRequest, connectionField } from '../kit/relay/connection-field.ts';
import { pageOfList } from '../kit/relay/list.ts';
import { asList, toScalar, type WhereRow } from '../kit/where/rows.ts';
import { enumName } from '../where/enums.ts';
import { isSameSlug } from './find-menu.ts';

/** The `where` arguments of connections to menu items. */
export const itemWhere: readonly WhereRow[] = [
  { argument: 'id', type: 'Int', description: 'The item with this database id.' },
  { argument: 'location', type: 'MenuLocationEnum', description: 'Items of the menu at this location.' },
  {
    argument: 'parentDatabaseId',
    type: 'Int',
    description: 'Children of the item with this database id; 0 for the top level.',
  },
  { argument: 'parentId', type: 'ID', description: 'Children of the item with this global id.' },
];

/** The `where` arguments of connections to menus. */
export const menuWhere: readonly WhereRow[] = [
  { argument: 'id', type: 'Int', description: 'The menu with this database id.' },
  { argument: 'location', type: 'MenuLocationEnum', description: 'The menu at this location.' },
  { argument: 'slug', type: 'String', description: 'The menu with this slug.' },
];

/** Implements `Menu`. */
export function implementMenus(graph: Graph): void {
  graph.objectType(menuResource).implement({
    description:
      'A menu. Visitors get menus at a location of the theme if the operator grants `menus`, and otherwise the menus that a classic theme prints on the home page, or the navigations of a block theme.',
    interfaces: ['Node', 'DatabaseIdentifier'].map((name) => interfaceNamed(graph, name)),
    fields: (t) => ({
      ...identityFields(t, 'term'),
      menuId: deprecatedIdField(t, 'Deprecated in favor of the databaseId field'),
      name: t.string({
        description:
          'Name of the menu. Null if only the home page shows the menu, and the query does not name it.',
        reads: ['name'],
        resolve: (menu) => menuName(menu) || null,
      }),
      slug: t.string({
        description:
          'Slug of the menu. Null if only the home page shows the menu, and the theme hides the slug.',
        reads: ['slug'],
        resolve: ({ document }) => decodedUrl(text(document, 'slug')) || null,
      }),
      count: t.int({
        description: 'Number of items. Null if the menu is empty.',
        reads: ['name', 'slug', 'locations'],
        resolve: async (menu, _args, { loaders }) =>
          (await itemsOf(menu, loaders, new Set(['id']))).length || null,
      }),
      isRestricted: t.boolean({
        description: 'Whether fields are hidden from the client. Always false.',
        resolve: () => false,
      }),
      locations: locationsField(t, graph, { reads: ['locations'], menu: (menu) => menu }),
      menuItems: connectionField(t, graph, {
        base: 'MenuToMenuItem',
        target: 'MenuItem',
        description: 'Items of all levels, in the order of the menu.',
        where: itemWhere,
        page: async (menu: Entity, request) =>
          pageOfItems(request, await itemsOf(menu, request.loaders, itemPaths(request))),
      }),
    }),
  });
}

/** Returns the field `locations`. */
export function locationsField(t: EntityFields, graph: Graph, options: LocationsOptions): Field {
  return t.field({
    type: [enumNamed(graph, 'MenuLocationEnum')],
    nullable: { list: true, items: true },
    description:
      'Locations of the menu in the theme. Null for a menu without a location, which visitors cannot see.',
    reads: [...options.reads],
    resolve: async (entity, _args, { loaders }) => {
      const menu = await options.menu(entity, loaders);
      return menu && locationValues(menu);
    },
  });
}

interface LocationsOptions {
  readonly reads: readonly string[];
  readonly menu: (entity: Entity, loaders: Loaders) => Promise<Entity | null> | Entity;
}

/**
 * Returns the locations of a menu as enum values. Returns null for a menu without a location, as WPGraphQL does. Returns an
 * empty list for a navigation or a hidden menu: each menu that a visitor gets from WPGraphQL has a location, so frontends
 * iterate over `locations` without checking for null.
 */
function locationValues(menu: Entity): readonly string[] | null {
  const locations = [...new Set(locationsOf(menu).map(enumName))];
  return locations.length > 0 || menu.document.id < 0 ? locations : null;
}

/** Returns the REST paths of menu items that the selection reads. */
export function itemPaths({ projection }: ConnectionRequest) {
  return projection(menuItemResource.typeName).paths;
}

/** Returns the page of the items that match `where`. */
export function pageOfItems(
  { where, paging, loaders }: ConnectionRequest,
  items: readonly Entity[],
): GraphPage {
  const parent = where['parentDatabaseId'] ?? where['parentId'];
  const parentId =
    parent === null || parent === undefined || typeof parent === 'number'
      ? (parent ?? null)
      : parentIdOf(toScalar(parent));
  const matching = items.filter(
    ({ document }) =>
      (parentId === null || (document['parent'] ?? 0) === parentId) &&
      (where['id'] === null || where['id'] === undefined || document.id === where['id']),
  );
  const rows = matching.map((item) => toEdge(item, item.document.id));
  return pageOfList(rows, paging, loaders.limits);
}

function parentIdOf(value: string | number): number {
  const id = parseGlobalId(String(value))?.id ?? String(value);
  return isSyntheticId(id) ? Number(id) : toDatabaseId(value, 'where.parentId');
}

/** Whether the gateway made a database id, for a menu or item that WordPress has no id for. */
export function isSyntheticId(id: string): boolean {
  return /^-\d{1,15}$/.test(id);
}

/** Returns all menus, or only those at a location if one is given. */
export async function menusIn(location: unknown, loaders: Loaders): Promise<readonly Entity[]> {
  if (typeof location !== 'string') return loaders.menus.all();
  return loaders.menus.at(location, (each) => enumName(each) === enumName(location));
}

/** Returns the menu with a database id. Returns null if the client sees no such document. */
export async function menuOfId(id: number | null, loaders: Loaders): Promise<Entity | null> {
  return (await loaders.menus.all()).find(({ document }) => document.id === id) ?? null;
}

/** Returns the item with a database id from any menu. Returns null if the client sees no such document. */
export async function itemOfId(id: number, loaders: Loaders, paths: Paths): Promise<Entity | null> {
  const menus = await loaders.menus.all();
  const items = await Promise.all(menus.map((menu) => loaders.menus.items(menu, paths)));
  return items.flat().find(({ document }) => document.id === id) ?? null;
}

/** Returns all items of a menu. Returns none if the client does not see it. */
export async function itemsOf(menu: Entity, loaders: Loaders, paths: Paths): Promise<readonly Entity[]> {
  const visible = loaders.menus.printed(menu) ?? (await menuOfId(menu.document.id, loaders));
  return visible ? loaders.menus.items(visible, paths) : [];
}

/** Whether a menu has one of the ids and one of the slugs in `where`. */
export function matchesWhere(menu: Entity, where: Readonly<Record<string, unknown>>): boolean {
  const ids = asList(where['id']);
  const slugs = asList(where['slug']);
  return (
    (ids.length === 0 || ids.includes(menu.document.id)) &&
    (slugs.length === 0 || slugs.some((slug) => isSameSlug(String(slug), text(menu.document, 'slug') ?? '')))
  );
}
