import type { Document } from '../../wordpress/document.ts';
import type { Paths } from '../../wordpress/paths.ts';
import type { Rest } from '../../wordpress/rest.ts';
import type { Collection } from '../base/collection.ts';
import type { Cursor } from '../base/cursors.ts';
import type { EntityLoader } from '../entities/entity-loader.ts';

/** The loaders that documents are read with. */
export interface Source {
  readonly rest: Rest;
  readonly entities: EntityLoader;
}

/** The requested part of a collection: up to `limit` documents after the anchor, or before it if `backward`. */
export interface Stretch {
  /** The cursor to start at; null for the start or, if `backward`, the end of the collection. */
  readonly anchor: Cursor | null;
  readonly backward: boolean;
  readonly limit: number;
  /** Number of documents to leave out at the start. Above 0 only without an anchor, and not backward. */
  readonly skip: number;
  readonly paths: Paths;
  /** Whether the client reads cursors, so that a later page may continue here. */
  readonly cursors: boolean;
}

/** A document of a stretch, and its place in the collection. */
export interface StretchRow {
  readonly document: Document;
  /** Its rank in the collection or, for a keyset, among the documents with the same value; null if unknown. */
  readonly position: number | null;
}

/** The documents of a stretch. */
export interface StretchRead {
  /** In the collection's order. */
  readonly rows: readonly StretchRow[];
  /** Whether more documents follow in the direction of reading. */
  readonly more: boolean;
  /** Number of documents of the whole collection; null if the strategy did not learn it. */
  readonly total: number | null;
}

/**
 * One way to read a stretch of a collection. Returns null if the route lacks what the strategy needs, or if an answer is
 * not what the gateway asked for. Then the next strategy is tried.
 */
export type Strategy = (
  source: Source,
  collection: Collection,
  stretch: Stretch,
) => Promise<StretchRead | null>;

/** Returns a strategy that tries several in order and returns the first result. */
export function firstOf(strategies: readonly Strategy[]): Strategy {
  return async (source, collection, stretch) => {
    for (const strategy of strategies) {
      const found = await strategy(source, collection, stretch);
      if (found) return found;
    }
    return null;
  };
}
