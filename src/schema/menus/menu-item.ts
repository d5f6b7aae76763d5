import type { Entity } from '../../loading/base/entity.ts';
import type { Loaders } from '../../loading/loaders.ts';
import { menuItemResource } from '../../site/menu-resources.ts';
import { uriOf } from '../../site/permalinks.ts';
import { integer, text, texts } from '../../wordpress/document.ts';
import { decodedText } from '../kit/base/text.ts';
import { typeNameOf } from '../kit/base/virtual-nodes.ts';
import { integerField, referenceGlobalId, textField } from '../kit/fields/fields.ts';
import { deprecatedIdField, identityFields } from '../kit/fields/node-fields.ts';
import { asNodeRef, type Graph, interfaceNamed } from '../kit/graph/graph.ts';
import { toEdge } from '../kit/graph/page.ts';
import { connectionField } from '../kit/relay/connection-field.ts';
import { connectedNodeOf, linkableResources } from './connected-node.ts';
import { itemPaths, itemsOf, itemWhere, locationsField, menuOfId, pageOfItems } from './menu.ts';

/** Implements `MenuItem`. */
export function implementMenuItems(graph: Graph): void {
  const { site } = graph;
  const union = graph.builder.unionType('MenuItemObjectUnion', {
    description: 'Content or a term that a menu item links to.',
    types: [
      ...linkableResources(site).flatMap((resource) => graph.objectTypes(resource)),
      graph.virtualType('PostFormat'),
    ],
    resolveType: typeNameOf,
  });
  graph.objectType(menuItemResource).implement({
    description: 'An item of a menu.',
    interfaces: ['Node', 'DatabaseIdentifier'].map((name) => interfaceNamed(graph, name)),
    fields: (t) => ({
      ...identityFields(t, 'post'),
      menuItemId: deprecatedIdField(t, 'Deprecated in favor of the databaseId field'),
      label: t.string({
        description: 'The text of the link.',
        reads: ['title.rendered'],
        resolve: async (item, _args, { loaders }) => {
          const rendered = decodedText(text(item.document, 'title', 'rendered'));
          if (rendered === null || !typographicCharacters.test(rendered)) return rendered;
          return decodedText(await loaders.menus.label(item)) ?? rendered;
        },
      }),
      title: textField(t, 'attr_title', 'The `title` attribute of the link.', { emptyIsNull: true }),
      description: textField(t, 'description', 'The description. Null if it is empty.', {
        emptyIsNull: true,
      }),
      target: textField(t, 'target', 'The `target` attribute of the link: `_blank`.', { emptyIsNull: true }),
      url: textField(t, 'url', 'The URL of the link.', { emptyIsNull: true }),
      uri: t.string({
        description: "The URL without the site's address.",
        reads: ['url'],
        resolve: ({ document }) => {
          const url = text(document, 'url');
          return url ? uriOf(site, url) : null;
        },
      }),
      path: t.string({
        description: 'The path if the URL is on the site; otherwise the whole URL.',
        reads: ['url'],
        resolve: ({ document }) => pathOf(text(document, 'url'), site.home),
      }),
      cssClasses: t.stringList({
        nullable: { list: true, items: true },
        description: 'CSS classes of the item.',
        reads: ['classes'],
        resolve: ({ document }) => nonEmpty(texts(document, 'classes')),
      }),
      linkRelationship: t.string({
        description: 'The `rel` attribute of the link.',
        reads: ['xfn'],
        resolve: ({ document }) => nonEmpty(texts(document, 'xfn')).join(' ') || null,
      }),
      order: integerField(t, 'menu_order', 'Position of the item in the menu.'),
      parentDatabaseId: integerField(t, 'parent', 'Database id of the parent item; 0 at the top level.'),
      parentId: referenceGlobalId(t, { path: 'parent', type: 'post' }, 'Global id of the parent item.'),
      isRestricted: t.boolean({
        description: 'Whether fields are hidden from the client. Always false.',
        resolve: () => false,
      }),
      locations: locationsField(t, graph, { reads: ['menus'], menu: menuOf }),
      menu: t.field({
        type: graph.connections.one('MenuItemToMenu', 'Menu'),
        description: 'The menu that contains the item.',
        reads: ['menus'],
        resolve: async (item, _args, { loaders }) => {
          const menu = await menuOf(item, loaders);
          return menu && toEdge(menu, menu.document.id);
        },
      }),
      childItems: connectionField(t, graph, {
        base: 'MenuItemToMenuItem',
        target: 'MenuItem',
        description: 'The child items.',
        reads: ['menus'],
        // All items of a menu are read in one request, so children need the same paths as their parent.
        sameDocument: true,
        where: itemWhere,
        page: async (item: Entity, request) => {
          const menu = await menuOf(item, request.loaders);
          const items = menu ? await itemsOf(menu, request.loaders, itemPaths(request)) : [];
          const where = { ...request.where, parentDatabaseId: item.document.id };
          return pageOfItems({ ...request, where }, items);
        },
      }),
      connectedNode: t.field({
        type: graph.connections.one('MenuItemToMenuItemLinkable', 'MenuItemLinkable'),
        description: 'The content or term that the item links to. Null for any other URL.',
        reads: ['type', 'object', 'object_id', 'url'],
        resolve: async (item, _args, { loaders }, info) => {
          const node = await connectedNodeOf(item, loaders, info);
          return node && toEdge(node, node.document.id);
        },
      }),
      connectedObject: t.field({
        type: asNodeRef(union as never),
        description: 'The content or term that the item links to.',
        deprecationReason: 'Deprecated in favor of the connectedNode field',
        reads: ['type', 'object', 'object_id', 'url'],
        resolve: (item, _args, { loaders }, info) => connectedNodeOf(item, loaders, info),
      }),
    }),
  });
}

/**
 * Characters that WordPress substitutes for plain ones in a rendered label (`wptexturize()`). WPGraphQL returns the label
 * as the editor typed it, so the gateway reads the raw label if it finds one of these characters.
 */
const typographicCharacters = /[‘’‚“”„«»‹›′″–—…×™\u00A0]/;

/** Returns the menu that contains an item, as the client found it. */
async function menuOf(item: Entity, loaders: Loaders): Promise<Entity | null> {
  return loaders.menus.printed(item) ?? menuOfId(integer(item.document, 'menus'), loaders);
}

/** Returns the path of a URL on the site's host, and any other URL unchanged, as WPGraphQL does. */
function pathOf(url: string | null, home: string): string | null {
  if (!url || !URL.canParse(url)) return url || null;
  const { host, pathname } = new URL(url);
  return host === new URL(home).host ? pathname : url;
}

/** Returns the classes that are not empty. WordPress writes an empty list as one empty class. */
function nonEmpty(classes: readonly string[]): string[] {
  return classes.filter(Boolean);
}
