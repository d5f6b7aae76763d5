import { limits } from './limits.ts';
import { createRounds } from './rounds.ts';

/** A clock in milliseconds, and the means to go on in a later turn of the event loop. */
export interface LoopTime {
  readonly now: () => number;
  /** Calls back in the next turn of the event loop, after waiting I/O. */
  readonly nextTurn: (callback: () => void) => void;
  /** Calls back when the current callback of the event loop and all promises that follow from it are done. */
  readonly afterPromises: (callback: () => void) => void;
}

/** What takes part in the turns together: an operation, whose lists and conversions wait separately. */
export interface Account {
  /** The address of its client. Null if it is unknown. */
  readonly client: string | null;
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
 *
 * Of the operations that have used much time already, only the first one goes on, in rounds of one operation of each client.
 * What a large operation has computed stays in memory until its answer is complete. Ten that run together would complete
 * together, and take ten times the memory of one.
 */
export class Turns {
  readonly #time: LoopTime;
  readonly #maxTime: number;
  /** The parts that wait, by operation, in the order in which the operations began to wait. */
  readonly #waiting = new Map<object, Waiting>();
  /** Milliseconds that the parts of an operation took. */
  readonly #used = new WeakMap<object, number>();
  /** Milliseconds of all work on an account. */
  readonly #spent = new WeakMap<Account, number>();
  /** The places of the accounts with much work, in the order in which they go on. */
  readonly #places = new WeakMap<Account, Place>();
  readonly #rounds = createRounds();
  #arrivals = 0;
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

  /** The number of operations that share the next turns. Large ones that wait for another large one do not count. */
  get waiting(): number {
    return new Set(this.#candidates().map((each) => this.#waiting.get(each)?.account ?? each)).size;
  }

  /**
   * Resolves at once if this turn has time and the operation is not large. Otherwise resolves when the operation may run its
   * next part.
   */
  async pause(operation: object, account: Account | null = null): Promise<void> {
    if (!this.hasTime() || this.#placeOf(account) !== null) await this.wait(operation, account);
  }

  /** Runs work that is done in parts, in turns with other operations. Resolves to its result. */
  async finish<Result>(
    work: Generator<unknown, Result>,
    operation: object,
    account: Account | null = null,
  ): Promise<Result> {
    for (;;) {
      await this.pause(operation, account);
      const { done, value } = work.next();
      if (done) return value;
    }
  }

  /** Resolves when an operation may run its next part. Parts of one operation run in the order of their calls. */
  wait(operation: object, account: Account | null = null): Promise<void> {
    return new Promise((resolve) => this.run(operation, resolve, account));
  }

  /**
   * Runs a part of an operation when its turn comes.
   *
   * @param account - to which the time of the part is charged. @default none: the operation never counts as large
   */
  run(operation: object, part: () => void, account: Account | null = null): void {
    this.#add(operation, { parts: [part], account });
  }

  /**
   * Runs the parts of a list, one after the other, before the parts of the operation that wait already. So the lists inside an
   * item are complete before the next item begins, and what they are made of leaves memory.
   */
  runList(operation: object, parts: readonly (() => void)[], account: Account): void {
    const waiting = this.#waiting.get(operation);
    // The parts may be too many for the arguments of `unshift`.
    if (waiting) waiting.parts = [...parts, ...waiting.parts];
    else if (parts.length > 0) this.#add(operation, { parts: [...parts], account });
  }

  #add(operation: object, added: Waiting): void {
    const waiting = this.#waiting.get(operation);
    if (waiting) waiting.parts.push(...added.parts);
    else {
      const least = this.#next();
      if (least) this.#used.set(operation, Math.max(this.#usedBy(operation), this.#usedBy(least) - lead));
      this.#waiting.set(operation, added);
      if (operation !== this.#current) this.#begin(operation);
    }
    this.#schedule();
  }

  /** Charges time to an account that something else than its parts took: another thread, for it. */
  charge(account: Account | null, ms: number): void {
    if (!account) return;
    const spent = (this.#spent.get(account) ?? 0) + ms;
    this.#spent.set(account, spent);
    if (spent < limits.maxModestTime || this.#places.has(account)) return;
    const round = this.#rounds.join(account.client ?? 'unknown client');
    this.#places.set(account, { round, arrival: this.#arrivals++ });
  }

  /** Compares two accounts, for sorting: those with little work first, then large ones in their order. */
  compare(one: Account, other: Account): number {
    return comparePlaces(this.#placeOf(one), this.#placeOf(other));
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
    const waiting = this.#waiting.get(operation);
    const account = waiting?.account ?? null;
    const place = this.#placeOf(account);
    if (place) this.#rounds.begin(place.round);
    const start = this.#time.now();
    this.#current = operation;
    waiting?.parts.shift()?.();
    this.#time.afterPromises(() => {
      this.#current = null;
      const ms = this.#time.now() - start;
      this.#used.set(operation, this.#usedBy(operation) + ms);
      this.charge(account, ms);
      if (!waiting?.parts.length) {
        this.#waiting.delete(operation);
        this.#end(operation);
      }
      this.#runNext();
    });
  }

  /** Returns the operation that has used the least time, of those that may go on. */
  #next(): object | null {
    let next: object | null = null;
    for (const each of this.#candidates())
      if (next === null || this.#usedBy(each) < this.#usedBy(next)) next = each;
    return next;
  }

  /**
   * Returns the operations that may go on: the small ones, and the first large one. What that one began last goes on first: the
   * conversions of an item before the next item.
   */
  #candidates(): object[] {
    const small: object[] = [];
    let first: { operation: object; place: Place } | null = null;
    for (const [operation, { account }] of this.#waiting) {
      const place = this.#placeOf(account);
      if (place === null) small.push(operation);
      else if (first === null || comparePlaces(place, first.place) <= 0) first = { operation, place };
    }
    return first ? [...small, first.operation] : small;
  }

  #placeOf(account: Account | null): Place | null {
    return (account && this.#places.get(account)) ?? null;
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

/** The parts of an operation that wait. */
interface Waiting {
  parts: (() => void)[];
  readonly account: Account | null;
}

/** The place of a large operation among the others. */
interface Place {
  readonly round: number;
  readonly arrival: number;
}

function comparePlaces(one: Place | null, other: Place | null): number {
  if (!one || !other) return (one ? 1 : 0) - (other ? 1 : 0);
  return one.round - other.round || one.arrival - other.arrival;
}
