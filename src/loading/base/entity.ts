import type { Resource, Site } from '../../site/site.ts';
import type { Document } from '../../wordpress/document.ts';
import type { Paths } from '../../wordpress/paths.ts';

/**
 * A REST document and the resource that it belongs to. Most nodes of the graph are entities.
 *
 * @example
 * // In a field of `Post`:
 * resolve: ({ resource, document }) => `${resource.name} ${document.id}`
 */
export interface Entity {
  readonly resource: Resource;
  readonly document: Document;
  /** The document that this is a revision of. Absent if it is no revision. */
  readonly revisionOf?: Entity;
  /** Whether it is a preview: the newest revision, returned in place of the document. */
  readonly isPreview?: boolean;
  /** Whether the client gave the right password of a protected document. */
  readonly isUnlocked?: boolean;
  /** The menu as the query found it, of a menu that the theme prints and of its items. Absent for all others. */
  readonly foundMenu?: Entity;
  /** The document in WordPress' `edit` context, if it was deleted and cannot be read again. */
  readonly edited?: Document;
}

/** WordPress' own fields that run the site's content filters (shortcodes, blocks, oEmbed). */
const expensive: readonly string[] = ['content', 'excerpt', '_links'];

/**
 * Returns whether WordPress takes long to make one of the paths. The gateway does not read such paths for documents that
 * it may drop.
 */
export function isExpensive(paths: Paths, { expensiveFields }: Pick<Site, 'expensiveFields'>): boolean {
  return [...paths].some((path) => {
    const [field = ''] = path.split('.');
    return expensive.includes(field) || expensiveFields.has(field);
  });
}
