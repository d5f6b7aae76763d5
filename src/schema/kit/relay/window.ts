import { CursorError, decodeCursor } from '../../../loading/base/cursors.ts';
import type { Limits } from '../../../loading/loaders.ts';
import type { Window } from '../../../loading/pages/page.ts';
import { CursorInputError, InputError } from '../base/errors.ts';

/** Relay's paging arguments as a client sent them. */
export interface PagingArguments {
  readonly first?: number | null | undefined;
  readonly last?: number | null | undefined;
  readonly after?: string | null | undefined;
  readonly before?: string | null | undefined;
  /** Number of items to leave out at the start, without cursors and with `first` only. @default 0 */
  readonly skip?: number | undefined;
}

/** What JavaScript makes of a missing cursor if it builds a query from strings. No cursor looks like them. */
const missingCursors: ReadonlySet<string> = new Set(['', 'null', 'undefined']);

/** Returns the paging arguments with null for the cursors `""`, `"null"` and `"undefined"`, which count as absent. */
export function withoutMissingCursors<T extends PagingArguments>(args: T): T {
  const given = (cursor: string | null | undefined) => (missingCursors.has(cursor ?? '') ? null : cursor);
  return { ...args, after: given(args.after), before: given(args.before) };
}

/** Number of items on a page if the client sends neither `first` nor `last`, as in WPGraphQL. */
export const defaultPageSize = 10;

/**
 * Returns the window of a connection that the paging arguments select. As in WPGraphQL, `first: 0` and `last: 0` count
 * as absent, and larger numbers than the site's maximum are reduced to it.
 *
 * @param of - kind and ordering of the connection. A cursor must have the same
 * @throws InputError if a number is negative, or `first` and `last` are both present
 * @throws CursorInputError if a cursor does not belong to this connection
 */
export function toWindow(args: PagingArguments, of: string, limits: Limits): Window {
  return {
    ...limitAndDirection(args, limits),
    after: readCursor('after', args.after, of),
    before: readCursor('before', args.before, of),
  };
}

/**
 * Returns the size of a page, and whether the client pages backward.
 *
 * @throws InputError if a number is negative, or `first` and `last` are both present
 */
export function limitAndDirection(
  args: PagingArguments,
  { maxPageSize }: Limits,
): Pick<Window, 'limit' | 'backward' | 'skip'> {
  const first = readSize('first', args.first);
  const last = readSize('last', args.last);
  if (first !== null && last !== null) {
    throw new InputError(
      'The `first` and `last` connection args cannot be used together. For forward pagination, use `first` & `after`. ' +
        'For backward pagination, use `last` & `before`.',
    );
  }
  const limit = Math.min(first ?? last ?? defaultPageSize, maxPageSize);
  // `before` alone pages backward: forward, it would always select the first page.
  const backward = last !== null || (first === null && !args.after && !!args.before);
  return { backward, limit, ...(args.skip ? { skip: args.skip } : {}) };
}

function readSize(name: 'first' | 'last', value: number | null | undefined): number | null {
  if (value === null || value === undefined || value === 0) return null;
  if (value < 0) throw new InputError(`${name} must be a positive integer. It was ${value}.`);
  return value;
}

function readCursor(argument: 'after' | 'before', value: string | null | undefined, of: string) {
  if (!value) return null;
  try {
    return decodeCursor(value, { argument, of });
  } catch (error) {
    throw error instanceof CursorError ? new CursorInputError(error.message) : error;
  }
}
