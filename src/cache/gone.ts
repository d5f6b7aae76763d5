import { isRecord } from '../values/json.ts';
import type { SharedCache } from './shared-cache.ts';
import type { Entry } from './store.ts';
import { goneTag, goneTagOf } from './tags.ts';

/**
 * Returns an answer without the documents that the change feed has reported as removed since it was read: search results,
 * menus, items of menus, and embedded authors. Returns null if the answer is about one removed document.
 *
 * @param resource - the resource of the documents in the answer. Null if they belong to several or to none
 */
export function answerWithoutGone(
  { drops }: Pick<SharedCache, 'drops'>,
  { value, tags, readAt }: Entry,
  resource: string | null,
): { readonly value: unknown } | null {
  const isGone = (name: unknown, id: unknown) =>
    typeof name === 'string' && typeof id === 'number' && drops.areDropped([goneTag(name, id)], readAt);
  if (drops.areDropped(tags.map(goneTagOf), readAt)) return null;
  if (!isRecord(value) || !Array.isArray(value['documents'])) return { value };
  const { documents, total } = value;
  const left = documents
    .filter((each) => isRecord(each) && !namesOf(each, resource).some(([name, id]) => isGone(name, id)))
    .map((each) => withoutGoneAuthor(each, isGone));
  const lacks = documents.length - left.length;
  const rest = typeof total === 'number' ? Math.max(left.length, total - lacks) : total;
  return { value: { ...value, documents: left, total: rest } };
}

type Fields = Readonly<Record<string, unknown>>;

/** Returns the documents that a part of an answer shows: their resources and ids. */
function namesOf(each: Fields, resource: string | null): readonly (readonly [unknown, unknown])[] {
  const { id, type, subtype, object, object_id: objectId } = each;
  return [
    [resource, id],
    // A result of a search: the resource is the `subtype` of content, and the `type` of terms.
    ...(resource === null ? [[subtype, id] as const, [type, id] as const] : []),
    // An item of a menu.
    [object, objectId],
  ];
}

function withoutGoneAuthor(each: Fields, isGone: (name: string, id: unknown) => boolean): Fields {
  const embedded = each['_embedded'];
  const authors = isRecord(embedded) ? embedded['author'] : null;
  if (!isRecord(embedded) || !Array.isArray(authors)) return each;
  const author = authors.filter((user) => isRecord(user) && !isGone('user', user['id']));
  return { ...each, _embedded: { ...embedded, author } };
}
