import type { Resource } from '../../site/site.ts';
import { documentOf, flag } from '../../wordpress/document.ts';
import { WordPressError } from '../../wordpress/errors.ts';
import type { Paths } from '../../wordpress/paths.ts';
import type { Query, Rest } from '../../wordpress/rest.ts';
import type { Entity } from '../base/entity.ts';

/** The signed-in user of the site. */
export interface Viewer {
  /** Returns the signed-in user with these paths. Returns null for visitors. */
  load(paths: Paths): Promise<Entity | null>;
  /**
   * Returns the user in WordPress' `edit` context, which shows users all their own fields. Returns null for visitors.
   */
  loadEditable(paths: Paths): Promise<Entity | null>;
}

/**
 * Returns whether the signed-in user has a capability (WordPress handbook: Roles and Capabilities). False for
 * visitors.
 */
export async function viewerHasCapability(
  capability: string,
  { viewer }: { viewer: Viewer },
): Promise<boolean> {
  const user = await viewer.loadEditable(new Set(['capabilities']));
  return flag(user?.document, 'capabilities', capability) ?? false;
}

/** Route of the signed-in user (REST API handbook: Users). */
const route = '/wp/v2/users/me';

/** Returns a reader of the signed-in user. Its methods throw `WordPressError` if WordPress answers no user. */
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
