import { limits } from '../../values/limits.ts';

/** The message of the error for an operation that would be late. */
export const lateMessage = 'So many operations wait that this one could not be complete before its deadline.';

/** The deadline and the end of an operation. */
export interface Lifetime {
  /** Returns the milliseconds until the deadline. Infinite while no deadline counts, as during a write. */
  timeLeft(): number;
  /** Adds a callback for the end of the operation. `isComplete` is false if its deadline passed or its client left. */
  onOver(callback: (isComplete: boolean) => void): void;
}

/** An operation that waits for its first turn. */
export interface Waiting {
  /** The group of the first route that it reads. */
  readonly group: string;
  readonly lifetime?: Lifetime | undefined;
}

/** An operation that will miss its deadline. */
export interface Late<Entry> {
  readonly entry: Entry;
  /** Milliseconds after which the client may try again. */
  readonly retryAfter: number;
}

/** Estimates when operations will be complete, from the number of operations that were completed lately. */
export interface Backlog {
  /** Notes that an operation has its first turn. */
  begin(operation: Waiting): void;
  /** Whether the caller should check for late operations of a group: an estimate exists, and the last check is not recent. */
  isDue(group: string): boolean;
  /**
   * Returns the operations that will be late.
   *
   * @param waiting - the operations without a turn so far, in the order of their turns
   */
  lateOf<Entry extends Waiting>(waiting: readonly Entry[]): Late<Entry>[];
}

/** The record of the operations whose first read was of one group of routes. */
interface Pace {
  /** Operations that had a turn and are not over. */
  begun: number;
  /** When the last operations were completed. Counts only operations that ended while others waited for their first turns. */
  completed: number[];
}

/**
 * Returns a backlog. By Little's law, an operation waits for the number of operations before it, divided by the number that is
 * completed in a second. This holds for all causes: a slow WordPress, a busy gateway, large operations. Each group of routes
 * has an estimate of its own, so that a route that hangs delays no other group.
 *
 * @param hasWaiting - returns whether an operation waits for its first turn with a route of the group
 * @param onPace - called after an operation is over, when the caller should check for late operations
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
  // Checking thousands of operations each time one is complete would take longer than answering them.
  const mayLook = () => now() - looked >= limits.backlogPause;

  /**
   * Returns the number of operations that are completed in a millisecond. Returns null if too few were completed. The first
   * operations take longer, since all of them begin at the same time. So the rate of a short record is doubled.
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
    // An idle gateway completes few operations, but could complete more.
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
