import { limits } from '../../values/limits.ts';
import { createRounds } from '../../values/rounds.ts';
import type { Ending } from '../ending.ts';
import { WordPressError } from '../errors.ts';
import { createBacklog, type Lifetime, lateMessage } from './backlog.ts';

/** The properties of a request by which the queue shares its places fairly. */
export interface Turn {
  /** The client; see `OperationScope`. */
  readonly client: string;
  /** An object that identifies the operation of the request, such as its scope. */
  readonly operation: object;
  /** The group of the route; see {@link routeGroup}. */
  readonly group: string;
  /** The work for WordPress. 1 for a few documents; see {@link workOf}. */
  readonly work: number;
  /** The deadline and the end of the operation. @default none: the queue never refuses the operation for being late */
  readonly lifetime?: Lifetime | undefined;
}

/** Runs a limited number of tasks at once. The others wait for a fair turn. */
export interface Queue {
  /**
   * Runs a task when it is its turn. Rejects with the reason of the ending if that comes first.
   *
   * @param task - gets a function that keeps its place occupied for some milliseconds after its end
   * @throws WordPressError of the kind `overloaded` if too many tasks wait and this client has the most of them, or if the
   * operation has had no turn and will miss its deadline
   */
  run<T>(turn: Turn, task: (keepPlace: (ms: number) => void) => Promise<T>, ending: Ending): Promise<T>;
  readonly waiting: number;
  readonly running: number;
}

interface Waiting extends Turn {
  readonly admit: (task: Running) => void;
  readonly refuse: (error: unknown) => void;
}

/** The history of an operation in the queue. */
interface Past {
  /** Its number in the order of arrival. */
  readonly arrival: number;
  /** Its round. Each round has one operation of each client. */
  readonly round: number;
  /** The sum of the work of its turns so far. */
  work: number;
}

/** A running task. */
interface Running extends Turn {
  /** Whether its operation had more work than an ordinary page. */
  readonly isLarge: boolean;
}

/** The work of an ordinary page: a list of 100 posts with their authors, terms and images. */
const modestWork = 12;

/** Each {@link modestWork} that an operation had puts it so many rounds back. */
const roundsPassed = 4;

/** Milliseconds after its last request for which another client or operation counts as present. */
const presence = 10_000;

/**
 * Returns a queue. It serves operations by round, and within a round by arrival (start-time fair queueing, Goyal 1996). Each
 * round has one operation of each client, and a new client joins the current round. So an operation that has begun ends before
 * later ones begin: if 500 operations began together, none would meet its deadline. Large operations fall back by some rounds.
 *
 * A running task cannot be interrupted, so the queue reserves places for later requests:
 * - One group of routes takes at most three quarters of the places, and so does one operation. A route that hangs leaves the
 *   rest.
 * - If several clients are present, one client takes at most half. The same applies to operations.
 * - If several operations are present, all operations that had more work than an ordinary page share a quarter. WordPress
 *   computes all answers on the same processors: six large ones on two processors make a small one four times as slow.
 *
 * @param limit - returns the number of tasks that may run at once now
 * @param now - returns milliseconds
 */
export function createQueue(limit: () => number, now: () => number): Queue {
  const waiting: Waiting[] = [];
  const running = { all: 0, large: 0, groups: new Counts<string>(), clients: new Counts<string>() };
  const operations = { running: new Counts<object>(), past: new WeakMap<object, Past>() };
  let arrivals = 0;
  const rounds = createRounds();
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
  const isLarge = (operation: object) => (operations.past.get(operation)?.work ?? 0) >= modestWork;
  const pastOf = ({ operation, client }: Turn): Past => {
    const known = operations.past.get(operation);
    if (known) return known;
    const past = { arrival: arrivals++, round: rounds.join(client), work: 0 };
    operations.past.set(operation, past);
    return past;
  };
  const compare = (one: Turn, other: Turn) => {
    const [past, otherPast] = [pastOf(one), pastOf(other)];
    return roundOf(past) - roundOf(otherPast) || past.arrival - otherPast.arrival;
  };
  const hasBegun = (turn: Turn) => pastOf(turn).work > 0;
  const backlog = createBacklog({
    now,
    hasWaiting: (group) => waiting.some((each) => each.group === group && !hasBegun(each)),
    onPace: () => refuseLate(),
  });
  const refuseLate = () => {
    const first = new Map<object, Waiting>();
    for (const each of waiting)
      if (!hasBegun(each) && !first.has(each.operation)) first.set(each.operation, each);
    for (const { entry, retryAfter } of backlog.lateOf([...first.values()].sort(compare))) {
      const error = new WordPressError('overloaded', lateMessage, { retryAfter });
      for (const each of waiting.filter(({ operation }) => operation === entry.operation)) each.refuse(error);
    }
  };
  const leave = (entry: Waiting) => waiting.splice(waiting.indexOf(entry), 1);
  const count = ({ group, operation, client, isLarge: isOfLarge }: Running, by: 1 | -1) => {
    running.all += by;
    if (isOfLarge) running.large += by;
    running.groups.add(group, by);
    running.clients.add(client, by);
    operations.running.add(operation, by);
  };
  const admit = (entry: Waiting) => {
    leave(entry);
    const past = pastOf(entry);
    if (past.work === 0) {
      rounds.begin(past.round);
      backlog.begin(entry);
    }
    const task = { ...entry, isLarge: isLarge(entry.operation) };
    past.work += entry.work;
    count(task, 1);
    entry.admit(task);
  };
  /** Gives the free places to waiting tasks. */
  const admitNext = () => {
    while (running.all < limit()) {
      let best: Waiting | null = null;
      for (const each of waiting) if (hasPlace(each) && (!best || compare(each, best) < 0)) best = each;
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
      waiting.push(entry);
      // The waiting tasks could not use the free place, otherwise they would already run.
      if (hasPlace(entry)) admit(entry);
      if (waiting.length > limits.maxWaitingRequests) lastOfGreediest(waiting)?.refuse(overloaded());
      if (!hasBegun(entry) && backlog.isDue(turn.group)) refuseLate();
    });

  return {
    async run(turn, task, ending) {
      if (ending.reason !== null) throw ending.reason;
      clientsPresent.see(turn.client);
      operationsPresent.see(pastOf(turn).arrival);
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

/** Returns the round of an operation, after the rounds by which its work has put it back. */
function roundOf({ round, work }: Past): number {
  return round + roundsPassed * Math.floor(work / modestWork);
}

/** Notes the clients or operations that ask for turns. Tells whether several of them are present. */
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

/** Returns three quarters of the places, or all of them if there are fewer than four. */
function mostOf(places: number): number {
  return places - Math.floor(places / 4);
}

function halfOf(places: number): number {
  return Math.max(1, Math.floor(places / 2));
}

function quarterOf(places: number): number {
  return Math.max(1, Math.floor(places / 4));
}

/** Returns the last task of the client that has the most waiting tasks. */
function lastOfGreediest(waiting: readonly Waiting[]): Waiting | undefined {
  const counts = new Counts<string>();
  for (const { client } of waiting) counts.add(client, 1);
  const most = counts.largest();
  return waiting.findLast(({ client }) => client === most);
}

function overloaded(): WordPressError {
  return new WordPressError(
    'overloaded',
    `${limits.maxWaitingRequests} requests are waiting for WordPress, so the gateway accepts no more from this client.`,
    { retryAfter: limits.overloadPause },
  );
}

/** Counts by key. Removes a key when its count is 0. */
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
