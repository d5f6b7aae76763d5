/** Spreads the requests of the feed over time. */
export interface Budget {
  /**
   * Notes the requests of a poll. Returns when the feed may begin its next poll, in milliseconds since 1970.
   *
   * @param poll - `requests`: their number; `beganAt`: when the poll began, in milliseconds since 1970; `gap`: milliseconds for
   * each request
   */
  spend(poll: { requests: number; beganAt: number; gap: number }): number;
  /** When the feed may poll because of a push, in milliseconds since 1970. A push does not wait for the gap after a poll. */
  readonly pushableAt: number;
}

/** Milliseconds for a request: the shortest and the longest while somebody reads or waits, or after a change, and otherwise. */
const gaps = { shortest: 500, longest: 1000, idle: 5000 };

/** So many requests may be sent in advance, so that the details of a change do not delay the polls of other resources. */
const burst = 10;

/**
 * Returns the milliseconds for each request.
 *
 * @param state - `requests`: the requests of one poll of each resource that clients read or something waits for;
 * `isActive`: whether there are such resources, or something has changed lately; `interval`: milliseconds in which the
 * feed has to poll all of these resources
 */
export function gapFor({
  requests,
  isActive,
  interval,
}: {
  requests: number;
  isActive: boolean;
  interval: number;
}): number {
  if (!isActive) return gaps.idle;
  // The polls of one interval leave room for one request more.
  return Math.min(gaps.longest, Math.max(gaps.shortest, interval / (requests + 1)));
}

/**
 * Returns a budget. While the feed is active, it allows two requests a second on average.
 *
 * @param longest - the largest number of milliseconds until the next poll, unless the gap is longer
 */
export function createBudget({ now, longest }: { now: () => number; longest: number }): Budget {
  const { shortest, idle } = gaps;
  let level = burst;
  let at = now();
  const current = () => Math.min(burst, level + (now() - at) / shortest);
  return {
    spend({ requests, beganAt, gap }) {
      level = Math.max(current() - requests, -longest / shortest);
      at = now();
      // An idle feed has time, so each request delays the next poll.
      if (gap >= idle) return at + requests * gap;
      return Math.max(beganAt + gap, at - Math.min(0, level) * shortest);
    },
    get pushableAt() {
      return now() + Math.max(0, -current() * shortest);
    },
  };
}
