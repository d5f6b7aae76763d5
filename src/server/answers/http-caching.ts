import type { Answer } from './answer.ts';

/** How long browsers and CDNs may use answers, in seconds. */
export interface HttpCaching {
  /** The largest `max-age`. */
  readonly maxAge: number;
  /** The `stale-while-revalidate` (RFC 5861). */
  readonly staleWhileRevalidate: number;
  /** The largest `max-age` of answers with data of a resource, by WordPress' name of it. The smallest applicable one counts. */
  readonly maxAges: Readonly<Record<string, number>>;
}

/** The `Vary` header: the request headers on which the answer of one address depends, besides `Accept`. */
export const varyingHeaders = 'Accept-Encoding, Authorization, Cookie';

/** The `Cache-Control` of an answer that no cache may store. */
export const uncached = 'private, no-store';

/** The `Cache-Control` of an answer that only the visitor's browser may store. The browser has to revalidate it each time. */
export const revalidated = 'private, no-cache';

/** How the gateway got an answer: from memory, together with another client, or by executing the operation. */
export type Source = 'memory' | 'shared flight' | 'computed';

/** The parts of an answer on which its caching depends. */
type Made = Pick<Answer, 'reads' | 'requests' | 'maxAge'>;

/** Returns the largest `max-age` in seconds of an answer with these tags. */
export function maxAgeOf(tags: Iterable<string>, { maxAge, maxAges }: HttpCaching): number {
  let seconds = maxAge;
  if (Object.keys(maxAges).length === 0) return seconds;
  for (const tag of tags) seconds = Math.min(seconds, maxAges[resourceOf(tag)] ?? seconds);
  return seconds;
}

/** Returns the age of an answer in seconds: that of the oldest data in it. */
export function ageOf({ reads }: Made, now: number): number {
  return Number.isFinite(reads.oldest) ? Math.max(0, Math.floor((now - reads.oldest) / 1000)) : 0;
}

/**
 * Returns the header `Cache-Control` of an answer that visitors share. Caches subtract `Age` from `max-age` (RFC 9111,
 * "Calculating Freshness Lifetime"), so the header includes it.
 */
export function cacheControl(answer: Made, { caching, now }: { caching: HttpCaching; now: number }): string {
  const seconds = Math.min(answer.maxAge, Math.floor((answer.reads.freshUntil - now) / 1000));
  if (seconds <= 0) return 'public, max-age=0, must-revalidate';
  const stale = caching.staleWhileRevalidate;
  return `public, max-age=${seconds + ageOf(answer, now)}${stale > 0 ? `, stale-while-revalidate=${stale}` : ''}`;
}

/** Returns the resource of a tag: `post` for `post:7` and for `list:post`. */
function resourceOf(tag: string): string {
  const [first = '', second = ''] = tag.split(':', 2);
  return first === 'list' || first === 'all' ? second : first;
}

/**
 * Returns the header `Cache-Status` (RFC 9211). It is a hit if the gateway had the answer in memory, or all the data for it;
 * then its `detail` is `documents`.
 */
export function cacheStatus(answer: Made, { source, now }: { source: Source; now: number }): string {
  const { reads, requests } = answer;
  const ttl = Number.isFinite(reads.freshUntil) ? `; ttl=${Math.floor((reads.freshUntil - now) / 1000)}` : '';
  if (source === 'memory') return `PressQL; hit${ttl}`;
  if (source === 'shared flight') return `PressQL; fwd=miss; collapsed${ttl}`;
  if (requests === 0 && reads.hits > 0) return `PressQL; hit${ttl}; detail=documents`;
  return `PressQL; fwd=miss${ttl}`;
}

/** Whether a client has the current answer in some encoding (RFC 9110, "If-None-Match"). */
export function isKnown(ifNoneMatch: string | null, etag: string): boolean {
  if (ifNoneMatch === null) return false;
  if (ifNoneMatch.trim() === '*') return true;
  // Each encoding has an `ETag` of its own (see `replyOf`).
  return ifNoneMatch.split(',').some((each) => {
    const [, tag] = /^\s*(?:W\/)?"([^"]*)"\s*$/.exec(each) ?? [];
    return tag === etag || tag === `${etag}-br` || tag === `${etag}-gzip`;
  });
}
