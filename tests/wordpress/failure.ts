import { WordPressError } from '../../src/wordpress/errors.ts';

/** The error that a call must fail with. */
export async function failureOf(call: Promise<unknown>): Promise<WordPressError> {
  const error = await call.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (error instanceof WordPressError) return error;
  throw new Error(`Expected a WordPressError, got ${String(error)}`);
}
