import type { Entity } from '../../../loading/base/entity.ts';
import type { Resource } from '../../../site/site.ts';
import { objectTypeOf } from '../../../site/variants.ts';

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

/** The author of a comment who is a guest, or a user that WordPress hides from the client. */
export interface CommentAuthorNode {
  readonly typeName: 'CommentAuthor';
  readonly comment: Entity;
}

/** An item of REST whose id is not a number, such as a theme or a block type. */
export interface RecordNode {
  readonly typeName:
    | 'Theme'
    | 'Plugin'
    | 'UserRole'
    | 'BlockTemplate'
    | 'BlockTemplatePart'
    | 'BlockPattern'
    | 'BlockPatternCategory'
    | 'BlockType';
  readonly record: Readonly<Record<string, unknown>>;
}

/** A page of WordPress' settings as a node. */
export interface SettingsNode {
  readonly typeName:
    | 'GeneralSettings'
    | 'ReadingSettings'
    | 'WritingSettings'
    | 'DiscussionSettings'
    | 'PermalinkSettings';
  /** The settings by their REST keys, if a mutation has just written them. Otherwise resolvers read them from REST. */
  readonly written?: Readonly<Record<string, unknown>>;
}

/** A post format: a term of a taxonomy without a REST route. */
export interface PostFormatNode {
  readonly typeName: 'PostFormat';
  /** `aside` */
  readonly format: string;
}

/** A script or stylesheet that a page of the site loads. REST lists neither. */
export interface AssetNode {
  readonly typeName: 'EnqueuedScript' | 'EnqueuedStylesheet';
}

/** A node that is not a REST document. */
export type VirtualNode =
  | ContentTypeNode
  | TaxonomyNode
  | CommentAuthorNode
  | RecordNode
  | SettingsNode
  | PostFormatNode
  | AssetNode;

/** Names of the object types of virtual nodes. */
export const virtualTypes = [
  'ContentType',
  'Taxonomy',
  'CommentAuthor',
  'Theme',
  'Plugin',
  'UserRole',
  'GeneralSettings',
  'ReadingSettings',
  'WritingSettings',
  'DiscussionSettings',
  'PermalinkSettings',
  'PostFormat',
  'EnqueuedScript',
  'EnqueuedStylesheet',
  'BlockTemplate',
  'BlockTemplatePart',
  'BlockPattern',
  'BlockPatternCategory',
  'BlockType',
] as const satisfies readonly VirtualNode['typeName'][];

/** The kind of virtual node that an object type resolves, by the type's name. */
export type VirtualNamed<Name extends VirtualNode['typeName']> = VirtualNode extends infer Node
  ? Node extends { readonly typeName: infer Names }
    ? Name extends Names
      ? Node
      : never
    : never
  : never;

/** A value that the `Node` interface resolves. */
export type GraphNode = Entity | VirtualNode;

/** Returns whether a value is an entity: a REST document with its resource. */
export function isEntity(value: unknown): value is Entity {
  return typeof value === 'object' && value !== null && 'document' in value && 'resource' in value;
}

/** Returns the name of a node's object type. */
export function typeNameOf(node: GraphNode): string {
  return isEntity(node) ? objectTypeOf(node.resource, node.document) : node.typeName;
}
