import { WordPressError } from '../wordpress/errors.ts';

/**
 * Runs a function with a signal that aborts after a number of milliseconds. The reason of the signal is a `WordPressError`
 * of the kind `timeout`.
 */
export async function withTimeout<T>(ms: number, read: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const abort = () =>
    controller.abort(new WordPressError('timeout', `The site did not answer within ${ms} ms.`));
  const timer = setTimeout(abort, ms);
  try {
    return await read(controller.signal);
  } finally {
    clearTimeout(timer);
  }
}

/** Returns the answer of a site, or its `WordPressError`. Rejects with any other error, for example if the gateway closes. */
export async function valueOrError<T>(answer: Promise<T>): Promise<T | WordPressError> {
  return answer.catch((error: unknown) => {
    if (error instanceof WordPressError) return error;
    throw error;
  });
}

/** Returns an answer. Returns null if it is an error. */
export function nullIfError<T>(answer: T | WordPressError): T | null {
  return answer instanceof WordPressError ? null : answer;
}
