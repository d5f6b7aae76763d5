import { type Login, loginOf } from '../../site/logins.ts';
import { flag, text } from '../../wordpress/document.ts';
import { WordPressError } from '../../wordpress/errors.ts';
import { type Graph, resourceNamed } from '../kit/graph/graph.ts';
import { projectionOf } from '../kit/plugins/reads/projection.ts';
import { addMutation, type Mutating, nodeField, type Outcome, type PayloadFields } from './mutation.ts';
import { row } from './rows.ts';

/** `login` and `refreshToken`, where the site has a plugin whose routes do it; nothing elsewhere. */
export function addLoginMutations(graph: Graph): void {
  const login = loginOf(graph.site);
  if (!login) return;
  const users = resourceNamed(graph.site, 'user');
  const token = (t: PayloadFields) => ({
    authToken: t.string({
      description: 'What later requests carry: `Authorization: Bearer …`.',
      resolve: ({ authToken }) => authToken ?? null,
    }),
    authTokenExpiration: t.string({
      description: 'When it runs out, in seconds since 1970; null where the token itself does not say.',
      resolve: ({ authToken }) => expirationOf(authToken ?? ''),
    }),
    refreshToken: t.string({
      description: 'What `refreshToken` takes, once; null where the plugin gives none.',
      resolve: ({ refreshToken }) => refreshToken ?? null,
    }),
    success: t.boolean({ description: 'Whether it worked.', resolve: ({ success }) => success ?? null }),
  });
  addMutation(graph, {
    name: 'login',
    description: `Signs in by password (${login.plugin}).`,
    rows: [
      row('username', 'String', 'username', 'The login name.', { required: true }),
      row('password', 'String', 'password', 'The password.', { required: true }),
    ],
    payload: (t) => ({
      ...token(t),
      user: nodeField(t, graph, users, 'Who signed in.'),
    }),
    run: async (mutating) => {
      const { username, password } = mutating.input;
      const tokens = await tokensFrom(mutating, login, login.route, { username, password });
      // What is read from here on is read as who signed in.
      const { context, info } = mutating;
      context.loaders = context.loaders.reset({ headers: { authorization: `Bearer ${tokens.authToken}` } });
      const node = await context.loaders.viewer.load(projectionOf(info, users.typeName).paths);
      return { ...tokens, success: true, node };
    },
  });
  const { refresh } = login;
  if (!refresh) return;
  for (const [name, input] of refreshing) {
    addMutation(graph, {
      name,
      description: `Exchanges a refresh token for a fresh token (${login.plugin}).`,
      rows: [
        row(input, 'String', refresh.parameter, 'The refresh token that `login` gave.', { required: true }),
      ],
      payload: token,
      run: async (mutating) => {
        const body = { [refresh.parameter]: mutating.input[input] };
        return { ...(await tokensFrom(mutating, login, refresh.route, body)), success: true };
      },
    });
  }
}

/** Names that WPGraphQL's extensions have for it, and for its input: Headless Login's, and JWT Authentication's. */
const refreshing = [
  ['refreshToken', 'refreshToken'],
  ['refreshJwtAuthToken', 'jwtRefreshToken'],
] as const;

async function tokensFrom(
  { context }: Mutating,
  { token, refresh }: Login,
  route: string,
  body: Readonly<Record<string, unknown>>,
): Promise<Pick<Outcome, 'authToken' | 'refreshToken'>> {
  const answer = await context.loaders.rest.write({ method: 'POST', route, body });
  const found = token.map((path) => text(answer, ...path)).find((each) => each);
  if (found && flag(answer, 'success') !== false) {
    return { authToken: found, refreshToken: refresh && text(answer, ...refresh.token) };
  }
  const said = text(answer, 'message') ?? text(answer, 'data', 'message');
  throw new WordPressError('forbidden', `POST ${route}: ${said ?? 'no token was given.'}`, {
    request: `POST ${route}`,
    advice: 'See whether user name and password are right, and how the plugin is set up.',
  });
}

/** `exp` of a JSON Web Token (RFC 7519), which anybody can read. */
function expirationOf(token: string): string | null {
  try {
    const claims: unknown = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'));
    const expires = (claims as { exp?: unknown } | null)?.exp;
    return typeof expires === 'number' ? String(expires) : null;
  } catch {
    return null;
  }
}
