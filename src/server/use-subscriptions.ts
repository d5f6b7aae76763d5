import type { ChangeEvent } from '../cache/events.ts';
import {
  createSourceEventStream,
  type ExecutionArgs,
  type ExecutionResult,
  execute,
  GraphQLError,
} from '../packages/graphql.ts';
import { withPressQL } from './extensions.ts';
import type { Plugin } from './graphql-yoga.ts';
import type { OperationContext } from './operation-context.ts';
import { isAsyncIterable, sseResponse } from './sse.ts';

/**
 * Runs subscriptions. Each event is an operation of its own, with new loaders of a visitor, a budget and a deadline. The
 * event has an id in `extensions.pressql.eventId`, and so has the answer's stream.
 *
 * @param visitorLoaders - returns loaders for one event
 */
export function useSubscriptions(
  visitorLoaders: (request: Request, client: string | null) => OperationContext['loaders'],
): Plugin<SubscriptionContext> {
  return {
    onSubscribe({ args: { contextValue }, setSubscribeFn }) {
      const { request, loaders } = contextValue;
      const { client } = loaders.operation;
      // The operation only opens the subscription. It reads nothing.
      loaders.operation.complete();
      refuseOtherTypes(request);
      setSubscribeFn(async (args: ExecutionArgs) => {
        const stream = await createSourceEventStream(args);
        if (!isAsyncIterable<ChangeEvent>(stream)) return stream;
        return mapped(stream, (event) => answerTo(event, args, visitorLoaders(request, client)));
      });
    },
    onResultProcess({ result, setResult, setResultProcessor }) {
      if (isAsyncIterable<ExecutionResult>(result)) setResultProcessor(sseResponse, 'text/event-stream');
      if (!Array.isArray(result)) return;
      const results: readonly unknown[] = result;
      if (!results.some(isAsyncIterable)) return;
      for (const each of results) if (isAsyncIterable(each)) void each[Symbol.asyncIterator]().return?.();
      setResult({
        errors: [new GraphQLError('Send each subscription in a request of its own, not in a batch.')],
      });
    },
  };
}

interface SubscriptionContext extends OperationContext {
  readonly request: Request;
}

/** @throws GraphQLError if the client does not accept server-sent events */
function refuseOtherTypes({ headers }: Request): void {
  const accept = headers.get('accept') ?? '*/*';
  if (/text\/event-stream|\*\/\*/i.test(accept)) return;
  throw new GraphQLError(
    'Subscriptions are server-sent events. Send `Accept: text/event-stream`, as graphql-sse does.',
    { extensions: { code: 'NOT_ACCEPTABLE', http: { status: 406 } } },
  );
}

/** Returns the answer to an event. Returns null if the client may not see it. */
async function answerTo(
  event: ChangeEvent,
  args: ExecutionArgs,
  loaders: OperationContext['loaders'],
): Promise<ExecutionResult | null> {
  const context = args.contextValue as OperationContext;
  try {
    const contextValue: OperationContext = { ...context, loaders, notices: [] };
    const result = await execute({ ...args, rootValue: event, contextValue });
    const isShown =
      result.errors !== undefined || Object.values(result.data ?? {}).some((value) => value !== null);
    if (!isShown) return null;
    return { ...result, extensions: withPressQL(result.extensions, { eventId: event.id }) };
  } finally {
    loaders.operation.complete();
  }
}

/** Returns the values of a stream, each mapped. Leaves out those that are mapped to null. */
function mapped<In, Out>(
  stream: AsyncIterable<In>,
  map: (value: In) => Promise<Out | null>,
): AsyncIterableIterator<Out> {
  const source = stream[Symbol.asyncIterator]();
  const iterator: AsyncIterableIterator<Out> = {
    [Symbol.asyncIterator]: () => iterator,
    async next() {
      for (;;) {
        const { done, value } = await source.next();
        if (done) return { done, value: undefined };
        const out = await map(value);
        if (out !== null) return { done: false, value: out };
      }
    },
    // Generators would wait for the next event before they return.
    async return() {
      await source.return?.();
      return { done: true, value: undefined };
    },
  };
  return iterator;
}
