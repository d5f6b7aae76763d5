import type { Rest } from '../wordpress/client.ts';
import { WordPressError, type WordPressErrorDetails } from '../wordpress/errors.ts';

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

/** Codes by which WordPress refuses a parameter, and not the users themselves. */
const refusedParameters: ReadonlySet<string> = new Set(['rest_forbidden_orderby', 'rest_forbidden_who']);

/**
 * Reads of a visitor, where a closed route of users is a {@link ClosedError}: many security plugins close it, and WPGraphQL
 * shows authors all the same.
 *
 * @param route - of users: `/wp/v2/users`
 */
export function withClosedUsers(rest: Rest, route: string): Rest {
  const list: Rest['list'] = async (asked, query, options) => {
    try {
      return await rest.list(asked, query, options);
    } catch (error) {
      const isFiltered = query?.['roles'] !== undefined || query?.['capabilities'] !== undefined;
      if (asked !== route || isFiltered || !isClosed(error)) throw error;
      if (refusedParameters.has(error.details.restCode ?? '')) throw error;
      throw new ClosedError('forbidden', error.message, {
        ...error.details,
        advice: `Let visitors read ${route}: a plugin or a server rule closes it.`,
      });
    }
  };
  return { ...rest, list };
}
