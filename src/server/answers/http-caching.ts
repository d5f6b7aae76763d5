import type { Answer } from './answer.ts';

/** How long browsers and CDNs may use answers without asking again. */
export interface HttpCaching {
  /** Seconds at most. */
  readonly maxAge: number;
  /** Seconds for which they may show an old answer while they ask for a new one. */
  readonly staleWhileRevalidate: number;
  /** Seconds at most for answers that were made of a resource, by WordPress' name of it. Smaller ones win. */
  readonly maxAges: Readonly<Record<string, number>>;
}

/** The request headers that decide what one address answers, besides `Accept`. */
export const varyingHeaders = 'Accept-Encoding, Authorization, Cookie';

/** The header of an answer that no cache may store. */
export const uncached = 'private, no-store';

/** The header of a visitor's answer that other visitors don't get. Its browser may store it, and asks each time. */
export const revalidated = 'private, no-cache';

/** Where an answer came from (RFC 9211, "Cache-Status"). */
export type Source = 'memory' | 'shared flight' | 'computed';

/** The answer of the gateway to its request, of which it knows what it was made of. */
type Made = Pick<Answer, 'reads' | 'requests' | 'maxAge'>;

/** Returns the seconds for which caches may use an answer at most, by the resources of its tags. */
export function maxAgeOf(tags: Iterable<string>, { maxAge, maxAges }: HttpCaching): number {
  let seconds = maxAge;
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

/** Returns the header `Cache-Status`: whether the gateway had the answer, or the documents that it is made of. */
export function cacheStatus(answer: Made, { source, now }: { source: Source; now: number }): string {
  const { reads, requests } = answer;
  const ttl = Number.isFinite(reads.freshUntil) ? `; ttl=${Math.floor((reads.freshUntil - now) / 1000)}` : '';
  if (source === 'memory') return `PressQL; hit${ttl}`;
  if (source === 'shared flight') return `PressQL; fwd=miss; collapsed${ttl}`;
  if (requests === 0 && reads.hits > 0) return `PressQL; hit${ttl}; detail=documents`;
  return `PressQL; fwd=miss${ttl}`;
}

/** Whether a client has one of these bytes already (RFC 9110, "If-None-Match"). */
export function isKnown(ifNoneMatch: string | null, etag: string): boolean {
  if (ifNoneMatch === null) return false;
  if (ifNoneMatch.trim() === '*') return true;
  // Each encoding has a tag of its own, and contains the same answer.
  return ifNoneMatch.split(',').some((each) => {
    const [, tag] = /^\s*(?:W\/)?"([^"]*)"\s*$/.exec(each) ?? [];
    return tag === etag || tag === `${etag}-br` || tag === `${etag}-gzip`;
  });
}
