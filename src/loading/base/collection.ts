import type { Resource } from '../../site/site.ts';
import type { Document } from '../../wordpress/document.ts';
import type { Query } from '../../wordpress/rest.ts';

/** How a collection is ordered, and how WordPress is asked for it. */
export interface Ordering {
  /** Names the ordering in cursors: `date`. */
  readonly name: string;
  /** Value of the REST parameter `orderby`. */
  readonly orderby: string;
  readonly direction: Direction;
  /** Order of ids among documents of the same value. WPGraphQL's is `desc`, whatever the direction. */
  readonly ties: Direction;
  /** How to read on from a value; null where REST has no filter on it, so that positions must serve. */
  readonly keyset: Keyset | null;
  /** Where documents carry the value that is ordered by, where it isn't the keyset's. Documents may share a value. */
  readonly value?: OrderedValue;
  /** Whether WordPress leaves the direction as it is, whatever `order` says: by relevance, by a given list. */
  readonly hasFixedDirection?: boolean;
}

/** A value in documents that a collection is ordered by. */
export interface OrderedValue {
  /** `menu_order`, `title.rendered` */
  readonly path: string;
  readonly kind: 'number' | 'text';
}

export type Direction = 'asc' | 'desc';

/** A date that REST can filter on from both sides; the filters exclude the value itself. */
export interface Keyset {
  /** Where the value stands in a document: `date`. */
  readonly path: string;
  /** REST parameter that gives what is later: `after`, `modified_after`. */
  readonly after: string;
  /** REST parameter that gives what is earlier. */
  readonly before: string;
}

/** A filtered, ordered collection of one resource. */
export interface Collection {
  readonly resource: Resource;
  /** REST parameters that filter. */
  readonly filter: Query;
  readonly ordering: Ordering;
  /** Which documents are wanted, where REST has no filter for it. */
  readonly documentFilter?: DocumentFilter | undefined;
}

/** A filter that is applied to documents as they come. */
export interface DocumentFilter {
  /** Names the filter and its value. */
  readonly key: string;
  /** What decides. */
  readonly paths: readonly string[];
  /** Whether few documents are kept, so that it pays to look through them first. */
  readonly isRare: boolean;
  matches(document: Document): boolean;
}

/** A stretch of a collection as it came. */
export interface Slice {
  /** Each document once. */
  readonly documents: readonly Document[];
  /** Indexes at which a further request's documents begin: between two answers, ties may stand in another order. */
  readonly seams: readonly number[];
  /** Documents of the whole collection; `Infinity` where the site doesn't say and there may be more. */
  readonly total: number;
  /** Rank of the first document, as far as WordPress shows all that it counts. */
  readonly start: number;
  /** Whether the collection has no documents behind these. */
  readonly isEnd: boolean;
  /** Whether a document came in two of the answers: then others that share its value may have come in none. */
  readonly hasDuplicates: boolean;
  /** Whether the answers were what was asked for. False: one had more documents than that, so their ranks mean nothing. */
  readonly isReliable: boolean;
  /** Whether the site counts documents behind the first answer, but every answer for them was empty. */
  readonly isHollow: boolean;
}

/** The same collection read from its end. */
export function reversed(collection: Collection): Collection {
  const { direction, ties, ...ordering } = collection.ordering;
  return {
    ...collection,
    ordering: { ...ordering, direction: opposite(direction), ties: opposite(ties) },
  };
}

function opposite(direction: Direction): Direction {
  return direction === 'asc' ? 'desc' : 'asc';
}
