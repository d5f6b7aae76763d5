import { ClosedError } from '../../loading/base/closed.ts';
import type { Entity } from '../../loading/base/entity.ts';
import { locatedError, responsePathAsArray } from '../../packages/graphql.ts';
import type { IntegrationGraph } from '../../schema/integration/integration-graph.ts';
import { InputError } from '../../schema/kit/base/errors.ts';
import { resourceNamed } from '../../schema/kit/graph/graph.ts';
import { projectionOf } from '../../schema/kit/plugins/reads/projection.ts';
import { type Input, row } from '../../schema/mutations/input-rows.ts';
import { nodeField, type PayloadFields } from '../../schema/mutations/mutation.ts';
import { bearerToken } from '../../wordpress/credentials.ts';
import { text } from '../../wordpress/document.ts';
import { addLoginClients, passwordProvider } from './login-clients.ts';
import type { Login, Refresh } from './logins.ts';
import { expirationOf, isRefused, refreshBy, signIn } from './tokens.ts';
import { addUserTokens, noteTokens } from './user-tokens.ts';

/** The tokens of a payload. All are null if the plugin refused a refresh token. */
interface Issued {
  readonly authToken: string | null;
  readonly refreshToken: string | null;
}

interface SignedIn extends Issued {
  readonly node: Entity | null;
}

/**
 * Adds `login`, `logout`, and the mutations for refresh tokens. They take and return what WPGraphQL JWT Authentication and
 * Headless Login do: documents for either of them are valid.
 */
export function addLoginMutations(graph: IntegrationGraph, login: Login): void {
  const users = resourceNamed(graph.site, 'user');
  addUserTokens(graph);
  const { provider, credentials, oauthResponse } = addLoginClients(graph);
  const apart = { isHandledApart: true };
  graph.addMutation<SignedIn>({
    name: 'login',
    description: `Signs in a user by user name and password (${login.plugin}).`,
    isSensitive: true,
    rows: [
      row('username', 'String', 'username', 'The login name, unless `credentials` has it.', apart),
      row('password', 'String', 'password', 'The password, unless `credentials` has it.', apart),
      row('provider', provider, null, 'The way to sign in: PASSWORD.', apart),
      row('credentials', credentials, null, 'The user name and the password.', apart),
      row('oauthResponse', oauthResponse, null, 'The answer of another provider. Not available.', apart),
      row('identity', 'String', null, 'The identity at another provider. Not available.', apart),
    ],
    payload: (t) => ({
      ...tokenFields(t),
      user: nodeField(t, graph.graph, users, 'The user who signed in.'),
    }),
    run: async (mutating) => {
      const tokens = await signIn(mutating, login, credentialsOf(mutating.input));
      // The payload is read with the credentials of the user who has just signed in.
      const { context, info } = mutating;
      context.loaders = context.loaders.reset(bearerToken(tokens.authToken));
      const node = await context.loaders.viewer.load(projectionOf(info, users.typeName).paths);
      if (node) noteTokens(context, tokens, node.document.id);
      return { ...tokens, node };
    },
  });
  for (const { name, input, ifRefused } of refreshMutations) {
    graph.addMutation<Issued>({
      name,
      description: login.refresh
        ? `Exchanges a refresh token for a new token (${login.plugin}).`
        : `Not available: ${login.plugin} has no refresh tokens.`,
      isSensitive: true,
      rows: [row(input, 'String', input, 'The refresh token from `login`.', { required: true })],
      payload: tokenFields,
      run: async (mutating) => {
        try {
          return await refreshBy(mutating, withRefresh(login), text(mutating.input, input) ?? '');
        } catch (error) {
          if (ifRefused === 'no token' && isRefused(error)) return { authToken: null, refreshToken: null };
          throw error;
        }
      },
    });
  }
  addLogout(graph, login);
}

