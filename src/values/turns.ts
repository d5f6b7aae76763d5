/** A clock in milliseconds, and the means to go on in a later turn of the event loop. */
export interface LoopTime {
  readonly now: () => number;
  /** Calls back in the next turn of the event loop, after waiting I/O. */
  readonly nextTurn: (callback: () => void) => void;
  /** Calls back when the current callback of the event loop and all promises that follow from it are done. */
  readonly afterPromises: (callback: () => void) => void;
}

/**
 * Shares the event loop among operations. Work that may take long waits for its turn before each part. A turn of the event
 * loop runs parts until its time is used up, one part of each operation after the other, and lets I/O through before it
 * runs more.
 */
export class Turns {
  readonly #time: LoopTime;
  readonly #maxTime: number;
  /** The parts that wait, by operation. The operation whose turn comes next is the first. */
  readonly #waiting = new Map<object, (() => void)[]>();
  /** What waits until an operation has no more parts. */
  readonly #afterwards = new Map<object, (() => void)[]>();
  /** The operations that began to wait in this turn of the event loop, outside a part of their own. */
  readonly #begun = new Set<object>();
  /** The operation whose part runs. */
  #current: object | null = null;
  /** When the current turn began to run parts. Null if it has not run any. */
  #start: number | null = null;
  #isScheduled = false;

  /** @param maxTime - milliseconds of one turn */
  constructor(time: LoopTime, maxTime: number) {
    this.#time = time;
    this.#maxTime = maxTime;
  }

  /** Whether this turn of the event loop has time for another part, so that it need not wait. */
  hasTime(): boolean {
    if (this.#start === null) {
      this.#start = this.#time.now();
      this.#schedule();
    }
    return this.#time.now() - this.#start < this.#maxTime;
  }

  /** Resolves at once if this turn has time, otherwise when the operation may run its next part. */
  async pause(operation: object): Promise<void> {
    if (!this.hasTime()) await this.wait(operation);
  }

  /** Runs work that is done in parts, in turns with other operations. Resolves to its result. */
  async finish<Result>(work: Generator<unknown, Result>, operation: object): Promise<Result> {
    for (;;) {
      await this.pause(operation);
      const { done, value } = work.next();
      if (done) return value;
    }
  }

  /** Resolves when an operation may run its next part. Parts of one operation run in the order of their calls. */
  wait(operation: object): Promise<void> {
    return new Promise((resolve) => this.run(operation, resolve));
  }

  /** Runs a part of an operation when its turn comes. */
  run(operation: object, part: () => void): void {
    const parts = this.#waiting.get(operation);
    if (parts) parts.push(part);
    else {
      this.#waiting.set(operation, [part]);
      if (operation !== this.#current) this.#begun.add(operation);
    }
    this.#schedule();
  }

  /**
   * Calls back when the promises of the current callback are done, and the operation of the current part has no more
   * parts. A batch of reads can thus wait for the keys of all items of a list, however many turns the list takes.
   */
  afterParts(callback: () => void): void {
    const current = this.#current;
    this.#time.afterPromises(() => this.#after(current === null ? [...this.#begun] : [current], callback));
  }

  #after(operations: readonly object[], callback: () => void): void {
    const busy = operations.find((each) => this.#waiting.has(each));
    if (!busy) {
      callback();
      return;
    }
    const callbacks = this.#afterwards.get(busy) ?? [];
    this.#afterwards.set(busy, callbacks);
    callbacks.push(() => this.#after(operations, callback));
  }

  #schedule(): void {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    this.#time.nextTurn(() => {
      this.#isScheduled = false;
      this.#start = null;
      this.#begun.clear();
      if (this.#waiting.size > 0) this.#runNext();
    });
  }

  #runNext(): void {
    const [operation, parts = []] = this.#waiting.entries().next().value ?? [];
    if (!operation) return;
    if (!this.hasTime()) {
      this.#schedule();
      return;
    }
    const part = parts.shift();
    this.#current = operation;
    part?.();
    this.#time.afterPromises(() => {
      this.#current = null;
      this.#waiting.delete(operation);
      if (parts.length > 0) this.#waiting.set(operation, parts);
      else this.#end(operation);
      this.#runNext();
    });
  }

  #end(operation: object): void {
    const callbacks = this.#afterwards.get(operation) ?? [];
    this.#afterwards.delete(operation);
    for (const each of callbacks) each();
  }
}

/** The turns of this process, which has one event loop. */
export const turns = new Turns(
  {
    now: () => performance.now(),
    nextTurn: setImmediate,
    afterPromises: (callback) => void Promise.resolve().then(() => process.nextTick(callback)),
  },
  10,
);
