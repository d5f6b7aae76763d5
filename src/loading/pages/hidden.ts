import type { Collection } from '../base/collection.ts';

/**
 * Whether WordPress itself counts documents of a collection that it leaves out of the answer: comments and media of
 * content that the visitor may not read, and, with `hide_empty`, terms without content (`WP_Term_Query::get_terms`).
 */
export function hidesByItself({ resource, filter }: Pick<Collection, 'resource' | 'filter'>): boolean {
  const { kind, traits } = resource;
  return kind === 'comment' || traits.has('files') || filter['hide_empty'] !== undefined;
}

/** Whether WordPress or a plugin may leave out counted documents: plugins hide content from visitors who may not read it. */
export function mayHide(collection: Pick<Collection, 'resource' | 'filter'>): boolean {
  return collection.resource.kind === 'content' || hidesByItself(collection);
}
