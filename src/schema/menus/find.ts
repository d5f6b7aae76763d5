import type { Entity } from '../../loading/base/entity.ts';
import type { Loaders } from '../../loading/loaders.ts';
import { locationsOf, menuName } from '../../loading/menus/menu-loader.ts';
import { text } from '../../wordpress/document.ts';
import { InputError } from '../kit/base/errors.ts';
import { parseGlobalId } from '../kit/base/global-id.ts';
import { isSameText, unescapedUrl, withoutEntities } from '../kit/base/text.ts';
import { enumName } from '../where/enums.ts';

/** How each kind of name tells its menu. */
const isNamed: Readonly<Record<string, (menu: Entity, id: string) => boolean>> = {
  ID: ({ document }, id) => document.id === databaseIdOf(id, 'ID'),
  DATABASE_ID: ({ document }, id) => document.id === databaseIdOf(id, 'DATABASE_ID'),
  NAME: (menu, id) => isSameText(plainName(menuName(menu)), plainName(id)),
  SLUG: ({ document }, id) => isSameSlug(text(document, 'slug') ?? '', id),
};

/**
 * Returns the menu of a name; null where there is none.
 *
 * @param idType - a value of `MenuNodeIdTypeEnum`
 * @throws ClosedError where WordPress keeps its menus from the asking user, and no other menu has the name
 * @throws InputError for a place without a menu, and for what is no global id
 */
export async function findMenu(id: string, idType: string, loaders: Loaders): Promise<Entity | null> {
  if (idType === 'LOCATION') {
    const menus = await loaders.menus.placed();
    const menu = menus.find((each) => locationsOf(each).some((place) => enumName(place) === enumName(id)));
    if (menu) return menu;
    await refuseUnknown(loaders);
    throw new InputError(`No menu set for the provided location: ${JSON.stringify(id)}.`);
  }
  // What is no global id is an error whether or not there are menus.
  if (idType === 'ID') databaseIdOf(id, idType);
  const menus = await loaders.menus.all();
  const menu = menus.find((each) => isNamed[idType]?.(each, id));
  return menu ?? refuseUnknown(loaders);
}

/** Null for something that isn't there; throws a ClosedError where WordPress may have it and doesn't show it. */
export async function refuseUnknown({ menus }: Loaders): Promise<null> {
  const refusal = await menus.refusal();
  if (refusal) throw refusal;
  return null;
}

/**
 * The number of a global or database id; 0 for what is no database id.
 *
 * @throws InputError for what is no global id
 */
export function databaseIdOf(id: string, idType: string): number {
  const number = idType === 'DATABASE_ID' ? id.trim() : parseGlobalId(id)?.id;
  if (number !== undefined && /^-?\d{1,15}$/.test(number)) return Number(number);
  if (idType === 'DATABASE_ID') return 0;
  throw new InputError(`The ID input is invalid. ${JSON.stringify(id)} isn't a global id.`);
}

/** Whether two texts are one slug, as WordPress reads slugs (`sanitize_title()`). */
export function isSameSlug(a: string, b: string): boolean {
  return plainSlug(a) === plainSlug(b);
}

/** A name as WordPress compares it: without tags, entities and spaces too many (`sanitize_term_field()`). */
function plainName(name: string): string {
  return withoutEntities(name.replaceAll(/<\/?[a-z!][^>]*>/gi, ''))
    .replaceAll(/\s+/g, ' ')
    .trim();
}

function plainSlug(slug: string): string {
  return (unescapedUrl(slug) ?? slug)
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}_\s-]/gu, '')
    .trim()
    .replaceAll(/[\s-]+/g, '-');
}
