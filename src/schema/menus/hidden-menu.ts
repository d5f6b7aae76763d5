import { createHash } from 'node:crypto';
import { ClosedError } from '../../loading/base/closed.ts';
import type { Entity } from '../../loading/base/entity.ts';
import { menuResource } from '../../site/menu-resources.ts';

/** An identifier of a menu. */
export interface MenuName {
  readonly id: string;
  /** A value of `MenuNodeIdTypeEnum`. */
  readonly idType: string;
}

/** Returns the identifier in a `where` that asks for one menu only. Returns null if it has other arguments or several. */
export function nameInWhere({
  location,
  slug,
  ...others
}: Readonly<Record<string, unknown>>): MenuName | null {
  if (Object.values({ ...others, ...(location && slug ? { slug } : {}) }).some(Boolean)) return null;
  if (typeof location === 'string') return { id: location, idType: 'LOCATION' };
  return typeof slug === 'string' && slug !== '' ? { id: slug, idType: 'SLUG' } : null;
}

/**
 * Returns the menu that a lookup finds. If WordPress hides its menus from the client, returns an empty menu and adds a
 * notice.
 */
export async function emptyMenuIfHidden<Found>(
  found: Promise<Found | null>,
  name: MenuName,
  notice: (error: ClosedError) => void,
): Promise<Found | Entity | null> {
  try {
    return await found;
  } catch (error) {
    const hidden = hiddenMenu(name);
    if (!hidden || !(error instanceof ClosedError)) throw error;
    notice(error);
    return hidden;
  }
}

/** The REST fields that an identifier reveals about a menu, by `MenuNodeIdTypeEnum`. */
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
function hiddenMenu(name: MenuName): Entity | null {
  const fields = documentFields[name.idType]?.(name.id);
  return fields ? { resource: menuResource, document: { id: syntheticId(name), ...fields } } : null;
}

/**
 * Returns a database id made from an identifier. Clients cache nodes by id, so each identifier needs an id of its own. It
 * is below -2^30: WordPress uses positive ids, and configured menus use small negative ones.
 */
function syntheticId({ id, idType }: MenuName): number {
  const digest = createHash('sha256').update(`${idType}:${id}`).digest();
  return -(2 ** 30) - (digest.readUInt32BE() % 2 ** 30);
}
