import type { ClosedError } from '../../loading/base/closed.ts';
import type { Entity } from '../../loading/base/entity.ts';
import type { Loaders } from '../../loading/loaders.ts';
import { compareMenuItems } from '../../loading/menus/menu-loader.ts';
import { type GraphQLResolveInfo, locatedError, responsePathAsArray } from '../../packages/graphql.ts';
import { menuItemResource, menuResource } from '../../site/menu-resources.ts';
import { enumNamed, type Graph } from '../kit/graph/graph.ts';
import { toEdge } from '../kit/graph/page.ts';
import { projectionOf } from '../kit/plugins/reads/projection.ts';
import { connectionField } from '../kit/relay/connection-field.ts';
import { pageOfList } from '../kit/relay/list.ts';
import { databaseIdOf, findMenu, nullOrRefusal } from './find-menu.ts';
import { emptyMenuIfHidden, identifierInWhere } from './hidden-menu.ts';
import { itemOfId, itemPaths, itemWhere, matchesWhere, menusIn, menuWhere, pageOfItems } from './menu.ts';

/** Adds `menu`, `menus`, `menuItem` and `menuItems` to the root query. */
export function addMenuRoots(graph: Graph): void {
  graph.builder.queryFields((t) => ({
    menu: t.field({
      type: graph.objectType(menuResource),
      description:
        'One menu. Null if no menu has the identifier. If WordPress hides its menus from the client, the menu is empty, and a notice explains it.',
      args: {
        id: t.arg.id({ required: true, description: 'Identifier of the kind in `idType`.' }),
        idType: t.arg({
          type: enumNamed(graph, 'MenuNodeIdTypeEnum'),
          description: 'Kind of the identifier. Default: a global id.',
        }),
      },
      resolve: async (_root, { id, idType }, { loaders, notices }, info) => {
        const identifier = { id: String(id), idType: idType ?? 'ID' };
        const notice = (error: ClosedError) =>
          notices.push(locatedError(error, info.fieldNodes, responsePathAsArray(info.path)));
        const found = findMenu(identifier.id, identifier.idType, loaders);
        const menu = await emptyMenuIfHidden(found, identifier, notice);
        if (menu) noteSource([menu], loaders, notice);
        return menu;
      },
    }),
    menus: connectionField(t, graph, {
      base: 'RootQueryToMenu',
      target: 'Menu',
      description: 'Menus that the client may see, by name.',
      where: menuWhere,
      page: async (_root: object, { where, paging, loaders, notice }) => {
        const menus = await menusWhere(where, loaders, notice);
        noteSource(menus, loaders, notice);
        const rows = menus.map((menu) => toEdge(menu, menu.document.id));
        return pageOfList(rows, paging, loaders.limits);
      },
    }),
    menuItem: t.field({
      type: graph.objectType(menuItemResource),
      description: 'One menu item. Null if the client may see no item with this id.',
      args: {
        id: t.arg.id({ required: true, description: 'Identifier of the kind in `idType`.' }),
        idType: t.arg({
          type: enumNamed(graph, 'MenuItemNodeIdTypeEnum'),
          description: 'Kind of the identifier. Default: a global id.',
        }),
      },
      resolve: (_root, { id, idType }, { loaders }, info) =>
        findItem(String(id), idType ?? 'ID', { loaders, info }),
    }),
    menuItems: connectionField(t, graph, {
      base: 'RootQueryToMenuItem',
      target: 'MenuItem',
      description: 'Items of all menus that the client may see, or of the menu at one location.',
      where: itemWhere,
      page: async (_root: object, request) => {
        const { where, loaders } = request;
        const menus = await menusIn(where['location'], loaders);
        noteSource(menus, loaders, request.notice);
        const items = await Promise.all(menus.map((menu) => loaders.menus.items(menu, itemPaths(request))));
        const all = menus.length > 1 ? items.flat().sort(compareMenuItems) : items.flat();
        return pageOfItems(request, all);
      },
    }),
  }));
}

/** Adds a notice if menus come from the home page, where the theme prints them. */
function noteSource(menus: readonly Entity[], loaders: Loaders, notice: (error: ClosedError) => void): void {
  const error = loaders.menus.noticeOf(menus);
  if (error) notice(error);
}

/** Returns the menus that match `where`. Returns an empty menu if `where` identifies one that WordPress hides. */
async function menusWhere(
  where: Readonly<Record<string, unknown>>,
  loaders: Loaders,
  notice: (error: ClosedError) => void,
): Promise<readonly Entity[]> {
  const find = async () =>
    (await menusIn(where['location'], loaders)).filter((menu) => matchesWhere(menu, where));
  const identifier = identifierInWhere(where);
  if (!identifier) return find();
  const found = find().then((menus) => (menus.length > 0 ? menus : nullOrRefusal(loaders)));
  const menus = await emptyMenuIfHidden(found, identifier, notice);
  return menus === null ? [] : [menus].flat();
}

/**
 * Returns the item with an identifier.
 *
 * @throws ClosedError if WordPress hides its menus from the client
 */
export async function findItem(
  id: string,
  idType: string,
  { loaders, info }: { loaders: Loaders; info: GraphQLResolveInfo },
): Promise<Entity | null> {
  const { paths } = projectionOf(info, menuItemResource.typeName);
  return (await itemOfId(databaseIdOf(id, idType), loaders, paths)) ?? nullOrRefusal(loaders);
}
