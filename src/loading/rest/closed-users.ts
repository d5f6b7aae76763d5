import type { Rest } from '../../wordpress/rest.ts';
import { ClosedError, isClosed } from '../base/closed.ts';

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
