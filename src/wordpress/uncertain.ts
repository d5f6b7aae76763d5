import { WordPressError } from './errors.ts';
import { wasNotSent } from './failures.ts';
import { isRead } from './transport.ts';

/**
 * The error as it is; for a write of which nobody can tell whether WordPress did it, an `uncertain` one. WordPress' own
 * refusals are certain, and so is what never reached it.
 */
export function orUncertain(
  error: WordPressError,
  { method, route }: { readonly method: string; readonly route: string },
): WordPressError {
  if (isRead(method) || !mayHaveHappened(error)) return error;
  const request = `${method} ${route}`;
  const { advice: _ofReads, ...details } = error.details;
  return new WordPressError('uncertain', `${request}: whether it was done is unknown. ${error.message}`, {
    ...details,
    request,
    cause: error,
  });
}

function mayHaveHappened({ kind, details }: WordPressError): boolean {
  switch (kind) {
    case 'timeout':
    case 'too-large':
    case 'invalid-answer':
      return true;
    case 'server':
      return details.restCode === undefined && details.status !== 501;
    case 'unreachable':
      return !wasNotSent(details.systemCode ?? '');
    default:
      return false;
  }
}
