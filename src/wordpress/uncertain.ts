import { errorKinds, requestError, WordPressError, type WordPressErrorDetails } from './errors.ts';
import { wasNotSent } from './failures.ts';
import { isRead } from './fetch.ts';

/**
 * Returns the error to report for a failed request. It is an `uncertain` error if WordPress may have made the change of a
 * write. It is the given error for a read, for a refusal of WordPress, and for a request that never reached WordPress.
 */
export function writeOutcomeError(
  error: WordPressError,
  { method, route }: { readonly method: string; readonly route: string },
): WordPressError {
  if (isRead(method) || !mayBeDone(error)) return error;
  const request = `${method} ${route}`;
  const { advice: _adviceForReads, ...details } = error.details;
  const outcome = errorKinds.uncertain.message;
  return new WordPressError('uncertain', `${outcome} ${error.message}`, {
    ...details,
    request,
    report: `${request}: ${outcome} ${error.report}`,
    cause: error,
  });
}

/** Returns the error for a write that was aborted after it was sent. */
export function abortedWriteError({
  method,
  route,
}: {
  readonly method: string;
  readonly route: string;
}): WordPressError {
  const request = `${method} ${route}`;
  const message = `${errorKinds.uncertain.message} The gateway was closed before the answer came.`;
  return requestError('uncertain', message, { request });
}

function mayBeDone({ kind, details }: WordPressError): boolean {
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

/** Error codes after a PHP error (`WP_Fatal_Error_Handler`) or `wp_die`. Both can happen after the change. */
const crashCodes = ['internal_server_error', 'wp_die'];

/** Returns whether the REST API itself refused the change. */
function isRefusalOf({ restCode }: WordPressErrorDetails): boolean {
  return restCode !== undefined && !crashCodes.includes(restCode);
}
