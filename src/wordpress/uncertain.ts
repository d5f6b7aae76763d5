import { WordPressError, type WordPressErrorDetails } from './errors.ts';
import { wasNotSent } from './failures.ts';
import { isRead } from './transport.ts';

/**
 * The error as it is; for a write of which nobody can tell whether WordPress did it, an `uncertain` one. WordPress' own
 * refusals are certain, and so is what never reached it.
 */
export function writeOutcomeError(
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

/** The error for a write that was ended while it was on its way. */
export function abortedWriteError({
  method,
  route,
}: {
  readonly method: string;
  readonly route: string;
}): WordPressError {
  const request = `${method} ${route}`;
  return new WordPressError(
    'uncertain',
    `${request}: whether it was done is unknown. The gateway was closed while it was on its way.`,
    { request },
  );
}

function mayHaveHappened({ kind, details }: WordPressError): boolean {
  switch (kind) {
    case 'timeout':
    case 'too-large':
    case 'invalid-answer':
      return true;
    case 'server':
      return !isRefusalOf(details) && details.status !== 501;
    case 'unreachable':
      return !wasNotSent(details.systemCode ?? '');
    default:
      return false;
  }
}

/** What WordPress answers where a plugin broke down (`WP_Fatal_Error_Handler`) or gave up (`wp_die`), maybe after the write. */
const breakdowns = ['internal_server_error', 'wp_die'];

/** Whether WordPress' REST API itself says that it didn't do it. */
function isRefusalOf({ restCode }: WordPressErrorDetails): boolean {
  return restCode !== undefined && !breakdowns.includes(restCode);
}
