import { type LoopTime, loopTime, turns } from '../values/turns.ts';
import { errorKinds } from '../wordpress/errors.ts';
import { createBacklog, lateMessage } from '../wordpress/traffic/backlog.ts';

/** A request that wants to start. */
export interface Start {
  /** The address of its client. Null if it is unknown. */
  readonly client: string | null;
  /** Aborts if the client leaves. */
  readonly signal: AbortSignal;
  /** Returns the milliseconds until its deadline. */
  readonly timeLeft: () => number;
}

/** Lets requests start one by one, so that those that have started end soon. */
export interface Starts {
  /**
   * Answers a request when it may start, at once if the gateway has time. If so many wait that the answer would not be in
   * time, the answer is a refusal with status 503. Rejects with the reason of the signal if the client leaves before.
   */
  run(start: Start, answer: () => Promise<Response>): Promise<Response>;
}

/** Options of {@link createStarts}. */
export interface StartsOptions {
  readonly time: Pick<LoopTime, 'now' | 'nextTurn'>;
  /** Whether so many operations compute that new ones should wait. */
  readonly isBusy: () => boolean;
  /** Milliseconds after which a request starts however many operations compute. */
  readonly maxPause: number;
}

interface Waiting {
  readonly group: string;
  readonly lifetime: { timeLeft(): number; onOver(callback: (isComplete: boolean) => void): void };
  readonly client: string | null;
  /** Starts it, or ends it with a refusal. */
  readonly go: (refusal: Response | null) => void;
}

/** All requests have one pace, whatever they read. */
const group = 'all';

/** A few large operations leave time for new ones; many ordinary ones must end first. */
const ofProcess: StartsOptions = { time: loopTime, isBusy: () => turns.waiting >= 4, maxPause: 100 };

/**
 * Returns the starts of a server. To start an operation takes milliseconds (parsing, validation, the first resolvers), and
 * hundreds of clients that ask at the same moment would keep answers of WordPress waiting for seconds. Each turn of the
 * event loop has one start, after the answers that have come, and none while many operations compute. Clients take turns.
 */
export function createStarts({ time, isBusy, maxPause }: StartsOptions = ofProcess): Starts {
  /** The requests that wait, by client. The first client is the next one. */
  const clients = new Map<string | null, Waiting[]>();
  let last = Number.NEGATIVE_INFINITY;
  /** Whether this turn of the event loop has had its start. */
  let isUsed = false;

  const backlog = createBacklog({
    now: time.now,
    hasWaiting: () => clients.size > 0,
    onPace: () => refuseLate(),
  });
  const refuseLate = () => {
    for (const { entry, retryAfter } of backlog.lateOf(inOrder(clients))) {
      leave(entry);
      entry.go(refusal(retryAfter));
    }
  };
  const leave = (entry: Waiting) => {
    const others = clients.get(entry.client)?.filter((each) => each !== entry) ?? [];
    if (others.length > 0) clients.set(entry.client, others);
    else clients.delete(entry.client);
  };
  const mayStart = () => !isBusy() || time.now() - last >= maxPause;
  const begin = (entry: Waiting) => {
    last = time.now();
    lookAgain();
    backlog.begin(entry);
    entry.go(null);
  };
  const lookAgain = () => {
    isUsed = true;
    time.nextTurn(() => {
      isUsed = false;
      const [next] = clients;
      if (!next) return;
      if (!mayStart()) {
        lookAgain();
        return;
      }
      const [client, [first, ...others]] = next;
      // The client goes behind the others.
      clients.delete(client);
      if (others.length > 0) clients.set(client, others);
      if (first) begin(first);
    });
  };
  const enter = (entry: Waiting) => {
    if (!isUsed && clients.size === 0 && mayStart()) {
      begin(entry);
      return;
    }
    clients.set(entry.client, [...(clients.get(entry.client) ?? []), entry]);
    if (!isUsed) lookAgain();
    if (backlog.isDue(group)) refuseLate();
  };
  return {
    async run({ client, signal, timeLeft }, answer) {
      let over = (_isComplete: boolean) => {};
      const lifetime = {
        timeLeft,
        onOver(callback: (isComplete: boolean) => void) {
          over = callback;
        },
      };
      const refused = await new Promise<Response | null>((go) => enter({ group, lifetime, client, go }));
      if (refused) return refused;
      let isComplete = false;
      try {
        signal.throwIfAborted();
        const response = await answer();
        isComplete = response.status < 500;
        return response;
      } finally {
        over(isComplete);
      }
    },
  };
}

/** Returns the requests in the order of their starts: one of each client, then the next one of each. */
function inOrder(clients: ReadonlyMap<string | null, readonly Waiting[]>): Waiting[] {
  return [...clients.values()]
    .flatMap((entries) => entries.map((entry, round) => ({ entry, round })))
    .sort((one, other) => one.round - other.round)
    .map(({ entry }) => entry);
}

function refusal(retryAfter: number): Response {
  const { code, advice } = errorKinds.overloaded;
  const error = { message: lateMessage, extensions: { code, advice } };
  const headers = { 'retry-after': String(Math.ceil(retryAfter / 1000)) };
  return Response.json({ errors: [error] }, { status: 503, headers });
}
