import type { GraphQLError } from '../packages/graphql.ts';
import { type ErrorKind, WordPressError } from '../wordpress/errors.ts';
import type { Plugin } from './graphql-yoga.ts';

/** Failures after which the same request is likely to succeed soon. */
const passing: readonly ErrorKind[] = ['overloaded', 'paused'];

/**
 * Gives an answer without any data the status 503 and `Retry-After`, if too many requests wait or the gateway has paused
 * its requests to the site (RFC 9110, "503 Service Unavailable"). Caches then don't store it, and clients know when to come back. An answer
 * with some data keeps the status 200.
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

/** Returns the milliseconds to wait after a failure that passes. Returns null for any other error. */
function pauseOf({ originalError }: GraphQLError): number | null {
  if (!(originalError instanceof WordPressError) || !passing.includes(originalError.kind)) return null;
  return originalError.details.retryAfter ?? 0;
}
