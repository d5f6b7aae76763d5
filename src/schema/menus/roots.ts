import type { GraphQLResolveInfo } from 'graphql';
import type { Entity } from '../../loading/entity.ts';
import type { Loaders } from '../../loading/loaders.ts';
import { inOrder } from '../../loading/menus.ts';
import { menuItemResource, menuResource } from '../../site/menu-resources.ts';
import { enumNamed, type Graph } from '../graph.ts';
import { projectionOf } from '../reads/projection.ts';
import { connectionField } from '../relay/connection-field.ts';
import { pageOfList } from '../relay/list.ts';
import { toEdge } from '../relay/page.ts';
import { databaseIdOf, findMenu, refuseUnknown } from './find.ts';
import { isWanted, itemOfId, itemPaths, itemWhere, menusIn, menuWhere, pageOfItems } from './menus.ts';

/** `menu`, `menus`, `menuItem`, `menuItems`. */
export function addMenuRoots(graph: Graph): void {
  graph.builder.queryFields((t) => ({
    menu: t.field({
      type: graph.objectOf(menuResource),
      description: 'A menu, null where the asking user sees none.',
      args: {
        id: t.arg.id({ required: true, description: 'What names it.' }),
        idType: t.arg({
          type: enumNamed(graph, 'MenuNodeIdTypeEnum'),
          description: 'What kind of name `id` is; a global id unless said.',
        }),
      },
      resolve: (_root, { id, idType }, { loaders }) => findMenu(String(id), idType ?? 'ID', loaders),
    }),
    menus: connectionField(t, graph, {
      base: 'RootQueryToMenu',
      target: 'Menu',
      description: 'Menus that the asking user sees, by name.',
      where: menuWhere,
      page: async (_root: object, { where, paging, loaders }) => {
        const menus = await menusIn(where['location'], loaders);
        const rows = menus
          .filter((menu) => isWanted(menu, where))
          .map((menu) => toEdge(menu, menu.document.id));
        return pageOfList(rows, paging, loaders.limits);
      },
    }),
    menuItem: t.field({
      type: graph.objectOf(menuItemResource),
      description: 'An item of a menu, null where the asking user sees none.',
      args: {
        id: t.arg.id({ required: true, description: 'What names it.' }),
        idType: t.arg({
          type: enumNamed(graph, 'MenuItemNodeIdTypeEnum'),
          description: 'What kind of name `id` is; a global id unless said.',
        }),
      },
      resolve: (_root, { id, idType }, { loaders }, info) =>
        findItem(String(id), idType ?? 'ID', { loaders, info }),
    }),
    menuItems: connectionField(t, graph, {
      base: 'RootQueryToMenuItem',
      target: 'MenuItem',
      description: 'Items of all menus that the asking user sees, or of the one in a place of the theme.',
      where: itemWhere,
      page: async (_root: object, request) => {
        const { where, loaders } = request;
        const menus = await menusIn(where['location'], loaders);
        const items = await Promise.all(menus.map((menu) => loaders.menus.items(menu, itemPaths(request))));
        const all = menus.length > 1 ? items.flat().sort(inOrder) : items.flat();
        return pageOfItems(request, all);
      },
    }),
  }));
}

async function findItem(
  id: string,
  idType: string,
  { loaders, info }: { loaders: Loaders; info: GraphQLResolveInfo },
): Promise<Entity | null> {
  const { paths } = projectionOf(info, menuItemResource.typeName);
  return (await itemOfId(databaseIdOf(id, idType), loaders, paths)) ?? refuseUnknown(loaders);
}
