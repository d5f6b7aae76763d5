import { loopTime, turns } from '#platform/values/loop';
import type { LoopTime } from '../values/turns.ts';
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

/** Starts requests one by one, so that the started ones end soon. */
export interface Starts {
  /**
   * Waits until a request may start, and returns its answer. Returns a refusal with status 503 if the request would miss its
   * deadline, because too many requests wait. Rejects with the reason of the signal if the client leaves first.
   */
  run(start: Start, answer: () => Promise<Response>): Promise<Response>;
}

/** Options of {@link createStarts}. */
export interface StartsOptions {
  readonly time: Pick<LoopTime, 'now' | 'nextTurn'>;
  /** Returns whether so many operations compute that new requests should wait. */
  readonly isBusy: () => boolean;
  /** Milliseconds after the last start at which the next request starts although the gateway is busy. */
  readonly maxPause: number;
}

interface Waiting {
  readonly group: string;
  readonly lifetime: { timeLeft(): number; onOver(callback: (isComplete: boolean) => void): void };
  readonly client: string | null;
  /** Starts the request if the argument is null. Otherwise answers it with the refusal. */
  readonly go: (refusal: Response | null) => void;
}

/** The backlog estimates one pace for all requests. */
const group = 'all';

/** The options of this process. Up to three operations that compute leave enough time for new ones. */
const ofProcess: StartsOptions = { time: loopTime, isBusy: () => turns.waiting >= 4, maxPause: 100 };

/**
 * Returns the starts of a server. Starting an operation takes milliseconds (parsing, validation, the first resolvers), so
 * hundreds of simultaneous requests would delay the handling of WordPress' answers by seconds. Therefore each turn of the event
 * loop starts at most one request, after it has handled the answers, and none while many operations compute. The requests of
 * several clients start in turns.
 */
export function createStarts({ time, isBusy, maxPause }: StartsOptions = ofProcess): Starts {
  /** The waiting requests by client. The first client is the next one. */
  const clients = new Map<string | null, Waiting[]>();
  /** The time of the last start. */
  let last = Number.NEGATIVE_INFINITY;
  /** Whether a check for the next start is due in the next turn of the event loop, so that no request starts before. */
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
      // Adding the client again puts it behind the others.
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

/** Returns the requests in the order of their starts: the first one of each client, then the second one of each, and so on. */
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
