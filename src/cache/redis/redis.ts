import { hidden, hideCredentials } from '../../wordpress/scrub.ts';
import { type Command, type Link, openLink, type Reply } from './client.ts';

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
  /** Milliseconds that commands may take. @default 200 */
  readonly timeout?: number | undefined;
  /** Called with one line for the operator when Redis fails, and when it answers again. */
  readonly onNote: (line: string) => void;
}

/** Milliseconds after which the gateway replaces a connection on which Redis does not answer. */
const longestSilence = 5000;

/**
 * Connects to Redis. After a command that took too long, further commands fail at once until Redis answers again. So a Redis
 * that hangs delays clients only once.
 *
 * @throws TypeError if the address is invalid
 */
export function openRedis({ url, timeout = 200, onNote }: RedisOptions): Redis {
  const callbacks = new Set<() => void>();
  let [isUp, isClosed, isReported] = [false, false, false];
  const refusals = new Set<string>();
  let link = open();

  function open(): Link {
    const own = openLink(url, {
      onReady: () => {
        // The first connection may be ready before `openLink` has returned.
        queueMicrotask(() => own === link && rise());
      },
      onFailure: (error) => own === link && fall(error),
    });
    return own;
  }
  function rise(): void {
    if (isUp || isClosed) return;
    isUp = true;
    if (isReported) onNote('Redis answers again. The gateway shares its cache with the other instances.');
    isReported = false;
    for (const callback of callbacks) callback();
  }
  function fall(error: unknown): void {
    isUp = false;
    if (!isReported && !isClosed) {
      onNote(`Redis cannot be used, so the gateway goes on with its own memory: ${textOf(error, url)}`);
    }
    isReported = true;
  }
  /** Sends no commands until Redis answers the earlier ones. If it does not answer, opens another connection. */
  function hang(): void {
    if (!isUp) return;
    fall(new Error(`no answer within ${timeout} ms`));
    const hanging = link;
    const timer = setTimeout(() => {
      if (isClosed || hanging !== link) return;
      hanging.close();
      link = open();
    }, longestSilence);
    timer.unref();
    const answered = () => {
      clearTimeout(timer);
      if (hanging === link) rise();
    };
    hanging.send(['PING']).then(answered, () => clearTimeout(timer));
  }

  return {
    get isUp() {
      return isUp && link.isReady;
    },
    async run(...commands) {
      if (!isUp || !link.isReady) return null;
      const replies = Promise.all(commands.map((command) => link.send(command))).catch((error: unknown) => {
        // Redis is available but refuses the command: its memory is full, or it is a read-only replica.
        if (link.isReady && isUp) report(error);
        return null;
      });
      const outcome = await withTimeout(replies, timeout);
      if (outcome === late) hang();
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
      callbacks.clear();
      link.close();
    },
  };

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
