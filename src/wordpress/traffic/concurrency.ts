import { BoundedMap } from '../../values/bounded-map.ts';
import { limits } from '../../values/limits.ts';

/** The number of requests that the gateway sends at once. */
export interface Concurrency {
  /** A whole number from 1 to the maximum of the operator. */
  readonly limit: number;
  /** Returns the average milliseconds of the last requests of a group. Returns 1000 if there was none. */
  timeOf(group: string): number;
  /** Learns from a request that has ended. */
  record(request: { readonly group: string; readonly ms: number; readonly isTrouble: boolean }): void;
}

/** Times of the requests of a group, in milliseconds. */
interface Times {
  /** Average of the last few. */
  recent: number;
  /** The smallest average so far. It rises slowly, because sites grow. */
  usual: number;
}

/** The assumed milliseconds of a request of a group without requests so far. */
const unknownTime = 1000;
/** Below this many milliseconds, requests never count as slow. */
const quick = 500;
/** How many times longer than usual a slow request takes. A server with one PHP worker exceeds it with eight at once. */
const slowFactor = 3;
/** Milliseconds between two reductions. Requests that were sent before a reduction do not show its effect. */
const calm = 1000;

/**
 * Returns a limit that adapts as TCP's does (RFC 5681, "additive increase, multiplicative decrease"): a quarter less if
 * requests fail or take three times as long as usual, one more after as many good requests as the limit.
 *
 * @param maximum - the limit of the operator, which is also the first limit
 * @throws RangeError if the maximum is not a whole number of at least 1
 */
export function createConcurrency(maximum: number, now: () => number): Concurrency {
  if (!Number.isInteger(maximum) || maximum < 1) {
    throw new RangeError(`\`concurrency\` is ${maximum}; it must be a whole number of at least 1.`);
  }
  let limit = maximum;
  let reducedAt = Number.NEGATIVE_INFINITY;
  const times = new BoundedMap<string, Times>(limits.maxRouteGroups);

  const isSlow = (group: string, ms: number) => {
    const known = times.get(group) ?? { recent: ms, usual: ms };
    const recent = known.recent + (ms - known.recent) / 5;
    const usual = Math.min(recent, known.usual + (recent - known.usual) / 500);
    times.set(group, { recent, usual }, 1);
    return recent > quick && recent > slowFactor * usual;
  };
  return {
    get limit() {
      return Math.floor(limit);
    },
    timeOf: (group) => times.get(group)?.recent ?? unknownTime,
    record({ group, ms, isTrouble }) {
      if (!isSlow(group, ms) && !isTrouble) {
        limit = Math.min(maximum, limit + 1 / limit);
      } else if (now() - reducedAt >= calm) {
        limit = Math.max(1, limit * 0.75);
        reducedAt = now();
      }
    },
  };
}
