/** A plugin's route for signing in by user name and password. */
export interface Login {
  /** The plugins that have it, for descriptions. */
  readonly plugin: string;
  /** Takes `username` and `password`. */
  readonly route: string;
  /** Paths at which the answer may have the token. */
  readonly token: readonly (readonly string[])[];
  /** How a client gets another token; null if no route for it is open to programs. */
  readonly refresh: Refresh | null;
}

/** A route that gives a token for a refresh token. */
export interface Refresh {
  readonly route: string;
  /** The parameter that takes the refresh token. */
  readonly parameter: string;
  /** The path of the refresh token in answers, of this route too. */
  readonly token: readonly string[];
}

/** JWT Auth keeps its refresh tokens in a browser's cookies, so that the gateway can give out none. */
export const jwtAuth: Login = {
  plugin: 'JWT Authentication for WP REST API, or JWT Auth',
  route: '/jwt-auth/v1/token',
  token: [['token'], ['data', 'token']],
  refresh: null,
};

export const simpleJwtLogin: Login = {
  plugin: 'Simple JWT Login',
  route: '/simple-jwt-login/v1/auth',
  token: [['data', 'jwt']],
  refresh: {
    route: '/simple-jwt-login/v1/auth/refresh',
    parameter: 'refresh_token',
    token: ['data', 'refresh_token'],
  },
};
