import type { OperationEvent } from '../server/exchange.ts';
import { WordPressError } from '../wordpress/errors.ts';

/** The log of the command `pressql` while it serves a site. It contains no variables, headers or credentials. */
export interface Log {
  /** Logs an operation that has ended. */
  operation(event: OperationEvent): void;
  /** Logs an event that the operator should know of. */
  note(text: string): void;
  /** Logs a problem that does not stop the gateway. */
  warning(text: string): void;
  /** Logs an error. */
  error(error: unknown): void;
}

/** Returns a log of lines for people. */
export function textLog(write: (line: string) => void): Log {
  return {
    operation: (event) => write(lineOf(event)),
    note: write,
    warning: (text) => write(`Warning: ${text}`),
    error: (error) => {
      const { message, stack } = described(error);
      write(stack ?? message);
    },
  };
}

/** Returns the message of an error, and its stack unless WordPress caused it. */
export function described(error: unknown): { readonly message: string; readonly stack?: string | undefined } {
  if (error instanceof WordPressError) return { message: `${error.report} ${error.advice}` };
  return error instanceof Error ? { message: error.message, stack: error.stack } : { message: String(error) };
}

/** Returns a log without operations. */
export function withoutOperations(log: Log): Log {
  return { ...log, operation: () => undefined };
}

/** Returns an operation as one line: `query NewestPosts 200 34 ms, 3 requests`. */
function lineOf({ kind, name, status, ms, requests, hits, errors }: OperationEvent): string {
  const counts = Object.entries(errors).map(([code, number]) => `${number} × ${code}`);
  const outcome = [
    `${Math.round(ms)} ms`,
    `${requests} requests`,
    ...(hits > 0 ? [`${hits} from memory`] : []),
    ...counts,
  ].join(', ');
  return [kind ?? 'refused', name, status === 499 ? 'aborted' : status, outcome]
    .filter((part) => part !== null)
    .join(' ');
}
