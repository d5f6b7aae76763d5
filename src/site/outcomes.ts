import { WordPressError } from '../wordpress/errors.ts';

/**
 * What comes of a reading that is given up after so many milliseconds: its requests, ended by the signal, reject with a
 * `WordPressError`.
 */
export async function withTimeout<T>(ms: number, read: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const late = () => controller.abort(new WordPressError('timeout', `It was not answered within ${ms} ms.`));
  const timer = setTimeout(late, ms);
  try {
    return await read(controller.signal);
  } finally {
    clearTimeout(timer);
  }
}

/** What a site answered, or the error that came instead. Rejects with errors of other kinds, as when the gateway is closed. */
export async function valueOrError<T>(answer: Promise<T>): Promise<T | WordPressError> {
  return answer.catch((error: unknown) => {
    if (error instanceof WordPressError) return error;
    throw error;
  });
}

/** An answer, null for an error. */
export function nullIfError<T>(answer: T | WordPressError): T | null {
  return answer instanceof WordPressError ? null : answer;
}
