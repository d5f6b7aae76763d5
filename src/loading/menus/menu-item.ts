import { menuItemResource } from '../../site/menu-resources.ts';
import type { Entity } from '../base/entity.ts';

/** A link to convert to a menu item. */
export interface MenuLink {
  readonly label: string;
  readonly url: string;
  readonly target?: string | undefined;
  readonly title?: string;
  readonly description?: string;
  /** `nofollow me` */
  readonly rel?: string;
  readonly classes?: readonly string[] | undefined;
  /** Whether the link is known to point to a page. */
  readonly isPage?: boolean;
  /** What the item links to, as REST says it: `custom`. @default {@link addressItemType} */
  readonly type?: string;
  /** The type of content or the taxonomy that it links to: `page`. @default that of `isPage` */
  readonly object?: string;
}

/** The `type` of items that are known by their URL only. REST has `post_type`, `taxonomy` and `custom`. */
export const addressItemType = 'address';

/** The position of an item. */
export interface MenuItemPosition {
  readonly id: number;
  readonly menu: number;
  /** Database id of the parent item; 0 for none. */
  readonly parent: number;
  /** Starts at 1. */
  readonly rank: number;
}

/** Returns a menu item in the form of REST, for a link that REST has no item for. */
export function menuItem(
  { label, url, target = '', title = '', description = '', rel = '', classes = [], ...link }: MenuLink,
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
    type: link.type ?? addressItemType,
    object: link.object ?? (link.isPage ? 'page' : ''),
  };
  return { resource: menuItemResource, document };
}
