import type { Change } from '../cache/changes.ts';
import type { Site } from '../site/site.ts';
import type { Rest } from '../wordpress/rest.ts';

/** What a watch needs to look for changes once. */
export interface Look {
  /** WordPress, as a visitor sees it. */
  readonly rest: Rest;
  readonly site: Site;
  /** Returns WordPress as the operator's credential sees it, if the operator granted this. Null otherwise. */
  readonly granted: (grant: 'menus' | 'settings') => Rest | null;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Milliseconds since the first read of the resource, if this is the first look at it. */
  readonly sinceFirstRead: number;
  /** Whether to compare all documents that the feed can compare, and not only the newest one. */
  readonly isThorough: boolean;
}

/** Watches one resource. */
export interface Watch {
  /**
   * Finds out what has changed since the last look.
   *
   * @throws WordPressError if WordPress fails; the next look then compares with the last one that succeeded
   */
  look(look: Look): Promise<readonly Change[]>;
  /** Whether the path of a known document has a segment, such as the slug of a category. */
  usesInPaths(segment: string): boolean;
  /** Whether the feed knows every document of the resource. */
  isWhole(): boolean;
  /** What the feed cannot find out on this site. */
  readonly gaps: readonly string[];
}
