import { BoundedMap } from '../../values/bounded-map.ts';
import { limits } from '../../values/limits.ts';
import { type Ending, sleep } from '../ending.ts';
import { WordPressError } from '../errors.ts';
import { wasNotSent } from '../failures.ts';
import { Circuit, type Failure, type Pause } from './circuit.ts';
import { createConcurrency } from './concurrency.ts';
import { createQueue, type Turn } from './queue.ts';

/** Decides when requests go to WordPress. All clients of one site share it. */
export interface Traffic {
  /**
   * Sends a request when it is its turn. Rejects with the reason of the ending if that comes first.
   *
   * @throws WordPressError of the kind `paused` if the route or the site keeps failing, `overloaded` if too many wait
   */
  send<T>(request: TrafficRequest, send: () => Promise<T>, ending: Ending): Promise<T>;
  /** Takes a retry out of the retry budget. Returns whether there was one left. */
  mayRetry(): boolean;
  /** The state, for metrics. */
  readonly state: TrafficState;
}

/** The facts about a request that decide when it is sent. */
export interface TrafficRequest extends Turn {
  /** Method and route, for messages. */
  readonly request: string;
  readonly url: string;
  /**
   * Whether it belongs to no operation: the gateway discovers the site. No open circuit stops it.
   *
   * @default false
   */
  readonly isDiscovery?: boolean;
}

/**
 * The state of the traffic to a site.
 *
 * @example
 * const isCalm = ({ waiting, open }: TrafficState) => waiting === 0 && open.length === 0;
 */
export interface TrafficState {
  readonly running: number;
  readonly waiting: number;
  /** Requests that may run at once now. */
  readonly limit: number;
  /** Groups of routes with an open circuit, to which the gateway sends no requests now. `*` is the whole site. */
  readonly open: readonly string[];
}

/** Options of {@link createTraffic}. */
export interface TrafficOptions {
  /** Largest number of simultaneous requests. */
  readonly concurrency: number;
  /** Returns milliseconds. @default Date.now */
  readonly now?: (() => number) | undefined;
}

/** Returns the traffic of one site. @throws RangeError if `concurrency` is not a whole number of at least 1 */
export function createTraffic({ concurrency, now = Date.now }: TrafficOptions): Traffic {
  const places = createConcurrency(concurrency, now);
  const queue = createQueue(() => places.limit, now);
  const circuits = createCircuits(now);
  let retries: number = limits.maxSavedRetries;

  return {
    async send(request, send, ending) {
      retries = Math.min(limits.maxSavedRetries, retries + limits.retryShare);
      let waited = 0;
      for (;;) {
        const pause = request.isDiscovery ? null : circuits.pauseOf(request.group);
        if (!pause) {
          const outcome = await queue.run(
            request,
            (keepPlace) => attempt(request, { send, ending, keepPlace }),
            ending,
          );
          if (outcome !== notSent) return outcome;
          continue;
        }
        waited += pause.ms;
        if (!pause.isAsked || waited > limits.maxRetryPause) throw pausedError(request, pause);
        await sleep(pause.ms, ending);
      }
    },
    mayRetry() {
      if (retries < 1) return false;
      retries--;
      return true;
    },
    get state() {
      return { running: queue.running, waiting: queue.waiting, limit: places.limit, open: circuits.open() };
    },
  };

  /** Sends a request whose turn it is, unless its circuit has opened meanwhile. */
  async function attempt<T>(
    request: TrafficRequest,
    { send, ending, keepPlace }: Attempt<T>,
  ): Promise<T | typeof notSent> {
    const { group, work } = request;
    if (!request.isDiscovery && circuits.pauseOf(group)) return notSent;
    const probe = circuits.begin(group);
    const start = now();
    // Times are compared only among reads with the same work: a large read takes longer than a small one.
    const kind = `${group} ${work}`;
    const record = (isTrouble: boolean) => places.record({ group: kind, ms: now() - start, isTrouble });
    try {
      const answer = await send();
      probe.succeed();
      record(false);
      return answer;
    } catch (error) {
      if (ending.reason !== null) {
        probe.abandon();
        // PHP does not notice that the gateway has closed the connection, and goes on computing the answer.
        keepPlace(Math.min(limits.maxAbandonedTime, places.timeOf(kind) - (now() - start)));
        throw error;
      }
      const failure = failureOf(error, request);
      if (failure) probe.fail(failure);
      // WordPress answered with an error, so it works.
      else probe.succeed();
      record(failure !== null);
      throw error;
    }
  }
}

