import { limits } from '../../values/limits.ts';
import type { Ending } from '../ending.ts';
import { WordPressError } from '../errors.ts';

/** The client, the operation and the routes of a request, among which the queue shares its places. */
export interface Turn {
  /** The client; see `OperationScope`. */
  readonly client: string;
  /** The operation that the request belongs to. Any object, such as its scope. */
  readonly operation: object;
  /** The group of the route; see {@link routeGroup}. */
  readonly group: string;
  /** Work for WordPress, 1 for a few documents; see {@link workOf}. */
  readonly work: number;
}

/** Lets a limited number of tasks run at once, and the others wait for a fair turn. */
export interface Queue {
  /**
   * Runs a task as soon as it is its turn. Rejects with the reason of the ending if that comes first.
   *
   * @param task - gets a function that keeps its place for some milliseconds after its end
   * @throws WordPressError of the kind `overloaded` if too many tasks wait and this client has the most of them
   */
  run<T>(turn: Turn, task: (keepPlace: (ms: number) => void) => Promise<T>, ending: Ending): Promise<T>;
  readonly waiting: number;
  readonly running: number;
}

interface Waiting extends Turn {
  readonly admit: (task: Running) => void;
  readonly refuse: (error: unknown) => void;
}

/** When an operation came, and the work of the turns that it had. */
interface Past {
  readonly arrival: number;
  work: number;
}

/** A running task. */
interface Running extends Turn {
  /** Whether its operation had more work than an ordinary page. */
  readonly isLarge: boolean;
}

/** Work of an ordinary page: a list of 100 posts with their authors, terms and images. */
const modestWork = 12;

/** Milliseconds for which another client or operation counts as present after its last turn. */
const presence = 10_000;

/**
 * Returns a queue. The next turn goes to the client with the fewest running tasks, then to an operation that had little
 * work, in steps of {@link modestWork}, then to the operation that came first. Ordinary operations so end in the order in
 * which they came, and greedy ones wait.
 *
 * Some places stay free for those who come next, since a running task cannot be taken back:
 * - One group of routes, and one operation, takes at most three quarters, so that a route that hangs leaves some.
 * - A client among several, and an operation among several, takes at most half.
 * - All operations that had more work than an ordinary page take a quarter together, if there are several operations.
 *   WordPress computes the answers of all running tasks on the same processors: six large ones on two processors make a
 *   small one four times as slow.
 *
 * @param limit - returns the number of tasks that may run at once now
 * @param now - returns milliseconds
 */
