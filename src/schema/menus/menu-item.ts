import type { Entity } from '../../loading/base/entity.ts';
import type { Loaders } from '../../loading/loaders.ts';
import { menuItemResource } from '../../site/menu-resources.ts';
import { uriOf } from '../../site/permalinks.ts';
import { integer, text, texts } from '../../wordpress/document.ts';
import { decodedText } from '../kit/base/text.ts';
import { integerField, referenceGlobalId, textField } from '../kit/fields/fields.ts';
import { identity, olderId } from '../kit/fields/node-fields.ts';
import { asNodeRef, type Graph, interfaceNamed } from '../kit/graph/graph.ts';
import { toEdge } from '../kit/graph/page.ts';
import { connectionField } from '../kit/relay/connection-field.ts';
import { connectedTo, linkable } from './connected.ts';
import { itemPaths, itemsOf, itemWhere, locationsField, menuOfId, pageOfItems } from './menu.ts';

/** `MenuItem`. */
export function implementMenuItems(graph: Graph): void {
  const { site } = graph;
  const union = graph.builder.unionType('MenuItemObjectUnion', {
    description: 'What an item of a menu can lead to.',
    types: [...linkable(site).map((resource) => graph.objectOf(resource)), graph.virtual('PostFormat')],
    resolveType: (node) => ('resource' in node ? node.resource.typeName : node.typeName),
  });
  graph.objectOf(menuItemResource).implement({
    description: 'An item of a menu.',
    interfaces: ['Node', 'DatabaseIdentifier'].map((name) => interfaceNamed(graph, name)),
    fields: (t) => ({
      ...identity(t, 'post'),
      menuItemId: olderId(t, 'Deprecated in favor of the databaseId field'),
      label: t.string({
        description: 'What it says.',
        reads: ['title.rendered'],
        resolve: async (item, _args, { loaders }) => {
          const shown = decodedText(text(item.document, 'title', 'rendered'));
          if (shown === null || !typographic.test(shown)) return shown;
          return decodedText(await loaders.menus.label(item)) ?? shown;
        },
      }),
      title: textField(t, 'attr_title', 'Its `title` attribute.', { emptyIsNull: true }),
      description: textField(t, 'description', 'Its description; null when empty.', { emptyIsNull: true }),
      target: textField(t, 'target', 'Its `target` attribute: `_blank`.', { emptyIsNull: true }),
      url: textField(t, 'url', 'Where it leads.', { emptyIsNull: true }),
      uri: t.string({
        description: "The same without the site's own address.",
        reads: ['url'],
        resolve: ({ document }) => {
          const url = text(document, 'url');
          return url ? uriOf(site, url) : null;
        },
      }),
      path: t.string({
        description: 'The path of an address on the site; another address as it is.',
        reads: ['url'],
        resolve: ({ document }) => pathOf(text(document, 'url'), site.home),
      }),
      cssClasses: t.stringList({
        nullable: { list: true, items: true },
        description: 'Its CSS classes.',
        reads: ['classes'],
        resolve: ({ document }) => nonEmpty(texts(document, 'classes')),
      }),
      linkRelationship: t.string({
        description: 'Its `rel` attribute.',
        reads: ['xfn'],
        resolve: ({ document }) => nonEmpty(texts(document, 'xfn')).join(' ') || null,
      }),
      order: integerField(t, 'menu_order', 'Its rank in the menu.'),
      parentDatabaseId: integerField(t, 'parent', 'Database id of the item above it; 0 for none.'),
      parentId: referenceGlobalId(t, { path: 'parent', type: 'post' }, 'Global id of the item above it.'),
      isRestricted: t.boolean({ description: 'Whether part of it is kept back.', resolve: () => false }),
      locations: locationsField(t, graph, { reads: ['menus'], menu: menuOf }),
      menu: t.field({
        type: graph.connections.one('MenuItemToMenu', 'Menu'),
        description: 'The menu that it is in.',
        reads: ['menus'],
        resolve: async (item, _args, { loaders }) => {
          const menu = await menuOf(item, loaders);
          return menu && toEdge(menu, menu.document.id);
        },
      }),
      childItems: connectionField(t, graph, {
        base: 'MenuItemToMenuItem',
        target: 'MenuItem',
        description: 'The items directly below it.',
        reads: ['menus'],
        // What is read of children is read of the whole menu, and so in one request with it.
        sameDocument: true,
        where: itemWhere,
        page: async (item: Entity, request) => {
          const menu = await menuOf(item, request.loaders);
          const items = menu ? await itemsOf(menu.document.id, request.loaders, itemPaths(request)) : [];
          const where = { ...request.where, parentDatabaseId: item.document.id };
          return pageOfItems({ ...request, where }, items);
        },
      }),
      connectedNode: t.field({
        type: graph.connections.one('MenuItemToMenuItemLinkable', 'MenuItemLinkable'),
        description: 'The content or term that it leads to; null for other addresses.',
        reads: ['type', 'object', 'object_id', 'url'],
        resolve: async (item, _args, { loaders }, info) => {
          const node = await connectedTo(item, loaders, info);
          return node && toEdge(node, node.document.id);
        },
      }),
      connectedObject: t.field({
        type: asNodeRef(union as never),
        description: 'The content or term that it leads to.',
        deprecationReason: 'Deprecated in favor of the connectedNode field',
        reads: ['type', 'object', 'object_id', 'url'],
        resolve: (item, _args, { loaders }, info) => connectedTo(item, loaders, info),
      }),
    }),
  });
}

/**
 * Characters that WordPress puts for plain ones as it shows a label (`wptexturize()`): the label itself may not have them,
 * and WPGraphQL gives it as it was typed.
 */
const typographic = /[‘’‚“”„«»‹›′″–—…×™\u00A0]/;

/** The menu that an item is in: the one that REST names, or that it was written down in. */
function menuOf({ document }: Entity, loaders: Loaders): Promise<Entity | null> {
  return menuOfId(integer(document, 'menus'), loaders);
}

/** WPGraphQL's rule: the path of an address on the site's host, any other address whole. */
function pathOf(url: string | null, home: string): string | null {
  if (!url || !URL.canParse(url)) return url || null;
  const { host, pathname } = new URL(url);
  return host === new URL(home).host ? pathname : url;
}

/** WordPress writes no classes as one empty one. */
function nonEmpty(classes: readonly string[]): string[] {
  return classes.filter(Boolean);
}
