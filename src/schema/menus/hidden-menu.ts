import { ClosedError } from '../../loading/base/closed.ts';
import type { Entity } from '../../loading/base/entity.ts';
import { type MenuIdentifier, syntheticId } from '../../loading/menus/synthetic-id.ts';
import { menuResource } from '../../site/menu-resources.ts';

/** Returns the identifier in `where`. Returns null if `where` has no identifier, several, or other arguments too. */
export function identifierInWhere({
  location,
  slug,
  ...others
}: Readonly<Record<string, unknown>>): MenuIdentifier | null {
  if (Object.values({ ...others, ...(location && slug ? { slug } : {}) }).some(Boolean)) return null;
  if (typeof location === 'string') return { id: location, idType: 'LOCATION' };
  return typeof slug === 'string' && slug !== '' ? { id: slug, idType: 'SLUG' } : null;
}

/**
 * Returns the result of a lookup. If WordPress hides its menus from the client, returns an empty menu and adds a notice.
 *
 * @throws ClosedError if WordPress hides its menus and the identifier is a global or database id
 */
export async function emptyMenuIfHidden<Found>(
  found: Promise<Found | null>,
  identifier: MenuIdentifier,
  notice: (error: ClosedError) => void,
): Promise<Found | Entity | null> {
  try {
    return await found;
  } catch (error) {
    const hidden = hiddenMenu(identifier);
    if (!hidden || !(error instanceof ClosedError)) throw error;
    notice(error);
    return hidden;
  }
}

/** The REST fields of a menu that the gateway knows from its identifier, by value of `MenuNodeIdTypeEnum`. */
const documentFields: Readonly<Record<string, (name: string) => object>> = {
  NAME: (name) => ({ name }),
  SLUG: (name) => ({ slug: name }),
  LOCATION: () => ({}),
};

/**
 * Returns an empty menu in place of one that WordPress hides. Frontends read `menu.menuItems.nodes` without checking that
 * `menu` exists, so null would break each of their pages. The gateway can't know whether the menu exists, so the caller
 * must add a notice.
 *
 * @returns null for an id, since a client can know it only from a visible menu
 */
function hiddenMenu(identifier: MenuIdentifier): Entity | null {
  const fields = documentFields[identifier.idType]?.(identifier.id);
  return fields ? { resource: menuResource, document: { id: syntheticId(identifier), ...fields } } : null;
}
