/** Limits how many tasks run at once. Further tasks wait in the order of their arrival. */
export interface Gate {
  /** Runs a task as soon as a place is free. Rejects with the signal's reason if the signal aborts while it waits. */
  run<T>(task: () => Promise<T>, signal?: AbortSignal): Promise<T>;
}

/**
 * Returns a gate that lets `limit` tasks run at once.
 *
 * @throws RangeError if the limit is not a whole number of at least 1
 */
export function createGate(limit: number): Gate {
  if (!Number.isInteger(limit) || limit < 1) {
    throw new RangeError(`\`concurrency\` is ${limit}; it must be a whole number of at least 1.`);
  }
  let running = 0;
  const waiting: (() => void)[] = [];

  const enter = (signal: AbortSignal | undefined) =>
    new Promise<void>((resolve, reject) => {
      const admit = () => {
        signal?.removeEventListener('abort', leave);
        running++;
        resolve();
      };
      const leave = () => {
        waiting.splice(waiting.indexOf(admit), 1);
        reject(signal?.reason);
      };
      if (signal?.aborted) return reject(signal.reason);
      if (running < limit) return admit();
      signal?.addEventListener('abort', leave, { once: true });
      waiting.push(admit);
    });

  return {
    async run(task, signal) {
      await enter(signal);
      try {
        return await task();
      } finally {
        running--;
        waiting.shift()?.();
      }
    },
  };
}
