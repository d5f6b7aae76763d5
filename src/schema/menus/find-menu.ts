import type { Entity } from '../../loading/base/entity.ts';
import type { Loaders } from '../../loading/loaders.ts';
import { menuName } from '../../loading/menus/menu-loader.ts';
import { text } from '../../wordpress/document.ts';
import { InputError } from '../kit/base/errors.ts';
import { parseGlobalId } from '../kit/base/global-id.ts';
import { decodedUrl, decodeEntities, isSameName } from '../kit/base/text.ts';
import { enumName } from '../where/enums.ts';

/** For each value of `MenuNodeIdTypeEnum`: whether a menu has the identifier. */
const matchesByIdType: Readonly<Record<string, (menu: Entity, id: string) => boolean>> = {
  ID: ({ document }, id) => document.id === databaseIdOf(id, 'ID'),
  DATABASE_ID: ({ document }, id) => document.id === databaseIdOf(id, 'DATABASE_ID'),
  NAME: (menu, id) => menuName(menu) !== '' && isSameName(plainName(menuName(menu)), plainName(id)),
  SLUG: ({ document }, id) => isSameSlug(text(document, 'slug') ?? '', id),
};

/**
 * Returns the menu with an identifier. Returns null if no menu has it.
 *
 * @param idType - a value of `MenuNodeIdTypeEnum`
 * @throws ClosedError if no visible menu has the identifier and WordPress hides its own menus from the client
 * @throws InputError if a location has no menu, or if a global id is malformed
 */
export async function findMenu(id: string, idType: string, loaders: Loaders): Promise<Entity | null> {
  if (idType === 'LOCATION') {
    const isAt = (location: string) => enumName(location) === enumName(id);
    const [menu] = await loaders.menus.at(id, isAt);
    if (menu) return menu;
    const { knowsAllMenuLocations, menuLocations } = loaders.site;
    // WordPress may hide a menu at a location, but none at a location that its theme lacks.
    if (!knowsAllMenuLocations || menuLocations?.some(isAt)) await nullOrRefusal(loaders);
    throw new InputError(`No menu set for the provided location: ${JSON.stringify(id)}.`);
  }
  // A malformed global id is an error even if the site has no menus.
  if (idType === 'ID') databaseIdOf(id, idType);
  const menus = await loaders.menus.all();
  const menu = menus.find((each) => matchesByIdType[idType]?.(each, id));
  if (menu) return menu;
  // Of a menu that the theme prints, only the slug is known. WordPress makes it of the name.
  const printed =
    idType === 'NAME' && menus.find((each) => menuName(each) === '' && matchesByIdType['SLUG']?.(each, id));
  return printed ? loaders.menus.named(printed, id) : nullOrRefusal(loaders);
}

/**
 * Returns null for a menu or item that does not exist.
 *
 * @throws ClosedError if WordPress hides its menus from the client, so that the gateway can't know whether it exists
 */
export async function nullOrRefusal({ menus }: Loaders): Promise<null> {
  const refusal = await menus.refusal();
  if (refusal) throw refusal;
  return null;
}

/**
 * Returns the database id in a global or database id. Returns 0, which no menu has, if a database id is malformed.
 *
 * @throws InputError if a global id is malformed
 */
export function databaseIdOf(id: string, idType: string): number {
  const number = idType === 'DATABASE_ID' ? id.trim() : parseGlobalId(id)?.id;
  if (number !== undefined && /^-?\d{1,15}$/.test(number)) return Number(number);
  if (idType === 'DATABASE_ID') return 0;
  throw new InputError(`The ID input is invalid. ${JSON.stringify(id)} isn't a global id.`);
}

/** Whether WordPress reads two texts as the same slug (`sanitize_title()`). */
export function isSameSlug(a: string, b: string): boolean {
  const slug = plainSlug(a);
  // Of some menus that a theme prints, the slug is unknown.
  return slug !== '' && slug === plainSlug(b);
}

/** Returns a name without tags, entities and repeated spaces, as WordPress compares it (`sanitize_term_field()`). */
function plainName(name: string): string {
  return decodeEntities(name.replaceAll(/<\/?[a-z!][^>]*>/gi, ''))
    .replaceAll(/\s+/g, ' ')
    .trim();
}

function plainSlug(slug: string): string {
  return (decodedUrl(slug) ?? slug)
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}_\s-]/gu, '')
    .trim()
    .replaceAll(/[\s-]+/g, '-');
}
