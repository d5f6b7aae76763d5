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
}

/** Items of a connection when the client doesn't say how many, as in WPGraphQL. */
export const defaultPageSize = 10;

/**
 * The stretch of a connection that a client asks for. `first: 0` and `last: 0` mean "not given", and
 * numbers above the site's maximum are cut to it, as in WPGraphQL.
 *
 * @param of - kind and ordering of the connection, which cursors must be of
 * @throws InputError for a negative number, for `first` with `last`, for a cursor that isn't one of this list
 */
export function toWindow(args: PagingArguments, of: string, limits: Limits): Window {
  return {
    ...limitAndDirection(args, limits),
    after: cursor('after', args.after, of),
    before: cursor('before', args.before, of),
  };
}

/**
 * How many items a client asks for, and from which end.
 *
 * @throws InputError for a negative number, and for `first` with `last`
 */
export function limitAndDirection(
  args: PagingArguments,
  { maxPageSize }: Limits,
): Pick<Window, 'limit' | 'backward'> {
  const first = amount('first', args.first);
  const last = amount('last', args.last);
  if (first !== null && last !== null) {
    throw new InputError(
      'The `first` and `last` connection args cannot be used together. For forward pagination, use `first` & `after`. ' +
        'For backward pagination, use `last` & `before`.',
    );
  }
  const limit = Math.min(first ?? last ?? defaultPageSize, maxPageSize);
  // `before` alone reads backward, as there is nothing else it could mean.
  const backward = last !== null || (first === null && !args.after && !!args.before);
  return { backward, limit };
}

function amount(name: 'first' | 'last', value: number | null | undefined): number | null {
  if (value === null || value === undefined || value === 0) return null;
  if (value < 0) throw new InputError(`${name} must be a positive integer. It was ${value}.`);
  return value;
}

function cursor(argument: 'after' | 'before', value: string | null | undefined, of: string) {
  if (value === null || value === undefined || value === '') return null;
  try {
    return decodeCursor(value, { argument, of });
  } catch (error) {
    throw error instanceof CursorError ? new CursorInputError(error.message) : error;
  }
}
