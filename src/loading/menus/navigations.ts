import { parseHtml } from '../../content/html.ts';
import { type NavigationLink, navigationLinks } from '../../content/navigation.ts';
import { menuResource } from '../../site/menu-resources.ts';
import type { Site } from '../../site/site.ts';
import { limits } from '../../values/limits.ts';
import { type Document, text } from '../../wordpress/document.ts';
import type { Rest } from '../../wordpress/rest.ts';
import type { Entity } from '../base/entity.ts';
import { nullIfForbidden } from '../base/refusals.ts';
import { menuItem } from './menu-item.ts';

/** Menus of block themes (REST API handbook: wp_navigation), whose published ones everybody may read. */
const route = '/wp/v2/navigation';

/** How many numbers below zero are used: GraphQL's `Int` has one more. */
const span = 2 ** 31 - 1;

/**
 * A site's published navigations as menus with their items, the first hundred by title; null where it shows none.
 * WordPress has no database ids for them as menus: see {@link navigationId}.
 */
export async function readNavigations(
  rest: Rest,
  { routes }: Pick<Site, 'routes'>,
): Promise<ReadonlyMap<Entity, readonly Entity[]> | null> {
  if (routes.size > 0 && !routes.has(route)) return null;
  const found = await nullIfForbidden(
    rest.list(route, {
      per_page: 100,
      orderby: 'title',
      order: 'asc',
      _fields: ['id', 'slug', 'title.rendered', 'content.rendered'],
    }),
  );
  if (!found || found.documents.length === 0) return null;
  return new Map(found.documents.map(menuOf));
}

/**
 * The database id of a navigation as a menu (rank 0), or of one of its links by their ranks: below zero, -1000 times that
 * of the navigation, the links counted down from there. Where that is more than an `Int` has, as of navigations with ids
 * above two million, it goes on from -1: then it is shared only with a navigation whose id is two million away.
 */
export function navigationId(navigation: number, rank: number): number {
  return -(((1000 * navigation + rank - 1) % span) + 1);
}

function menuOf(navigation: Document): readonly [Entity, readonly Entity[]] {
  const id = navigationId(navigation.id, 0);
  const name = text(navigation, 'title', 'rendered') ?? '';
  const menu = { id, name, slug: text(navigation, 'slug') ?? '', locations: [] };
  const html = text(navigation, 'content', 'rendered') ?? '';
  const items: Entity[] = [];
  const add = ({ items: below, ...link }: NavigationLink, parent: number) => {
    if (items.length >= limits.maxNavigationLinks) return;
    const rank = items.length + 1;
    const own = navigationId(navigation.id, rank);
    items.push(menuItem(link, { id: own, menu: id, parent, rank }));
    for (const each of below) add(each, own);
  };
  for (const link of navigationLinks(parseHtml(html).children)) add(link, 0);
  return [{ resource: menuResource, document: menu }, items];
}
