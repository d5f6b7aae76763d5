import type { Rest } from '../../wordpress/rest.ts';
import { ClosedError, isClosed } from '../base/closed.ts';

/** WordPress' error codes that refuse a parameter. They do not mean that the route is closed. */
const parameterCodes: ReadonlySet<string> = new Set(['rest_forbidden_orderby', 'rest_forbidden_who']);

/**
 * Returns a client for visitors that throws a {@link ClosedError} if the users route is closed. Many security plugins
 * close that route, while WPGraphQL still shows authors.
 *
 * @param usersRoute - `/wp/v2/users`
 */
export function withClosedUsers(rest: Rest, usersRoute: string): Rest {
  const list: Rest['list'] = async (route, query, options) => {
    try {
      return await rest.list(route, query, options);
    } catch (error) {
      const isFiltered = query?.['roles'] !== undefined || query?.['capabilities'] !== undefined;
      if (route !== usersRoute || isFiltered || !isClosed(error)) throw error;
      if (parameterCodes.has(error.details.restCode ?? '')) throw error;
      throw new ClosedError('forbidden', error.message, {
        ...error.details,
        advice: `Let visitors read ${usersRoute}: a plugin or a server rule closes it.`,
      });
    }
  };
  const { root, get, counted, describe, head, page, write, submit, withCredentials, close } = rest;
  return { root, list, get, counted, describe, head, page, write, submit, withCredentials, close };
}
