import type { Resource } from '../../site/site.ts';
import { text } from '../../wordpress/document.ts';
import { type GrantReader, grantedRest } from '../access/grant-readers.ts';
import { grantError } from '../access/grants.ts';
import { EntityLoader } from './entity-loader.ts';

/** REST keys of the names that WPGraphQL shows to visitors and REST only in its `edit` context. */
export type AuthorName = 'first_name' | 'last_name';

/** First and last names of users that the client may see. */
export interface AuthorNames {
  /**
   * Returns a name of a user. Returns null if it is empty. All names of a wave take one request.
   *
   * @throws ClosedError if the operator does not grant `authors`, or if WordPress refuses the service credential
   */
  load(id: number, name: AuthorName): Promise<string | null>;
}

/**
 * Reads names with the operator's credential. Callers must pass only ids of users that the client may see, because the
 * operator may see more.
 *
 * @param readers - readers of the grant `authors`
 */
export function createAuthorNames(users: Resource, readers: readonly GrantReader[]): AuthorNames {
  // WordPress refuses the `edit` context to visitors, so only the operator's reader is used.
  const [operator] = readers.filter(({ isOperator }) => isOperator);
  const documents =
    operator &&
    new EntityLoader(users, grantedRest('authors', operator.rest, [operator]), {
      query: { context: 'edit' },
    });
  return {
    async load(id, name) {
      if (!documents) throw grantError('authors');
      const user = await documents.load(id, new Set([name]));
      return text(user?.document, name) || null;
    },
  };
}
