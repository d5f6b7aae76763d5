import { limits } from '../../values/limits.ts';

/** A failure that shows that WordPress is in trouble. */
export interface Failure {
  /** Failures with the same key count once. @default each failure counts */
  readonly key?: string | undefined;
  readonly group: string;
  /** Whether there was no connection, so that the whole site is down. */
  readonly isUnreachable: boolean;
  /** Milliseconds that WordPress asked to wait. Absent if it did not. */
  readonly retryAfter?: number | undefined;
}

/** Why a request must not be sent now. */
export interface Pause {
  /** Milliseconds until the next try. */
  readonly ms: number;
  /** Whether WordPress asked for the pause. It is then likely to answer afterwards, so the request waits. */
  readonly isAsked: boolean;
}

/**
 * A circuit breaker: it stops requests to a part of the site that keeps failing. It is closed while requests succeed, and opens
 * if `isBroken` returns true for the failures since the last success. After a pause, it lets a single request through as a
 * probe. If the probe fails, the pause doubles, up to a limit.
 */
export class Circuit {
  readonly #isBroken: (failures: readonly Failure[]) => boolean;
  readonly #now: () => number;
  readonly #failures = new Map<string | symbol, Failure>();
  #openUntil = 0;
  #openings = 0;
  #isAsked = false;
  #isProbing = false;

  constructor(isBroken: (failures: readonly Failure[]) => boolean, now: () => number) {
    this.#isBroken = isBroken;
    this.#now = now;
  }

  get isOpen(): boolean {
    return this.#openings > 0;
  }

  /** Returns why a request must wait. Returns null if it may be sent. */
  pause(): Pause | null {
    if (!this.isOpen) return null;
    const ms = this.#isProbing ? limits.circuitProbePause : this.#openUntil - this.#now();
    return ms > 0 ? { ms, isAsked: this.#isAsked } : null;
  }

  /**
   * Notes that a request is sent. Returns whether it is the probe of an open circuit. Until the probe ends, no other
   * request may be sent.
   */
  begin(): boolean {
    if (this.isOpen) this.#isProbing = true;
    return this.isOpen;
  }

  /** Closes the circuit. Ignores a request that was sent before the circuit opened, unless it is the probe. */
  succeed(isProbe: boolean): void {
    if (this.isOpen && !isProbe) return;
    this.#failures.clear();
    this.#openings = 0;
    this.#isProbing = false;
  }

  /** Notes a failure. Opens the circuit if it is broken now, if the probe failed, or if WordPress asks for a pause. */
  fail(failure: Failure, isProbe: boolean): void {
    if (isProbe) this.#isProbing = false;
    else if (this.isOpen) return;
    this.#failures.set(failure.key ?? Symbol('failure'), failure);
    const { retryAfter } = failure;
    if (!isProbe && retryAfter === undefined && !this.#isBroken([...this.#failures.values()])) return;
    const pause = Math.min(limits.firstCircuitPause * 2 ** this.#openings, limits.maxOwnCircuitPause);
    this.#isAsked = retryAfter !== undefined;
    this.#openUntil = this.#now() + Math.min(retryAfter ?? pause, limits.maxCircuitPause);
    this.#openings++;
    this.#failures.clear();
  }

  /** Notes that a request ended without an outcome, because its client left. */
  abandon(isProbe: boolean): void {
    if (isProbe) this.#isProbing = false;
  }
}
