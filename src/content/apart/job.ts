import type { Account } from '../../values/turns.ts';
import type { ConversionName, Conversions } from './conversions.ts';

/** A conversion for the thread. */
export interface Job<Name extends ConversionName = ConversionName> {
  readonly name: Name;
  readonly html: string;
  readonly argument: Conversions[Name]['argument'];
}

/** The answer of the thread: the result of a job, or the stack of the error that it threw. */
export type Outcome = { readonly result: unknown } | { readonly error: string };

/** The error if the thread cannot start. The caller then has to convert the content itself. */
export class NoThread extends Error {}

/** For whom the thread converts. */
export interface Customer {
  /** Aborts the job. If the job is running, the thread ends, and the next job starts a new one. */
  readonly signal: AbortSignal;
  /** The operation that pays for the time of the job. */
  readonly account: Account;
}
