import type { Resource, Site } from '../site/site.ts';
import { addressTag, documentTag, listTag, resourceTag } from './tags.ts';

/** The tags of the answers of a route, and the resource that they belong to. */
export interface RouteFacts {
  readonly tags: readonly string[];
  /** The resource whose ages apply. Null if the answers belong to no resource that the change feed watches. */
  readonly resource: string | null;
}

/** Menus contain titles and addresses of documents, so they have the tag of addresses, too. */
const menuTags: readonly string[] = [resourceTag('menu'), listTag('menu'), addressTag];

/** Routes of WordPress that belong to no resource of the graph. */
const otherRoutes: readonly { readonly begins: string; readonly facts: RouteFacts }[] = [
  { begins: '/wp/v2/menu', facts: { tags: menuTags, resource: 'menu' } },
  { begins: '/wp/v2/navigation', facts: { tags: menuTags, resource: 'menu' } },
  { begins: '/wp/v2/settings', facts: { tags: [resourceTag('settings')], resource: 'settings' } },
  // Each change of a document may change the results of a search.
  { begins: '/wp/v2/search', facts: { tags: [addressTag], resource: null } },
];

/** Returns the names of all resources of a site that have ages of their own. */
export function agedResources(site: Pick<Site, 'resources'>): readonly string[] {
  const others = otherRoutes.flatMap(({ facts }) => facts.resource ?? []);
  return [...new Set([...site.resources.keys(), ...others])];
}

/** Returns the facts of a route of the REST API. */
export function factsOf(route: string, resources: ReadonlyMap<string, Resource>): RouteFacts {
  const list = resources.get(route);
  if (list) return { tags: [listTag(list.name), resourceTag(list.name)], resource: list.name };
  const [, collection = '', id] = /^(.+?)\/(\d+)(?:\/|$)/.exec(route) ?? [];
  const resource = resources.get(collection);
  if (resource && id !== undefined) {
    return {
      tags: [documentTag(resource.name, Number(id)), resourceTag(resource.name)],
      resource: resource.name,
    };
  }
  const other = otherRoutes.find(({ begins }) => route.startsWith(begins));
  // The route of a plugin may contain data of any document, such as its title for search engines.
  return other?.facts ?? { tags: [`route:${route}`, addressTag], resource: null };
}
