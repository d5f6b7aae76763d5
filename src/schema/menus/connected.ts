import type { Entity } from '../../loading/base/entity.ts';
import type { Loaders } from '../../loading/loaders.ts';
import { byAddress } from '../../loading/menus/menu-item.ts';
import type { GraphQLResolveInfo } from '../../packages/graphql.ts';
import { parseUri } from '../../site/permalinks.ts';
import { type Resource, resourcesOf, type Site } from '../../site/site.ts';
import { integer, text } from '../../wordpress/document.ts';
import { findByUri } from '../find/uri/by-uri.ts';
import { isEntity } from '../kit/base/virtual-nodes.ts';
import { resourceNamed } from '../kit/graph/graph.ts';
import { projectionOf } from '../kit/plugins/reads/projection.ts';

/** What items of menus can lead to. */
export function linkable(site: Site): readonly Resource[] {
  return [...resourcesOf(site, 'content'), ...resourcesOf(site, 'term')].filter(
    ({ traits }) => !traits.has('files'),
  );
}

/** The content or term that an item of a menu leads to; null for other addresses. */
export async function connectedTo(
  { document }: Entity,
  loaders: Loaders,
  info: GraphQLResolveInfo,
): Promise<Entity | null> {
  const kinds: Readonly<Record<string, Resource['kind']>> = { post_type: 'content', taxonomy: 'term' };
  const type = text(document, 'type') ?? '';
  const resource = loaders.site.resources.get(text(document, 'object') ?? '');
  if (type === byAddress) return shownAt(text(document, 'url') ?? '', resource, { loaders, info });
  const id = integer(document, 'object_id');
  // Media are no `MenuItemLinkable`, though items can lead to them: WPGraphQL has nothing to give either.
  if (!resource || !id || kinds[type] !== resource.kind || !linkable(loaders.site).includes(resource))
    return null;
  return loaders.entities(resource).load(id, projectionOf(info, resource.typeName).paths);
}

/** What has this address for its link: each resource is asked once for all items together, only one where it is known which. */
async function shownAt(
  url: string,
  known: Resource | undefined,
  { loaders, info }: { loaders: Loaders; info: GraphQLResolveInfo },
): Promise<Entity | null> {
  const { site } = loaders;
  if (!/^(https?:\/)?\//.test(url)) return null;
  const address = parseUri(site, url);
  // A query that names no document is something else than the front page: a search, for one.
  if (address.kind === 'foreign' || (address.isFront && url.includes('?'))) return null;
  const only = address.isFront ? resourceNamed(site, 'page') : known;
  const found = await findByUri(url, {
    loaders,
    info,
    only: only ? [only] : linkable(site),
    bySlugAlone: true,
  });
  return found && isEntity(found) ? found : null;
}
