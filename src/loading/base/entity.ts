import type { Resource, Site } from '../../site/site.ts';
import type { Document } from '../../wordpress/document.ts';

/** A REST document together with the collection it came from: what every node of the graph is made of. */
export interface Entity {
  readonly resource: Resource;
  readonly document: Document;
  /** What this is an earlier version of; absent for what isn't one. */
  readonly revisionOf?: Entity;
  /** Whether it is the newest version, shown in place of what it is a version of. */
  readonly isPreview?: boolean;
  /** Whether the client gave the right password of content that has one. */
  readonly isUnlocked?: boolean;
  /** The document in WordPress' `edit` context, where it can't be read any more: it has just been deleted. */
  readonly edited?: Document;
}

/** REST field paths as `_fields` takes them: `id`, `title.rendered`. */
export type Paths = ReadonlySet<string>;

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

/** Whether documents known for `have` can answer for `want`; `title` answers for `title.rendered`. */
export function covers(have: Paths, want: Paths): boolean {
  return [...want].every((path) => have.has(path) || parents(path).some((parent) => have.has(parent)));
}

/** The union, less paths that a shorter one of them already brings. */
export function union(...all: readonly Iterable<string>[]): Paths {
  const paths = new Set(all.flatMap((each) => [...each]));
  return new Set([...paths].filter((path) => !parents(path).some((parent) => paths.has(parent))));
}

function parents(path: string): readonly string[] {
  const keys = path.split('.');
  return keys.slice(1).map((_, index) => keys.slice(0, index + 1).join('.'));
}