interface Attempt<T> {
  readonly send: () => Promise<T>;
  readonly ending: Ending;
  readonly keepPlace: (ms: number) => void;
}

const notSent = Symbol('not sent');

/** The circuits of the groups of routes, and of the whole site. */
function createCircuits(now: () => number) {
  const site = new Circuit(
    (failures) =>
      failures.filter(({ isUnreachable }) => isUnreachable).length >= limits.circuitFailures ||
      (failures.length > limits.circuitFailures && new Set(failures.map(({ group }) => group)).size > 1),
    now,
  );
  const groups = new BoundedMap<string, Circuit>(limits.maxRouteGroups);
  const of = (group: string) => {
    const known = groups.get(group);
    if (known) return known;
    const circuit = new Circuit((failures) => failures.length >= limits.circuitFailures, now);
    groups.set(group, circuit, 1);
    return circuit;
  };
  return {
    pauseOf: (group: string): Pause | null => site.pause() ?? of(group).pause(),
    /** Notes that a request is sent. Returns functions for its outcome, of which the caller calls one. */
    begin(group: string) {
      const own = of(group);
      const isProbe = { ofSite: site.begin(), ofGroup: own.begin() };
      const succeed = () => {
        site.succeed(isProbe.ofSite);
        own.succeed(isProbe.ofGroup);
      };
      const abandon = () => {
        site.abandon(isProbe.ofSite);
        own.abandon(isProbe.ofGroup);
      };
      const fail = (failure: Failure) => {
        // A `Retry-After` of one route does not apply to the others.
        const { retryAfter: _, ...ofSite } = failure;
        site.fail(ofSite, isProbe.ofSite);
        if (failure.isUnreachable) own.abandon(isProbe.ofGroup);
        else own.fail(failure, isProbe.ofGroup);
      };
      return { succeed, abandon, fail };
    },
    open: (): readonly string[] => [
      ...(site.isOpen ? ['*'] : []),
      ...groups
        .entries()
        .filter(([, circuit]) => circuit.isOpen)
        .map(([group]) => group),
    ],
  };
}

/** Returns the failure that an error stands for. Returns null if the error does not show that WordPress is in trouble. */
function failureOf(error: unknown, { url, group }: TrafficRequest): Failure | null {
  if (!(error instanceof WordPressError)) return null;
  const { kind, details } = error;
  const { status, retryAfter } = details;
  const isUnreachable = kind === 'unreachable' && wasNotSent(details.systemCode ?? '');
  if (kind !== 'unreachable' && kind !== 'timeout' && kind !== 'rate-limited' && kind !== 'server')
    return null;
  if (status === 501) return null;
  // A bug can make one address fail each time while others of the group work, so the failures of an address count once.
  return { key: status === 500 ? url : undefined, group, isUnreachable, retryAfter };
}

function pausedError({ request }: TrafficRequest, { ms }: Pause): WordPressError {
  const seconds = Math.max(1, Math.ceil(ms / 1000));
  return new WordPressError(
    'paused',
    `${request} was not sent, because WordPress keeps failing. The gateway tries again in ${seconds} s.`,
    { request, retryAfter: ms },
  );
}

/**
 * Returns the group of a route: its namespace and collection, without ids. Searches have groups of their own, since they are
 * the slowest reads and every client can send one. All HTML pages of the site are one group.
 */
export function routeGroup({
  route,
  query,
  isRest,
}: {
  route: string;
  query: Readonly<Record<string, string>>;
  isRest: boolean;
}): string {
  if (!isRest) return 'pages';
  const collection = route.split('/').slice(0, 4).join('/');
  return query['search'] === undefined ? collection : `${collection}?search`;
}

/**
 * Returns the work of a read: 1 for up to 25 documents, 4 for a full page of 100. WordPress renders each document, so the time
 * grows with their number.
 */
export function workOf({ include, per_page }: Readonly<Record<string, string>>): number {
  const documents = include === undefined ? Number(per_page ?? 1) : include.split(',').length;
  return Math.max(1, Math.ceil(documents / 25) || 1);
}
