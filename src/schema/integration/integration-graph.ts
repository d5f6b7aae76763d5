import type { Site } from '../../site/site.ts';
import type { FieldMap, InterfaceRef, ObjectRef } from '../kit/base/pothos.ts';
import type { Builder, Types } from '../kit/graph/builder.ts';
import type { NodeRef } from '../kit/graph/connection-types.ts';
import type { EntityFields, Graph } from '../kit/graph/graph.ts';
import type { MutationOptions } from '../mutations/mutation.ts';

/**
 * The fields of a type, by name.
 *
 * @example
 * const minutes = (t: ObjectFields<{ minutes: number }>): Fields => ({
 *   minutes: t.int({ description: 'Minutes to read.', resolve: ({ minutes }) => minutes }),
 * });
 */
export type Fields = FieldMap;

/**
 * An object type of the graph whose values have the given form.
 *
 * @example
 * const pick: TypeRef<{ postId: number }> = graph.addType('ReadingListPick', { description, fields });
 */
export type TypeRef<Value> = ObjectRef<Types, Value>;

/**
 * Builds the fields of an object type whose values have the given form.
 *
 * @example
 * const fields = (t: ObjectFields<{ reason: string }>) => ({
 *   reason: t.string({ description: 'Why it is recommended.', resolve: ({ reason }) => reason }),
 * });
 */
export type ObjectFields<Value> = PothosSchemaTypes.ObjectFieldBuilder<Types, Value>;

/**
 * Builds the fields of `RootQuery`.
 *
 * @example
 * graph.addRootFields((t: RootFields) => ({
 *   readers: t.int({ description: 'The number of readers.', resolve: () => 3 }),
 * }));
 */
export type RootFields = PothosSchemaTypes.QueryFieldBuilder<Types, object>;

/**
 * The options of an object type that an integration adds.
 *
 * @example
 * graph.addType<{ reason: string }>('ReadingListPick', {
 *   description: 'A recommended post.',
 *   fields: (t) => ({
 *     reason: t.string({ description: 'Why it is recommended.', resolve: ({ reason }) => reason }),
 *   }),
 * });
 */
export interface TypeOptions<Value> {
  /** The description in the schema, in one sentence. */
  readonly description: string;
  /** Returns the fields of the type. */
  readonly fields: (t: ObjectFields<Value>) => Fields;
  /** The interfaces that the type implements, made with `builder.interfaceRef`. It has their fields. @default none */
  readonly interfaces?: readonly InterfaceRef<Types, Value>[];
}

/**
 * The graph of one site, with methods that add to it. Fields use the Pothos API (https://pothos-graphql.dev).
 *
 * @example
 * extend: (graph: IntegrationGraph) => {
 *   graph.addFields('Post', (t) => ({
 *     likes: t.int({ description: 'The number of likes.', resolve: ({ document }, _args, context) => likesOf(document.id, context) }),
 *   }));
 * }
 */
export interface IntegrationGraph {
  /** The result of discovery. */
  readonly site: Site;
  /** The Pothos schema builder, for enums, unions and other types that the methods below do not cover. */
  readonly builder: Builder;
  /** Returns the type with a name, such as `Post` or `User`, for use as the type of a field. */
  type(name: string): NodeRef;
  /** Adds an object type. Resolvers of fields with this type return its values. */
  addType<Value extends object>(name: string, options: TypeOptions<Value>): TypeRef<Value>;
  /**
   * Adds fields to a type of REST documents, such as `Post`, `Category` or `User`, or to an interface of such types, such
   * as `ContentNode`. Each field declares in `reads` the keys of the document that it reads. The gateway requests them
   * together with the keys of other fields.
   */
  addFields(typeName: string, fields: (t: EntityFields) => Fields): void;
  /** Adds fields to `RootQuery`. */
  addRootFields(fields: (t: RootFields) => Fields): void;
  /** Adds a mutation with an input and a payload, as Relay defines them. */
  addMutation<Result extends object>(mutation: MutationOptions<Result>): void;
  /** The graph as the gateway's own code sees it. @internal */
  readonly graph: Graph;
}
