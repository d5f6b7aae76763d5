import { endingOf } from '../wordpress/ending.ts';
import type { Plugin } from './graphql-yoga.ts';
import type { OperationContext } from './operation-context.ts';

/** The arguments of the executor, with an option of Yoga's that Envelop does not name. */
interface Cancellable {
  signal?: AbortSignal;
}

/**
 * Ends the execution of an operation when its client leaves. Each operation has a signal of its own: all promises of the
 * executor hang on it, with their results. The signal of the request would keep them until the last operation of a batch
 * is done.
 */
export function useCancellation(): Plugin<OperationContext> {
  return {
    onExecute({ args }) {
      const { signal } = args.contextValue.request;
      const own = new AbortController();
      const leave = endingOf(signal).onEnd(() => own.abort(signal.reason));
      Object.assign(args, { signal: own.signal } satisfies Cancellable);
      return { onExecuteDone: leave };
    },
    onSubscribe({ args }) {
      Object.assign(args, { signal: args.contextValue.request.signal } satisfies Cancellable);
    },
  };
}
