import type { Rest } from '../wordpress/client.ts';
import type { Credentials } from '../wordpress/credentials.ts';
import { WordPressError } from '../wordpress/errors.ts';

/** Something that WordPress keeps from visitors and an operator may show them. */
interface GrantRow {
  /** REST routes that it opens, with what is below them. */
  readonly routes: readonly string[];
  /** What it is, for messages and `--help`. */
  readonly what: string;
}

/**
 * What a service credential may be used for on behalf of visitors, a row each: never for content, drafts or users.
 */
export const grants = {
  menus: { routes: ['/wp/v2/menus', '/wp/v2/menu-items'], what: 'menus that have a place in the theme' },
  'menu-locations': { routes: ['/wp/v2/menu-locations'], what: 'names of the places for menus' },
  settings: { routes: ['/wp/v2/settings'], what: 'harmless settings: formats, reading, writing, discussion' },
  themes: { routes: ['/wp/v2/themes'], what: 'the active theme' },
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

/**
 * Reads that a grant opens: as the visitor where they sign in and WordPress lets them, else with the service
 * credential where that is granted, else as a visitor. What nobody may read is a `forbidden` error whose advice
 * names the grant.
 */
export function grantedRest(
  grant: Grant,
  { rest, isSignedIn, service }: { rest: Rest; isSignedIn: boolean; service: Service | null },
): Rest {
  const isGranted = service?.grants.has(grant) ?? false;
  const granted = service && isGranted ? within(grant, rest.as(service.credentials)) : null;
  const read = async <T>(ask: (by: Rest) => Promise<T>): Promise<T> => {
    if (granted && !isSignedIn) return ask(granted);
    try {
      return await ask(rest);
    } catch (error) {
      if (!(error instanceof WordPressError) || error.kind !== 'forbidden') throw error;
      if (granted) return ask(granted);
      throw new WordPressError('forbidden', error.message, {
        ...error.details,
        advice:
          `WordPress keeps ${grants[grant].what} from visitors. Sign in, or let the gateway's operator give it a ` +
          `service credential with the grant \`${grant}\`.`,
      });
    }
  };
  return {
    ...rest,
    list: (...call) => read((by) => by.list(...call)),
    get: (...call) => read((by) => by.get(...call)),
    describe: (...call) => read((by) => by.describe(...call)),
  };
}

/** Reads of a grant's own routes; any other is a fault of the gateway's. */
function within(grant: Grant, rest: Rest): Rest {
  const { routes } = grants[grant];
  const checked = (route: string) => {
    if (routes.some((own) => route === own || route.startsWith(`${own}/`))) return route;
    throw new Error(`The grant "${grant}" doesn't open ${route}`);
  };
  return {
    ...rest,
    list: (route, ...more) => rest.list(checked(route), ...more),
    get: (route, ...more) => rest.get(checked(route), ...more),
    describe: (route, ...more) => rest.describe(checked(route), ...more),
  };
}
