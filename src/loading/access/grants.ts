import type { Credentials } from '../../wordpress/credentials.ts';
import type { WordPressError } from '../../wordpress/errors.ts';
import type { Query, Rest } from '../../wordpress/rest.ts';
import { ClosedError, isClosed } from '../base/closed.ts';

/** Something that WordPress keeps from visitors and an operator may show them. */
export interface GrantRow {
  /** REST routes that it opens, with what is below them. */
  readonly routes: readonly string[];
  /** What it is, for messages and `--help`. */
  readonly what: string;
  /** The least role of WordPress that may read it. */
  readonly role: string;
  /** Fields of documents that it opens; absent: all that the routes show. */
  readonly fields?: readonly string[];
}

const [contributor, administrator] = ['a contributor', 'an administrator'];

/**
 * What a service credential may be used for on behalf of visitors, a row each: never for content or drafts, and of users
 * for nothing but the names of those whom visitors see.
 */
export const grants = {
  menus: {
    routes: ['/wp/v2/menus', '/wp/v2/menu-items'],
    what: 'menus that have a place in the theme',
    role: contributor,
  },
  'menu-locations': {
    routes: ['/wp/v2/menu-locations'],
    what: 'names of the places for menus',
    role: administrator,
  },
  settings: {
    routes: ['/wp/v2/settings'],
    what: 'settings for dates, reading, writing and discussion',
    role: administrator,
  },
  'block-theme': {
    routes: [
      '/wp/v2/templates',
      '/wp/v2/template-parts',
      '/wp/v2/block-patterns',
      '/wp/v2/block-types',
      '/wp/v2/global-styles',
      '/wp/v2/themes',
    ],
    what: "a block theme's templates, patterns, block types and styles",
    role: administrator,
  },
  themes: { routes: ['/wp/v2/themes'], what: 'the active theme', role: contributor },
  authors: {
    routes: ['/wp/v2/users'],
    what: 'first and last names of authors',
    role: administrator,
    fields: ['id', 'first_name', 'last_name'],
  },
} as const satisfies Readonly<Record<string, GrantRow>>;

/** The name of a row of {@link grants}. */
export type Grant = keyof typeof grants;

/** Whether a text names a grant. */
export function isGrant(name: string): name is Grant {
  return Object.hasOwn(grants, name);
}

/** A credential of the operator's, and what it may be used for on behalf of visitors. */
export interface Service {
  readonly credentials: Credentials;
  readonly grants: ReadonlySet<Grant>;
}

/** One way to read what WordPress keeps from visitors. */
export interface GrantReader {
  readonly rest: Rest;
  /** Whether this reads as the operator, for a visitor: only what any visitor may know is to be passed on. */
  readonly isOperator: boolean;
}

/** The ways to read what a grant opens, in order: as who signed in, as the operator where that is granted, or as a visitor. */
export function readersOf(
  grant: Grant,
  { rest, isSignedIn, service }: { rest: Rest; isSignedIn: boolean; service: Service | null },
): readonly GrantReader[] {
  const operator =
    service?.grants.has(grant) === true
      ? [{ rest: within(grant, rest.withCredentials(service.credentials)), isOperator: true }]
      : [];
  return isSignedIn || operator.length === 0 ? [{ rest, isOperator: false }, ...operator] : operator;
}

/**
 * What the first reader gets whom WordPress lets.
 *
 * @throws ClosedError where it lets none; its advice names the grant, unless the site has no such route
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
    : closedBy(grant, refusal);
}

/** The error for something that a grant would open. */
export function closedBy(grant: Grant, refusal: WordPressError | null = null): ClosedError {
  const { what, role } = grants[grant];
  const kept = `WordPress keeps ${what} from visitors.`;
  const help =
    "Sign in, or let the gateway's operator give it a service credential " +
    `(of ${role}) with the grant \`${grant}\`.`;
  return new ClosedError('forbidden', refusal?.message ?? kept, {
    ...refusal?.details,
    grant,
    advice: refusal === null ? help : `${kept} ${help}`,
  });
}

/** Reads that a grant opens, by whichever reader WordPress lets. */
export function grantedRest(grant: Grant, rest: Rest, readers: readonly GrantReader[]): Rest {
  const read = <T>(ask: (by: Rest) => Promise<T>): Promise<T> =>
    readGranted(grant, readers, (reader) => ask(reader.rest));
  return {
    ...rest,
    list: (...call) => read((by) => by.list(...call)),
    get: (...call) => read((by) => by.get(...call)),
    describe: (...call) => read((by) => by.describe(...call)),
  };
}

/** Reads of a grant's own routes and fields; any other is a fault of the gateway's. */
function within(grant: Grant, rest: Rest): Rest {
  const { routes, fields }: GrantRow = grants[grant];
  const checked = (route: string, query?: Query) => {
    if (!routes.some((own) => route === own || route.startsWith(`${own}/`))) {
      throw new Error(`The grant "${grant}" doesn't open ${route}`);
    }
    const named = query?.['_fields'];
    if (
      fields &&
      !(Array.isArray(named) && named.length > 0 && named.every((path) => fields.includes(path)))
    ) {
      throw new Error(`The grant "${grant}" opens ${fields.join(', ')} alone, not ${String(named)}`);
    }
    return route;
  };
  return {
    ...rest,
    list: async (route, query, options) => rest.list(checked(route, query), query, options),
    get: async (route, query, options) => rest.get(checked(route, query), query, options),
    describe: async (route, ...more) => rest.describe(checked(route), ...more),
    write: () => Promise.reject(new Error(`The grant "${grant}" is for reading only`)),
  };
}
