/**
 * The REST paths that a field reads from its parent document: a list, or a function of the field's arguments.
 *
 * @example
 * const reads: Reads<{ raw: boolean }> = ({ raw }) => [raw ? 'title.raw' : 'title.rendered'];
 */
export type Reads<Args = Readonly<Record<string, unknown>>> =
  | readonly string[]
  | ((args: Args) => readonly string[]);

/** The part of a page that a field of a connection needs. */
export type ConnectionDemand = 'items' | 'cursors' | 'total';

/** The options of fields that say what they read. */
export interface ReadsOptions<Args> {
  /** REST paths that this field reads from its parent document. */
  reads?: Reads<Args>;
  /** REST paths that the resolver uses if the document has them. The projection includes them only for other fields. */
  optionalReads?: readonly string[];
  /** Whether the selection below this field reads the same documents: `nodes`, `edges`, `node`, `mediaDetails`. */
  sameDocument?: boolean;
  /** The part of the page that this field of a connection needs. */
  demand?: ConnectionDemand;
}

declare module 'graphql' {
  interface GraphQLFieldExtensions<_TSource, _TContext, _TArgs> {
    reads?: Reads;
    sameDocument?: boolean;
    demand?: ConnectionDemand | undefined;
  }
}
