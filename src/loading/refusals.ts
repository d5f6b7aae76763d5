import { WordPressError } from '../wordpress/errors.ts';

/** What an answer is; null where WordPress doesn't let the asking user have it. */
export async function whereAllowed<T>(answer: Promise<T>): Promise<T | null> {
  try {
    return await answer;
  } catch (error) {
    if (isRefusal(error)) return null;
    throw error;
  }
}

/** The same where it may also be that there is no such thing. */
export async function whereShown<T>(answer: Promise<T>): Promise<T | null> {
  try {
    return await whereAllowed(answer);
  } catch (error) {
    if (error instanceof WordPressError && error.kind === 'not-found') return null;
    throw error;
  }
}

/** Whether WordPress refused to show something to whoever asked, rather than failed. */
export function isRefusal(error: unknown): boolean {
  return error instanceof WordPressError && (error.kind === 'forbidden' || error.kind === 'invalid');
}
