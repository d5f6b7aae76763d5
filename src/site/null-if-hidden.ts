import { siteError, WordPressError } from '../wordpress/errors.ts';

/**
 * Awaits an answer to the service credential. Returns null if its user may not read it, or the site has no such route.
 *
 * @throws WordPressError if WordPress does not accept the credential, or the site fails
 */
export async function nullIfHidden<T>(answer: Promise<T>): Promise<T | null> {
  try {
    return await answer;
  } catch (error) {
    if (!(error instanceof WordPressError)) throw error;
    if (error.details.status === 401) {
      throw siteError('forbidden', `WordPress does not accept the service credential: ${error.report}`, {
        ...error.details,
        advice:
          'Create an application password in the profile of the user, and write the credential as user:password.',
      });
    }
    if (error.kind === 'forbidden' || error.kind === 'not-found') return null;
    throw error;
  }
}
