import { WordPressError, type WordPressErrorDetails } from '../../wordpress/errors.ts';

/**
 * WordPress' REST API keeps something from the asking user that WPGraphQL shows. Clients get null or an empty list, and a
 * notice that says why: such an error never fails a page.
 *
 * Its kind is `forbidden` where WordPress may show it to somebody else, `absent` where the REST API shows it to nobody.
 */
export class ClosedError extends WordPressError {
  /** The grant that opens it to visitors; null where none does. */
  readonly grant: string | null;

  constructor(
    kind: 'forbidden' | 'absent',
    message: string,
    { grant = null, ...details }: WordPressErrorDetails & { readonly grant?: string | null } = {},
  ) {
    super(kind, message, details);
    this.grant = grant;
  }
}

/** Whether WordPress refused to answer a route, or a plugin took the route away. */
export function isClosed(error: unknown): error is WordPressError {
  if (!(error instanceof WordPressError)) return false;
  return error.kind === 'forbidden' || error.details.restCode === 'rest_no_route';
}
