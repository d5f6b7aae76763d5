import type { Entity } from '../../loading/base/entity.ts';
import type { IntegrationGraph } from '../../schema/integration/integration-graph.ts';
import { resourceNamed } from '../../schema/kit/graph/graph.ts';
import { projectionOf } from '../../schema/kit/plugins/reads/projection.ts';
import { row } from '../../schema/mutations/input-rows.ts';
import { type MutationRun, nodeField, type PayloadFields } from '../../schema/mutations/mutation.ts';
import { isRecord } from '../../values/json.ts';
import { signInFailure } from '../../wordpress/answer.ts';
import { bearerToken } from '../../wordpress/credentials.ts';
import { flag, text } from '../../wordpress/document.ts';
import { type ErrorKind, WordPressError } from '../../wordpress/errors.ts';
import type { Login } from './logins.ts';

/** The tokens of a user who has just signed in. */
interface Tokens {
  readonly authToken: string;
  readonly refreshToken: string | null;
  readonly success: boolean;
}

interface SignedIn extends Tokens {
  readonly node: Entity | null;
}

/** Adds `login`, and `refreshToken` if the plugin has a route for it. */
export function addLoginMutations(graph: IntegrationGraph, login: Login): void {
  const users = resourceNamed(graph.site, 'user');
  const token = <Result extends Tokens>(t: PayloadFields<Result>) => ({
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
      description: 'The token for the mutation `refreshToken`. It works once. Null if the plugin sends none.',
      resolve: ({ refreshToken }) => refreshToken,
    }),
    success: t.boolean({ description: 'Whether the user is signed in.', resolve: ({ success }) => success }),
  });
  graph.addMutation<SignedIn>({
    name: 'login',
    description: `Signs in a user by user name and password (${login.plugin}).`,
    isSensitive: true,
    rows: [
      row('username', 'String', 'username', 'The login name.', { required: true }),
      row('password', 'String', 'password', 'The password.', { required: true }),
    ],
    payload: (t) => ({
      ...token(t),
      user: nodeField(t, graph.graph, users, 'The user who signed in.'),
    }),
    run: async (mutating) => {
      const { username, password } = mutating.input;
      const tokens = await tokensFrom(mutating, login, login.route, { username, password });
      // The payload is read with the credentials of the user who has just signed in.
      const { context, info } = mutating;
      context.loaders = context.loaders.reset(bearerToken(tokens.authToken));
      const node = await context.loaders.viewer.load(projectionOf(info, users.typeName).paths);
      return { ...tokens, node };
    },
  });
  const { refresh } = login;
  if (!refresh) return;
  for (const [name, input] of refreshMutations) {
    graph.addMutation<Tokens>({
      name,
      description: `Exchanges a refresh token for a new token (${login.plugin}).`,
      isSensitive: true,
      rows: [row(input, 'String', refresh.parameter, 'The refresh token from `login`.', { required: true })],
      payload: token,
      run: async (mutating) => {
        const body = { [refresh.parameter]: mutating.input[input] };
        return tokensFrom(mutating, login, refresh.route, body);
      },
    });
  }
}

/** The mutation and its input, as two WPGraphQL extensions name them: Headless Login and JWT Authentication. */
const refreshMutations = [
  ['refreshToken', 'refreshToken'],
  ['refreshJwtAuthToken', 'jwtRefreshToken'],
] as const;

/**
 * Sends credentials to a route and returns the tokens in the answer.
 *
 * @throws WordPressError if the answer has no token
 */
async function tokensFrom(
  { context }: MutationRun,
  { token, refresh }: Login,
  route: string,
  body: Readonly<Record<string, unknown>>,
): Promise<Tokens> {
  const answer = await context.loaders.rest.write({ method: 'POST', route, body }).catch((error: unknown) => {
    throw error instanceof WordPressError && refusalKinds.includes(error.kind)
      ? refused(error.report)
      : error;
  });
  const authToken = token.map((path) => text(answer, ...path)).find((each) => each);
  if (authToken && flag(answer, 'success') !== false) {
    return { authToken, refreshToken: refresh && text(answer, ...refresh.token), success: true };
  }
  const message = text(answer, 'message') ?? text(answer, 'data', 'message');
  throw refused(`POST ${route}: ${message ?? 'the answer has no token.'}`);

  /** Returns the same error for every cause, because clients must not learn who is a user. */
  function refused(report: string): WordPressError {
    const { kind, message } = signInFailure;
    const request = `POST ${route}`;
    const advice = "Check the user name, the password and the plugin's settings.";
    return new WordPressError(kind, `${request}: ${message}`, { request, report, advice });
  }
}

/** Kinds of errors with which a plugin refuses a sign-in. All other kinds are failures of the site. */
const refusalKinds: readonly ErrorKind[] = ['forbidden', 'invalid', 'not-found'];

/** Returns the claim `exp` of a JSON Web Token (RFC 7519). Returns null if the token has none. */
function expirationOf(token: string): string | null {
  try {
    const claims: unknown = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'));
    const expires = isRecord(claims) ? claims['exp'] : null;
    return typeof expires === 'number' ? String(expires) : null;
  } catch {
    return null;
  }
}
