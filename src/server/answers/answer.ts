import { createHash } from 'node:crypto';
import type { ReadLog } from '../../wordpress/read-log.ts';
import type { OperationRecord } from '../exchange.ts';
import type { Encoding } from './encodings.ts';

/** An answer that all visitors may share, ready to be sent. */
export interface Answer {
  readonly contentType: string;
  /** The bytes, one per character; see `Reply`. */
  readonly body: string;
  /** The bytes in encodings, once they are made. */
  encoded: ReadonlyMap<Encoding, string>;
  /** Identifies the bytes, without quotes. */
  readonly etag: string;
  /** Cache tags in the form of WPGraphQL Smart Cache. */
  readonly cacheTags: readonly string[];
  /** Seconds for which browsers and CDNs may use it without asking again, at most. */
  readonly maxAge: number;
  readonly operation: Pick<OperationRecord, 'name' | 'kind'>;
  /** What it was made of. */
  readonly reads: Pick<ReadLog, 'tags' | 'oldest' | 'freshUntil' | 'hits'>;
  /** When its operation began, in milliseconds since 1970. Changes since then make it old. */
  readonly startedAt: number;
  /** Requests to WordPress that it took. */
  readonly requests: number;
  /** Whether the id of its persisted query still belongs to its document. */
  readonly isStored: () => boolean;
}

/** Returns the `ETag` of a text, without quotes. */
export function etagOf(contentType: string, text: string): string {
  return createHash('sha256').update(contentType).update('\n').update(text).digest('base64url').slice(0, 27);
}

/** Bytes of an answer beside its texts: its headers, and its objects. */
const overhead = 1500;

/** Returns the memory of an answer in bytes, estimated. */
export function sizeOf({ body, encoded, cacheTags, reads }: Answer): number {
  let size = overhead + body.length + reads.tags.size * 50 + cacheTags.length * 50;
  for (const each of encoded.values()) size += each.length;
  return size;
}
