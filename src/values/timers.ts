/**
 * Lets the process end although a timer still runs. Returns the timer. A timer of the web is a number, which keeps nothing
 * running.
 */
export function letEnd<Timer>(timer: Timer): Timer {
  if (isOfNode(timer)) timer.unref();
  return timer;
}

/** Calls a function after some milliseconds, unless the process ends before. Returns a function that cancels the call. */
export function afterTimeout(ms: number, call: () => void): () => void {
  const timer = letEnd(setTimeout(call, ms));
  return () => clearTimeout(timer);
}

function isOfNode(timer: unknown): timer is { unref(): void } {
  return typeof timer === 'object' && timer !== null && 'unref' in timer;
}
