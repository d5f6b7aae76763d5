/** How long something from the cache may be used, in seconds after it was read from WordPress. */
export interface Ages {
  /** Answers are the cached data, without a request. */
  readonly fresh: number;
  /** After that, answers are the cached data while the gateway reads it again in the background. */
  readonly staleWhileRevalidate: number;
  /** After that, clients wait for WordPress. If it fails, they get the cached data up to this age. */
  readonly staleIfError: number;
}

/** Ages by resource, as the operator sets them: `post`, `category`, `user`, `comment`, and `*` for all others. */
export type AgesByResource = Readonly<Record<string, Partial<Ages>>>;

const day = 86_400;

/** Ages of data that the change feed watches. A change ends them at once. */
export const watchedAges: Ages = { fresh: 300, staleWhileRevalidate: 3600, staleIfError: day };

/** Ages of all other data, such as the routes of plugins. */
export const otherAges: Ages = { fresh: 30, staleWhileRevalidate: 300, staleIfError: day };

/** Seconds for which a refusal of WordPress counts, and an address without a page. */
export const refusalAge = 10;

/** Returns the largest age in seconds at which clients may get data, whatever its resource. */
export function longestAge(operators: AgesByResource): number {
  const own = Object.values(operators).flatMap(({ staleIfError }) => staleIfError ?? []);
  return Math.max(watchedAges.staleIfError, otherAges.staleIfError, ...own);
}

/** How the gateway may use something from the cache. */
export interface Judgement {
  /**
   * `fresh`: as it is. `stale`: as it is, while it is read again. `old`: only if WordPress fails. `expired`: not at all.
   */
  readonly state: 'fresh' | 'stale' | 'old' | 'expired';
  /** Until when it is fresh, in milliseconds since 1970. In the past if it is not. */
  readonly freshUntil: number;
}

/** What the ages of an entry follow from. */
export interface AgeFacts {
  /** When WordPress was asked for it, in milliseconds since 1970. */
  readonly readAt: number;
  /** The resource that it belongs to. Null for a route that belongs to none. */
  readonly resource: string | null;
  /** Whether a change has made it old. */
  readonly isDropped: boolean;
  /** Seconds for which it counts. Absent if the ages of its resource decide. */
  readonly lasts?: number | undefined;
  /** Until when the change feed would have told of a change, in milliseconds since 1970. 0 if it does not watch. */
  readonly vouchedUntil: number;
}

/** Returns how the gateway may use something that it has read. */
export function judge(
  { readAt, resource, isDropped, lasts, vouchedUntil }: AgeFacts,
  operators: AgesByResource,
  now: number,
): Judgement {
  if (lasts !== undefined) {
    const freshUntil = readAt + lasts * 1000;
    return { state: !isDropped && now < freshUntil ? 'fresh' : 'expired', freshUntil };
  }
  const own = { ...operators['*'], ...(resource === null ? {} : operators[resource]) };
  const ages = { ...(vouchedUntil >= now ? watchedAges : otherAges), ...own };
  const after = (seconds: number) => readAt + seconds * 1000;
  const vouched = vouchedUntil >= now && own.fresh === undefined ? vouchedUntil : Number.POSITIVE_INFINITY;
  const unwatched = own.fresh ?? otherAges.fresh;
  const freshUntil = isDropped ? readAt : Math.max(Math.min(after(ages.fresh), vouched), after(unwatched));
  if (now < freshUntil) return { state: 'fresh', freshUntil };
  if (!isDropped && now < freshUntil + ages.staleWhileRevalidate * 1000)
    return { state: 'stale', freshUntil };
  return { state: now < after(ages.staleIfError) ? 'old' : 'expired', freshUntil };
}
