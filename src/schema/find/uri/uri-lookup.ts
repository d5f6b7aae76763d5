import { type Entity, type Paths, union } from '../../../loading/base/entity.ts';
import type { Loaders } from '../../../loading/loaders.ts';
import type { GraphQLResolveInfo } from '../../../packages/graphql.ts';
import type { Resource } from '../../../site/site.ts';
import type { ContentTypeNode } from '../../kit/base/virtual-nodes.ts';
import { resourceNamed } from '../../kit/graph/graph.ts';
import { projectionOf } from '../../kit/plugins/reads/projection.ts';

/** Who asks for an address, and of which resources the answer may be; of any unless said. */
export interface UriLookup {
  readonly loaders: Loaders;
  readonly info: GraphQLResolveInfo;
  readonly only?: readonly Resource[];
  /** Whether slugs alone decide, and no page is asked: for many addresses at once, of which most name something else. */
  readonly usesSlugsOnly?: boolean;
}

/** Resources that the answer may be of: those asked for, or all whose documents have pages of their own. */
export function resourcesIn({ only, loaders }: UriLookup): readonly Resource[] {
  return only ?? [...loaders.site.resources.values()].filter(({ kind }) => kind !== 'comment');
}

/** The document of an id; null where visitors see none, and for a resource that isn't asked for. */
export function loadIfRequested(resource: Resource, id: number, lookup: UriLookup): Promise<Entity | null> {
  if (lookup.only && !lookup.only.includes(resource)) return Promise.resolve(null);
  return lookup.loaders.entities(resource).load(id, pathsOf(resource, lookup));
}

/** What is read of a document that an address may name. */
export function pathsOf(resource: Resource, { info }: UriLookup): Paths {
  return projectionOf(info, resource.typeName).paths;
}

/** The same with its link, for documents that may be others. */
export function pathsWithLink(resource: Resource, lookup: UriLookup): Paths {
  return union(pathsOf(resource, lookup), ['link']);
}

/** The list of a type's content as a node; null for who asks for something else. */
export function archiveNode(contentType: Resource, { only }: UriLookup): ContentTypeNode | null {
  return only ? null : { typeName: 'ContentType', contentType };
}

/** The list of posts, which is what the page shows that was chosen for it. */
export function postsArchiveNode(lookup: UriLookup): ContentTypeNode | null {
  return archiveNode(resourceNamed(lookup.loaders.site, 'post'), lookup);
}

/** Whether a document is a page. */
export function isPage({ resource }: Entity): boolean {
  return resource.traits.has('pages');
}
