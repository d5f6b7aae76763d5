/** A clock in milliseconds, and the means to go on in a later turn of the event loop. */
export interface LoopTime {
  readonly now: () => number;
  /** Calls back in the next turn of the event loop, after waiting I/O. */
  readonly nextTurn: (callback: () => void) => void;
  /** Calls back when the current callback of the event loop and all promises that follow from it are done. */
  readonly afterPromises: (callback: () => void) => void;
}

/**
 * Milliseconds that an operation which begins to wait may be ahead of the others. Those that wait for long must not starve
 * while new ones come.
 */
const lead = 50;

/**
 * Shares the event loop among operations. Work that may take long waits for its turn before each part. A turn of the event
 * loop runs parts until its time is used up, and lets I/O through before it runs more. The next part is always one of the
 * operation that has used the least time, so that the few parts of an ordinary page need not wait for those of a large
 * operation.
 */
export class Turns {
  readonly #time: LoopTime;
  readonly #maxTime: number;
  /** The parts that wait, by operation, in the order in which the operations began to wait. */
  readonly #waiting = new Map<object, (() => void)[]>();
  /** Milliseconds that the parts of an operation took. */
  readonly #used = new WeakMap<object, number>();
  /** What waits until an operation has no more parts. */
  readonly #afterwards = new Map<object, (() => void)[]>();
  /** The operations that began to wait in the current callback of the event loop, outside a part of their own. */
  #begun = new Set<object>();
  /** Callbacks of {@link afterParts} that look at `#begun` when the promises of the current callback are done. */
  #looking = 0;
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

  /** The number of operations that wait for a turn. */
  get waiting(): number {
    return this.#waiting.size;
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
      const least = this.#next();
      if (least) this.#used.set(operation, Math.max(this.#usedBy(operation), this.#usedBy(least) - lead));
      this.#waiting.set(operation, [part]);
      if (operation !== this.#current) this.#begin(operation);
    }
    this.#schedule();
  }

  /**
   * Calls back when the promises of the current callback are done, and the operation of the current part has no more
   * parts. A batch of reads can thus wait for the keys of all items of a list, however many turns the list takes.
   */
  afterParts(callback: () => void): void {
    const current = this.#current;
    const begun = this.#begun;
    this.#looking++;
    this.#time.afterPromises(() => {
      this.#looking--;
      this.#forgetBegun();
      this.#after(current === null ? [...begun] : [current], callback);
    });
  }

  #begin(operation: object): void {
    if (this.#begun.size === 0) this.#time.afterPromises(() => this.#forgetBegun());
    this.#begun.add(operation);
  }

  /** The next callback may belong to another operation, whose reads must not wait for the parts of this one. */
  #forgetBegun(): void {
    if (this.#looking === 0) this.#begun = new Set();
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
      if (this.#waiting.size > 0) this.#runNext();
    });
  }

  #runNext(): void {
    const operation = this.#next();
    if (!operation) return;
    if (!this.hasTime()) {
      this.#schedule();
      return;
    }
    const parts = this.#waiting.get(operation) ?? [];
    const start = this.#time.now();
    this.#current = operation;
    parts.shift()?.();
    this.#time.afterPromises(() => {
      this.#current = null;
      this.#used.set(operation, this.#usedBy(operation) + this.#time.now() - start);
      if (parts.length === 0) {
        this.#waiting.delete(operation);
        this.#end(operation);
      }
      this.#runNext();
    });
  }

  /** Returns the waiting operation that has used the least time. */
  #next(): object | null {
    let next: object | null = null;
    for (const each of this.#waiting.keys()) {
      if (next === null || this.#usedBy(each) < this.#usedBy(next)) next = each;
    }
    return next;
  }

  #usedBy(operation: object): number {
    return this.#used.get(operation) ?? 0;
  }

  #end(operation: object): void {
    const callbacks = this.#afterwards.get(operation) ?? [];
    this.#afterwards.delete(operation);
    for (const each of callbacks) each();
  }
}

/** The time of this process. */
export const loopTime: LoopTime = {
  now: () => performance.now(),
  nextTurn: setImmediate,
  afterPromises: (callback) => void Promise.resolve().then(() => process.nextTick(callback)),
};

/** The turns of this process, which has one event loop. */
export const turns = new Turns(loopTime, 3);
