import type { Entity } from '../../../loading/base/entity.ts';
import type { GraphQLResolveInfo } from '../../../packages/graphql.ts';
import type { JsonSchema } from '../../../site/json-schema.ts';
import type { Context } from '../base/context.ts';
import type { ObjectRef } from '../base/pothos.ts';
import type { Types } from './builder.ts';
import type { Graph } from './graph.ts';

/**
 * A key of REST documents whose value is an object with custom fields, as a plugin adds them. Each resource with the key
 * gets an object type with a typed field per custom field, a JSON field with all custom fields, and an input type.
 *
 * @example
 * fieldGroups: [{ key: 'recipe', label: 'fields of the recipe' }]
 */
export interface FieldGroup {
  /** The key in REST documents, which is the field's name in the graph, too: `recipe`. */
  readonly key: string;
  /** The name of the fields in descriptions: `fields of the recipe`. */
  readonly label: string;
  /** Kinds of values that the JSON schema does not describe fully. The first kind that matches a field counts. @default [] */
  readonly kinds?: readonly ValueKind[];
}

/**
 * A kind of value that its JSON schema does not describe fully, such as a number that is the id of a post.
 *
 * @example
 * const price: ValueKind = {
 *   matches: ({ format }) => format === 'price',
 *   outputType: () => priceType,
 *   input: { type: 'String', isList: false },
 *   read: (value) => (value === '' ? null : { amount: value }),
 * };
 */
export interface ValueKind {
  /** Returns whether the values of a field are of this kind. */
  matches(schema: JsonSchema): boolean;
  /** Returns the type of the field in the graph. */
  outputType(graph: Graph): ObjectRef<Types, unknown>;
  /** The input type for a value of this kind. The gateway passes the input to REST unchanged. */
  readonly input: { readonly type: 'Int' | 'String' | 'JSON'; readonly isList: boolean };
  /** Whether fields of the output type read the document with the value. @default false */
  readonly readsDocument?: boolean;
  /**
   * Returns the source for resolvers of the output type, or null if the field is empty. If it returns or throws an error,
   * the GraphQL field is null and has that error.
   */
  read(value: unknown, at: ValuePlace): unknown;
}

/**
 * The place of a value: its field, and the document with the field.
 *
 * @example
 * const read = (value: unknown, { key }: ValuePlace) => (value === '' ? new InputError(`${key} is empty.`) : value);
 */
export interface ValuePlace {
  /** The key of the field in WordPress, for error messages. */
  readonly key: string;
  /** The parent of the field: a REST document with its resource, or an object in the value of another field. */
  readonly parent: Entity | object;
  readonly context: Context;
  readonly info: GraphQLResolveInfo;
}
