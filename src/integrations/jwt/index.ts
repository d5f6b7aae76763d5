import type { Integration } from '../../schema/integration/contract.ts';
import { addLoginMutations } from './login-mutations.ts';
import { jwtAuth, type Login, simpleJwtLogin } from './logins.ts';

/** JWT Authentication for WP REST API, or JWT Auth: adds the mutation `login`. */
export const jwtAuthentication = loginBy('jwt-authentication', jwtAuth);

/** Simple JWT Login: adds the mutations `login` and `refreshToken`. */
export const simpleJwt = loginBy('simple-jwt-login', simpleJwtLogin);

function loginBy(name: string, login: Login): Integration {
  return {
    name,
    slot: 'login',
    detect: ({ routes }) => routes.has(login.route),
    extend: (graph) => addLoginMutations(graph, login),
  };
}
