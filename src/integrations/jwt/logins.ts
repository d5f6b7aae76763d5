/** A plugin's route that signs in a user by user name and password. */
export interface Login {
  /** The names of the plugins that have the route, for descriptions. */
  readonly plugin: string;
  /** The route that answers a token. */
  readonly route: string;
  /** The route's parameters for user name and password. */
  readonly parameters: { readonly username: string; readonly password: string };
  /** The possible paths of the token in the answer. */
  readonly token: readonly (readonly string[])[];
  /** How the plugin gives and takes refresh tokens. Null if it has none. */
  readonly refresh: Refresh | null;
  /** The route that revokes the token with which it is called. Null if tokens stay valid until they expire. */
  readonly revoke: string | null;
}

/** The way of a plugin's refresh tokens: through the JSON of the answers, or through a cookie. */
export type Refresh =
  | {
      /** The route that exchanges a refresh token for a new token. */
      readonly route: string;
      /** The parameter for the refresh token. */
      readonly parameter: string;
      /** The path of the refresh token in the answers of both routes. */
      readonly path: readonly string[];
    }
  | {
      readonly route: string;
      /** The name of the cookie. */
      readonly cookie: string;
    };

const usual = { username: 'username', password: 'password' };

/** JWT Authentication for WP REST API. Its tokens are valid for a week, and it has no refresh tokens. */
export const jwtAuthentication: Login = {
  plugin: 'JWT Authentication for WP REST API',
  route: '/jwt-auth/v1/token',
  parameters: usual,
  token: [['token'], ['data', 'token']],
  refresh: null,
  revoke: null,
};

/** JWT Auth. Its tokens are valid for ten minutes. A cookie carries the refresh token. */
export const jwtAuth: Login = {
  ...jwtAuthentication,
  plugin: 'JWT Auth',
  refresh: { route: '/jwt-auth/v1/token', cookie: 'refresh_token' },
};

/** Simple JWT Login. */
export const simpleJwtLogin: Login = {
  plugin: 'Simple JWT Login',
  route: '/simple-jwt-login/v1/auth',
  parameters: usual,
  token: [['data', 'jwt']],
  refresh: {
    route: '/simple-jwt-login/v1/auth/refresh',
    parameter: 'refresh_token',
    path: ['data', 'refresh_token'],
  },
  revoke: '/simple-jwt-login/v1/auth/revoke',
};

/** WP-API's JWT Auth. Users sign in by a key and its secret, which they make in their profiles. */
export const keyPairs: Login = {
  plugin: "WP-API's JWT Auth, whose user name is an API key, and whose password is its secret",
  route: '/wp/v2/token',
  parameters: { username: 'api_key', password: 'api_secret' },
  token: [['access_token']],
  refresh: { route: '/wp/v2/token', parameter: 'refresh_token', path: ['refresh_token'] },
  revoke: null,
};
