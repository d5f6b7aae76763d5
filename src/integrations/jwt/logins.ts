/** A plugin's route that signs in a user by user name and password. */
export interface Login {
  /** The names of the plugins that have the route, for descriptions. */
  readonly plugin: string;
  /** The route. It accepts `username` and `password`. */
  readonly route: string;
  /** The possible paths of the token in the answer. */
  readonly token: readonly (readonly string[])[];
  /** The route that refreshes tokens. Null if the plugin has no route that a program can use. */
  readonly refresh: Refresh | null;
}

/** A route that exchanges a refresh token for a new token. */
export interface Refresh {
  readonly route: string;
  /** The parameter for the refresh token. */
  readonly parameter: string;
  /** The path of the refresh token in the answers of both routes. */
  readonly token: readonly string[];
}

/** JWT Authentication. JWT Auth puts its refresh tokens into cookies, so the gateway cannot return them. */
export const jwtAuth: Login = {
  plugin: 'JWT Authentication for WP REST API, or JWT Auth',
  route: '/jwt-auth/v1/token',
  token: [['token'], ['data', 'token']],
  refresh: null,
};

/** Simple JWT Login. */
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
