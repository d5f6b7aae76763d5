import type {
  FieldNullability,
  InputFieldMap,
  InputShapeFromFields,
  SchemaTypes,
  TypeParam,
} from '../../base/pothos.ts';
import type { ReadsPlugin } from './index.ts';

/** What a field declares of the REST document it stands on. */
export type Reads<Args = Readonly<Record<string, unknown>>> =
  | readonly string[]
  | ((args: Args) => readonly string[]);

/** What a connection has to supply for a field of it. */
export type ConnectionDemand = 'items' | 'cursors' | 'total';

declare global {
  export namespace PothosSchemaTypes {
    export interface Plugins<Types extends SchemaTypes> {
      reads: ReadsPlugin<Types>;
    }

    export interface FieldOptions<
      Types extends SchemaTypes,
      ParentShape,
      Type extends TypeParam<Types>,
      Nullable extends FieldNullability<Type>,
      Args extends InputFieldMap,
      ResolveShape,
      ResolveReturnShape,
    > {
      /** REST paths that this field reads from its parent document. */
      reads?: Reads<InputShapeFromFields<Args>>;
      /**
       * REST paths that this field uses where another field reads them. They are never asked for on its account: the
       * resolver finds them in the document, or doesn't.
       */
      optionalReads?: readonly string[];
      /** The selection below still reads the same documents: `nodes`, `edges`, `node`, `mediaDetails`. */
      sameDocument?: boolean;
      /** What this field of a connection makes the connection supply. */
      demand?: ConnectionDemand;
    }
  }
}

declare module 'graphql' {
  interface GraphQLFieldExtensions<_TSource, _TContext, _TArgs> {
    reads?: Reads;
    sameDocument?: boolean;
    demand?: ConnectionDemand | undefined;
  }
}
