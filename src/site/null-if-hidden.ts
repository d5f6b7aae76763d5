import { WordPressError } from '../wordpress/errors.ts';

/**
 * What the service credential is answered; null where its user may not have it, or the site is too old for it.
 *
 * @throws WordPressError where WordPress doesn't know the credential
 */
export async function nullIfHidden<T>(answer: Promise<T>): Promise<T | null> {
  try {
    return await answer;
  } catch (error) {
    if (!(error instanceof WordPressError)) throw error;
    if (error.details.status === 401) {
      throw new WordPressError('forbidden', `The service credential is refused: ${error.message}`, {
        ...error.details,
        advice: 'Make an application password in the profile of the user, and write it user:password.',
      });
    }
    if (error.kind === 'forbidden' || error.kind === 'not-found') return null;
    throw error;
  }
}
