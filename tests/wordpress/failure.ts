import { WordPressError } from '../../src/wordpress/errors.ts';

/**
 * Returns the WordPressError with which a call rejects.
 *
 * @throws Error if the call succeeds, or rejects with another error
 */
export async function failureOf(call: Promise<unknown>): Promise<WordPressError> {
  const error = await call.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (error instanceof WordPressError) return error;
  throw new Error(`Expected a WordPressError, got ${String(error)}`);
}
