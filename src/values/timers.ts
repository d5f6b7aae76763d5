/**
 * Lets the process end although a timer still runs. Returns the timer. A timer of the web is a number, which keeps nothing
 * running.
 */
export function letEnd<Timer>(timer: Timer): Timer {
  if (isOfNode(timer)) timer.unref();
  return timer;
}

function isOfNode(timer: unknown): timer is { unref(): void } {
  return typeof timer === 'object' && timer !== null && 'unref' in timer;
}
