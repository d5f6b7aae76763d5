import type { Resource } from '../../site/site.ts';
import { text } from '../../wordpress/document.ts';
import { type GrantReader, grantedRest } from '../access/grant-readers.ts';
import { grantError } from '../access/grants.ts';
import { EntityLoader } from './entity-loader.ts';

/** Names that WPGraphQL shows to visitors, and REST in its `edit` context alone, by their keys there. */
export type AuthorName = 'first_name' | 'last_name';

/** First and last names of users whom the asking user sees. */
export interface AuthorNames {
  /**
   * A name of the user of this id; null for none. All names of a wave come in one request.
   *
   * @throws ClosedError where the operator doesn't grant `authors`, or WordPress refuses the service credential
   */
  load(id: number, name: AuthorName): Promise<string | null>;
}

/**
 * Reads names as the operator. Callers pass ids of users whom WordPress showed to the asking user: the operator may see more.
 *
 * @param readers - of the grant `authors`
 */
export function createAuthorNames(users: Resource, readers: readonly GrantReader[]): AuthorNames {
  // Visitors never have the `edit` context, so asking as one would be in vain.
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
