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
}

/** Lets a limited number of tasks run at once, and the others wait for a fair turn. */
export interface Queue {
  /**
   * Runs a task as soon as it is its turn. Rejects with the reason of the ending if that comes first.
   *
   * @throws WordPressError of the kind `overloaded` if too many tasks wait and this client has the most of them
   */
  run<T>(turn: Turn, task: () => Promise<T>, ending: Ending): Promise<T>;
  readonly waiting: number;
  readonly running: number;
}

interface Waiting extends Turn {
  readonly admit: () => void;
  readonly refuse: (error: unknown) => void;
}

/** When an operation came, and how many turns it had. */
interface Past {
  readonly arrival: number;
  turns: number;
}

/** Turns that the operations of ordinary pages need. */
const modestTurns = 8;

/** Milliseconds for which a second client counts as present after the client has changed. */
const presence = 10_000;

/**
 * Returns a queue. The next turn goes to the client with the fewest running tasks, then to an operation that had few turns,
 * in steps of {@link modestTurns}, then to the operation that came first. Ordinary operations so end in the order in which
 * they came, and greedy ones wait. One group of routes, one operation, and one client among
 * several take at most three quarters of the places, so that a route that hangs or a greedy client leaves some free.
 *
 * @param limit - returns the number of tasks that may run at once now
 * @param now - returns milliseconds
 */
export function createQueue(limit: () => number, now: () => number): Queue {
  const waiting: Waiting[] = [];
  const running = { all: 0, groups: new Counts<string>(), clients: new Counts<string>() };
  const operations = { running: new Counts<object>(), past: new WeakMap<object, Past>() };
  let arrivals = 0;
  let lastClient = '';
  let lastChange = Number.NEGATIVE_INFINITY;

  const hasPlace = ({ group, operation, client }: Turn) => {
    const places = limit();
    const share = shareOf(places);
    const isOneOfMany = now() - lastChange < presence;
    return (
      running.all < places &&
      running.groups.get(group) < share &&
      operations.running.get(operation) < share &&
      (!isOneOfMany || running.clients.get(client) < share)
    );
  };
  const pastOf = (operation: object): Past => {
    const known = operations.past.get(operation);
    if (known) return known;
    const past = { arrival: arrivals++, turns: 0 };
    operations.past.set(operation, past);
    return past;
  };
  const isBefore = (one: Turn, other: Turn) => {
    const byClient = running.clients.get(one.client) - running.clients.get(other.client);
    if (byClient !== 0) return byClient < 0;
    const [past, otherPast] = [pastOf(one.operation), pastOf(other.operation)];
    const byTurns = Math.floor(past.turns / modestTurns) - Math.floor(otherPast.turns / modestTurns);
    return byTurns === 0 ? past.arrival < otherPast.arrival : byTurns < 0;
  };
  const leave = (entry: Waiting) => waiting.splice(waiting.indexOf(entry), 1);
  const count = ({ group, operation, client }: Turn, by: 1 | -1) => {
    running.all += by;
    running.groups.add(group, by);
    running.clients.add(client, by);
    operations.running.add(operation, by);
    if (by > 0) pastOf(operation).turns++;
  };
  const admit = (entry: Waiting) => {
    leave(entry);
    count(entry, 1);
    entry.admit();
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
    new Promise<void>((resolve, reject) => {
      const release = ending.onEnd(() => entry.refuse(ending.reason));
      const entry: Waiting = {
        ...turn,
        admit() {
          release();
          resolve();
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
      if (turn.client !== lastClient) {
        if (lastClient !== '') lastChange = now();
        lastClient = turn.client;
      }
      await enter(turn, ending);
      try {
        return await task();
      } finally {
        count(turn, -1);
        admitNext();
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

/** Returns the number of places that one group, operation or client may take. Fewer than four places are not divided. */
function shareOf(places: number): number {
  return places - Math.floor(places / 4);
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
