import type { Resource } from '../../site/site.ts';
import { documentOf, flag } from '../../wordpress/document.ts';
import { WordPressError } from '../../wordpress/errors.ts';
import type { Query, Rest } from '../../wordpress/rest.ts';
import type { Entity, Paths } from '../base/entity.ts';

/** Whoever signed in, as a user of the site. */
export interface Viewer {
  /** The user with these paths; null for a visitor who didn't sign in. */
  load(paths: Paths): Promise<Entity | null>;
  /** The same in WordPress' `edit` context: users may see all of themselves. */
  loadEditable(paths: Paths): Promise<Entity | null>;
}

/** Whether who signed in holds a capability (WordPress handbook: Roles and Capabilities). */
export async function viewerHasCapability(
  capability: string,
  { viewer }: { viewer: Viewer },
): Promise<boolean> {
  const user = await viewer.loadEditable(new Set(['capabilities']));
  return flag(user?.document, 'capabilities', capability) ?? false;
}

/** Route of the signed-in user (REST API handbook: Users). */
const route = '/wp/v2/users/me';

/** Reads who signed in. */
export function createViewer(
  users: Resource,
  { rest, isSignedIn }: { rest: Rest; isSignedIn: boolean },
): Viewer {
  const read = async (paths: Paths, query: Query): Promise<Entity | null> => {
    if (!isSignedIn) return null;
    const answer = await rest.get(route, { ...query, _fields: [...new Set([...paths, 'id'])] });
    const document = documentOf(answer);
    if (document) return { resource: users, document };
    throw new WordPressError('invalid-answer', `GET ${route} answered no user.`, {
      request: `GET ${route}`,
    });
  };
  return { load: (paths) => read(paths, {}), loadEditable: (paths) => read(paths, { context: 'edit' }) };
}
