import type { LoopTime, Turns } from './turns.ts';

const later = (callback: () => void) => void setTimeout(callback, 0);

/** The time of a request. The promises of a callback are done when the next timer rings. */
export const loopTime: LoopTime = { now: () => performance.now(), nextTurn: later, afterPromises: later };

/**
 * No turns: each part runs at once. A host at the edge limits the processor time of each request itself, its clock stands still
 * while a request computes, and one request must not run what belongs to another one.
 */
export const turns: Pick<Turns, keyof Turns> = {
  waiting: 0,
  hasTime: () => true,
  pause: async () => undefined,
  async finish(work) {
    for (;;) {
      const { done, value } = work.next();
      if (done) return value;
    }
  },
  wait: async () => undefined,
  run: (_operation, part) => part(),
  runList(_operation, parts) {
    for (const part of parts) part();
  },
  charge: () => undefined,
  compare: () => 0,
  afterParts: later,
};
