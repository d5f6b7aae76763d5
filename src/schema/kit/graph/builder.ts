import '../plugins/register.ts';
import type { FileToSend } from '../../../wordpress/rest.ts';
import { isFileToSend } from '../../../wordpress/writes.ts';
import type { Context } from '../base/context.ts';
import { InputError } from '../base/errors.ts';
import { SchemaBuilder } from '../base/pothos.ts';

/** The type parameters of the schema builder. */
export interface GraphTypes {
  Context: Context;
  DefaultFieldNullability: true;
  Scalars: {
    ID: { Input: string; Output: string | number };
    Upload: { Input: FileToSend; Output: never };
    JSON: { Input: object | string | number | boolean; Output: unknown };
    /** Attributes of blocks, as JSON in a string. */
    BlockAttributesObject: { Input: never; Output: unknown };
    BlockAttributesArray: { Input: never; Output: unknown };
    /** Only the graph of a subgraph has it. */
    _Any: { Input: unknown; Output: unknown };
  };
}

/** Creates a schema builder. Each site has its own, so that its types are released with the site. */
export function createBuilder() {
  const builder = new SchemaBuilder<GraphTypes>({
    // The resolver of an earlier plugin is around those of later ones.
    plugins: ['turns', 'guard', 'previews', 'reads', 'budget', 'availability', 'sensitive'],
  });
  builder.queryType({ name: 'RootQuery', description: 'The root of all reads.' });
  builder.mutationType({ name: 'RootMutation', description: 'The root of all writes.' });
  builder.scalarType('Upload', {
    description:
      'A file of a multipart request (GraphQL multipart request specification). Use a variable; it is null in `operations`.',
    serialize: () => {
      throw new InputError('`Upload` is an input type. A field cannot return it.');
    },
    parseValue: (value) => {
      if (isFileToSend(value)) return value;
      throw new InputError(
        'The value of an `Upload` variable must be a file of a multipart request (GraphQL multipart request specification).',
      );
    },
    parseLiteral: () => {
      throw new InputError('An `Upload` must be a variable. It cannot be written into the document.');
    },
  });
  builder.scalarType('JSON', { description: 'A JSON value of any shape.', serialize: (value) => value });
  return builder;
}

export type Builder = ReturnType<typeof createBuilder>;

/** The complete type parameters of the builder. Its field builders take them. */
export type Types = Builder extends PothosSchemaTypes.SchemaBuilder<infer T> ? T : never;
