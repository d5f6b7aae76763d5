import { type AnswerError, describeErrors, PressQLLoaderError } from './error.ts';

/** Where a loader reads. */
export interface EndpointOptions {
  /** Address of the GraphQL endpoint, for example `http://localhost:4000/graphql`. */
  readonly endpoint: string | URL;
  /**
   * Headers of all requests. With `Authorization`, the loader reads as a user, and everything that it loads becomes part of
   * the site: choose a user who sees only what visitors may see.
   *
   * @default none
   */
  readonly headers?: Readonly<Record<string, string>>;
  /**
   * Milliseconds that the endpoint gets for each answer.
   *
   * @default 30_000
   */
  readonly timeout?: number;
}

export interface Question {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  /** The `ETag` of an earlier answer to the same question. */
  readonly etag?: string | undefined;
}

export interface Answer {
  readonly data: Readonly<Record<string, unknown>>;
  /** Errors of fields; the others are in `data`. */
  readonly errors: readonly AnswerError[];
  /** Null if the endpoint sent none. */
  readonly etag: string | null;
  /** What the answer was made of, as the endpoint names it: `X-GraphQL-Keys` of PressQL and of WPGraphQL Smart Cache. */
  readonly tags: readonly string[];
}

/** Web servers commonly refuse longer addresses: nginx allows 8 KB for the first line of a request. */
const longestUrl = 7000;

/**
 * Asks by GET, which endpoints and CDNs can cache, and by POST if the address would become too long.
 *
 * @returns null if the answer is the one of `etag`
 * @throws PressQLLoaderError if there is no answer with data
 */
export async function ask(options: EndpointOptions, question: Question): Promise<Answer | null> {
  const response = await send(options, question);
  if (response.status === 304) return null;
  const { data, errors } = await bodyOf(options, response);
  // A null that comes with an error says that something went wrong, and not that there is nothing.
  if (!data || (errors.length > 0 && Object.values(data).every((value) => value === null)))
    throw new PressQLLoaderError(
      `${options.endpoint} answered without data.\n${describeErrors(errors) || `Its status is ${response.status}.`}`,
      { errors },
    );
  const tags = response.headers.get('x-graphql-keys')?.split(' ').filter(Boolean) ?? [];
  return { data, errors, etag: response.headers.get('etag'), tags };
}

async function send(options: EndpointOptions, { query, variables, etag }: Question): Promise<Response> {
  const { endpoint, headers = {}, timeout = 30_000 } = options;
  const signal = AbortSignal.timeout(timeout);
  const accept = 'application/graphql-response+json, application/json';
  const url = addressOf(endpoint);
  url.searchParams.set('query', query);
  url.searchParams.set('variables', JSON.stringify(variables));
  try {
    if (url.href.length <= longestUrl)
      return await fetch(url, {
        // Without it, a gateway in production mode refuses texts by GET, because other sites' forms could send them.
        headers: {
          accept,
          'apollo-require-preflight': 'true',
          ...(etag ? { 'if-none-match': etag } : {}),
          ...headers,
        },
        signal,
      });
    return await fetch(endpoint, {
      method: 'POST',
      headers: { accept, 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ query, variables }),
      signal,
    });
  } catch (cause) {
    const reason =
      cause instanceof Error ? ((cause.cause as Error | undefined)?.message ?? cause.message) : cause;
    throw new PressQLLoaderError(`${endpoint} did not answer: ${reason}. Does the gateway run?`, { cause });
  }
}

function addressOf(endpoint: string | URL): URL {
  if (URL.canParse(String(endpoint))) return new URL(endpoint);
  throw new PressQLLoaderError(
    `The endpoint is no address: ${JSON.stringify(String(endpoint))}. Write, for example, http://localhost:4000/graphql.`,
  );
}

interface Body {
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly errors: readonly AnswerError[];
}

async function bodyOf({ endpoint }: EndpointOptions, response: Response): Promise<Body> {
  const text = await response.text();
  try {
    const { data, errors = [] } = JSON.parse(text) as Partial<Body>;
    return { ...(data ? { data } : {}), errors };
  } catch (cause) {
    throw new PressQLLoaderError(
      `${endpoint} answered with status ${response.status} and no JSON: ${text.slice(0, 200)}. Is it a GraphQL endpoint?`,
      { cause },
    );
  }
}
