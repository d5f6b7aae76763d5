import { WordPressError, type WordPressErrorDetails } from '../../wordpress/errors.ts';

/**
 * WordPress' REST API hides data that WPGraphQL shows. The client gets null or an empty list, and a notice with the
 * reason. Unless the option `strict` is set, the error never fails a page. Its kind is `forbidden` if WordPress may
 * show the data to another user, `absent` if the REST API shows it to nobody, and `invalid-answer` if the REST API of a plugin
 * shows something else than its schema says.
 */
export class ClosedError extends WordPressError {
  /** The grant that opens the data to visitors; null if no grant does. */
  readonly grant: string | null;

  constructor(
    kind: 'forbidden' | 'absent' | 'invalid-answer',
    message: string,
    { grant = null, ...details }: WordPressErrorDetails & { readonly grant?: string | null } = {},
  ) {
    super(kind, message, details);
    this.grant = grant;
  }
}

/** Whether WordPress refused a route, or a plugin removed it. */
export function isClosed(error: unknown): error is WordPressError {
  if (!(error instanceof WordPressError)) return false;
  return error.kind === 'forbidden' || error.details.restCode === 'rest_no_route';
}
