import { noOverlaps } from './overlaps.ts';
import type { Parameter, Resource, Trait } from './site.ts';

/** The properties that menus and menu items share. The menu loaders read them, not the loaders of collections. */
const base = {
  label: 'Menus',
  description: '',
  traits: new Set<Trait>(),
  hierarchical: false,
  hasArchive: false,
  archiveSlug: null,
  customFields: new Map(),
  properties: new Set<string>(),
  linked: [],
  parameters: new Map<string, Parameter>(),
  overlaps: noOverlaps,
};

/** Classic menus (REST API handbook: Nav_Menus). */
export const menuResource: Resource = {
  ...base,
  kind: 'term',
  name: 'nav_menu',
  route: '/wp/v2/menus',
  restBase: 'menus',
  typeName: 'Menu',
  singular: 'menu',
  plural: 'menus',
  connection: 'menus',
};

/** Items of classic menus (REST API handbook: Nav_Menu_Items). */
export const menuItemResource: Resource = {
  ...base,
  kind: 'content',
  name: 'nav_menu_item',
  route: '/wp/v2/menu-items',
  restBase: 'menu-items',
  typeName: 'MenuItem',
  singular: 'menuItem',
  plural: 'menuItems',
  connection: 'menuItems',
};
