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

/** The route of navigations (REST API handbook: wp_navigation). Everybody may read the published ones. */
const route = '/wp/v2/navigation';

/** Number of negative ids in use. GraphQL's `Int` has one more. */
const span = 2 ** 31 - 1;

/**
 * Returns the first hundred published navigations of a site, by title, as menus with their items. Returns null if the
 * site shows none. WordPress has no menu ids for them: see {@link navigationId}.
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
 * Returns a database id for a navigation (rank 0) or for one of its links (by rank): -1000 times the id of the
 * navigation, minus the rank. Ids beyond the range of `Int` start again at -1, so two navigations share ids only if
 * their ids differ by about two million.
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
