import type { Entity, Paths } from '../../loading/base/entity.ts';
import type { Loaders } from '../../loading/loaders.ts';
import { locationsOf, menuName } from '../../loading/menus/menu-loader.ts';
import { menuItemResource, menuResource } from '../../site/menu-resources.ts';
import { text } from '../../wordpress/document.ts';
import { parseGlobalId, toDatabaseId } from '../kit/base/global-id.ts';
import { unescapedUrl } from '../kit/base/text.ts';
import { identity, olderId } from '../kit/fields/node-fields.ts';
import { type EntityFields, enumNamed, type Field, type Graph, interfaceNamed } from '../kit/graph/graph.ts';
import { type GraphPage, toEdge } from '../kit/graph/page.ts';
import { type ConnectionRequest, connectionField } from '../kit/relay/connection-field.ts';
import { pageOfList } from '../kit/relay/list.ts';
import { asList, scalar, type WhereRow } from '../kit/where/rows.ts';
import { enumName } from '../where/enums.ts';
import { isSameSlug } from './find.ts';

/** `where` of connections to items of menus. */
export const itemWhere: readonly WhereRow[] = [
  { argument: 'id', type: 'Int', description: 'The item of this database id.' },
  { argument: 'location', type: 'MenuLocationEnum', description: 'Items of the menu in this place.' },
  {
    argument: 'parentDatabaseId',
    type: 'Int',
    description: 'Items directly below the one of this database id; 0 for the top level.',
  },
  { argument: 'parentId', type: 'ID', description: 'Items directly below this one.' },
];

/** `where` of connections to menus. */
export const menuWhere: readonly WhereRow[] = [
  { argument: 'id', type: 'Int', description: 'The menu of this database id.' },
  { argument: 'location', type: 'MenuLocationEnum', description: 'The menu in this place.' },
  { argument: 'slug', type: 'String', description: 'The menu of this slug.' },
];

/** `Menu`. */
export function implementMenus(graph: Graph): void {
  graph.objectOf(menuResource).implement({
    description:
      'A menu. Visitors see those that have a place in the theme, where the operator grants it, else the navigations of a block theme.',
    interfaces: ['Node', 'DatabaseIdentifier'].map((name) => interfaceNamed(graph, name)),
    fields: (t) => ({
      ...identity(t, 'term'),
      menuId: olderId(t, 'Deprecated in favor of the databaseId field'),
      name: t.string({
        description: 'Its name.',
        reads: ['name'],
        resolve: (menu) => menuName(menu) || null,
      }),
      slug: t.string({
        description: 'Its slug.',
        reads: ['slug'],
        resolve: ({ document }) => unescapedUrl(text(document, 'slug')) || null,
      }),
      count: t.int({
        description: 'How many items it has; null for none.',
        reads: ['name', 'slug', 'locations'],
        resolve: async ({ document }, _args, { loaders }) =>
          (await itemsOf(document.id, loaders, new Set(['id']))).length || null,
      }),
      isRestricted: t.boolean({ description: 'Whether part of it is kept back.', resolve: () => false }),
      locations: locationsField(t, graph, { reads: ['locations'], menu: (menu) => menu }),
      menuItems: connectionField(t, graph, {
        base: 'MenuToMenuItem',
        target: 'MenuItem',
        description: 'Its items, all levels, in its order.',
        where: itemWhere,
        page: async ({ document }: Entity, request) =>
          pageOfItems(request, await itemsOf(document.id, request.loaders, itemPaths(request))),
      }),
    }),
  });
}

/** The places of a menu in the theme. */
export function locationsField(t: EntityFields, graph: Graph, options: LocationsOptions): Field {
  return t.field({
    type: [enumNamed(graph, 'MenuLocationEnum')],
    nullable: { list: true, items: true },
    description: "The menu's places in the theme; null for a menu without one, which visitors don't see.",
    reads: [...options.reads],
    resolve: async (entity, _args, { loaders }) => {
      const menu = await options.menu(entity, loaders);
      return menu && placesOf(menu);
    },
  });
}

interface LocationsOptions {
  readonly reads: readonly string[];
  readonly menu: (entity: Entity, loaders: Loaders) => Promise<Entity | null> | Entity;
}

/**
 * Places of a menu, as the enum has them. None is null for menus of WordPress, as in WPGraphQL, and an empty list for what
 * stands in for them: each menu that WPGraphQL shows to visitors has a place, so frontends go through `locations` unasked.
 */
function placesOf(menu: Entity): readonly string[] | null {
  const places = locationsOf(menu).map(enumName);
  return places.length > 0 || menu.document.id < 0 ? places : null;
}

/** Paths of items that a connection's selection reads, and what its arguments look at. */
export function itemPaths({ projection }: ConnectionRequest) {
  return projection(menuItemResource.typeName).paths;
}

/** A page of items, those that `where` asks for. */
export function pageOfItems(
  { where, paging, loaders }: ConnectionRequest,
  items: readonly Entity[],
): GraphPage {
  const parent = where['parentDatabaseId'] ?? where['parentId'];
  const parentId =
    parent === null || parent === undefined || typeof parent === 'number'
      ? (parent ?? null)
      : parentIdOf(scalar(parent));
  const kept = items.filter(
    ({ document }) =>
      (parentId === null || (document['parent'] ?? 0) === parentId) &&
      (where['id'] === null || where['id'] === undefined || document.id === where['id']),
  );
  const rows = kept.map((item) => toEdge(item, item.document.id));
  return pageOfList(rows, paging, loaders.limits);
}

function parentIdOf(value: string | number): number {
  const id = parseGlobalId(String(value))?.id ?? String(value);
  return isBelowZero(id) ? Number(id) : toDatabaseId(value, 'where.parentId');
}

/** Whether a database id is that of a menu, or of an item of one, for which WordPress itself has none. */
export function isBelowZero(id: string): boolean {
  return /^-\d{1,15}$/.test(id);
}

/** All menus, those in the place where one is named. */
export async function menusIn(location: unknown, loaders: Loaders): Promise<readonly Entity[]> {
  if (typeof location !== 'string') return loaders.menus.all();
  const menus = await loaders.menus.placed();
  return menus.filter((menu) => locationsOf(menu).map(enumName).includes(enumName(location)));
}

/** The menu of a database id; null where the asking user sees none. */
export async function menuOfId(id: number | null, loaders: Loaders): Promise<Entity | null> {
  return (await loaders.menus.all()).find(({ document }) => document.id === id) ?? null;
}

/** The item of a database id, of whatever menu; null where the asking user sees none. */
export async function itemOfId(id: number, loaders: Loaders, paths: Paths): Promise<Entity | null> {
  const menus = await loaders.menus.all();
  const items = await Promise.all(menus.map((menu) => loaders.menus.items(menu, paths)));
  return items.flat().find(({ document }) => document.id === id) ?? null;
}

/** Items of the menu of an id. */
export async function itemsOf(menuId: number, loaders: Loaders, paths: Paths): Promise<readonly Entity[]> {
  const menu = await menuOfId(menuId, loaders);
  return menu ? loaders.menus.items(menu, paths) : [];
}

/** Whether a menu is what `where` asks for. */
export function isWanted(menu: Entity, where: Readonly<Record<string, unknown>>): boolean {
  const ids = asList(where['id']);
  const slugs = asList(where['slug']);
  return (
    (ids.length === 0 || ids.includes(menu.document.id)) &&
    (slugs.length === 0 || slugs.some((slug) => isSameSlug(String(slug), text(menu.document, 'slug') ?? '')))
  );
}
