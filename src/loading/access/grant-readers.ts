import type { Credentials } from '../../wordpress/credentials.ts';
import type { WordPressError } from '../../wordpress/errors.ts';
import type { Query, Rest } from '../../wordpress/rest.ts';
import { ClosedError, isClosed } from '../base/closed.ts';
import { type Grant, type GrantRow, grantError, grants } from './grants.ts';

/**
 * The operator's credential with its grants. The gateway uses it on behalf of visitors, and for the documents that belong to a user
 * who has signed in.
 */
export interface Service {
  readonly credentials: Credentials;
  readonly grants: ReadonlySet<Grant>;
}

/** A REST client that may read the data of a grant. */
export interface GrantReader {
  readonly rest: Rest;
  /**
   * Whether the reader uses the operator's credential. The caller must then drop everything that WordPress does not show to every
   * visitor or, with a grant for a user's own documents, all that are not of the user who has signed in.
   */
  readonly isOperator: boolean;
}

const none: ReadonlySet<string> = new Set();

/**
 * Returns the readers for a grant, in the order in which to try them: the signed-in user, then the operator if the
 * operator gave the grant. A visitor is a reader only if the operator is not.
 */
export function readersOf(
  grant: Grant,
  {
    rest,
    isSignedIn,
    service,
    published = none,
  }: {
    rest: Rest;
    isSignedIn: boolean;
    service: Service | null;
    /** Routes of the lists of the site's post types. @default none */
    published?: ReadonlySet<string>;
  },
): readonly GrantReader[] {
  const { owner }: GrantRow = grants[grant];
  // Visitors own no documents.
  const isOpen = service?.grants.has(grant) === true && (isSignedIn || owner === undefined);
  const operator =
    service && isOpen
      ? [
          {
            rest: operatorRest({ grant, published }, rest.withCredentials(service.credentials)),
            isOperator: true,
          },
        ]
      : [];
  return isSignedIn || operator.length === 0 ? [{ rest, isOperator: false }, ...operator] : operator;
}

/**
 * Reads with each reader in turn and returns the first result that WordPress allows.
 *
 * @throws ClosedError if WordPress allows none. Its advice names the grant, unless the first refusal says that there is no such
 * route.
 */
export async function readGranted<T>(
  grant: Grant,
  readers: readonly GrantReader[],
  read: (reader: GrantReader) => Promise<T>,
): Promise<T> {
  let refusal: WordPressError | null = null;
  for (const reader of readers) {
    try {
      return await read(reader);
    } catch (error) {
      if (!isClosed(error)) throw error;
      refusal ??= error;
    }
  }
  throw refusal?.kind === 'not-found'
    ? new ClosedError('absent', refusal.message, refusal.details)
    : grantError(grant, refusal);
}

/**
 * Returns a client that reads with the first reader that WordPress allows ({@link readGranted}).
 *
 * @param rest - the client for all other calls, so that no write uses the operator's credential
 */
export function grantedRest(grant: Grant, rest: Rest, readers: readonly GrantReader[]): Rest {
  const read = <T>(call: (reader: Rest) => Promise<T>): Promise<T> =>
    readGranted(grant, readers, (reader) => call(reader.rest));
  const { root, head, page, write, submit, withCredentials, close } = rest;
  return {
    root,
    list: (...call) => read((reader) => reader.list(...call)),
    get: (...call) => read((reader) => reader.get(...call)),
    counted: (...call) => read((reader) => reader.counted(...call)),
    describe: (...call) => read((reader) => reader.describe(...call)),
    head,
    page,
    write,
    submit,
    withCredentials,
    close,
  };
}

/**
 * Returns a client that sends the operator's credential with nothing but the reads that a grant opens. A refused call is a
 * bug in the gateway, so it throws a plain `Error`.
 *
 * `Required` makes the compiler demand every method of `Rest` here, even a new optional one, so no new method can send the
 * credential unchecked.
 *
 * @param rest - sends the operator's credential with every call
 */
function operatorRest(opened: Opened, rest: Rest): Required<Rest> {
  const { grant } = opened;
  const refuse = (method: string): never => {
    throw new Error(`The grant "${grant}" opens reads only, not \`${method}\`.`);
  };
  return {
    root: rest.root,
    list: async (route, query, options) => rest.list(checkedRoute(opened, route, query), query, options),
    get: async (route, query, options) => rest.get(checkedRoute(opened, route, query), query, options),
    counted: async (route, query, options) =>
      rest.counted(checkedRoute(opened, route, query), query, options),
    describe: async (route, options) => rest.describe(checkedRoute(opened, route), options),
    head: async () => refuse('head'),
    page: async () => refuse('page'),
    write: async () => refuse('write'),
    submit: async () => refuse('submit'),
    withCredentials: () => refuse('withCredentials'),
    close: () => refuse('close'),
  };
}

/** A grant on one site. */
interface Opened {
  readonly grant: Grant;
  /** Routes of the lists of the site's post types. */
  readonly published: ReadonlySet<string>;
}

/**
 * Returns the route.
 *
 * @throws Error if the grant does not open the route, or if it limits the fields and `_fields` is absent, empty or
 * names another field, or if it opens the documents of one user and the query names none,
 * or if it opens what is published and the query asks for more
 */
function checkedRoute({ grant, published }: Opened, route: string, query?: Query): string {
  const { routes, fields, owner, isDocumentsOnly = false, ofPublished = false }: GrantRow = grants[grant];
  const isOpen = ofPublished
    ? published.has(route) || routes.includes(route)
    : routes.some((granted) => route === granted || (!isDocumentsOnly && route.startsWith(`${granted}/`)));
  if (!isOpen) throw new Error(`The grant "${grant}" does not open ${route}.`);
  if (ofPublished && query?.['status'] !== 'publish')
    throw new Error(`The grant "${grant}" opens only what is published.`);
  if (owner !== undefined) {
    const id = query?.[owner];
    // Routes below the list, and other forms of a value, might not be filtered by it.
    if (!routes.includes(route) || typeof id !== 'number' || !Number.isSafeInteger(id) || id <= 0)
      throw new Error(`The grant "${grant}" does not open ${route} without one ${owner}.`);
  }
  if (!fields) return route;
  const requested = query?.['_fields'];
  const isGranted =
    Array.isArray(requested) && requested.length > 0 && requested.every((path) => fields.includes(path));
  if (isGranted) return route;
  throw new Error(
    `The grant "${grant}" opens only the fields ${fields.join(', ')}, not ${String(requested ?? 'all fields')}.`,
  );
}
