import type { Entity } from '../../loading/entity.ts';
import type { Loaders } from '../../loading/loaders.ts';
import { inOrder, menuName } from '../../loading/menus.ts';
import { menuItemResource, menuResource } from '../../site/menu-resources.ts';
import { text } from '../../wordpress/document.ts';
import { InputError } from '../errors.ts';
import { enumNamed, type Graph } from '../graph.ts';
import { projectionOf } from '../reads/projection.ts';
import { connectionField } from '../relay/connection-field.ts';
import { parseGlobalId } from '../relay/global-id.ts';
import { pageOfList } from '../relay/list.ts';
import { toEdge } from '../relay/page.ts';
import {
  isWanted,
  itemOfId,
  itemPaths,
  itemWhere,
  menuOfId,
  menusIn,
  menuWhere,
  pageOfItems,
} from './menus.ts';

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
        itemOfId(
          databaseIdOf(String(id), idType ?? 'ID'),
          loaders,
          projectionOf(info, menuItemResource.typeName).paths,
        ),
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

/** How each kind of name finds its menu. */
async function findMenu(id: string, idType: string, loaders: Loaders): Promise<Entity | null> {
  if (idType === 'LOCATION') {
    const [menu] = await menusIn(id, loaders);
    if (menu) return menu;
    throw new InputError(`No menu set for the provided location: ${JSON.stringify(id)}.`);
  }
  const menus = await loaders.menus.all();
  if (idType === 'NAME') return menus.find((menu) => menuName(menu) === id) ?? null;
  if (idType === 'SLUG') return menus.find(({ document }) => text(document, 'slug') === id) ?? null;
  return menuOfId(databaseIdOf(id, idType), loaders);
}

function databaseIdOf(id: string, idType: string): number {
  const number = idType === 'DATABASE_ID' ? id : parseGlobalId(id)?.id;
  if (number !== undefined && /^-?\d{1,15}$/.test(number)) return Number(number);
  if (idType === 'DATABASE_ID') return 0;
  throw new InputError(`The ID input is invalid. ${JSON.stringify(id)} isn't a global id.`);
}
