import type { Change } from '../cache/changes.ts';
import type { Site } from '../site/site.ts';
import type { Rest } from '../wordpress/rest.ts';

/** The tools for one poll of a resource. */
export interface Look {
  /** A client of WordPress without credentials. */
  readonly rest: Rest;
  readonly site: Site;
  /** Returns a client with the operator's credential. Returns null if the operator did not grant this. */
  readonly granted: (grant: 'menus' | 'settings') => Rest | null;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Milliseconds since the first read by a client. Only the first poll of a resource uses this. */
  readonly sinceFirstRead: number;
  /** Whether to compare many documents, and not only the newest one. */
  readonly isThorough: boolean;
}

/** Detects changes of one resource. */
export interface Watch {
  /**
   * Returns the changes since the last successful poll.
   *
   * @throws WordPressError if WordPress fails
   */
  look(look: Look): Promise<readonly Change[]>;
  /** Whether a segment, such as the slug of a category, occurs in the path of a document that the watch knows. */
  usesInPaths(segment: string): boolean;
  /** Whether the watch knows every document of the resource. */
  isWhole(): boolean;
  /** Whether the last poll found a term that documents have been added to, or taken from. */
  readonly isRecounted: boolean;
  /** The kinds of changes that the watch cannot detect on this site, as sentences. */
  readonly gaps: readonly string[];
}
