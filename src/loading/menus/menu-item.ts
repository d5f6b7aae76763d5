import { menuItemResource } from '../../site/menu-resources.ts';
import type { Entity } from '../base/entity.ts';

/** A link that is to be an item of a menu. */
export interface MenuLink {
  readonly label: string;
  readonly url: string;
  readonly target?: string | undefined;
  readonly title?: string;
  readonly description?: string;
  /** `nofollow me` */
  readonly rel?: string;
  readonly classes?: readonly string[] | undefined;
  /** Whether it is known to lead to a page. */
  readonly isPage?: boolean;
}

/** The `type` of items of which nothing but the address says what they lead to; REST has `post_type`, `taxonomy`, `custom`. */
export const addressItemType = 'address';

/** Where an item stands. */
export interface MenuItemPosition {
  readonly id: number;
  readonly menu: number;
  /** Database id of the item above it; 0 for none. */
  readonly parent: number;
  /** From 1 on. */
  readonly rank: number;
}

/** An item that REST has none for, in the shape in which REST has them. */
export function menuItem(
  { label, url, target = '', title = '', description = '', rel = '', classes = [], isPage = false }: MenuLink,
  { id, menu, parent, rank }: MenuItemPosition,
): Entity {
  const document = {
    id,
    parent,
    menus: menu,
    url,
    target,
    description,
    attr_title: title,
    title: { rendered: label },
    classes: [...classes],
    xfn: rel.split(/\s+/),
    menu_order: rank,
    type: addressItemType,
    object: isPage ? 'page' : '',
  };
  return { resource: menuItemResource, document };
}
