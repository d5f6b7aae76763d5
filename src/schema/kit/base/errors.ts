import { CursorError } from '../../../loading/base/cursors.ts';
import { GraphQLError } from '../../../packages/graphql.ts';

/** Something is wrong with what the client sent; the message says what and what to do. Code `BAD_USER_INPUT`. */
export class InputError extends GraphQLError {
  constructor(message: string) {
    super(message, { extensions: { code: 'BAD_USER_INPUT' } });
    this.name = 'InputError';
  }
}

/** A cursor can't be used: it isn't one, or of another list, or what it stood for is gone. */
export class CursorInputError extends InputError {
  constructor(message: string) {
    super(message);
    this.name = 'CursorInputError';
  }
}

/** What `read` gives; a cursor that turned out unusable while reading is the client's to mend. */
export async function withInputErrors<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    throw error instanceof CursorError ? new CursorInputError(error.message) : error;
  }
}
