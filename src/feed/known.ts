import { createHash } from 'node:crypto';
import { type Document, integer, text } from '../wordpress/document.ts';

/** What the feed remembers of a document, to find out later how it differs. */
export interface Known {
  /** Changes when one of the fields that the feed reads changes. */
  readonly digest: string;
  /** Path of its page. Null if it has none. */
  readonly uri: string | null;
  /** Its place in the order in which the feed reads the collection. Larger for newer documents. */
  readonly rank: Rank;
  /** When it was last changed, as WordPress writes it. Null if its resource has no such date. */
  readonly stamp: string | null;
  /** Database id of the post of a comment. Undefined for other documents. */
  readonly parent: number | undefined;
}

/** A part of a collection as the feed has just read it, in order, the newest document first. */
export interface Reading {
  readonly documents: ReadonlyMap<number, Known>;
  /** Rank of the oldest document of the part. Null if the part is the whole collection. */
  readonly reach: Rank | null;
}

/** A date or an id. */
export type Rank = string | number;

/** Ids of documents that differ between two readings. */
export interface Differences {
  /** New in the collection. */
  readonly published: readonly number[];
  readonly changed: readonly number[];
  /** No longer in the collection. */
  readonly removed: readonly number[];
}

/** Returns a short text that differs if one of the values differs. */
export function digestOf(values: unknown): string {
  return createHash('sha1').update(JSON.stringify(values)).digest('base64').slice(0, 16);
}

/** How the documents of a resource are remembered. */
export interface Remembering {
  /** Field that orders the collection. */
  readonly rank: string;
  /** Field with the time of the last change. Null if there is none. */
  readonly stamp: string | null;
  /** Field with the id of the document that it belongs to. Null if there is none. */
  readonly parent: string | null;
  /** Returns the path of a link. */
  readonly pathOf: (link: string) => string;
}

/** Returns what to remember of a document. */
export function knownOf(document: Document, { rank, stamp, parent, pathOf }: Remembering): Known {
  const link = text(document, 'link');
  const { _links: _, ...fields } = document;
  return {
    digest: digestOf(fields),
    uri: link === null || link === '' ? null : pathOf(link),
    rank: integer(document, rank) ?? text(document, rank) ?? '',
    stamp: stamp === null ? null : text(document, stamp),
    parent: parent === null ? undefined : (integer(document, parent) ?? undefined),
  };
}

/**
 * Returns how a new reading differs from what was known. Of a collection that is not read as a whole, it compares only the
 * range that both readings cover: a document beyond it may be an old one that moved up.
 *
 * @param before - the last reading, with further documents that became known since
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

/** Whether a rank is newer than the reach of a reading. Documents of one second have no order among them. */
export function isNewer(rank: Rank, reach: Rank | null): boolean {
  return reach === null || (typeof rank === typeof reach && rank > reach);
}
