/**
 * Returns a function that runs work one at a time. A call while the work runs gets the result of the next run, which all such
 * calls share: the run that goes on may have begun before what they want to see. A call that says since when it wants to see
 * the world gets the result of a run that began later.
 *
 * @param now - returns milliseconds
 */
export function oneAtATime<Result>(
  work: () => Promise<Result>,
  now: () => number,
): (since?: number) => Promise<Result> {
  let running: { readonly result: Promise<Result>; readonly start: number } | null = null;
  let next: Promise<Result> | null = null;
  const begin = () => {
    const run = { start: now(), result: work() };
    running = run;
    const end = () => {
      if (running === run) running = null;
    };
    run.result.then(end, end);
    return run.result;
  };
  return (since = now()) => {
    if (next) return next;
    if (!running) return begin();
    if (running.start > since) return running.result;
    const after = () => {
      next = null;
      return begin();
    };
    next = running.result.then(after, after);
    return next;
  };
}
