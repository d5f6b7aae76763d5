import type { Entity } from '../../../loading/base/entity.ts';
import type { GraphQLResolveInfo } from '../../../packages/graphql.ts';
import type { JsonSchema } from '../../../site/json-schema.ts';
import type { Context } from '../base/context.ts';
import type { ObjectRef } from '../base/pothos.ts';
import type { Types } from './builder.ts';
import type { Graph } from './graph.ts';

/**
 * A key of REST documents under which a plugin puts an object of the site's own fields. Each resource that has the key
 * gets an object type with a typed field for each of them, a JSON field with all of them, and an input type.
 */
export interface FieldGroup {
  /** The key in REST documents, which is the field's name in the graph, too: `recipe`. */
  readonly key: string;
  /** What the fields are called in descriptions: `fields of the recipe`. */
  readonly label: string;
  /** Values that mean more than their JSON schema says. The first kind that matches a field counts. @default [] */
  readonly kinds?: readonly ValueKind[];
}

/** A kind of value that means more than its JSON schema says: a number that is the id of a post. */
export interface ValueKind {
  /** Returns whether a field holds such values. */
  matches(schema: JsonSchema): boolean;
  /** Returns the type of the field in the graph. */
  outputType(graph: Graph): ObjectRef<Types, unknown>;
  /** What an input takes for such a value, and REST gets as it is. */
  readonly input: { readonly type: 'Int' | 'String' | 'JSON'; readonly isList: boolean };
  /** Whether fields of the output type read the document that has the value. @default false */
  readonly readsDocument?: boolean;
  /**
   * Returns what resolvers of the output type get, null where nothing was entered. An error that it returns or throws
   * takes the place of the value.
   */
  read(value: unknown, at: ValuePlace): unknown;
}

/** Where a value was found. */
export interface ValuePlace {
  /** The key of the field in WordPress, for messages. */
  readonly key: string;
  /** What has the field: a REST document with its resource, or a part of the value of another field. */
  readonly parent: Entity | object;
  readonly context: Context;
  readonly info: GraphQLResolveInfo;
}
