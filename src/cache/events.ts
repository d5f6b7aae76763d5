import { GraphQLError } from '../packages/graphql.ts';
import { clientNetwork } from '../values/ip-address.ts';
import type { Change, Changes } from './changes.ts';

/** A change with its place in the log. */
export interface ChangeEvent {
  /** What a client sends back as `Last-Event-ID`. */
  readonly id: string;
  readonly change: Change;
}

/** A subscription to changes. */
export interface Subscription {
  /** WordPress' names of the resources whose changes are wanted. The feed looks at them while the subscription is open. */
  readonly resources: readonly string[];
  /** Whether a change of these resources is wanted. */
  readonly wants: (change: Change) => boolean;
}

/** Who subscribes. */
export interface Subscriber {
  /** The IP address of the client. Null if it is unknown. */
  readonly client: string | null;
  /** The id of the last event that the client has received. Null for a new client. */
  readonly lastEventId: string | null;
  /** Aborts when the client leaves. */
  readonly signal: AbortSignal;
}

/** Passes changes on to subscribers. */
export interface Events {
  /**
   * Returns the changes from now on, after those in the log that the client has missed. They end when the client leaves, when
   * the gateway stops, and when the client takes too few of them.
   *
   * @throws GraphQLError if there are too many subscriptions
   */
  open(subscription: Subscription, subscriber: Subscriber): AsyncIterableIterator<ChangeEvent>;
  /** The number of subscriptions. */
  readonly count: number;
  /** Ends all subscriptions, and refuses new ones. */
  close(): void;
}

/** Options of {@link createEvents}. */
export interface EventsOptions {
  readonly changes: Changes;
  /** Makes the feed look at resources. Returns a function that ends this. */
  readonly hold: (resources: readonly string[]) => () => void;
  /** Largest number of subscriptions, and of those of one client. */
  readonly max: number;
  readonly maxPerClient: number;
}

/** Events that wait for one client. */
const mostWaiting = 1000;

/** Returns the events of a log of changes. */
export function createEvents({ changes, hold, max, maxPerClient }: EventsOptions): Events {
  const ends = new Set<() => void>();
  const clients = new Map<string, number>();
  let isClosed = false;

  function admit(client: string | null): () => void {
    if (isClosed) throw refusal('The gateway is stopping. Subscribe again in a few seconds.', 503);
    if (ends.size >= max)
      throw refusal(
        `The gateway has ${max} subscriptions, which is its limit. Try again later, or ask the operator to raise \`maxSubscriptions\`.`,
        503,
      );
    // A limit that strangers share would let each of them lock out all others.
    if (client === null) return () => undefined;
    const network = clientNetwork(client);
    const count = (clients.get(network) ?? 0) + 1;
    if (count > maxPerClient)
      throw refusal(
        `A client may have ${maxPerClient} subscriptions. End one of them, or ask the operator to raise \`maxSubscriptionsPerClient\`.`,
        429,
      );
    clients.set(network, count);
    return () => {
      const left = (clients.get(network) ?? 1) - 1;
      if (left > 0) clients.set(network, left);
      else clients.delete(network);
    };
  }

  return {
    get count() {
      return ends.size;
    },
    open({ resources, wants }, { client, lastEventId, signal }) {
      const leave = admit(client);
      const names = new Set(resources);
      const release = hold(resources);
      const waiting: ChangeEvent[] = [];
      let wake: (() => void) | null = null;
      let isOver = false;
      const end = () => {
        if (isOver) return;
        isOver = true;
        ends.delete(end);
        stop();
        release();
        leave();
        signal.removeEventListener('abort', leaveAll);
        wake?.();
      };
      const leaveAll = () => {
        waiting.length = 0;
        end();
      };
      const add = (event: ChangeEvent) => {
        if (!names.has(event.change.resource) || !wants(event.change)) return;
        waiting.push(event);
        // A client that does not read may come back with its `Last-Event-ID`.
        if (waiting.length > mostWaiting) leaveAll();
        wake?.();
      };
      const stop = changes.onChange(({ sequence, changes: found }) => {
        for (const [index, change] of found.entries()) add({ id: `${sequence}-${index}`, change });
      });
      ends.add(end);
      signal.addEventListener('abort', leaveAll, { once: true });
      for (const event of missedBy(changes, lastEventId)) add(event);
      if (signal.aborted) leaveAll();
      const iterator: AsyncIterableIterator<ChangeEvent> = {
        [Symbol.asyncIterator]: () => iterator,
        async next() {
          while (!isOver && waiting.length === 0)
            await new Promise<void>((resolve) => {
              wake = resolve;
            });
          const value = waiting.shift();
          return value ? { done: false, value } : { done: true, value: undefined };
        },
        async return() {
          leaveAll();
          return { done: true, value: undefined };
        },
      };
      return iterator;
    },
    close() {
      isClosed = true;
      for (const end of [...ends]) end();
    },
  };
}

/** Returns the events after the last one that a client has received, as far as the log reaches back. */
function missedBy(changes: Changes, lastEventId: string | null): readonly ChangeEvent[] {
  const [, sequence, index] = /^(\d{1,15})-(\d{1,6})$/.exec(lastEventId ?? '') ?? [];
  if (sequence === undefined) return [];
  const logged = changes.since(Number(sequence) - 1) ?? changes.since(changes.oldest) ?? [];
  return logged.flatMap((entry) =>
    entry.changes.flatMap((change, position) =>
      entry.sequence === Number(sequence) && position <= Number(index)
        ? []
        : [{ id: `${entry.sequence}-${position}`, change }],
    ),
  );
}

function refusal(message: string, status: number): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'TOO_MANY_SUBSCRIPTIONS', http: { status } } });
}
