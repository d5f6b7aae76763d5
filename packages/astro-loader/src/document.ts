/**
 * A GraphQL document: its text, or what codegen's client preset writes with `documentMode: 'string'`, which knows the types of
 * the data and of the variables. Both have the text as their string.
 *
 * @see https://the-guild.dev/graphql/codegen/plugins/presets/preset-client
 */
export interface GraphQLDocument<Data, Variables> {
  toString(): string;
  /** Exists in types only. */
  __apiType?: (variables: Variables) => Data;
}

/** The variables of a document that a caller gives: all but those of paging. */
export type OwnVariables<Variables> = Omit<Variables, 'first' | 'after'>;

/** The one connection of some data: the type of its nodes. */
export type NodeOfConnection<Data> = unknown extends Data
  ? Untyped
  : {
      [Field in keyof Data]: NonNullable<Data[Field]> extends { readonly nodes: readonly (infer Node)[] }
        ? NonNullable<Node>
        : never;
    }[keyof Data];

/** The one field of some data. */
export type NodeOf<Data> = unknown extends Data
  ? Untyped
  : { [Field in keyof Data]: NonNullable<Data[Field]> }[keyof Data];

/** An entry of a query without types, such as a plain text. */
type Untyped = Record<string, unknown>;

/**
 * Returns the text of a document.
 *
 * @throws TypeError for a parsed document, which has no text
 */
export function textOf(document: GraphQLDocument<unknown, never>): string {
  const text = String(document);
  if (text.startsWith('[object'))
    throw new TypeError(
      "The query is a parsed document. Pass its text: set `documentMode: 'string'` in the config of codegen, or call `print` of the package graphql.",
    );
  return text;
}
