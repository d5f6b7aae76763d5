import type { GraphQLError } from '../packages/graphql.ts';
import { isRefusedTurn } from '../wordpress/errors.ts';
import type { Plugin } from './graphql-yoga.ts';

/**
 * Gives an answer without any data the status 503 and `Retry-After`, if too many requests wait or the gateway has paused
 * its requests to the site (RFC 9110, "503 Service Unavailable"). Caches then don't store it, and clients know when to come
 * back. An answer with some data keeps the status 200.
 */
export function useUnavailableStatus(): Plugin {
  return {
    onExecute: () => ({
      onExecuteDone({ result, setResult }) {
        if (!('data' in result) || !result.errors || hasValue(result.data)) return;
        const pauses = result.errors.map(pauseOf);
        if (pauses.includes(null)) return;
        const seconds = Math.max(1, ...pauses.map((ms) => Math.ceil((ms ?? 0) / 1000)));
        const http = { status: 503, headers: { 'retry-after': String(seconds) } };
        setResult({ ...result, extensions: { ...result.extensions, http } });
      },
    }),
  };
}

function hasValue(data: unknown): boolean {
  return typeof data === 'object' && data !== null && Object.values(data).some((value) => value !== null);
}

/** Returns the milliseconds to wait if the gateway did not send a request. Returns null for any other error. */
function pauseOf({ originalError }: GraphQLError): number | null {
  return isRefusedTurn(originalError) ? (originalError.details.retryAfter ?? 0) : null;
}
