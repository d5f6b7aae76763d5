import { createPressQL, type PressQL, type PressQLOptions } from '../../src/index.ts';
import { startSite, type TestSite } from '../wordpress/site.ts';

/** A request that the gateway sent to WordPress. */
export interface Sent {
  readonly method: string;
  /** The route, for example `/wp/v2/posts`. For a request outside the REST API, the path of the page. */
  readonly route: string;
  readonly query: Readonly<Record<string, string>>;
  /** The status code; null if WordPress sent no answer. */
  readonly status: number | null;
}

/** A notice in an answer about a field that WordPress hides. */
export interface Notice {
  readonly field: string;
  readonly path: readonly (string | number)[];
  readonly reason: string;
  readonly grant: string | null;
  readonly message: string;
}

/** A response of the gateway. */
export interface Answer<Data> {
  readonly data: Data;
  readonly errors?: readonly {
    message: string;
    path?: readonly (string | number)[];
    extensions?: Record<string, unknown>;
  }[];
  readonly extensions?: { readonly pressql: { readonly notices: readonly Notice[] } };
}

/** A gateway in front of a real WordPress. It records its requests. */
export interface TestGateway {
  readonly site: TestSite;
  readonly pressql: PressQL;
  /** The requests to WordPress since the last call of `ask` or `data`. */
  readonly sent: readonly Sent[];
  /**
   * Returns functions that send queries with the application password of a user, chosen by role (`admin`). With null, the
   * password is wrong.
   */
  as(role: string | null): Pick<TestGateway, 'ask' | 'data'>;
  /** Sends a query. Returns the response with its data and errors. */
  ask<Data>(query: string, variables?: Record<string, unknown>): Promise<Answer<Data>>;
  /**
   * Sends a query. Returns the data.
   *
   * @throws Error if the response has errors
   */
  data<Data>(query: string, variables?: Record<string, unknown>): Promise<Data>;
  /** Sends several queries in one request. Returns the response. */
  batch<Response>(queries: readonly string[]): Promise<Response>;
  /** Closes the gateway and its WordPress. */
  close(): Promise<void>;
}

/** Starts a gateway and its WordPress, which no other test file uses. */
export async function startGateway(
  options: Partial<PressQLOptions> & {
    permalinks?: 'pretty' | 'index.php' | 'plain';
    /** Role of the user whose application password is the service credential. */
    service?: string;
    /** Changes the site before discovery. */
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
      // The embedded WordPress answers one request at a time, and CI runs several of them.
      timeout: 60_000,
      deadline: 120_000,
      // Tests change the site behind the gateway's back.
      cache: false,
      // Only tests of the feed want its requests among the others.
      feed: 0,
      ...(service ? { serviceCredential: pairOf(site, service) } : {}),
      ...others,
      onRequest: ({ method, route, query, status }) => sent.push({ method, route, query, status }),
    });
  const pressql = await open();
  const post = async <Response>(
    headers: Readonly<Record<string, string>>,
    body: unknown,
  ): Promise<Response> => {
    sent.length = 0;
    const response = await pressql.fetch(
      new Request('http://gateway.test/graphql', {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(body),
      }),
    );
    return (await response.json()) as Response;
  };
  const send = <Data>(
    headers: Readonly<Record<string, string>>,
    query: string,
    variables: Record<string, unknown> = {},
  ): Promise<Answer<Data>> => post(headers, { query, variables });
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
    batch: (queries) =>
      post(
        {},
        queries.map((query) => ({ query })),
      ),
    close: async () => {
      await pressql.close();
      await site.close();
    },
  };
}

/**
 * Returns the credentials of the user with a role, as `user:application password`.
 *
 * @throws Error if no user has the role
 */
export function pairOf({ users }: TestSite, role: string): string {
  const user = users[role];
  if (!user) throw new Error(`There is no user with the role ${role}`);
  return `${user.username}:${user.applicationPassword}`;
}

export function authorizationOf(pair: string) {
  return { authorization: `Basic ${Buffer.from(pair).toString('base64')}` };
}

/** Returns the fields that a request selects with `_fields`, sorted. */
export function fieldsOf({ query }: Sent): readonly string[] {
  return (query['_fields'] ?? '').split(',').sort();
}
