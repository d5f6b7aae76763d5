/**
 * Why and when reads have to stop: the client has left, its time is over, or the gateway closes. Many requests share one
 * ending. An `AbortSignal` compares a new listener with each one that it has, so that thousands of requests on one signal
 * take quadratic time; an ending takes constant time for each.
 */
export interface Ending {
  /** The error with which reads stop. Null until the end. */
  readonly reason: unknown;
  /** Calls back at the end, or at once if the end has come. Returns a function that cancels the call. */
  onEnd(callback: () => void): () => void;
}

/** An ending with the function that brings it about. */
export interface OwnEnding extends Ending {
  /** Ends everything. Only the first call counts. */
  end(reason: unknown): void;
}

const nothing = () => undefined;

/**
 * Returns an ending.
 *
 * @param signal - also ends it, with the reason of the signal. @default none
 */
export function createEnding(signal?: AbortSignal): OwnEnding {
  const callbacks = new Set<() => void>();
  let reason: unknown = null;
  const end = (why: unknown) => {
    if (reason !== null) return;
    reason = why ?? new Error('Stopped');
    for (const callback of callbacks) callback();
    callbacks.clear();
  };
  if (signal?.aborted) end(signal.reason);
  else signal?.addEventListener('abort', () => end(signal.reason), { once: true });
  return {
    get reason() {
      return reason;
    },
    end,
    onEnd(callback) {
      if (reason !== null) {
        callback();
        return nothing;
      }
      // Each call has a callback of its own, so that one function can be given twice.
      const own = () => callback();
      callbacks.add(own);
      return () => void callbacks.delete(own);
    },
  };
}

const endings = new WeakMap<AbortSignal, Ending>();

/** Returns the ending of a signal. It listens to the signal once, however many requests use it. */
export function endingOf(signal: AbortSignal): Ending {
  const known = endings.get(signal);
  if (known) return known;
  const ending = createEnding(signal);
  endings.set(signal, ending);
  return ending;
}

/** Returns an ending that comes as soon as one of several endings comes. `release` stops it from waiting for them. */
export function firstOf(endings: readonly (Ending | undefined)[]): Ending & { release(): void } {
  const first = createEnding();
  const releases = endings.map((ending) => ending?.onEnd(() => first.end(ending.reason)));
  return {
    get reason() {
      return first.reason;
    },
    onEnd: first.onEnd,
    release() {
      for (const release of releases) release?.();
    },
  };
}

/** Resolves after some milliseconds. Rejects with the reason of the ending if that comes first. */
export function sleep(ms: number, ending: Ending): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      release();
      resolve();
    }, ms);
    const release = ending.onEnd(() => {
      clearTimeout(timer);
      reject(ending.reason);
    });
  });
}
