import { createHash } from 'node:crypto';
import { ClosedError } from '../../loading/base/closed.ts';
import type { Entity } from '../../loading/base/entity.ts';
import { menuResource } from '../../site/menu-resources.ts';

/** What names a menu. */
export interface Name {
  readonly id: string;
  /** A value of `MenuNodeIdTypeEnum`. */
  readonly idType: string;
}

/** The one name by which `where` asks for a menu; null where it asks by something else too, or for several. */
export function nameIn({ location, slug, ...others }: Readonly<Record<string, unknown>>): Name | null {
  if (Object.values({ ...others, ...(location && slug ? { slug } : {}) }).some(Boolean)) return null;
  if (typeof location === 'string') return { id: location, idType: 'LOCATION' };
  return typeof slug === 'string' && slug !== '' ? { id: slug, idType: 'SLUG' } : null;
}

/** What was found; an empty menu, and a notice, where WordPress keeps what a name stands for from the asking user. */
export async function orHidden<Found>(
  found: Promise<Found | null>,
  name: Name,
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

/** What is known of a menu by each kind of name that a client may give: the field of the menu that has the name. */
const known: Readonly<Record<string, (name: string) => object>> = {
  NAME: (name) => ({ name }),
  SLUG: (name) => ({ slug: name }),
  LOCATION: () => ({}),
};

/**
 * Returns an empty menu for one that WordPress keeps from the asking user: frontends name the menu of their site, and read
 * `menu.menuItems.nodes` without a look at `menu`. Null would fail each of their pages. Whether the menu exists is not
 * known, so it must come with a notice.
 *
 * @returns null for ids, which nobody knows before WordPress showed the menu
 */
function hiddenMenu(name: Name): Entity | null {
  const fields = known[name.idType]?.(name.id);
  return fields ? { resource: menuResource, document: { id: idOf(name), ...fields } } : null;
}

/**
 * Clients keep menus by their ids, so two names need two ids. WordPress has none below zero, and menus of the gateway's own
 * have none below -2^30.
 */
function idOf({ id, idType }: Name): number {
  const digest = createHash('sha256').update(`${idType}:${id}`).digest();
  return -(2 ** 30) - (digest.readUInt32BE() % 2 ** 30);
}
