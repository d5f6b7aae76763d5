import { limits } from '../values/limits.ts';
import { errorKinds, type WordPressError } from './errors.ts';
import { isResetCode, isTransient } from './failures.ts';
import { isRead } from './fetch.ts';

/** Milliseconds of the first pause, on average. Each further pause is twice as long. */
const firstPause = 200;

/** A failed request. */
export interface FailedTry {
  readonly method: string;
  readonly error: WordPressError;
  /** Number of tries so far, this one included. */
  readonly tries: number;
}

/**
 * Returns the milliseconds to wait before the next try. Returns null if the gateway must not retry: writes are never
 * repeated.
 *
 * @param random - a number from 0 up to 1; it keeps clients that failed together from retrying together
 */
export function pauseBeforeRetry({ method, error, tries }: FailedTry, random: number): number | null {
  const { kind, details } = error;
  if (!isRead(method) || tries > errorKinds[kind].retries) return null;
  // The server does not implement the method (RFC 9110, 501), so a retry cannot succeed.
  if (kind === 'server' && details.status === 501) return null;
  if (details.systemCode !== undefined && !isTransient(details.systemCode)) return null;
  if (details.retryAfter !== undefined)
    return details.retryAfter > limits.maxRetryPause ? null : details.retryAfter;
  // The site had closed the kept-alive connection. A new connection needs no pause.
  if (kind === 'unreachable' && tries === 1 && isResetCode(details.systemCode)) return 0;
  return Math.round(firstPause * 2 ** (tries - 1) * (0.5 + random));
}

/**
 * Returns the milliseconds of a `Retry-After` header (RFC 9110). It has seconds or a date. A proxy may have joined two headers
 * to a list, of which the first counts. Returns null without a valid header.
 */
export function retryAfterOf(header: string | null, now: number): number | null {
  const [, seconds] = /^\s*(\d+)\s*(?:,|$)/.exec(header ?? '') ?? [];
  if (seconds !== undefined) return Math.min(Number(seconds), longestWish) * 1000;
  // `Date.parse` reads many texts that are no dates: `-5`, `1.5`.
  if (header === null || !/^\s*[a-z]{3,9},? .*\d{4}/i.test(header)) return null;
  const date = Date.parse(header);
  return Number.isNaN(date) ? null : Math.min(Math.max(0, date - now), longestWish * 1000);
}

/** Seconds of a day. No wish counts that is longer. */
const longestWish = 86_400;
