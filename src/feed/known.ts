import { sha1 } from '#platform/values/hash';
import { type Document, integer, text } from '../wordpress/document.ts';

/** The state of a document, to which the feed compares later ones. */
export interface Known {
  /** A digest of the fields that the feed reads. */
  readonly digest: string;
  /** Path of its page. Null if it has no page. */
  readonly uri: string | null;
  /** The value by which the feed sorts the collection. Larger for newer documents. */
  readonly rank: Rank;
  /** The date of its last change, as WordPress writes it. Null if its resource has no such date. */
  readonly stamp: string | null;
  /** Database id of the post of a comment. Undefined for other documents. */
  readonly parent: number | undefined;
  /** The number of documents with this term. Null for other documents. */
  readonly count: number | null;
}

/** A part of a collection, in the order of the ranks, the newest document first. */
export interface Reading {
  readonly documents: ReadonlyMap<number, Known>;
  /** Rank of the oldest document of the part. Null if the part is the whole collection. */
  readonly reach: Rank | null;
}

/** A date or an id. */
export type Rank = string | number;

/** Ids of documents that differ between two readings. */
export interface Differences {
  /** Documents that are new in the collection. */
  readonly published: readonly number[];
  readonly changed: readonly number[];
  /** Documents that are no longer in the collection. */
  readonly removed: readonly number[];
}

/** Returns a digest of JSON values: 16 characters. */
export function digestOf(values: unknown): string {
  return sha1(JSON.stringify(values), 'base64').slice(0, 16);
}

/** The fields of a resource's documents from which their state is made. */
export interface Remembering {
  /** The field by which the collection is sorted. */
  readonly rank: string;
  /** The field with the date of the last change. Null if there is none. */
  readonly stamp: string | null;
  /** The field with the id of the post that a comment belongs to. Null for other documents. */
  readonly parent: string | null;
  /** Returns the path of a link. */
  readonly pathOf: (link: string) => string;
}

/** Returns the state of a document. */
export function knownOf(document: Document, { rank, stamp, parent, pathOf }: Remembering): Known {
  const link = text(document, 'link');
  const { _links: _, ...fields } = document;
  return {
    digest: digestOf(fields),
    uri: link === null || link === '' ? null : pathOf(link),
    rank: integer(document, rank) ?? text(document, rank) ?? '',
    stamp: stamp === null ? null : text(document, stamp),
    count: integer(document, 'count'),
    parent: parent === null ? undefined : (integer(document, parent) ?? undefined),
  };
}

/**
 * Returns how a new reading differs from the last one. If a reading has only a part of the collection, this compares only the
 * ranks that both readings cover: a document below may be an old one that moved up after a deletion.
 *
 * @param before - the last reading, with further documents that the feed has read since
 */
export function differencesBetween(before: Reading, after: Reading): Differences {
  const published: number[] = [];
  const changed: number[] = [];
  for (const [id, { digest, rank }] of after.documents) {
    const known = before.documents.get(id);
    if (known && known.digest !== digest) changed.push(id);
    if (!known && isNewer(rank, before.reach)) published.push(id);
  }
  const removed = [...before.documents].flatMap(([id, { rank }]) =>
    !after.documents.has(id) && isNewer(rank, after.reach) ? [id] : [],
  );
  return { published, changed, removed };
}

/** Whether a rank is newer than the reach of a reading. WordPress may return documents with equal ranks in any order. */
export function isNewer(rank: Rank, reach: Rank | null): boolean {
  return reach === null || (typeof rank === typeof reach && rank > reach);
}
