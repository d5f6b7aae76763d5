import { Worker } from 'node:worker_threads';
import { turns } from '#platform/values/loop';
import type { ConversionName, Conversions } from './conversions.ts';
import { type Customer, type Job, NoThread, type Outcome } from './job.ts';

interface Waiting extends Customer {
  readonly job: Job;
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/** Milliseconds after which a thread without jobs ends. */
const idleTime = 60_000;

/** The memory limit of the thread. One million characters of small elements take 100 MB. */
const resourceLimits = { maxOldGenerationSizeMb: 256 };

/**
 * A thread that converts content, one job after the other. Those of large operations come last, each operation after the
 * one before it; see `Turns`. The thread starts with the first job, and never keeps the process running. There is one
 * thread only, since WordPress may need the other processors.
 */
export class ConversionThread {
  readonly #entry: () => URL;
  readonly #waiting: Waiting[] = [];
  #worker: Worker | null = null;
  #current: Waiting | null = null;
  #idle: NodeJS.Timeout | undefined;
  /** When the current job began. */
  #begun = 0;
  /** Whether the thread can start. Null until its first answer or failure. */
  #isAble: boolean | null = null;

  /** @param entry - returns the module of the thread */
  constructor(entry: () => URL) {
    this.#entry = entry;
  }

  /**
   * Returns the result of a job.
   *
   * @throws NoThread if the thread cannot start: a bundle lacks its module, or the process may not start threads
   * @throws the reason of the signal if it aborts
   */
  async run<Name extends ConversionName>(
    job: Job<Name>,
    customer: Customer,
  ): Promise<Conversions[Name]['result']> {
    // The thread runs the same table of conversions.
    return (await this.#enqueue(job, customer)) as Conversions[Name]['result'];
  }

  #enqueue(job: Job, { signal, account }: Customer): Promise<unknown> {
    if (this.#isAble === false) return Promise.reject(new NoThread());
    return new Promise((resolve, reject) => {
      const abort = () => this.#abort(entry, signal.reason);
      const entry: Waiting = {
        ...{ job, signal, account },
        resolve: (result) => {
          signal.removeEventListener('abort', abort);
          resolve(result);
        },
        reject: (error) => {
          signal.removeEventListener('abort', abort);
          reject(error);
        },
      };
      if (signal.aborted) {
        reject(signal.reason);
        return;
      }
      signal.addEventListener('abort', abort);
      this.#waiting.push(entry);
      this.#next();
    });
  }

  #next(): void {
    if (this.#current !== null) return;
    this.#current = this.#takeFirst();
    if (this.#current === null) {
      this.#rest();
      return;
    }
    clearTimeout(this.#idle);
    this.#begun = performance.now();
    try {
      this.#worker ??= this.#start();
      this.#worker.ref();
      this.#worker.postMessage(this.#current.job);
    } catch (error) {
      this.#fail(error);
    }
  }

  #takeFirst(): Waiting | null {
    const [first] = this.#waiting.toSorted((one, other) => turns.compare(one.account, other.account));
    if (!first) return null;
    this.#waiting.splice(this.#waiting.indexOf(first), 1);
    return first;
  }

  #rest(): void {
    this.#worker?.unref();
    clearTimeout(this.#idle);
    this.#idle = setTimeout(() => this.#stop(), idleTime).unref();
  }

  #start(): Worker {
    const worker = new Worker(this.#entry(), { resourceLimits, execArgv: [] });
    worker.on('message', (outcome: Outcome) => {
      if (worker !== this.#worker) return;
      this.#isAble = true;
      if ('result' in outcome) this.#settle(({ resolve }) => resolve(outcome.result));
      else this.#settle(({ reject }) => reject(new Error(outcome.error)));
    });
    worker.on('error', (error) => {
      if (worker === this.#worker) this.#fail(error);
    });
    worker.on('exit', (code) => {
      if (worker === this.#worker) this.#fail(new Error(`The thread ended with code ${code}.`));
    });
    return worker;
  }

  /** Notes that the thread ended. If it has never answered, it cannot start, so all jobs fail with `NoThread`. */
  #fail(error: unknown): void {
    this.#worker = null;
    if (this.#isAble === null) {
      this.#isAble = false;
      for (const { reject } of this.#waiting.splice(0)) reject(new NoThread());
      this.#settle(({ reject }) => reject(new NoThread()));
    } else {
      this.#settle(({ reject }) => reject(error));
    }
  }

  #settle(settle: (entry: Waiting) => void): void {
    const entry = this.#current;
    this.#current = null;
    if (entry) {
      turns.charge(entry.account, performance.now() - this.#begun);
      settle(entry);
    }
    this.#next();
  }

  #abort(entry: Waiting, reason: unknown): void {
    if (entry === this.#current) {
      this.#stop();
      this.#settle(({ reject }) => reject(reason));
    } else {
      this.#waiting.splice(this.#waiting.indexOf(entry), 1);
      entry.reject(reason);
    }
  }

  #stop(): void {
    const worker = this.#worker;
    this.#worker = null;
    void worker?.terminate();
  }
}

/** The thread of this process. */
export const conversionThread = new ConversionThread(
  () => new URL(`./worker.${import.meta.url.endsWith('.ts') ? 'ts' : 'js'}`, import.meta.url),
);
