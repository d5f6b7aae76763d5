import { parseJson } from '../../values/json.ts';
import { CompareError } from '../read/errors.ts';
import { type Answer, readAnswer } from './answer.ts';
import type { Variables } from './variables.ts';

/** One of the two endpoints. */
export interface Side {
  /** As it is called in sentences: `WPGraphQL`. */
  readonly name: string;
  /** Without credentials. */
  readonly address: string;
  /** Sends a document. Throws only CompareError: no answer, or one that isn't GraphQL's. */
  ask(text: string, variables?: Variables): Promise<Timed>;
}

/** An answer and what it took. */
export interface Timed {
  readonly answer: Answer;
  /** Milliseconds until all of it was there. */
  readonly ms: number;
}

/** How an endpoint is spoken to. */
export interface SideOptions {
  readonly name: string;
  /** Address of the endpoint, without credentials. */
  readonly address: string;
  /** Sent with every document. */
  readonly headers: Readonly<Record<string, string>>;
  /** Milliseconds for one answer. */
  readonly timeout: number;
  /** What sends a request: `fetch`, or a gateway's. */
  readonly send: (request: Request) => Promise<Response>;
  /** Milliseconds, from whenever. */
  readonly now: () => number;
}

/** An endpoint that takes documents by `POST`. Redirects aren't followed, so that headers go where they were meant for. */
export function createSide({ name, address, headers, timeout, send, now }: SideOptions): Side {
  return {
    name,
    address,
    async ask(text, variables = {}) {
      const request = new Request(address, {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'application/json', ...headers },
        body: JSON.stringify({ query: text, variables }),
        redirect: 'manual',
        signal: AbortSignal.timeout(timeout),
      });
      const start = now();
      const { response, body } = await received(send, request, { name, address, timeout });
      const ms = now() - start;
      const answer = readAnswer(parseJson(body));
      if (answer === null) throw unlikeGraphQL(name, address, response, body);
      return { answer, ms };
    },
  };
}

async function received(
  send: SideOptions['send'],
  request: Request,
  { name, address, timeout }: Pick<SideOptions, 'name' | 'address' | 'timeout'>,
): Promise<{ response: Response; body: string }> {
  try {
    const response = await send(request);
    return { response, body: await response.text() };
  } catch (error) {
    if (error instanceof Error && error.name === 'TimeoutError') {
      throw new CompareError(
        `${name} at ${address} did not answer within ${timeout / 1000} s.`,
        'Ask for less, or give it longer with --timeout.',
      );
    }
    const { cause, message } = error instanceof Error ? error : new Error(String(error));
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : message;
    throw new CompareError(
      `${name} at ${address} cannot be reached (${code}).`,
      'Check the address and that the server is up.',
    );
  }
}

/** What answers that aren't GraphQL's mean, by status. */
const meanings: readonly {
  readonly status: (status: number) => boolean;
  readonly says: string;
  readonly advice: string;
}[] = [
  {
    status: (status) => status === 401 || status === 403,
    says: 'does not let us in',
    advice:
      "Name a user with --header 'Authorization: …', or ask whoever runs the site's firewall to let this address in.",
  },
  {
    status: (status) => status === 404 || status === 405,
    says: 'has no GraphQL there',
    advice:
      "WPGraphQL usually answers at the site's address and /graphql, or /index.php?graphql where permalinks are plain.",
  },
  {
    status: (status) => status === 429,
    says: 'asks for fewer requests',
    advice: 'Try again later, with --runs 1 or fewer documents.',
  },
  {
    status: (status) => status >= 500,
    says: 'failed to answer',
    advice: "See the server's own error log.",
  },
];

function unlikeGraphQL(name: string, address: string, response: Response, body: string): CompareError {
  const { status, headers } = response;
  const location = headers.get('location');
  if (status >= 300 && status < 400 && location !== null) {
    const target = URL.canParse(location, address) ? new URL(location, address).href : location;
    return new CompareError(
      `${name} at ${address} redirects to ${target}.`,
      'Name that address, if you trust it.',
    );
  }
  const meaning = meanings.find((row) => row.status(status));
  if (meaning)
    return new CompareError(`${name} at ${address} ${meaning.says} (HTTP ${status}).`, meaning.advice);
  const isPage = /^\s*</.test(body);
  const seen = isPage
    ? 'a web page'
    : body.trim() === ''
      ? 'nothing'
      : JSON.stringify(body.trim().slice(0, 60));
  return new CompareError(
    `${name} at ${address} answers ${seen} instead of GraphQL (HTTP ${status}).`,
    isPage
      ? 'That is the address of a page: WPGraphQL usually answers at /graphql. A login page or a cache may stand before it, too.'
      : 'Something other than GraphQL listens there; check the address.',
  );
}
