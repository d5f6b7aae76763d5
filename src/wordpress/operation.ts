import { letEnd } from '../values/timers.ts';
import { createEnding, type Ending, endingOf } from './ending.ts';
import { WordPressError } from './errors.ts';
import { createReadLog, type ReadLog } from './read-log.ts';
import { createRequestBudget, type RequestBudget } from './request-budget.ts';
import type { Lifetime } from './traffic/backlog.ts';

/** What all requests of one GraphQL operation share, mutations and their later reads included. */
export interface OperationScope extends Lifetime {
  /** The address of the client, for fair turns and for WordPress' own limits of clients. Null if it is unknown. */
  readonly client: string | null;
  /** The operation that this one is a part of. Undefined if it is none. */
  readonly whole?: OperationScope | undefined;
  readonly budget: RequestBudget;
  /** Ends the reads if the client leaves or the deadline passes. Writes are always completed. */
  readonly ending: Ending;
  /** What the operation has read so far. */
  readonly reads: ReadLog;
  /** Stops the clock while a write runs, since its client has to learn the outcome. */
  whileWriting<T>(write: () => Promise<T>): Promise<T>;
  /** Stops the clock and forgets the signal, when the answer is complete. */
  complete(): void;
}

/** Options of {@link createOperationScope}. */
export interface OperationScopeOptions {
  /** The address of the client. @default null, unknown */
  readonly client?: string | null | undefined;
  /** Largest number of requests to WordPress. */
  readonly maxRequests: number;
  /** The HTTP request: operations of one batch share their number of requests. @default none shares it */
  readonly batch?: object | undefined;
  /** Milliseconds until reads end, waiting included. */
  readonly deadline: number;
  /** Milliseconds of the deadline that are over. @default 0 */
  readonly waited?: number | undefined;
  /** Aborts if the client leaves. */
  readonly signal?: AbortSignal | undefined;
  /**
   * The operation that this one is a part of, with the same `batch`: their requests count together. The part ends with it at
   * the latest, and has the lower limit of both. @default none
   */
  readonly whole?: OperationScope | undefined;
}

/** Returns the scope of one operation. Its clock runs from now on. */
export function createOperationScope(options: OperationScopeOptions): OperationScope {
  const { client = null, maxRequests, batch, deadline, waited = 0, signal, whole } = options;
  const ending = createEnding();
  const over = createEnding();
  ending.onEnd(() => over.end(ending.reason));
  // The operations of a batch share the signal of their request, and the gateway's own operations share another one.
  const leave = signal && endingOf(signal).onEnd(() => ending.end(signal.reason));
  const leaveWhole = whole?.ending.onEnd(() => ending.end(whole.ending.reason));
  const clock = createClock(deadline - waited, () => ending.end(deadlineError(deadline)));
  // Nobody waits for the deadline of a client that has left.
  ending.onEnd(clock.pause);
  let writes = 0;
  return {
    client,
    whole,
    budget: createRequestBudget(Math.min(maxRequests, whole?.budget.limit ?? maxRequests), batch),
    ending,
    reads: createReadLog(),
    async whileWriting(write) {
      if (writes++ === 0) clock.pause();
      try {
        return await write();
      } finally {
        if (--writes === 0) clock.resume();
      }
    },
    timeLeft: clock.left,
    onOver: (callback) => void over.onEnd(() => callback(ending.reason === null)),
    complete() {
      clock.pause();
      over.end(null);
      leave?.();
      leaveWhole?.();
    },
  };
}

interface Clock {
  pause(): void;
  resume(): void;
  /** Returns the milliseconds that are left. Infinite during a pause. */
  left(): number;
}

/** Runs a function after a time that can be paused. It doesn't keep the process running. */
function createClock(ms: number, ring: () => void): Clock {
  let left = ms;
  let start = 0;
  let timer: ReturnType<typeof setTimeout> | null = null;
  const clock = {
    pause() {
      if (timer === null) return;
      clearTimeout(timer);
      timer = null;
      left -= performance.now() - start;
    },
    left: () => (timer === null ? Number.POSITIVE_INFINITY : left - (performance.now() - start)),
    resume() {
      start = performance.now();
      timer = letEnd(setTimeout(ring, Math.max(0, left)));
    },
  };
  clock.resume();
  return clock;
}

function deadlineError(deadline: number): WordPressError {
  return new WordPressError(
    'deadline',
    `The operation took longer than ${deadline} ms, so the gateway stopped reading here.`,
  );
}
