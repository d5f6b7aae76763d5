import type { Entity } from '../../../loading/base/entity.ts';
import type { Resource } from '../../../site/site.ts';

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

/** What REST says of something that has no number for an id. */
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
  /** Settings by their keys in REST, as they were just written; else they are read. */
  readonly written?: Readonly<Record<string, unknown>>;
}

/** A post format: a term of a taxonomy that REST doesn't show. */
export interface PostFormatNode {
  readonly typeName: 'PostFormat';
  /** `aside` */
  readonly format: string;
}

/** A script or stylesheet that a page of the site loads; REST shows none. */
export interface AssetNode {
  readonly typeName: 'EnqueuedScript' | 'EnqueuedStylesheet';
}

/** A node that isn't itself a REST document. */
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

/** The virtual node behind an object type. */
export type VirtualNamed<Name extends VirtualNode['typeName']> = VirtualNode extends infer Node
  ? Node extends { readonly typeName: infer Names }
    ? Name extends Names
      ? Node
      : never
    : never
  : never;

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
