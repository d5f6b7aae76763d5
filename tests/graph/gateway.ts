import { createPressQL, type PressQL, type PressQLOptions } from '../../src/index.ts';
import { startSite, type TestSite } from '../wordpress/site.ts';

/** One request that went out to WordPress. */
export interface Sent {
  readonly method: string;
  /** `/wp/v2/posts`, or the page's path for requests that aren't for the REST API. */
  readonly route: string;
  readonly query: Readonly<Record<string, string>>;
  readonly status: number | null;
}

/** What an answer tells of a field that WordPress keeps to itself. */
export interface Notice {
  readonly field: string;
  readonly path: readonly (string | number)[];
  readonly reason: string;
  readonly grant: string | null;
  readonly message: string;
}

/** A GraphQL answer. */
export interface Answer<Data> {
  readonly data: Data;
  readonly errors?: readonly {
    message: string;
    path?: readonly (string | number)[];
    extensions?: Record<string, unknown>;
  }[];
  readonly extensions?: { readonly pressql: { readonly notices: readonly Notice[] } };
}

/** A gateway before a real WordPress, with a record of what it asks for. */
export interface TestGateway {
  readonly site: TestSite;
  readonly pressql: PressQL;
  /** What went out since `query` was last called. */
  readonly sent: readonly Sent[];
  /** The same gateway asked by a user with an application password: by role, `admin`; null: with a wrong one. */
  as(role: string | null): Pick<TestGateway, 'ask' | 'data'>;
  /** Sends a query; the data, whatever errors come with it. */
  ask<Data>(query: string, variables?: Record<string, unknown>): Promise<Answer<Data>>;
  /** The data of a query that must have no errors. */
  data<Data>(query: string, variables?: Record<string, unknown>): Promise<Data>;
  close(): Promise<void>;
}

/** Starts a WordPress of the test file's own and a gateway before it. */
export async function startGateway(
  options: Partial<PressQLOptions> & {
    permalinks?: 'pretty' | 'index.php' | 'plain';
    /** Role of the user whose application password is the service credential. */
    service?: string;
    /** Changes the site before the gateway looks at it. */
    prepare?: (site: TestSite) => Promise<void>;
  } = {},
): Promise<TestGateway> {
  const { permalinks, service, prepare, ...others } = options;
  const site = await startSite(permalinks ? { permalinks } : {});
  await prepare?.(site);
  const sent: Sent[] = [];
  const open = () =>
    createPressQL({
      url: site.url,
      ...(service ? { serviceCredential: pairOf(site, service) } : {}),
      ...others,
      onRequest: ({ method, route, query, status }) => sent.push({ method, route, query, status }),
    });
  const pressql = await open();
  const send = async <Data>(
    headers: Readonly<Record<string, string>>,
    query: string,
    variables: Record<string, unknown> = {},
  ): Promise<Answer<Data>> => {
    sent.length = 0;
    const response = await pressql.fetch(
      new Request('http://gateway.test/graphql', {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify({ query, variables }),
      }),
    );
    return (await response.json()) as Answer<Data>;
  };
  const asking = (headers: Readonly<Record<string, string>>): Pick<TestGateway, 'ask' | 'data'> => ({
    ask: (query, variables) => send(headers, query, variables),
    data: async (query, variables) => {
      const answer = await send(headers, query, variables);
      if (answer.errors) throw new Error(answer.errors.map(({ message }) => message).join('\n'));
      return answer.data as never;
    },
  });
  return {
    site,
    pressql,
    sent,
    as: (role) => asking(authorizationOf(role === null ? 'admin:wrong' : pairOf(site, role))),
    ...asking({}),
    close: async () => {
      await pressql.close();
      await site.close();
    },
  };
}

/** `user:application password` of a role. */
export function pairOf({ users }: TestSite, role: string): string {
  const user = users[role];
  if (!user) throw new Error(`There is no user with the role ${role}`);
  return `${user.username}:${user.applicationPassword}`;
}

function authorizationOf(pair: string) {
  return { authorization: `Basic ${Buffer.from(pair).toString('base64')}` };
}

/** The parts of `_fields` of a request, in order. */
export function fieldsOf({ query }: Sent): readonly string[] {
  return (query['_fields'] ?? '').split(',').sort();
}
