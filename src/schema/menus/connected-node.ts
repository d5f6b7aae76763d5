import type { Entity } from '../../loading/base/entity.ts';
import type { Loaders } from '../../loading/loaders.ts';
import { addressItemType } from '../../loading/menus/menu-item.ts';
import type { GraphQLResolveInfo } from '../../packages/graphql.ts';
import { parseUri } from '../../site/permalinks.ts';
import { type Resource, resourcesOf, type Site } from '../../site/site.ts';
import { integer, text } from '../../wordpress/document.ts';
import { findByUri } from '../find/uri/by-uri.ts';
import { isEntity } from '../kit/base/virtual-nodes.ts';
import { resourceNamed } from '../kit/graph/graph.ts';
import { projectionOf } from '../kit/plugins/reads/projection.ts';

/** Returns the resources that menu items can link to: all content and terms except media. */
export function linkableResources(site: Site): readonly Resource[] {
  return [...resourcesOf(site, 'content'), ...resourcesOf(site, 'term')].filter(
    ({ traits }) => !traits.has('files'),
  );
}

/** Returns the content or term that a menu item links to. Returns null if the item links to another URL. */
export async function connectedNodeOf(
  { document }: Entity,
  loaders: Loaders,
  info: GraphQLResolveInfo,
): Promise<Entity | null> {
  const kinds: Readonly<Record<string, Resource['kind']>> = { post_type: 'content', taxonomy: 'term' };
  const type = text(document, 'type') ?? '';
  const resource = loaders.site.resources.get(text(document, 'object') ?? '');
  if (type === addressItemType) return nodeAtUrl(text(document, 'url') ?? '', resource, { loaders, info });
  const id = integer(document, 'object_id');
  // WordPress lets menu items link to media, but `MediaItem` is no `MenuItemLinkable`. WPGraphQL returns null too.
  if (
    !resource ||
    !id ||
    kinds[type] !== resource.kind ||
    !linkableResources(loaders.site).includes(resource)
  )
    return null;
  return loaders.entities(resource).load(id, projectionOf(info, resource.typeName).paths);
}

/**
 * Returns the node whose link is this URL.
 *
 * @param resource - the resource of the node. If it is unknown, the gateway searches all linkable resources
 */
async function nodeAtUrl(
  url: string,
  resource: Resource | undefined,
  { loaders, info }: { loaders: Loaders; info: GraphQLResolveInfo },
): Promise<Entity | null> {
  const { site } = loaders;
  if (!/^(https?:\/)?\//.test(url)) return null;
  const address = parseUri(site, url);
  // The path `/` with a query is not the front page but, for example, a search.
  if (address.kind === 'foreign' || (address.isFront && url.includes('?'))) return null;
  const known = address.isFront ? resourceNamed(site, 'page') : resource;
  const found = await findByUri(url, {
    loaders,
    info,
    only: known ? [known] : linkableResources(site),
    usesSlugsOnly: true,
  });
  return found && isEntity(found) ? found : null;
}
