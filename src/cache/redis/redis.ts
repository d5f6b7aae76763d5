import { hidden, hideCredentials } from '../../wordpress/scrub.ts';
import { type Command, type Link, openLink, type Reply } from './client.ts';

/** Redis, which may be slow or gone at any time. Its methods never reject. */
export interface Redis {
  /** Whether commands are sent. If not, they fail at once. */
  readonly isUp: boolean;
  /** Sends commands in order. Returns their answers, or null if one of them failed or took too long. */
  run(...commands: readonly Command[]): Promise<readonly Reply[] | null>;
  /** Calls back each time Redis can be reached again. */
  onUp(callback: () => void): void;
  /** Resolves as soon as Redis can be reached, or after some milliseconds. */
  whenUp(ms: number): Promise<void>;
  close(): void;
}

/** Options of {@link openRedis}. */
export interface RedisOptions {
  /** `redis://user:password@host:6379/0`, or `rediss:` for TLS. */
  readonly url: string;
  /** Milliseconds that commands may take. @default 200 */
  readonly timeout?: number | undefined;
  /** Called with one line for the operator when Redis fails, and when it is back. */
  readonly onNote: (line: string) => void;
}

/** Milliseconds after which a connection that does not answer is given up. Another one may reach Redis. */
const longestSilence = 5000;

/**
 * Connects to Redis. After a command that took too long, all others fail at once until Redis answers again: so a hanging
 * Redis delays clients once.
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
  /** Waits until Redis answers the commands that were sent before. Takes another connection if it does not. */
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
        // Redis is there, but does not do this: its memory is full, or it is a replica.
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

/** Milliseconds by which a timer may be late before the event loop counts as busy, and how often it may be. */
const busy = { late: 20, times: 5 };

/** Waits for a result, but not longer than some milliseconds in which the event loop was free to receive it. */
function withTimeout<T>(result: Promise<T>, ms: number): Promise<T | typeof late> {
  return new Promise((resolve, reject) => {
    let timer: NodeJS.Timeout;
    const wait = (left: number) => {
      const due = performance.now() + ms;
      timer = setTimeout(() => {
        // If the event loop was busy, the result may have been on its way for long.
        if (left > 0 && performance.now() - due > busy.late) wait(left - 1);
        else resolve(late);
      }, ms);
    };
    wait(busy.times);
    result.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

/** Returns the text of an error, without the password in the URL. */
function textOf(error: unknown, url: string): string {
  const text = error instanceof Error ? error.message || error.name : String(error);
  const { password = '' } = URL.canParse(url) ? new URL(url) : {};
  const secrets = [password, decodeURIComponent(password)].filter((secret) => secret !== '');
  return hideCredentials(secrets.reduce((rest, secret) => rest.replaceAll(secret, hidden), text));
}
