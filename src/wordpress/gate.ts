/** Lets so many tasks run at once; the others wait in the order in which they came. */
export interface Gate {
  /** Runs the task when there is room; a waiting task whose signal is aborted leaves with the signal's reason. */
  run<T>(task: () => Promise<T>, signal?: AbortSignal): Promise<T>;
}

/**
 * A gate for `limit` tasks at once.
 *
 * @param limit - at least 1
 */
export function createGate(limit: number): Gate {
  if (!Number.isInteger(limit) || limit < 1) {
    throw new RangeError(`\`concurrency\` is ${limit}; give a whole number of at least 1.`);
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
