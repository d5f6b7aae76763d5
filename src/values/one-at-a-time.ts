/**
 * Returns a function that runs work one at a time. A call while the work runs gets the result of the next run, which all such
 * calls share: the run that goes on may have begun before what they want to see. A call that says since when it wants to see
 * the world gets the result of a run that began later, also if that has ended.
 *
 * @param now - returns milliseconds
 */
export function oneAtATime<Result>(
  work: () => Promise<Result>,
  now: () => number,
): (since?: number) => Promise<Result> {
  let latest: Run<Result> | null = null;
  let next: Promise<Result> | null = null;
  const begin = () => {
    const run: Run<Result> = { start: now(), result: work(), outcome: null };
    latest = run;
    run.result.then(
      () => {
        run.outcome = 'done';
      },
      () => {
        run.outcome = 'failed';
      },
    );
    return run.result;
  };
  return (since = now()) => {
    if (next) return next;
    if (latest && latest.start > since && latest.outcome !== 'failed') return latest.result;
    if (!latest || latest.outcome !== null) return begin();
    const after = () => {
      next = null;
      return begin();
    };
    next = latest.result.then(after, after);
    return next;
  };
}

/** One run of the work. */
interface Run<Result> {
  readonly start: number;
  readonly result: Promise<Result>;
  /** Null while it goes on. */
  outcome: 'done' | 'failed' | null;
}
