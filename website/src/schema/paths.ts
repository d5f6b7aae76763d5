const base = import.meta.env.BASE_URL.replace(/\/$/, '');

/**
 * Returns the path of a type's page.
 *
 * @param place - a type, or a type and its field: `Post`, `Post.author`
 */
export function schemaPath(place: string): string {
  const [type = '', member] = place.split('.');
  return `${base}/schema/${type}/${member === undefined ? '' : `#${anchorOf(member)}`}`;
}

/** The id of a member's heading. It begins with a word, so that no field takes an id of the page's own. */
export function anchorOf(member: string): string {
  return `field-${member}`;
}
