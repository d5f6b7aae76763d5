import { type Login, loginOf } from '../../site/logins.ts';
import { flag, text } from '../../wordpress/document.ts';
import { WordPressError } from '../../wordpress/errors.ts';
import { type Graph, resourceNamed } from '../graph.ts';
import { projectionOf } from '../reads/projection.ts';
import { addMutation, type Mutating, nodeField, type PayloadFields } from './mutation.ts';
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
      refreshToken: t.string({
        description: 'What `refreshToken` takes; null where the plugin has no such thing.',
        resolve: ({ authToken }) => (login.refresh ? (authToken ?? null) : null),
      }),
      user: nodeField(t, graph, users, 'Who signed in.'),
    }),
    run: async (mutating) => {
      const { username, password } = mutating.input;
      const authToken = await tokenFrom(mutating, login, login.route, { username, password });
      // What is read from here on is read as who signed in.
      const { context, info } = mutating;
      context.loaders = context.loaders.anew({ headers: { authorization: `Bearer ${authToken}` } });
      const node = await context.loaders.viewer.load(projectionOf(info, users.typeName).paths);
      return { authToken, success: true, node };
    },
  });
  const { refresh } = login;
  if (!refresh) return;
  addMutation(graph, {
    name: 'refreshToken',
    description: `Exchanges a token for a fresh one (${login.plugin}).`,
    rows: [
      row('refreshToken', 'String', refresh.parameter, 'The token that `login` gave.', { required: true }),
    ],
    payload: token,
    run: async (mutating) => {
      const body = { [refresh.parameter]: mutating.input['refreshToken'] };
      return { authToken: await tokenFrom(mutating, login, refresh.route, body), success: true };
    },
  });
}

async function tokenFrom(
  { context }: Mutating,
  { token }: Login,
  route: string,
  body: Readonly<Record<string, unknown>>,
): Promise<string> {
  const answer = await context.loaders.rest.write({ method: 'POST', route, body });
  const found = token.map((path) => text(answer, ...path)).find((each) => each);
  if (found && flag(answer, 'success') !== false) return found;
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
