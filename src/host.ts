import type { SharedCache } from './cache/shared-cache.ts';
import type { LiveState } from './feed/live.ts';
import { type Gateway, openGateway, type Rooms } from './gateway.ts';
import type { PressQL, PressQLOptions } from './pressql.ts';
import { shortcutOf, withShortcut } from './server/answers/shortcut.ts';
import { createEdge, type EdgeOptions } from './server/edge.ts';
import { isReadinessCheck, type Readiness } from './server/health.ts';
import type { Handler } from './server/node.ts';
import { type Problem, type Unavailable, unavailable, whyUnavailable } from './server/unavailable.ts';
import { endingOf, sleep } from './wordpress/ending.ts';
import { WordPressError } from './wordpress/errors.ts';
import { isTransient } from './wordpress/failures.ts';
import type { TrafficState } from './wordpress/traffic/traffic.ts';

/** Serves a gateway that may not exist yet, and that a newer one may replace while it answers requests. */
export interface Host {
  readonly handler: Handler;
  /**
   * Creates the first gateway. While WordPress is down, it tries again and again, and the handler answers 503.
   *
   * @throws WordPressError if another try cannot help: the address is wrong, or WordPress refuses to be read
   */
  open(options: PressQLOptions): Promise<PressQL>;
  /**
   * Replaces the gateway. Requests that have begun are answered by the old one.
   *
   * @throws WordPressError if the site cannot be read; the host then keeps its gateway
   */
  replace(options: PressQLOptions): Promise<PressQL>;
  /** The current gateway. Null if there is none yet. */
  readonly pressql: PressQL | null;
  /** What the current gateway remembers for all visitors. Null if there is none, or its cache is off. */
  readonly memory: SharedCache | null;
  /** Whether a gateway answers, and the facts of its readiness checks. */
  readonly readiness: () => Readiness;
  /** The traffic of the current gateway. Null if there is none yet. */
  readonly traffic: TrafficState | null;
  /** The change feed, webhooks and subscriptions of the current gateway. Null if there is none yet. */
  readonly live: LiveState | null;
  /** Returns the current gateway, which stays open until it is released. Null if there is none yet. */
  hold(): HeldGateway | null;
  /** Returns why there is no gateway yet. */
  unavailable(): Unavailable;
  /** Answers readiness checks with 503 from now on. */
  drain(): void;
  /** Ends the tries to create a gateway, and closes it. */
  close(): Promise<void>;
}

/** A gateway that somebody uses. */
export interface HeldGateway {
  readonly gateway: Gateway;
  /** Must be called once. */
  release(): void;
}

/** Options of {@link createHost}. */
export interface HostOptions extends Omit<EdgeOptions, 'readiness'> {
  /** Called when WordPress cannot be read, with the milliseconds until the next try. */
  readonly onWait: (error: WordPressError, pause: number) => void;
  /** Whether all processes that serve the site have started. Until then, readiness checks get 503. @default always */
  readonly isComplete?: () => boolean;
  /** Whether another try may help after an error. @default if WordPress cannot be reached, or fails */
  readonly mayPass?: (error: WordPressError) => boolean;
  /** Memory that the gateway shares with others. @default memory of its own */
  readonly rooms?: Rooms | undefined;
}

/** A gateway, and the number of requests that it answers at the moment. */
interface Generation {
  readonly pressql: Gateway;
  running: number;
  isOld: boolean;
}

/** Milliseconds of the first pause between two tries, and of the longest one. Each pause is twice as long as the last. */
const [firstPause, longestPause] = [1000, 30_000];

/** Returns a host without a gateway. Its handler answers 503. */
export function createHost(options: HostOptions): Host {
  const { onWait, isComplete = () => true, mayPass = isPassing, rooms, ...edge } = options;
  const closing = new AbortController();
  let current: Generation | null = null;
  let isDraining = false;
  let problem: Problem | null = null;
  const notReady = () => ({ isReady: false, status: isDraining ? 'stopping' : 'starting' });
  const waiting = createEdge({ ...edge, readiness: notReady }, { answer: async () => unavailable(problem) });

  async function answerBy(generation: Generation, ...request: Parameters<Handler>): Promise<Response> {
    generation.running++;
    try {
      return await generation.pressql.fetch(...request);
    } finally {
      generation.running--;
      await closeIfUnused(generation);
    }
  }

  const handler = withShortcut(
    (...request: Parameters<Handler>) =>
      current && (isComplete() || !isReadinessCheck(request[0]))
        ? answerBy(current, ...request)
        : waiting(...request),
    {
      accepts: (target) => (current && shortcutOf(current.pressql.fetch)?.accepts(target)) ?? false,
      find: (asked, client) => (current && shortcutOf(current.pressql.fetch)?.find(asked, client)) ?? null,
    },
  );

  function use(pressql: Gateway): void {
    const old = current;
    current = { pressql, running: 0, isOld: false };
    if (isDraining) pressql.drain();
    if (!old) return;
    old.isOld = true;
    void closeIfUnused(old);
  }

  return {
    get pressql() {
      return current?.pressql ?? null;
    },
    get memory() {
      return current?.pressql.memory ?? null;
    },
    readiness: () => current?.pressql.readiness() ?? notReady(),
    get traffic() {
      return current?.pressql.traffic ?? null;
    },
    get live() {
      return current?.pressql.live ?? null;
    },
    handler,
    async open(asked) {
      for (let pause = firstPause; ; pause = Math.min(2 * pause, longestPause)) {
        try {
          const pressql = await openGateway({ ...asked, signal: closing.signal }, rooms);
          use(pressql);
          return pressql;
        } catch (error) {
          closing.signal.throwIfAborted();
          if (!(error instanceof WordPressError) || !mayPass(error)) throw error;
          problem = { error, until: Date.now() + pause };
          onWait(error, pause);
          await sleep(pause, endingOf(closing.signal));
        }
      }
    },
    async replace(asked) {
      const pressql = await openGateway(asked, rooms);
      use(pressql);
      return pressql;
    },
    hold() {
      if (!current) return null;
      const generation = current;
      generation.running++;
      return {
        gateway: generation.pressql,
        release() {
          generation.running--;
          void closeIfUnused(generation);
        },
      };
    },
    unavailable: () => whyUnavailable(problem),
    drain() {
      isDraining = true;
      current?.pressql.drain();
    },
    async close() {
      closing.abort();
      await current?.pressql.close();
    },
  };
}

async function closeIfUnused({ pressql, running, isOld }: Generation): Promise<void> {
  if (isOld && running === 0) await pressql.close();
}

/** Returns whether the site may be readable later: it cannot be reached, is too slow or too busy, or fails. */
function isPassing({ kind, details: { status = 0, systemCode } }: WordPressError): boolean {
  if (kind === 'unreachable') return systemCode === undefined || isTransient(systemCode);
  return (
    kind === 'timeout' || kind === 'paused' || kind === 'rate-limited' || kind === 'server' || status >= 500
  );
}
