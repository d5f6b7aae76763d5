import { parseJson } from '../../values/json.ts';
import { CompareError } from '../read/errors.ts';
import { type GraphQLAnswer, parseAnswer } from './answer.ts';

/** One of the two GraphQL endpoints of a comparison. */
export interface Endpoint {
  /** Its name in sentences: `WPGraphQL`. */
  readonly name: string;
  /** Its address, without credentials. */
  readonly address: string;
  /**
   * Sends a document and returns the answer.
   *
   * @throws CompareError if the endpoint does not answer, or if its answer is not GraphQL
   */
  query(text: string, variables?: Readonly<Record<string, unknown>>): Promise<TimedAnswer>;
}

/** An answer with the time that it took. */
export interface TimedAnswer {
  readonly answer: GraphQLAnswer;
  /** Milliseconds from the request to the end of the response. */
  readonly ms: number;
}

/** Options of {@link createEndpoint}. */
export interface EndpointOptions {
  readonly name: string;
  /** Address of the endpoint, without credentials. */
  readonly address: string;
  /** Headers to send with every document. */
  readonly headers: Readonly<Record<string, string>>;
  /** Milliseconds to wait for one answer. */
  readonly timeout: number;
  /** Sends a request: `fetch`, or the `fetch` of a gateway. */
  readonly send: (request: Request) => Promise<Response>;
  /** A clock in milliseconds. */
  readonly now: () => number;
}

/** Creates an endpoint that sends documents by POST. It follows no redirects, so that credentials stay with the site. */
export function createEndpoint(options: EndpointOptions): Endpoint {
  const { name, address, headers, timeout, send, now } = options;
  return {
    name,
    address,
    async query(text, variables = {}) {
      const request = new Request(address, {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'application/json', ...headers },
        body: JSON.stringify({ query: text, variables }),
        redirect: 'manual',
        signal: AbortSignal.timeout(timeout),
      });
      const start = now();
      const { response, body } = await receive(send, request, { name, address, timeout });
      const ms = now() - start;
      const answer = parseAnswer(parseJson(body));
      if (answer === null) throw notGraphQL(options, response, body);
      return { answer, ms };
    },
  };
}

async function receive(
  send: EndpointOptions['send'],
  request: Request,
  { name, address, timeout }: Pick<EndpointOptions, 'name' | 'address' | 'timeout'>,
): Promise<{ response: Response; body: string }> {
  try {
    const response = await send(request);
    return { response, body: await response.text() };
  } catch (error) {
    if (error instanceof Error && error.name === 'TimeoutError') {
      throw new CompareError(
        `${name} at ${address} did not answer within ${timeout / 1000} s.`,
        'Raise the limit with --timeout, or send smaller documents.',
      );
    }
    const { cause, message } = error instanceof Error ? error : new Error(String(error));
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : message;
    throw new CompareError(
      `${name} at ${address} cannot be reached (${code}).`,
      'Check the address, and that the server is running.',
    );
  }
}

interface StatusMeaning {
  readonly matches: (status: number) => boolean;
  /** A predicate for the name of the endpoint. */
  readonly problem: string;
  readonly advice: string;
}

/** What a response without GraphQL means, by its status. */
const statusMeanings: readonly StatusMeaning[] = [
  {
    matches: (status) => status === 401 || status === 403,
    problem: 'denies access',
    advice:
      "Sign in with --header 'Authorization: …', or allow this machine's address in the site's firewall.",
  },
  {
    matches: (status) => status === 404 || status === 405,
    problem: 'has no GraphQL endpoint at this address',
    advice:
      "The endpoint of WPGraphQL is usually the site's address with /graphql, or with /index.php?graphql if permalinks are plain.",
  },
  {
    matches: (status) => status === 429,
    problem: 'limits the rate of requests',
    advice: 'Try again later, with --runs 1 or fewer documents.',
  },
  {
    matches: (status) => status >= 500,
    problem: 'failed to answer',
    advice: "See the server's error log.",
  },
];

function notGraphQL({ name, address }: EndpointOptions, response: Response, body: string): CompareError {
  const { status, headers } = response;
  const location = headers.get('location');
  if (status >= 300 && status < 400 && location !== null) {
    const target = URL.canParse(location, address) ? new URL(location, address).href : location;
    return new CompareError(
      `${name} at ${address} redirects to ${target}.`,
      'If you trust that address, use it instead.',
    );
  }
  const meaning = statusMeanings.find(({ matches }) => matches(status));
  if (meaning)
    return new CompareError(`${name} at ${address} ${meaning.problem} (HTTP ${status}).`, meaning.advice);
  const isPage = /^\s*</.test(body);
  const content = isPage
    ? 'a web page'
    : body.trim() === ''
      ? 'nothing'
      : JSON.stringify(body.trim().slice(0, 60));
  return new CompareError(
    `${name} at ${address} answers with ${content} instead of GraphQL (HTTP ${status}).`,
    isPage
      ? 'This is the address of a web page, a login page or a cache. The endpoint of WPGraphQL is usually /graphql.'
      : 'Check the address: another program than WPGraphQL answers there.',
  );
}
