/** A clock that the test turns. */
export interface TurnedClock {
  readonly now: () => number;
  /** Calls a function after some milliseconds of the clock. Returns a function that cancels this. */
  readonly after: (ms: number, call: () => void) => () => void;
  /** Turns the clock. Timers ring at their time, each when the promises of those before it are done. */
  wait(ms: number): Promise<void>;
}

/** @param start - in milliseconds since 1970 */
export function turnedClock(start: number): TurnedClock {
  let time = start;
  const timers: { at: number; call: () => void }[] = [];
  return {
    now: () => time,
    after(ms, call) {
      const timer = { at: time + ms, call };
      timers.push(timer);
      return () => {
        if (timers.includes(timer)) timers.splice(timers.indexOf(timer), 1);
      };
    },
    async wait(ms) {
      const end = time + ms;
      for (;;) {
        await new Promise((done) => setImmediate(done));
        const next = timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
        if (!next) break;
        timers.splice(timers.indexOf(next), 1);
        time = Math.max(time, next.at);
        next.call();
      }
      time = end;
    },
  };
}
