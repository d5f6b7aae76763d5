import SchemaBuilder from '@pothos/core';
import type { GraphQLError } from 'graphql';
import type { Loaders } from '../loading/loaders.ts';
import { type FileToSend, isFileToSend } from '../wordpress/writes.ts';
import budget from './budget.ts';
import { InputError } from './errors.ts';
import guard from './guard.ts';
import reads from './reads/index.ts';

/** What resolvers find on the context. */
export interface Context {
  /** Made anew by a write, so that what is read after it is fresh. */
  loaders: Loaders;
  /** To be called when what is known of the site itself was changed: its name, its front page. */
  siteChanged(): Promise<void>;
  /**
   * Fetches a file from the internet, and deletes it when it was used; null where the operator doesn't let clients have
   * files fetched.
   */
  readonly fetchFile: (<T>(url: string, use: (file: FileToSend) => Promise<T>) => Promise<T>) | null;
  /** Located errors of fields that have a value in spite of them. */
  readonly notices: GraphQLError[];
}

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
  const builder = new SchemaBuilder<GraphTypes>({ plugins: [guard, reads, budget] });
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
