import type { FileToSend } from '../../../wordpress/rest.ts';
import { isFileToSend } from '../../../wordpress/writes.ts';
import type { Context } from '../base/context.ts';
import { InputError } from '../base/errors.ts';
import { SchemaBuilder } from '../base/pothos.ts';
import availability from '../plugins/availability.ts';
import budget from '../plugins/budget.ts';
import guard from '../plugins/guard.ts';
import reads from '../plugins/reads/index.ts';

/** What the graph's builder knows of types. */
export interface GraphTypes {
  Context: Context;
  DefaultFieldNullability: true;
  Scalars: {
    ID: { Input: string; Output: string | number };
    Upload: { Input: FileToSend; Output: never };
    JSON: { Input: object | string | number | boolean; Output: unknown };
  };
}

/** A new builder, so that a site's types can go away with the site. */
export function createBuilder() {
  const builder = new SchemaBuilder<GraphTypes>({ plugins: [guard, reads, budget, availability] });
  builder.queryType({ name: 'RootQuery', description: 'The root of all reads.' });
  builder.mutationType({ name: 'RootMutation', description: 'The root of all writes.' });
  builder.scalarType('Upload', {
    description:
      'A file that is sent with the request (GraphQL multipart request specification): a variable, null in `operations`.',
    serialize: () => {
      throw new InputError('An upload is for input alone.');
    },
    parseValue: (value) => {
      if (isFileToSend(value)) return value;
      throw new InputError('An upload is a file of a multipart request, and nothing else.');
    },
    parseLiteral: () => {
      throw new InputError('An upload is given as a variable.');
    },
  });
  builder.scalarType('JSON', { description: 'A JSON value of any shape.', serialize: (value) => value });
  return builder;
}

export type Builder = ReturnType<typeof createBuilder>;

/** The builder's full type parameters, as its field builders take them. */
export type Types = Builder extends PothosSchemaTypes.SchemaBuilder<infer T> ? T : never;
