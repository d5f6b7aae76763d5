import { remembered } from '../values/remembered.ts';

/**
 * How long the gateway may use cached data, in seconds (compare RFC 5861).
 *
 * @example
 * const ages: Ages = { fresh: 60, staleWhileRevalidate: 600, staleIfError: 86_400 };
 */
export interface Ages {
  /** Up to this age, clients get the cached data and the gateway sends no request. */
  readonly fresh: number;
  /** For so long after that, clients get the cached data, and the gateway reads it again in the background. */
  readonly staleWhileRevalidate: number;
  /** Beyond that, clients wait for WordPress. If it fails, they get cached data up to this age. */
  readonly staleIfError: number;
}

/**
 * Ages by resource, as the operator sets them: `post`, `category`, `user`, `comment`, and `*` for all others.
 *
 * @example
 * const ages: AgesByResource = { post: { fresh: 60 }, '*': { staleIfError: 3600 } };
 */
export type AgesByResource = Readonly<Record<string, Partial<Ages>>>;

const day = 86_400;

/** Default ages of data that the change feed watches. They are long, since a change invalidates the data at once. */
export const watchedAges: Ages = { fresh: 300, staleWhileRevalidate: 3600, staleIfError: day };

/** Default ages of all other data, such as the routes of plugins. */
export const otherAges: Ages = { fresh: 30, staleWhileRevalidate: 300, staleIfError: day };

/** Seconds for which the cache stores a refusal of WordPress, or the fact that an address has no page. */
export const refusalAge = 10;

/** Returns the largest age in seconds at which clients may get data of any resource. */
export function longestAge(configured: AgesByResource): number {
  const own = Object.values(configured).flatMap(({ staleIfError }) => staleIfError ?? []);
  return Math.max(watchedAges.staleIfError, otherAges.staleIfError, ...own);
}

/**
 * Returns the configured ages.
 *
 * @param resources - the names of all resources of the site
 * @throws TypeError if they have a name that is none of these: ages under a misspelt name would have no effect
 */
export function checkedAges(configured: AgesByResource, resources: readonly string[]): AgesByResource {
  const names = new Set(['*', ...resources]);
  const unknown = Object.keys(configured).find((name) => !names.has(name));
  if (unknown === undefined) return configured;
  throw new TypeError(
    `\`ages\` has the name "${unknown}", which is no resource of this site. Use one of ${[...names].join(', ')}.`,
  );
}

/** How the gateway may use an entry of the cache. */
export interface Judgement {
  /**
   * `fresh`: without a request. `stale`: at once, while the gateway reads it again in the background. `old`: only if WordPress
   * fails. `expired`: not at all.
   */
  readonly state: 'fresh' | 'stale' | 'old' | 'expired';
  /** The end of its freshness, in milliseconds since 1970. In the past if it is no longer fresh. */
  readonly freshUntil: number;
}

/** What decides how the gateway may use an entry. */
export interface AgeFacts {
  /** When the gateway asked WordPress for it, in milliseconds since 1970. */
  readonly readAt: number;
  /** The resource that it belongs to. Null if its route belongs to no resource. */
  readonly resource: string | null;
  /** Whether a change has invalidated it. */
  readonly isDropped: boolean;
  /** Seconds after which it expires. Absent if the ages of its resource decide. */
  readonly lasts?: number | undefined;
  /**
   * The time until which the change feed vouches for the resource, in milliseconds since 1970: by then, it would have reported
   * a change. 0 if the feed does not watch the resource.
   */
  readonly vouchedUntil: number;
}

/** Returns how the gateway may use an entry at the time `now`, in milliseconds since 1970. */
export function judge(
  { readAt, resource, isDropped, lasts, vouchedUntil }: AgeFacts,
  configured: AgesByResource,
  now: number,
): Judgement {
  if (lasts !== undefined) {
    const freshUntil = readAt + lasts * 1000;
    return { state: !isDropped && now < freshUntil ? 'fresh' : 'expired', freshUntil };
  }
  const { own, watched, other } = agesOf(configured).of(resource);
  const ages = vouchedUntil >= now ? watched : other;
  const after = (seconds: number) => readAt + seconds * 1000;
  const vouched = vouchedUntil >= now && own.fresh === undefined ? vouchedUntil : Number.POSITIVE_INFINITY;
  const unwatched = own.fresh ?? otherAges.fresh;
  const freshUntil = isDropped ? readAt : Math.max(Math.min(after(ages.fresh), vouched), after(unwatched));
  if (now < freshUntil) return { state: 'fresh', freshUntil };
  if (!isDropped && now < freshUntil + ages.staleWhileRevalidate * 1000)
    return { state: 'stale', freshUntil };
  return { state: now < after(ages.staleIfError) ? 'old' : 'expired', freshUntil };
}

/** Returns the ages of each resource: those that the operator sets, and with the defaults. They are put together once. */
const agesOf = remembered((configured: AgesByResource) => {
  const known = new Map<string | null, { own: Partial<Ages>; watched: Ages; other: Ages }>();
  return {
    of(resource: string | null) {
      const earlier = known.get(resource);
      if (earlier) return earlier;
      const own = { ...configured['*'], ...(resource === null ? {} : configured[resource]) };
      const ages = { own, watched: { ...watchedAges, ...own }, other: { ...otherAges, ...own } };
      known.set(resource, ages);
      return ages;
    },
  };
});
