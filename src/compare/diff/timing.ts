/** How long a document takes. */
export interface Timing {
  /** Median, in milliseconds. */
  readonly wpgraphql: number;
  readonly gateway: number;
  /** How many times as fast the gateway is. */
  readonly ratio: number;
  /** `faster` and `slower` only beyond what chance does. */
  readonly verdict: 'faster' | 'slower' | 'alike';
  /** Requests that the gateway sent to WordPress, at the last run; null for a gateway elsewhere. */
  readonly requests: number | null;
}

/** Times under which two endpoints are alike: by less than this factor, or by fewer milliseconds. */
const noise = { factor: 1.25, ms: 5 };

/** The medians of times in milliseconds, and what they say of each other. */
export function timingOf(
  wpgraphql: readonly number[],
  gateway: readonly number[],
  requests: number | null,
): Timing {
  const [theirs, ours] = [median(wpgraphql), median(gateway)];
  const ratio = theirs / Math.max(ours, 0.001);
  const isClear = Math.max(ratio, 1 / ratio) > noise.factor && Math.abs(theirs - ours) > noise.ms;
  const verdict = isClear ? (ratio > 1 ? 'faster' : 'slower') : 'alike';
  return { wpgraphql: rounded(theirs), gateway: rounded(ours), ratio: rounded(ratio), verdict, requests };
}

/** The one in the middle, or the mean of the two there; 0 of none. */
export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2;
}

function rounded(number: number): number {
  return Math.round(number * 100) / 100;
}
