import type { Document } from '../wordpress/document.ts';

/** Fields of WordPress with the id of another document. */
const fields: readonly string[] = ['author', 'featured_media', 'parent', 'post'];

/**
 * Returns the ids of other documents that a document names: its author, image, parent and post, and its terms, which are
 * lists of ids under the names of their taxonomies.
 */
export function referencesIn(document: Document): readonly number[] {
  const single = fields.map((field) => document[field]);
  const lists = Object.values(document).filter((value) => Array.isArray(value));
  return [...new Set([...single, ...lists.flat()].filter(isId))];
}

function isId(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value > 0;
}
