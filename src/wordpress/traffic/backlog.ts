import { limits } from '../../values/limits.ts';

/** The message of the error for an operation that would be late. */
export const lateMessage = 'So many operations wait that this one could not be complete before its deadline.';

/** The life of an operation, as the queue needs to know it. */
export interface Lifetime {
  /** Returns the milliseconds until the deadline. Infinite while no deadline counts, as during a write. */
  timeLeft(): number;
  /** Calls back when the operation is over: complete, or ended by its deadline or because the client has left. */
  onOver(callback: (isComplete: boolean) => void): void;
}

/** An operation that waits for its first turn. */
export interface Waiting {
  /** The group of the route that it wants to read first. */
  readonly group: string;
  readonly lifetime?: Lifetime | undefined;
}

/** An operation that cannot be complete before its deadline. */
export interface Late<Entry> {
  readonly entry: Entry;
  /** Milliseconds after which a new operation would have been in time. */
  readonly retryAfter: number;
}

/** Estimates when operations will be complete, by how many were completed lately. */
export interface Backlog {
  /** Notes that an operation has its first turn. */
  begin(operation: Waiting): void;
  /** Whether operations of a group may turn out to be late, and nobody has looked for a moment. */
  isDue(group: string): boolean;
  /**
   * Returns the operations that will be late.
   *
   * @param waiting - the operations without a turn so far, in the order of their turns
   */
  lateOf<Entry extends Waiting>(waiting: readonly Entry[]): Late<Entry>[];
}

/** The operations whose first read was of one group of routes. */
interface Pace {
  /** Operations that had a turn and are not over. */
  begun: number;
  /** When the last ones were completed, while others waited for their first turns. */
  completed: number[];
}

/**
 * Returns a backlog. By Little's law, the operations before one, divided by those that are completed in a second, are the
 * seconds until it is complete, whatever takes the time: WordPress, the gateway or unfair sizes. Each group of routes has
 * a pace of its own, so that a route that hangs makes nobody else late.
 *
 * @param hasWaiting - returns whether an operation waits for its first turn with a route of the group
 * @param onPace - called after operations that are over, when more may turn out to be late
 */
export function createBacklog({
  now,
  hasWaiting,
  onPace,
}: {
  readonly now: () => number;
  readonly hasWaiting: (group: string) => boolean;
  readonly onPace: () => void;
}): Backlog {
  const paces = new Map<string, Pace>();
  let looked = Number.NEGATIVE_INFINITY;
  // To look at thousands of operations after each one that is complete would take longer than to answer them.
  const mayLook = () => now() - looked >= limits.backlogPause;

  /**
   * Returns the operations that are completed in a millisecond. Returns null if too few were. The first ones take longer,
   * since everything begins at the same time, so that a short record counts twice.
   */
  const rateOf = ({ completed }: Pace): number | null => {
    const [first] = completed;
    if (first === undefined || completed.length < limits.minPace) return null;
    const time = Math.max(1, now() - first);
    if (completed.length === limits.maxPace) return (completed.length - 1) / time;
    return time < limits.minPaceTime ? null : (2 * (completed.length - 1)) / time;
  };
  const end = (group: string, pace: Pace, isComplete: boolean) => {
    pace.begun--;
    // A gateway with nothing to do completes few operations, which says nothing about what it can do.
    if (!hasWaiting(group)) pace.completed = [];
    else if (isComplete) pace.completed = [...pace.completed, now()].slice(-limits.maxPace);
    if (pace.begun === 0 && pace.completed.length === 0) paces.delete(group);
    if (mayLook()) onPace();
  };
  return {
    begin({ group, lifetime }) {
      if (!lifetime) return;
      const pace = paces.get(group) ?? { begun: 0, completed: [] };
      paces.set(group, pace);
      pace.begun++;
      lifetime.onOver((isComplete) => end(group, pace, isComplete));
    },
    isDue(group) {
      const pace = paces.get(group);
      return pace !== undefined && rateOf(pace) !== null && mayLook();
    },
    lateOf(waiting) {
      looked = now();
      const ahead = new Map<string, number>();
      return waiting.flatMap((entry) => {
        const { group, lifetime } = entry;
        const pace = paces.get(group);
        const rate = pace ? rateOf(pace) : null;
        const before = ahead.get(group) ?? 0;
        const isLate = () => {
          if (!pace || !lifetime || rate === null || before < limits.shortBacklog) return null;
          const late = (pace.begun + before + 1) / rate - lifetime.timeLeft();
          return late > 0 ? late : null;
        };
        const late = isLate();
        if (late !== null) {
          const retryAfter = Math.min(limits.maxOverloadPause, Math.max(limits.overloadPause, late));
          return [{ entry, retryAfter }];
        }
        ahead.set(group, before + 1);
        return [];
      });
    },
  };
}
