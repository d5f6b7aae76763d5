import { errorKinds, type WordPressError } from './errors.ts';
import { isTransient } from './failures.ts';
import { isRead } from './transport.ts';

/** Milliseconds: the first pause lies around this, each further one doubles it. */
const firstPause = 200;

/** Milliseconds: a site that asks for a longer pause than this gets none of our waiting, and the caller the error. */
export const maxPause = 10_000;

/** A try that failed. */
export interface FailedTry {
  readonly method: string;
  readonly error: WordPressError;
  /** How many tries there were, this one included. */
  readonly tries: number;
}

/**
 * Milliseconds to wait before the next try; null when the error is final. Only reads are repeated.
 *
 * @param random - a number from 0 up to 1, which spreads clients that failed together
 */
export function pauseBeforeRetry({ method, error, tries }: FailedTry, random: number): number | null {
  const { kind, details } = error;
  if (!isRead(method) || tries > errorKinds[kind].retries) return null;
  // A page that hangs: what it says can be found out otherwise, and each try takes as long.
  if (kind === 'timeout' && method === 'HEAD') return null;
  // 501: the server will never know the method.
  if (kind === 'server' && details.status === 501) return null;
  if (details.systemCode !== undefined && !isTransient(details.systemCode)) return null;
  if (details.retryAfter !== undefined) return details.retryAfter > maxPause ? null : details.retryAfter;
  // A kept-alive connection that the site had closed meanwhile: a new one is ready at once.
  if (kind === 'unreachable' && tries === 1 && isReset(details.systemCode)) return 0;
  return Math.round(firstPause * 2 ** (tries - 1) * (0.5 + random));
}

/** Milliseconds that a `Retry-After` header asks for, as seconds or as a date; null when there is none. */
export function retryAfterOf(header: string | null, now: number): number | null {
  if (header === null) return null;
  if (/^\s*\d+\s*$/.test(header)) return Number(header) * 1000;
  const date = Date.parse(header);
  return Number.isNaN(date) ? null : Math.max(0, date - now);
}

function isReset(systemCode: string | undefined): boolean {
  return systemCode === 'ECONNRESET' || systemCode === 'EPIPE' || systemCode === 'ERR_STREAM_PREMATURE_CLOSE';
}
