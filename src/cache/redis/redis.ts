import { hidden, hideCredentials } from '../../wordpress/scrub.ts';
import { type Command, openLink, type Reply } from './client.ts';

/** Redis, which may become slow or unavailable at any time. The methods never reject. */
export interface Redis {
  /** Whether Redis is available. If not, `run` returns null at once. */
  readonly isUp: boolean;
  /** Sends commands in order. Returns their answers, or null if one of them failed or took too long. */
  run(...commands: readonly Command[]): Promise<readonly Reply[] | null>;
  /** Adds a callback for each time at which Redis becomes available. */
  onUp(callback: () => void): void;
  /** Resolves when Redis is available, but at the latest after `ms` milliseconds. */
  whenUp(ms: number): Promise<void>;
  close(): void;
}

/** Options of {@link openRedis}. */
export interface RedisOptions {
  /** `redis://user:password@host:6379/0`, or `rediss:` for TLS. */
  readonly url: string;
  /** A key that the gateway writes to find out whether Redis can be used again. */
  readonly probeKey: string;
  /** Milliseconds that commands may take. @default 200 */
  readonly timeout?: number | undefined;
  /** Called with one line for the operator when Redis fails, and when it answers again. */
  readonly onNote: (line: string) => void;
}

/**
 * Milliseconds between two attempts to use Redis again. If it fails within `calm` after such an attempt succeeded, the next
 * pause is longer: a slow Redis would otherwise delay clients again and again.
 */
const attempts = { pause: 250, afterRelapse: 1000, longest: 30_000, calm: 10_000 };

/**
 * Errors of a Redis that executes no writes for now: its memory or its disk is full, it is a read-only replica, it has just
 * started, or it wants another password (Redis manual, "Simple errors"). Lua scripts quote them.
 */
const unusable =
  /\b(?:OOM|READONLY|MISCONF|NOREPLICAS|LOADING|MASTERDOWN|CLUSTERDOWN|BUSY|NOAUTH|WRONGPASS)\b/;

/**
 * Connects to Redis. After a command that took too long or was refused for a reason that concerns all writes, further commands
 * fail at once until Redis executes a write in time. So a Redis that hangs delays clients only once.
 *
 * @throws TypeError if the address is invalid
 */
export function openRedis({ url, probeKey, timeout = 200, onNote }: RedisOptions): Redis {
  const callbacks = new Set<() => void>();
  const refusals = new Set<string>();
  let [isUp, isClosed, isReported, isProbing] = [false, false, false, false];
  /** The number of failures that each came soon after Redis could be used again. */
  let relapses = 0;
  let [upSince, notBefore] = [Number.NEGATIVE_INFINITY, 0];
  let nextProbe: NodeJS.Timeout | undefined;
  let nextReport: NodeJS.Timeout | undefined;
  const link = openLink(url, {
    // The first connection may be ready before `openLink` has returned.
    onReady: () => queueMicrotask(() => void probe()),
    onFailure: fall,
  });

  /** Uses Redis again if it executes a write in time. Otherwise tries again later. */
  async function probe(): Promise<void> {
    if (isUp || isClosed || isProbing || !link.isReady) return;
    const since = performance.now();
    if (since < notBefore) return later(notBefore - since);
    isProbing = true;
    const error: unknown = await link.send(['SET', probeKey, '1', 'PX', '1000']).then(
      () => null,
      (reason: unknown) => reason ?? 'no answer',
    );
    isProbing = false;
    if (error === null && performance.now() - since <= timeout) return rise();
    if (error !== null) fall(error);
    later(attempts.pause);
  }
  function later(ms: number): void {
    clearTimeout(nextProbe);
    nextProbe = setTimeout(() => void probe(), ms);
    nextProbe.unref();
  }
  function rise(): void {
    if (isUp || isClosed) return;
    isUp = true;
    // The first failure is no relapse.
    upSince = isReported ? performance.now() : Number.NEGATIVE_INFINITY;
    const tell = () => {
      if (isReported) onNote('Redis answers again. The gateway shares its cache with the other instances.');
      isReported = false;
    };
    if (relapses === 0) tell();
    else nextReport = setTimeout(tell, attempts.calm).unref();
    for (const callback of callbacks) callback();
  }
  function fall(error: unknown): void {
    clearTimeout(nextReport);
    if (isUp) {
      isUp = false;
      relapses = performance.now() - upSince < attempts.calm ? relapses + 1 : 0;
      const pause =
        relapses === 0 ? 0 : Math.min(attempts.afterRelapse * 2 ** (relapses - 1), attempts.longest);
      notBefore = performance.now() + pause;
      later(pause);
    }
    if (!isReported && !isClosed) {
      onNote(`Redis cannot be used, so the gateway goes on with its own memory: ${textOf(error, url)}`);
    }
    isReported = true;
  }

  return {
    get isUp() {
      return isUp && link.isReady;
    },
    async run(...commands) {
      if (!isUp || !link.isReady) return null;
      const replies = Promise.all(commands.map((command) => link.send(command))).catch((error: unknown) => {
        if (link.isReady && isUp) (unusable.test(String(error)) ? fall : report)(error);
        return null;
      });
      const outcome = await withTimeout(replies, timeout);
      if (outcome === late && isUp) fall(new Error(`no answer within ${timeout} ms`));
      return outcome === late ? null : outcome;
    },
    onUp: (callback) => void callbacks.add(callback),
    async whenUp(ms) {
      if (isUp) return;
      const risen = new Promise<void>((resolve) => void callbacks.add(resolve));
      await withTimeout(risen, ms);
    },
    close() {
      isClosed = true;
      isUp = false;
      clearTimeout(nextProbe);
      clearTimeout(nextReport);
      callbacks.clear();
      link.close();
    },
  };

  /** Tells the operator once of a command that Redis refuses, although it accepts others. */
  function report(error: unknown): void {
    const text = textOf(error, url);
    if (isClosed || refusals.has(text)) return;
    refusals.add(text);
    onNote(`Redis refuses a command of the gateway: ${text}`);
  }
}

const late = Symbol('late');

/** If a timer is late by so many milliseconds, the event loop was blocked. The wait is then repeated up to so many times. */
const busy = { late: 20, times: 5 };

/** Waits for a result, but not longer than `ms` milliseconds in which the event loop could receive it. */
function withTimeout<T>(result: Promise<T>, ms: number): Promise<T | typeof late> {
  return new Promise((resolve, reject) => {
    let timer: NodeJS.Timeout;
    const wait = (left: number) => {
      const due = performance.now() + ms;
      timer = setTimeout(() => {
        // While the event loop was blocked, the result may have arrived without being read.
        if (left > 0 && performance.now() - due > busy.late) wait(left - 1);
        else resolve(late);
      }, ms);
    };
    wait(busy.times);
    result.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

/** Returns the text of an error without the password in the address. */
function textOf(error: unknown, url: string): string {
  const text = error instanceof Error ? error.message || error.name : String(error);
  const { password = '' } = URL.canParse(url) ? new URL(url) : {};
  const secrets = [password, decodeURIComponent(password)].filter((secret) => secret !== '');
  return hideCredentials(secrets.reduce((rest, secret) => rest.replaceAll(secret, hidden), text));
}
