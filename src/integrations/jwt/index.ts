import type { Difference, Integration } from '../../schema/integration/contract.ts';
import { addLoginMutations } from './login-mutations.ts';
import { jwtAuth, jwtAuthentication, keyPairs, type Login, simpleJwtLogin } from './logins.ts';

/** The difference of all login plugins. */
const tokenDifference: Difference = {
  subject:
    /^User\.(jwtUserSecret|isJwtAuthSecretRevoked|auth)$|^(Register|Create|Update)UserInput\.(revoke|refresh)JwtUserSecret$/,
  what: 'Secrets of users, and logins through other providers',
  why: 'The REST routes of login plugins sign in by password, and do not show or change secrets.',
  instead: 'Sign in with `login`, and read the tokens in its payload.',
};

/** JWT Auth, which refreshes tokens. It has the route of JWT Authentication, and one more. */
export const jwtAuthWithRefresh = loginBy('jwt-auth', jwtAuth, '/jwt-auth/v1/token/refresh');

/** JWT Authentication for WP REST API. */
export const jwtToken = loginBy('jwt-authentication', jwtAuthentication);

/** Simple JWT Login. */
export const simpleJwt = loginBy('simple-jwt-login', simpleJwtLogin);

/** WP-API's JWT Auth. */
export const jwtKeyPairs = loginBy('jwt-key-pairs', keyPairs);

/** @param route - the route by which a site with the plugin is known */
function loginBy(name: string, login: Login, route = login.route): Integration {
  return {
    name,
    slot: 'login',
    detect: ({ routes }) => routes.has(route),
    extend: (graph) => addLoginMutations(graph, login),
    differences: [tokenDifference],
  };
}
