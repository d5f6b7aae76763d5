import type { Change } from './changes.ts';

/** Returns the tag of one document: `post:7`. */
export function documentTag(resource: string, id: number): string {
  return `${resource}:${id}`;
}

/** Returns the tag of all lists of a resource: `list:post`. A change of any document of the resource may change them. */
export function listTag(resource: string): string {
  return `list:${resource}`;
}

/** Returns the tag of all entries of a resource: `all:post`. */
export function resourceTag(resource: string): string {
  return `all:${resource}`;
}

/**
 * The tag of entries that any change may invalidate: menus, searches, the routes of plugins, and the headers of pages, from
 * which the gateway learns which document an address shows.
 */
export const addressTag = 'addresses';

/** The tag of a document that visitors no longer see. No entry has it: it says which documents a list has lost. */
export function goneTag(resource: string, id: number): string {
  return goneTagOf(documentTag(resource, id));
}

/** Returns the tag of {@link goneTag} for the tag of a document. */
export function goneTagOf(tag: string): string {
  return `@gone:${tag}`;
}

/**
 * The tag of entries with the id of another document, which may be deleted: posts with their author, categories and image, and
 * lists of such posts. The tag has no resource, because most fields with an id do not say which resource it belongs to.
 */
export function referenceTag(id: number): string {
  return `@ref:${id}`;
}

/** Returns the resource of a tag: `post` for `post:7`, `list:post` and `all:post`. Returns null for other tags. */
export function resourceOfTag(tag: string): string | null {
  const colon = tag.indexOf(':');
  const [kind, rest] = [tag.slice(0, colon), tag.slice(colon + 1)];
  if (colon < 0 || kind.startsWith('@')) return null;
  return kind === 'list' || kind === 'all' ? rest : kind;
}

/** Returns the tags that a change invalidates. A removed document also invalidates the entries with its id. */
export function droppedTagsOf(change: Change): readonly string[] {
  const { kind, resource, id } = change;
  const tags = tagsOf(change);
  return kind === 'removed' && id !== null ? [...tags, goneTag(resource, id), referenceTag(id)] : tags;
}

/** Returns the tags of all entries that a change may invalidate. */
export function tagsOf({ resource, id, parent }: Change): readonly string[] {
  if (id === null) return [resourceTag(resource), listTag(resource), addressTag];
  const own = [documentTag(resource, id), listTag(resource), addressTag];
  return parent === undefined ? own : [...own, `${resource}-of:${parent}`];
}
