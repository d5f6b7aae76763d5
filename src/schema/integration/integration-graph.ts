import type { Site } from '../../site/site.ts';
import type { FieldMap, ObjectRef } from '../kit/base/pothos.ts';
import type { Builder, Types } from '../kit/graph/builder.ts';
import type { NodeRef } from '../kit/graph/connection-types.ts';
import type { EntityFields, Graph } from '../kit/graph/graph.ts';
import type { MutationOptions } from '../mutations/mutation.ts';

/** The fields of a type, by name. */
export type Fields = FieldMap;

/** An object type of the graph whose values have the given form. */
export type TypeRef<Value> = ObjectRef<Types, Value>;

/** Builds the fields of an object type whose values have the given form. */
export type ObjectFields<Value> = PothosSchemaTypes.ObjectFieldBuilder<Types, Value>;

/** Builds the fields of `RootQuery`. */
export type RootFields = PothosSchemaTypes.QueryFieldBuilder<Types, object>;

/** An object type of an integration. */
export interface TypeOptions<Value> {
  /** What a client should know of the type, one sentence. */
  readonly description: string;
  readonly fields: (t: ObjectFields<Value>) => Fields;
}

/** The graph of one site, as integrations add to it. Fields are written with Pothos (https://pothos-graphql.dev). */
export interface IntegrationGraph {
  /** What discovery found of the site. */
  readonly site: Site;
  /** The schema builder of Pothos, for enums, unions and what else the methods below don't cover. */
  readonly builder: Builder;
  /** Returns a type of the graph by name (`Post`, `MediaItem`, `User`), as the type of a field that leads to it. */
  type(name: string): NodeRef;
  /** Adds an object type. Its values are what resolvers of fields with this type return. */
  addType<Value extends object>(name: string, options: TypeOptions<Value>): TypeRef<Value>;
  /**
   * Adds fields to a type that stands for REST documents: `Post`, `MediaItem`, `Category`, `User`, `Comment`, a type of
   * the site's own; or to an interface of them, such as `ContentNode` or `TermNode`. Each field declares in `reads`
   * which keys of the document it reads; the gateway then asks WordPress for them together with all others.
   */
  addFields(typeName: string, fields: (t: EntityFields) => Fields): void;
  /** Adds fields to `RootQuery`. */
  addRootFields(fields: (t: RootFields) => Fields): void;
  /** Adds a mutation, with an input and a payload in Relay's form. */
  addMutation<Result extends object>(mutation: MutationOptions<Result>): void;
  /** The graph with all that the gateway's own code uses of it. @internal */
  readonly graph: Graph;
}
