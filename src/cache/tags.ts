import type { Change } from './changes.ts';

/** The tag of one document: `post:7`. */
export function documentTag(resource: string, id: number): string {
  return `${resource}:${id}`;
}

/** The tag of all lists of a resource: `list:post`. Every change of a document may change the lists that have it. */
export function listTag(resource: string): string {
  return `list:${resource}`;
}

/** The tag of everything that belongs to a resource: `all:post`. */
export function resourceTag(resource: string): string {
  return `all:${resource}`;
}

/**
 * The tag of what any change may make old: the headers of a page, by which the gateway finds out what an address shows,
 * menus, searches, and the routes of plugins.
 */
export const addressTag = 'addresses';

/** Returns the resource of a tag of one document, of the lists, or of everything of a resource. Null for other tags. */
export function resourceOfTag(tag: string): string | null {
  const colon = tag.indexOf(':');
  const [kind, rest] = [tag.slice(0, colon), tag.slice(colon + 1)];
  if (colon < 0) return null;
  return kind === 'list' || kind === 'all' ? rest : kind;
}

/** Returns the tags of everything that a change may make old. */
export function tagsOf({ resource, id, parent }: Change): readonly string[] {
  if (id === null) return [resourceTag(resource), listTag(resource), addressTag];
  const own = [documentTag(resource, id), listTag(resource), addressTag];
  return parent === undefined ? own : [...own, `${resource}-of:${parent}`];
}