export function createQueue(limit: () => number, now: () => number): Queue {
  const waiting: Waiting[] = [];
  const running = { all: 0, large: 0, groups: new Counts<string>(), clients: new Counts<string>() };
  const operations = { running: new Counts<object>(), past: new WeakMap<object, Past>() };
  let arrivals = 0;
  const clientsPresent = createPresence<string>(now);
  const operationsPresent = createPresence<number>(now);

  const hasPlace = ({ group, operation, client }: Turn) => {
    const places = limit();
    return (
      running.all < places &&
      running.groups.get(group) < mostOf(places) &&
      operations.running.get(operation) < shareOf(operation, places) &&
      (!clientsPresent.areSeveral() || running.clients.get(client) < halfOf(places))
    );
  };
  const shareOf = (operation: object, places: number) => {
    if (!operationsPresent.areSeveral()) return mostOf(places);
    if (!isLarge(operation)) return halfOf(places);
    return running.large < quarterOf(places) ? quarterOf(places) : 0;
  };
  const isLarge = (operation: object) => pastOf(operation).work >= modestWork;
  const pastOf = (operation: object): Past => {
    const known = operations.past.get(operation);
    if (known) return known;
    const past = { arrival: arrivals++, work: 0 };
    operations.past.set(operation, past);
    return past;
  };
  const isBefore = (one: Turn, other: Turn) => {
    const byClient = running.clients.get(one.client) - running.clients.get(other.client);
    if (byClient !== 0) return byClient < 0;
    const [past, otherPast] = [pastOf(one.operation), pastOf(other.operation)];
    const byWork = Math.floor(past.work / modestWork) - Math.floor(otherPast.work / modestWork);
    return byWork === 0 ? past.arrival < otherPast.arrival : byWork < 0;
  };
  const leave = (entry: Waiting) => waiting.splice(waiting.indexOf(entry), 1);
  const count = ({ group, operation, client, work, isLarge: isOfLarge }: Running, by: 1 | -1) => {
    running.all += by;
    if (isOfLarge) running.large += by;
    running.groups.add(group, by);
    running.clients.add(client, by);
    operations.running.add(operation, by);
    if (by > 0) pastOf(operation).work += work;
  };
  const admit = (entry: Waiting) => {
    leave(entry);
    const task = { ...entry, isLarge: isLarge(entry.operation) };
    count(task, 1);
    entry.admit(task);
  };
  /** Gives the free places to waiting tasks. */
  const admitNext = () => {
    while (running.all < limit()) {
      let best: Waiting | null = null;
      for (const each of waiting) if (hasPlace(each) && (!best || isBefore(each, best))) best = each;
      if (!best) return;
      admit(best);
    }
  };
  const enter = (turn: Turn, ending: Ending) =>
    new Promise<Running>((resolve, reject) => {
      const release = ending.onEnd(() => entry.refuse(ending.reason));
      const entry: Waiting = {
        ...turn,
        admit(task) {
          release();
          resolve(task);
        },
        refuse(error) {
          release();
          leave(entry);
          reject(error);
        },
      };
      pastOf(turn.operation);
      waiting.push(entry);
      // No earlier task can take a place now: it would have taken it before.
      if (hasPlace(entry)) admit(entry);
      if (waiting.length > limits.maxWaitingRequests) lastOfGreediest(waiting)?.refuse(overloaded());
    });

  return {
    async run(turn, task, ending) {
      if (ending.reason !== null) throw ending.reason;
      clientsPresent.see(turn.client);
      operationsPresent.see(pastOf(turn.operation).arrival);
      const place = await enter(turn, ending);
      let rest = 0;
      const leavePlace = () => {
        count(place, -1);
        admitNext();
      };
      try {
        return await task((ms) => {
          rest = ms;
        });
      } finally {
        if (rest > 0) setTimeout(leavePlace, rest);
        else leavePlace();
      }
    },
    get waiting() {
      return waiting.length;
    },
    get running() {
      return running.all;
    },
  };
}

/** Notes who asks for turns, and tells whether several did lately. */
function createPresence<Key>(now: () => number) {
  let last: Key | null = null;
  let lastChange = Number.NEGATIVE_INFINITY;
  return {
    see(key: Key) {
      if (last !== null && key !== last) lastChange = now();
      last = key;
    },
    areSeveral: () => now() - lastChange < presence,
  };
}

/** Three quarters of the places. Fewer than four places are not divided. */
function mostOf(places: number): number {
  return places - Math.floor(places / 4);
}

function halfOf(places: number): number {
  return Math.max(1, Math.floor(places / 2));
}

function quarterOf(places: number): number {
  return Math.max(1, Math.floor(places / 4));
}

/** Returns the task that came last of the client with the most waiting tasks. */
function lastOfGreediest(waiting: readonly Waiting[]): Waiting | undefined {
  const counts = new Counts<string>();
  for (const { client } of waiting) counts.add(client, 1);
  const most = counts.largest();
  return waiting.findLast(({ client }) => client === most);
}

function overloaded(): WordPressError {
  return new WordPressError(
    'overloaded',
    `The gateway has ${limits.maxWaitingRequests} requests that wait for WordPress, and takes no more from this client.`,
    { retryAfter: limits.overloadPause },
  );
}

/** Numbers by key, without the keys whose number is 0. */
class Counts<Key> {
  readonly #counts = new Map<Key, number>();

  get(key: Key): number {
    return this.#counts.get(key) ?? 0;
  }

  add(key: Key, by: number): void {
    const count = this.get(key) + by;
    if (count === 0) this.#counts.delete(key);
    else this.#counts.set(key, count);
  }

  /** Returns the key with the largest number. */
  largest(): Key | undefined {
    return [...this.#counts].reduce<[Key | undefined, number]>(
      (most, each) => (each[1] > most[1] ? each : most),
      [undefined, 0],
    )[0];
  }
}
