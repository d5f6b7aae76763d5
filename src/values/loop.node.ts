import { type LoopTime, Turns } from './turns.ts';

/** The time of this process. */
export const loopTime: LoopTime = {
  now: () => performance.now(),
  nextTurn: setImmediate,
  afterPromises: (callback) => void Promise.resolve().then(() => process.nextTick(callback)),
};

/** The turns of this process, which has one event loop. */
export const turns: Pick<Turns, keyof Turns> = new Turns(loopTime, 3);
