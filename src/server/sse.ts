import type { ExecutionResult } from '../packages/graphql.ts';
import { valueAt } from '../values/json.ts';
import { letEnd } from '../values/timers.ts';

/** Milliseconds between two comments that keep a connection open. Proxies close connections that are silent for a minute. */
const heartbeat = 15_000;

/** Returns whether a value can be iterated asynchronously. */
export function isAsyncIterable<Value>(value: unknown): value is AsyncIterable<Value> {
  return typeof value === 'object' && value !== null && Symbol.asyncIterator in value;
}

/**
 * Returns results as server-sent events, in the distinct connections mode of graphql-sse ("GraphQL over Server-Sent
 * Events"). Yoga does the same, but without ids, so that no client could continue after a lost connection.
 */
export function sseResponse(results: unknown): Response {
  const iterable: AsyncIterable<unknown> = isAsyncIterable<ExecutionResult>(results)
    ? results
    : oneOf(results);
  const iterator = iterable[Symbol.asyncIterator]();
  const encoder = new TextEncoder();
  let timer: ReturnType<typeof setInterval> | undefined;
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      const beat = () => {
        if ((controller.desiredSize ?? 0) > 0) controller.enqueue(encoder.encode(':\n\n'));
      };
      beat();
      timer = letEnd(setInterval(beat, heartbeat));
    },
    async pull(controller) {
      const { done, value } = await iterator.next();
      if (!done) return controller.enqueue(encoder.encode(eventOf(value)));
      clearInterval(timer);
      controller.enqueue(encoder.encode('event: complete\ndata:\n\n'));
      controller.close();
    },
    async cancel() {
      clearInterval(timer);
      await iterator.return?.();
    },
  });
  return new Response(stream, {
    headers: {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store, no-transform',
      // nginx would hold back the events.
      'x-accel-buffering': 'no',
    },
  });
}

function eventOf(result: unknown): string {
  const id = valueAt(result, 'extensions', 'pressql', 'eventId');
  const line = typeof id === 'string' ? `id: ${id}\n` : '';
  return `${line}event: next\ndata: ${JSON.stringify(result)}\n\n`;
}

async function* oneOf(result: unknown): AsyncGenerator<unknown> {
  yield result;
}
