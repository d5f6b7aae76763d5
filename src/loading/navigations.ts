import { parseHtml } from '../content/html.ts';
import { type NavigationLink, navigationLinks } from '../content/navigation.ts';
import { menuResource } from '../site/menu-resources.ts';
import type { Site } from '../site/site.ts';
import type { Rest } from '../wordpress/client.ts';
import { type Document, text } from '../wordpress/document.ts';
import type { Entity } from './entity.ts';
import { menuItem } from './menu-item.ts';
import { whereAllowed } from './refusals.ts';

/** Menus of block themes (REST API handbook: wp_navigation), whose published ones everybody may read. */
const route = '/wp/v2/navigation';

/** Links of one navigation that are read. */
const mostLinks = 999;

/**
 * A site's published navigations as menus with their items, by title; null where it shows none. Their database ids are
 * below zero, since WordPress has none for them as menus: -1000 times that of the navigation, its links counted down from
 * there.
 */
export async function readNavigations(
  rest: Rest,
  { routes }: Pick<Site, 'routes'>,
): Promise<ReadonlyMap<Entity, readonly Entity[]> | null> {
  if (routes.size > 0 && !routes.has(route)) return null;
  const found = await whereAllowed(
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

function menuOf(navigation: Document): readonly [Entity, readonly Entity[]] {
  const id = -1000 * navigation.id;
  const name = text(navigation, 'title', 'rendered') ?? '';
  const menu = { id, name, slug: text(navigation, 'slug') ?? '', locations: [] };
  const html = text(navigation, 'content', 'rendered') ?? '';
  const items: Entity[] = [];
  const add = ({ items: below, ...link }: NavigationLink, parent: number) => {
    if (items.length >= mostLinks) return;
    const own = id - items.length - 1;
    items.push(menuItem(link, { id: own, menu: id, parent, rank: items.length + 1 }));
    for (const each of below) add(each, own);
  };
  for (const link of navigationLinks(parseHtml(html).children)) add(link, 0);
  return [{ resource: menuResource, document: menu }, items];
}
