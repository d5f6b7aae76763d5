/** Runs work that is done in parts to its end, and returns its result. */
export function lastOf<Result>(work: Generator<unknown, Result>): Result {
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
  }
}
