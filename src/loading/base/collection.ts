import type { Resource } from '../../site/site.ts';
import type { Document } from '../../wordpress/document.ts';
import type { CollectionPage, Query } from '../../wordpress/rest.ts';

/** The order of a collection, and the REST parameters for it. */
export interface Ordering {
  /** Names the ordering in cursors: `date`. */
  readonly name: string;
  /** Value of the REST parameter `orderby`. */
  readonly orderby: string;
  readonly direction: Direction;
  /** Order of ids among documents of the same value. WPGraphQL's is `desc`, whatever the direction. */
  readonly ties: Direction;
  /** How to continue after a value. Null if REST has no filter on the value, so that the gateway uses positions. */
  readonly keyset: Keyset | null;
  /** The sort value in documents, if it is not the keyset's. Several documents may have the same value. */
  readonly value?: OrderedValue;
  /** Whether WordPress ignores `order`: by relevance, or by a given list of ids. */
  readonly hasFixedDirection?: boolean;
}

/** A sort value in documents. */
export interface OrderedValue {
  /** `menu_order`, `title.rendered` */
  readonly path: string;
  readonly kind: 'number' | 'text';
}

export type Direction = 'asc' | 'desc';

/** A date that REST can filter on from both sides; the filters exclude the value itself. */
export interface Keyset {
  /** REST path of the value: `date`. */
  readonly path: string;
  /** REST parameter for later documents: `after`, `modified_after`. */
  readonly after: string;
  /** REST parameter for earlier documents. */
  readonly before: string;
}

/** A filtered, ordered collection of one resource. */
export interface Collection {
  readonly resource: Resource;
  /** REST parameters that filter. */
  readonly filter: Query;
  readonly ordering: Ordering;
  /** A filter that REST lacks, so that the gateway applies it to the documents. */
  readonly documentFilter?: DocumentFilter | undefined;
}

/** A filter that the gateway applies to documents. */
export interface DocumentFilter {
  /** Names the filter and its value. */
  readonly key: string;
  /** REST paths that `matches` reads. */
  readonly paths: readonly string[];
  /** Whether few documents match. Then the gateway reads `paths` alone first. */
  readonly isRare: boolean;
  matches(document: Document): boolean;
}

/** Consecutive documents of a collection, in the order in which they came. */
export interface Slice {
  /** Each document once. */
  readonly documents: readonly Document[];
  /** Indexes at which the documents of another request begin. The order of ties may differ between two answers. */
  readonly seams: readonly number[];
  /** Number of documents in the whole collection; `Infinity` if the site does not state it and there may be more. */
  readonly total: number;
  /** Rank of the first document. It is exact if WordPress shows all documents that it counts. */
  readonly start: number;
  /** Whether the collection ends with these documents. */
  readonly isEnd: boolean;
  /** Whether a document came in two answers. Then another document with the same value may have come in none. */
  readonly hasDuplicates: boolean;
  /** Whether the answers match the requests. If one has too many documents, their ranks mean nothing. */
  readonly isReliable: boolean;
  /** Whether the site counts documents behind the first answer, but every answer for them was empty. */
  readonly isHollow: boolean;
  /** Number of documents by which it is shorter than requested, because WordPress is down; see {@link CollectionPage.lacks}. */
  readonly lacks: number;
}

/** Returns a collection in reverse order. */
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
