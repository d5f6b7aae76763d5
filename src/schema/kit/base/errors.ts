import { CursorError } from '../../../loading/base/cursors.ts';
import { GraphQLError } from '../../../packages/graphql.ts';

/**
 * An error about the client's input, with the code `BAD_USER_INPUT`. The message names the fault and the remedy.
 *
 * @example
 * throw new InputError('`first` is -1. Use a number from 0 to 100.');
 */
export class InputError extends GraphQLError {
  constructor(message: string) {
    super(message, { extensions: { code: 'BAD_USER_INPUT' } });
    this.name = 'InputError';
  }
}

/** The error for a cursor that is malformed, belongs to another list, or points at a document that no longer exists. */
export class CursorInputError extends InputError {
  constructor(message: string) {
    super(message);
    this.name = 'CursorInputError';
  }
}

/**
 * Returns the result of `read`.
 *
 * @throws CursorInputError if `read` throws a `CursorError`, since the cursor comes from the client
 */
export async function withInputErrors<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    throw error instanceof CursorError ? new CursorInputError(error.message) : error;
  }
}