/** The mutations for refresh tokens: their input, and what happens if the plugin refuses the token. */
const refreshMutations = [
  // Headless Login
  { name: 'refreshToken', input: 'refreshToken', ifRefused: 'no token' },
  // WPGraphQL JWT Authentication
  { name: 'refreshJwtAuthToken', input: 'jwtRefreshToken', ifRefused: 'an error' },
] as const;

function tokenFields<Result extends Issued>(t: PayloadFields<Result>) {
  return {
    authToken: t.string({
      description: 'The token for later requests. Send it in the header `Authorization: Bearer …`.',
      resolve: ({ authToken }) => authToken,
    }),
    authTokenExpiration: t.string({
      description:
        'The time when the token expires, in seconds since 1970. Null if the token has no expiration.',
      resolve: ({ authToken }) => expirationOf(authToken),
    }),
    refreshToken: t.string({
      description: 'The token for the mutation `refreshToken`. Null if the plugin sends none.',
      resolve: ({ refreshToken }) => refreshToken,
    }),
    refreshTokenExpiration: t.string({
      description:
        'The time when the refresh token expires, in seconds since 1970. Null if it is no JSON Web Token.',
      resolve: ({ refreshToken }) => expirationOf(refreshToken),
    }),
    success: t.boolean({
      description: 'Whether there is a new token.',
      resolve: ({ authToken }) => authToken !== null,
    }),
  };
}

/**
 * Returns the user name and password of an input: WPGraphQL JWT Authentication has them in the input, Headless Login in
 * `credentials`.
 *
 * @throws InputError if one is missing, or if the provider is another
 */
function credentialsOf(input: Input): { username: string; password: string } {
  const provider = input['provider'] ?? passwordProvider;
  if (provider !== passwordProvider) {
    throw new InputError(`\`provider\` ${provider} is not available here. Sign in with ${passwordProvider}.`);
  }
  const username = text(input, 'credentials', 'username') ?? text(input, 'username');
  const password = text(input, 'credentials', 'password') ?? text(input, 'password');
  if (username && password) return { username, password };
  throw new InputError(
    '`login` needs `username` and `password`, either in `input` or in `input.credentials`.',
  );
}

/** @throws InputError if the plugin has no refresh tokens */
function withRefresh(login: Login): Login & { readonly refresh: Refresh } {
  const { refresh } = login;
  if (refresh) return { ...login, refresh };
  throw new InputError(`${login.plugin} has no refresh tokens. Sign in again with \`login\`.`);
}

/**
 * Adds `logout`, in the names of Headless Login and of WPGraphQL CORS. Frontends forget the token if it succeeds, so it does
 * where the plugin cannot revoke the token, with a notice that says so.
 */
function addLogout(graph: IntegrationGraph, { plugin, revoke }: Login): void {
  const ends = revoke
    ? `The token is then invalid (${plugin}).`
    : `The client has to forget its token, which is valid until it expires (${plugin}); a notice says so.`;
  graph.addMutation<{ success: boolean | null }>({
    name: 'logout',
    description: `Signs out the user. ${ends}`,
    rows: [],
    payload: (t) => ({
      success: t.boolean({
        description:
          'True once the client has to forget its token. A notice says if the token stays valid. Null if no user was signed in.',
        resolve: ({ success }) => success,
      }),
      status: t.string({
        description: '`SUCCESS` if `success` is true. Null if no user was signed in.',
        resolve: ({ success }) => (success ? 'SUCCESS' : null),
      }),
    }),
    run: async ({ context: { loaders, notices }, info }) => {
      if (!loaders.isSignedIn) return { success: null };
      if (revoke) await loaders.rest.write({ method: 'POST', route: revoke, body: {} });
      else notices.push(locatedError(staysValid(plugin), info.fieldNodes, responsePathAsArray(info.path)));
      return { success: true };
    },
  });
}

function staysValid(plugin: string): ClosedError {
  return new ClosedError(
    'absent',
    `${plugin} cannot revoke a token, so WordPress accepts it until it expires.`,
    {
      advice: 'Forget the token. To end it at once, an administrator changes the secret key of the plugin.',
    },
  );
}
