import type { Entity } from '../../../loading/base/entity.ts';
import type { Loaders } from '../../../loading/loaders.ts';
import type { GraphQLResolveInfo } from '../../../packages/graphql.ts';
import type { Resource } from '../../../site/site.ts';
import { type Paths, union } from '../../../wordpress/paths.ts';
import type { ContentTypeNode } from '../../kit/base/virtual-nodes.ts';
import { resourceNamed } from '../../kit/graph/graph.ts';
import { projectionOf } from '../../kit/plugins/reads/projection.ts';

/** The means to look up a URI, and the restrictions on its result. */
export interface UriLookup {
  readonly loaders: Loaders;
  readonly info: GraphQLResolveInfo;
  /** The resources that the result may belong to. @default all */
  readonly only?: readonly Resource[];
  /**
   * Whether to look up slugs only, without a `HEAD` of the page. This suits many addresses at once, if most of them are
   * not documents. @default false
   */
  readonly usesSlugsOnly?: boolean;
}

/** Returns the resources that the result may belong to: `only`, or all resources whose documents have pages. */
export function resourcesIn({ only, loaders }: UriLookup): readonly Resource[] {
  return only ?? [...loaders.site.resources.values()].filter(({ kind }) => kind !== 'comment');
}

/** Loads a document by id. Returns null if WordPress hides it, or the lookup excludes its resource. */
export function loadIfRequested(resource: Resource, id: number, lookup: UriLookup): Promise<Entity | null> {
  if (lookup.only && !lookup.only.includes(resource)) return Promise.resolve(null);
  return lookup.loaders.entities(resource).load(id, pathsOf(resource, lookup));
}

/** Returns the projection for documents of a resource. */
export function pathsOf(resource: Resource, { info }: UriLookup): Paths {
  return projectionOf(info, resource.typeName).paths;
}

/** Returns the projection with the path `link`, to compare a document's link with the address. */
export function pathsWithLink(resource: Resource, lookup: UriLookup): Paths {
  return union(pathsOf(resource, lookup), ['link']);
}

/** Returns the archive of a post type as a node. Returns null if the lookup is restricted to documents. */
export function archiveNode(contentType: Resource, { only }: UriLookup): ContentTypeNode | null {
  return only ? null : { typeName: 'ContentType', contentType };
}

/** Returns the archive of posts as a node. The posts page shows it. */
export function postsArchiveNode(lookup: UriLookup): ContentTypeNode | null {
  return archiveNode(resourceNamed(lookup.loaders.site, 'post'), lookup);
}

/** Returns whether a document is a page. */
export function isPage({ resource }: Entity): boolean {
  return resource.traits.has('pages');
}
