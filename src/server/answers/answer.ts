import { sha256 } from '#platform/values/hash';
import type { ReadLog } from '../../wordpress/read-log.ts';
import type { OperationRecord } from '../exchange.ts';
import type { AnswerText } from '../texts.ts';
import type { Encoding } from './encodings.ts';

/** An answer that all visitors may share, ready to be sent. */
export interface Answer {
  readonly contentType: string;
  /** The bytes, one per character; see `Reply`. */
  readonly body: string;
  /** The compressed bytes, also one per character. Empty until the answer is compressed. */
  encoded: ReadonlyMap<Encoding, string>;
  /** The `ETag` of the uncompressed bytes, without quotes. */
  readonly etag: string;
  /** Cache tags in the form of WPGraphQL Smart Cache, as the headers of HTTP caches separate them. */
  readonly cacheTags: { readonly spaced: string; readonly commas: string };
  /** The largest number of seconds for which browsers and CDNs may use it without asking again. */
  readonly maxAge: number;
  readonly operation: Pick<OperationRecord, 'name' | 'kind'>;
  /** The log of its reads. */
  readonly reads: Pick<ReadLog, 'tags' | 'oldest' | 'freshUntil' | 'hits'>;
  /** When its operation began, in milliseconds since 1970. Later changes invalidate it. */
  readonly startedAt: number;
  /** The number of requests to WordPress for it. */
  readonly requests: number;
  /** Returns whether the id of its persisted query still belongs to the same document. */
  readonly isStored: () => boolean;
}

/** Returns the `ETag` of a text, without quotes. */
export function etagOf(contentType: string, text: AnswerText): string {
  const parts = typeof text === 'string' ? [text] : text;
  return sha256([contentType, '\n', ...parts], 'base64url').slice(0, 27);
}

/** Bytes of an answer besides its texts: its objects and headers. */
const overhead = 1500;

/** Returns the memory of an answer in bytes, estimated. */
export function sizeOf({ body, encoded, cacheTags, reads }: Answer): number {
  let size = overhead + body.length + reads.tags.size * 50 + cacheTags.spaced.length * 2;
  for (const each of encoded.values()) size += each.length;
  return size;
}
