import type { ClosedError } from '../../loading/base/closed.ts';
import type { Entity } from '../../loading/base/entity.ts';
import type { Loaders } from '../../loading/loaders.ts';
import { inOrder } from '../../loading/menus/menu-loader.ts';
import { type GraphQLResolveInfo, locatedError, responsePathAsArray } from '../../packages/graphql.ts';
import { menuItemResource, menuResource } from '../../site/menu-resources.ts';
import { enumNamed, type Graph } from '../kit/graph/graph.ts';
import { toEdge } from '../kit/graph/page.ts';
import { projectionOf } from '../kit/plugins/reads/projection.ts';
import { connectionField } from '../kit/relay/connection-field.ts';
import { pageOfList } from '../kit/relay/list.ts';
import { databaseIdOf, findMenu, refuseUnknown } from './find.ts';
import { nameIn, orHidden } from './hidden.ts';
import { isWanted, itemOfId, itemPaths, itemWhere, menusIn, menuWhere, pageOfItems } from './menu.ts';

/** `menu`, `menus`, `menuItem`, `menuItems`. */
export function addMenuRoots(graph: Graph): void {
  graph.builder.queryFields((t) => ({
    menu: t.field({
      type: graph.objectOf(menuResource),
      description:
        'A menu; null where there is none. One that WordPress keeps from the asking user is empty, with a notice.',
      args: {
        id: t.arg.id({ required: true, description: 'What names it.' }),
        idType: t.arg({
          type: enumNamed(graph, 'MenuNodeIdTypeEnum'),
          description: 'What kind of name `id` is; a global id unless said.',
        }),
      },
      resolve: async (_root, { id, idType }, { loaders, notices }, info) => {
        const name = { id: String(id), idType: idType ?? 'ID' };
        return orHidden(findMenu(name.id, name.idType, loaders), name, (error) =>
          notices.push(locatedError(error, info.fieldNodes, responsePathAsArray(info.path))),
        );
      },
    }),
    menus: connectionField(t, graph, {
      base: 'RootQueryToMenu',
      target: 'Menu',
      description: 'Menus that the asking user sees, by name.',
      where: menuWhere,
      page: async (_root: object, { where, paging, loaders, notice }) => {
        const menus = await menusWhere(where, loaders, notice);
        const rows = menus.map((menu) => toEdge(menu, menu.document.id));
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

/** Menus that `where` asks for; an empty one for the one that it names, where WordPress keeps it from the asking user. */
async function menusWhere(
  where: Readonly<Record<string, unknown>>,
  loaders: Loaders,
  notice: (error: ClosedError) => void,
): Promise<readonly Entity[]> {
  const find = async () =>
    (await menusIn(where['location'], loaders)).filter((menu) => isWanted(menu, where));
  const name = nameIn(where);
  if (!name) return find();
  const found = find().then((menus) => (menus.length > 0 ? menus : refuseUnknown(loaders)));
  const menus = await orHidden(found, name, notice);
  return menus === null ? [] : [menus].flat();
}

async function findItem(
  id: string,
  idType: string,
  { loaders, info }: { loaders: Loaders; info: GraphQLResolveInfo },
): Promise<Entity | null> {
  const { paths } = projectionOf(info, menuItemResource.typeName);
  return (await itemOfId(databaseIdOf(id, idType), loaders, paths)) ?? refuseUnknown(loaders);
}
