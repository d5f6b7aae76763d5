import type { Site } from './site.ts';

/** A plugin's way of signing in by user name and password, in REST. */
export interface Login {
  /** The plugins that have it, for descriptions. */
  readonly plugin: string;
  /** Takes `username` and `password`. */
  readonly route: string;
  /** Where the token may stand in the answer. */
  readonly token: readonly (readonly string[])[];
  /** How a token is had anew; null where there is no route for it that programs can use. */
  readonly refresh: Refresh | null;
}

/** A way to a token for one that has run out. */
export interface Refresh {
  readonly route: string;
  /** What carries the refresh token to it. */
  readonly parameter: string;
  /** Where a refresh token stands in answers, of this route too. */
  readonly token: readonly string[];
}

/**
 * Plugins that have such a way, as of 2026. JWT Auth keeps its refresh tokens in a browser's cookies, so that none can be
 * given out here.
 */
const known: readonly Login[] = [
  {
    plugin: 'JWT Authentication for WP REST API, or JWT Auth',
    route: '/jwt-auth/v1/token',
    token: [['token'], ['data', 'token']],
    refresh: null,
  },
  {
    plugin: 'Simple JWT Login',
    route: '/simple-jwt-login/v1/auth',
    token: [['data', 'jwt']],
    refresh: {
      route: '/simple-jwt-login/v1/auth/refresh',
      parameter: 'refresh_token',
      token: ['data', 'refresh_token'],
    },
  },
];

/** How a site lets people sign in by password; null where it shows no route for it. */
export function loginOf({ routes }: Pick<Site, 'routes'>): Login | null {
  return known.find(({ route }) => routes.has(route)) ?? null;
}
