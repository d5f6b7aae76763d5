import type { Entity } from '../loading/entity.ts';
import type { Resource } from '../site/site.ts';

/** A post type as a node. */
export interface ContentTypeNode {
  readonly typeName: 'ContentType';
  readonly contentType: Resource;
}

/** A taxonomy as a node. */
export interface TaxonomyNode {
  readonly typeName: 'Taxonomy';
  readonly taxonomy: Resource;
}

/** The writer of a comment who isn't a user that the site shows. */
export interface CommentAuthorNode {
  readonly typeName: 'CommentAuthor';
  readonly comment: Entity;
}

/** Settings → General as a node. */
export interface GeneralSettingsNode {
  readonly typeName: 'GeneralSettings';
}

/** A node that isn't itself a REST document. */
export type VirtualNode = ContentTypeNode | TaxonomyNode | CommentAuthorNode | GeneralSettingsNode;

/** Whatever can stand behind the `Node` interface. */
export type GraphNode = Entity | VirtualNode;

/** Whether a value is a REST document with its resource. */
export function isEntity(value: unknown): value is Entity {
  return typeof value === 'object' && value !== null && 'document' in value && 'resource' in value;
}

/** The object type of a node. */
export function typeNameOf(node: GraphNode): string {
  return isEntity(node) ? node.resource.typeName : node.typeName;
}
