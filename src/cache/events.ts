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
  /** WordPress' names of the resources. The change feed polls them while the subscription is open. */
  readonly resources: readonly string[];
  /** Whether the subscriber wants a change of one of these resources. */
  readonly wants: (change: Change) => boolean;
}

/** The client of a subscription. */
export interface Subscriber {
  /** The IP address of the client. Null if it is unknown. */
  readonly client: string | null;
  /** The id of the last event that the client has received. Null for a new client. */
  readonly lastEventId: string | null;
  /** Aborts when the client leaves. */
  readonly signal: AbortSignal;
}

/** Delivers changes to subscribers. */
export interface Events {
  /**
   * Opens a subscription. Returns first the changes in the log that the client has missed, then all new ones. The iterator
   * ends when the client leaves, when the gateway stops, or when {@link mostWaiting} events wait for the client.
   *
   * @throws GraphQLError if the gateway is stopping, or if there are too many subscriptions
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
  /** Makes the change feed poll resources. Returns a function that ends this. */
  readonly hold: (resources: readonly string[]) => () => void;
  /** Largest number of subscriptions. */
  readonly max: number;
  /** Largest number of subscriptions of one client. */
  readonly maxPerClient: number;
}

/** The largest number of events that wait for one client. */
const mostWaiting = 1000;

/** Returns events of a log of changes, without subscriptions. */
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
    // Clients with unknown addresses would share one limit, so that one of them could lock out the others.
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
        // A client that reads too slowly can reconnect with its `Last-Event-ID`.
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

/** Returns the events in the log after the last one that a client has received. */
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
