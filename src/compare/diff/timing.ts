/** How long a document takes at both endpoints. */
export interface Timing {
  /** Median time of WPGraphQL, in milliseconds. */
  readonly wpgraphql: number;
  /** Median time of the gateway, in milliseconds. */
  readonly gateway: number;
  /** WPGraphQL's time divided by the gateway's. */
  readonly ratio: number;
  /** `alike`: the difference is within the noise of measurements. */
  readonly verdict: 'faster' | 'slower' | 'alike';
  /** Requests that the gateway sent to WordPress in the last run. null if the command did not start the gateway. */
  readonly requests: number | null;
}

/** Differences of times that are noise: below this factor, or below this number of milliseconds. */
const noise = { factor: 1.25, ms: 5 };

/** Returns the timing of a document, from the milliseconds of each run. */
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

/** Returns the median of numbers. Returns 0 for an empty list. */
export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2;
}

function rounded(number: number): number {
  return Math.round(number * 100) / 100;
}
