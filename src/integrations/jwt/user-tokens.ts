import type { IntegrationGraph } from '../../schema/integration/integration-graph.ts';
import type { Context } from '../../schema/kit/base/context.ts';
import { expirationOf, type Tokens } from './tokens.ts';

/** The tokens that a request has got, with the id of their user. */
const issued = new WeakMap<Context, Tokens & { readonly userId: number }>();

/** Lets the fields of a user show the tokens that the request has just got for this user. */
export function noteTokens(context: Context, tokens: Tokens, userId: number): void {
  issued.set(context, { ...tokens, userId });
}

const whose = 'Only in the answer to `login`, for the user who has just signed in; otherwise null.';

/** The fields of JWT Authentication on users, with the value that each takes from the tokens. */
const fields: readonly (readonly [string, string, (tokens: Tokens) => string | null])[] = [
  ['jwtAuthToken', 'The token for later requests.', ({ authToken }) => authToken],
  ['jwtRefreshToken', 'The token for `refreshJwtAuthToken`.', ({ refreshToken }) => refreshToken],
  [
    'jwtAuthExpiration',
    'The time when the token expires, in seconds since 1970.',
    ({ authToken }) => expirationOf(authToken),
  ],
];

/** Adds the tokens to `User`, in the names of WPGraphQL JWT Authentication. */
export function addUserTokens(graph: IntegrationGraph): void {
  graph.addFields('User', (t) =>
    Object.fromEntries(
      fields.map(([name, description, read]) => [
        name,
        t.string({
          description: `${description} ${whose}`,
          resolve: ({ document }, _args, context) => {
            const tokens = issued.get(context);
            return tokens?.userId === document.id ? read(tokens) : null;
          },
        }),
      ]),
    ),
  );
}
