import type { IntegrationGraph } from '../../schema/integration/integration-graph.ts';
import type { InputTypeRef } from '../../schema/kit/graph/graph.ts';

/** The login providers of Headless Login. Of these, the REST routes of login plugins serve passwords only. */
const providers = [
  ...['PASSWORD', 'FACEBOOK', 'GITHUB', 'GOOGLE', 'INSTAGRAM', 'LINKEDIN', 'OAUTH2_GENERIC', 'SITETOKEN'],
];

/** The provider that signs in by user name and password. */
export const passwordProvider = 'PASSWORD';

/** A way to sign in. */
interface LoginClient {
  readonly name: string;
  readonly provider: string;
}

/** The types of the inputs of Headless Login's `login`. */
export type LoginInputTypes = Readonly<Record<'provider' | 'credentials' | 'oauthResponse', InputTypeRef>>;

/** Adds `loginClients`, `loginClient` and the input types of Headless Login. */
export function addLoginClients(graph: IntegrationGraph): LoginInputTypes {
  const { builder } = graph;
  const provider = builder.enumType('LoginProviderEnum', {
    description: 'A way to sign in.',
    values: Object.fromEntries(
      providers.map((name) => [
        name,
        {
          value: name,
          description:
            name === passwordProvider
              ? 'By user name and password.'
              : 'Not available: the REST API of the site has no such login.',
        },
      ]),
    ),
  });
  const client = graph.addType<LoginClient>('LoginClient', {
    description: 'A way to sign in, as Headless Login describes it.',
    fields: (t) => ({
      authorizationUrl: t.string({
        description: 'The address at which the user gives consent. Null for passwords.',
        resolve: () => null,
      }),
      clientId: t.id({ description: 'The id of the client. Null for passwords.', resolve: () => null }),
      isEnabled: t.boolean({ description: 'Whether users can sign in this way.', resolve: () => true }),
      name: t.string({ description: 'The name.', resolve: ({ name }) => name }),
      order: t.int({ description: 'The position among the ways to sign in.', resolve: () => 0 }),
      provider: t.field({ type: provider, description: 'The provider.', resolve: (each) => each.provider }),
    }),
  });
  const password: LoginClient = { name: 'Password', provider: passwordProvider };
  graph.addRootFields((t) => ({
    loginClients: t.field({
      type: [client],
      nullable: { list: true, items: true },
      description: 'The ways to sign in.',
      resolve: () => [password],
    }),
    loginClient: t.field({
      type: client,
      description: 'The way to sign in with a provider. Null if it is not available.',
      args: { provider: t.arg({ type: provider, required: true, description: 'The provider.' }) },
      resolve: (_root, args) => (args.provider === passwordProvider ? password : null),
    }),
  }));
  const credentials = builder.inputRef<object>('PasswordProviderResponseInput').implement({
    description: 'The user name and the password of a user.',
    fields: (t) => ({
      username: t.string({ required: true, description: 'The login name.' }),
      password: t.string({ required: true, description: 'The password.' }),
    }),
  });
  const oauthResponse = builder.inputRef<object>('OAuthProviderResponseInput').implement({
    description: 'The answer of another provider. The gateway cannot use it.',
    fields: (t) => ({
      code: t.string({ required: true, description: 'The code.' }),
      state: t.string({ description: 'The state.' }),
    }),
  });
  return { provider, credentials, oauthResponse };
}
