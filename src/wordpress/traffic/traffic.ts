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

/** A request as the traffic sees it. */
export interface TrafficRequest extends Turn {
  /** Method and route, for messages. */
  readonly request: string;
  /** Its address. */
  readonly url: string;
  /**
   * Whether the gateway sends it for itself. It looks at the site anew then, so no open circuit stops it.
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
  /** Groups of routes to which the gateway sends no requests now. `*` is the whole site. */
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
    // A large read takes longer than a small one of the same route.
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
        // PHP does not notice that nobody waits for its answer, and takes as long as for any other.
        keepPlace(Math.min(limits.maxAbandonedTime, places.timeOf(kind) - (now() - start)));
        throw error;
      }
      const failure = failureOf(error, request);
      if (failure) probe.fail(failure);
      // A refusal of WordPress is an answer.
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
    /** Notes that a request is sent. Returns what to call when it ends. */
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
        // One route that asks for a pause is no reason to leave the others alone.
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

/** Returns the failure that an error stands for. Returns null if WordPress itself is well. */
function failureOf(error: unknown, { url, group }: TrafficRequest): Failure | null {
  if (!(error instanceof WordPressError)) return null;
  const { kind, details } = error;
  const { status, retryAfter } = details;
  const isUnreachable = kind === 'unreachable' && wasNotSent(details.systemCode ?? '');
  if (kind !== 'unreachable' && kind !== 'timeout' && kind !== 'rate-limited' && kind !== 'server')
    return null;
  if (status === 501) return null;
  // One address with a bug fails each time while the rest of the route works, so its failures count once.
  return { key: status === 500 ? url : undefined, group, isUnreachable, retryAfter };
}

function pausedError({ request }: TrafficRequest, { ms }: Pause): WordPressError {
  const seconds = Math.max(1, Math.ceil(ms / 1000));
  return new WordPressError(
    'paused',
    `${request} was not sent: WordPress keeps failing, and the gateway tries it again in ${seconds} s.`,
    { request, retryAfter: ms },
  );
}

/**
 * Returns the group of a route: its namespace and collection, without ids. Searches are a group of their own, since they
 * are the slowest reads and every client can write one. Pages of the site are one group.
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
 * Returns the work of a read: 1 for up to 25 documents, 4 for a full page of 100. WordPress renders each document, so that
 * it takes that much longer.
 */
export function workOf({ include, per_page }: Readonly<Record<string, string>>): number {
  const documents = include === undefined ? Number(per_page ?? 1) : include.split(',').length;
  return Math.max(1, Math.ceil(documents / 25) || 1);
}
