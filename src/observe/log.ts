import type { OperationEvent } from '../server/exchange.ts';
import { type Paint, plainPaint } from '../values/paint.ts';
import { WordPressError } from '../wordpress/errors.ts';
import { textLineOf } from './text-line.ts';

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
  /** Returns the log of one of several sites, whose lines name it. */
  ofSite(name: string): Log;
}

/**
 * Returns a log of lines for people.
 *
 * @param paint - colours. @default none
 */
export function textLog(write: (line: string) => void, paint: Paint = plainPaint): Log {
  return {
    operation: (event) => write(textLineOf(event, paint)),
    note: write,
    warning: (text) => write(`${paint.note('Warning:')} ${text}`),
    error: (error) => {
      const { message, stack } = described(error);
      write(stack ?? message);
    },
    ofSite: (name) => textLog((line) => write(`${paint.dim(`${name} |`)} ${line}`), paint),
  };
}

/** Returns the message of an error, and its stack unless WordPress caused it. */
export function described(error: unknown): { readonly message: string; readonly stack?: string | undefined } {
  if (error instanceof WordPressError) return { message: `${error.report} ${error.advice}` };
  return error instanceof Error ? { message: error.message, stack: error.stack } : { message: String(error) };
}

/** Returns a log without operations. */
export function withoutOperations(log: Log): Log {
  return { ...log, operation: () => undefined, ofSite: (name) => withoutOperations(log.ofSite(name)) };
}
