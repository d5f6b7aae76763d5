import { bytesOf, utf8Of } from '#platform/values/bytes';
import { createConnections } from '#platform/wordpress/connections';
import { type Credentials, revealCredentials, secretsIn, secretsOfDocuments } from './credentials.ts';
import type { Ending } from './ending.ts';
import { WordPressError } from './errors.ts';
import { unreachableError } from './failures.ts';
import type { Fetch, RequestBody } from './fetch.ts';
import { redactor } from './scrub.ts';
import { isSameSite, secretsInUrl } from './url.ts';

/** Options of {@link createTransport}. */
export interface TransportOptions {
  /** @default node-fetch with kept-alive connections */
  readonly fetch?: Fetch | undefined;
  /** Origin that gets credentials; they are also sent to the same host by HTTPS. */
  readonly home: string;
  /** Milliseconds from the request to the last byte of the answer. */
  readonly timeout: number;
  /** Bytes of an answer after decompression. */
  readonly maxResponseSize: number;
  /**
   * Credentials of the operator and of the site. No body contains their secrets: a plugin may write what it receives into
   * documents, which all visitors see and the cache stores.
   *
   * @default none
   */
  readonly own?: readonly Credentials[];
}

/** One HTTP request. */
export interface TransportRequest {
  readonly method: string;
  readonly url: string;
  /** Headers without secrets. */
  readonly headers: Record<string, string>;
  /** Credentials to send if the URL is that of the site. The later ones replace headers of the earlier ones. */
  readonly credentials: readonly Credentials[];
  /** Other secrets in the request. */
  readonly secrets?: readonly string[] | undefined;
  readonly ending?: Ending | undefined;
  readonly body?: RequestBody | undefined;
  /** Milliseconds. @default the timeout of the transport */
  readonly timeout?: number | undefined;
  /**
   * Bytes after which the transport stops reading the answer.
   *
   * @default none; an answer of more than `maxResponseSize` bytes is an error
   */
  readonly truncateAt?: number | undefined;
}

/** One HTTP answer. It may be a redirect. */
export interface RawAnswer {
  readonly url: string;
  readonly status: number;
  readonly body: string;
  readonly bytes: number;
  header(name: string): string | null;
  /** Returns a text without the secrets of the request. A site may quote them in its answer. */
  redact(text: string): string;
  /** Error codes of plugins whose messages clients get, beside those of WordPress. @default none */
  readonly errorCodes?: ReadonlySet<string> | undefined;
}

/** Sends HTTP requests. */
export interface Transport {
  /**
   * Sends one request and does not follow redirects. Rejects with the reason of the ending if that comes first.
   *
   * @throws WordPressError if there is no complete answer
   */
  send(request: TransportRequest): Promise<RawAnswer>;
  /** Closes idle connections. A busy connection closes when its request ends. */
  close(): void;
}

/** Returns a transport with its own connections. */
export function createTransport({
  fetch,
  home,
  timeout,
  maxResponseSize,
  own = [],
}: TransportOptions): Transport {
  const hideOwn = redactor(secretsOfDocuments(own));
  const connections = fetch ? { fetch, close: () => undefined } : createConnections();
  return {
    async send({ method, url, ending, truncateAt, body, timeout: requestTimeout, ...request }) {
      if (ending && ending.reason !== null) throw ending.reason;
      const limit = requestTimeout ?? timeout;
      const { host, origin } = new URL(url);
      const secretHeaders = isSameSite(home, origin) ? headersOf(request.credentials) : {};
      const redact = (text: string) =>
        redactor([...secretsIn(secretHeaders), ...secretsInUrl(url), ...(request.secrets ?? [])])(text);
      const cancel = new AbortController();
      let isLate = false;
      const timer = setTimeout(() => {
        isLate = true;
        cancel.abort();
      }, limit);
      const release = ending?.onEnd(() => cancel.abort(ending.reason));
      try {
        const response = await connections.fetch(url, {
          method,
          headers: { ...request.headers, ...secretHeaders },
          redirect: 'manual',
          signal: cancel.signal,
          ...(body === undefined ? {} : { body, duplex: 'half' }),
        });
        const header = (name: string) => response.headers.get(name);
        const problem = method === 'HEAD' ? null : problemOfHeaders(header, { host, maxResponseSize });
        // The encoding of a decoded body is unknown if `fetch` is not node-fetch.
        if (problem && (problem.kind !== 'invalid-answer' || !fetch) && truncateAt === undefined) {
          cancel.abort();
          throw problem;
        }
        const content = await readBody(response.body, truncateAt ?? maxResponseSize);
        if (!content.isWhole) {
          cancel.abort();
          if (truncateAt === undefined) throw tooLarge(host, maxResponseSize);
        }
        return {
          url,
          status: response.status,
          body: hideOwn(utf8Of(content.parts)),
          bytes: content.size,
          header,
          redact,
        };
      } catch (error) {
        if (ending && ending.reason !== null) throw ending.reason;
        if (error instanceof WordPressError) throw error;
        if (isLate) throw timeoutError(host, limit);
        throw unreachableError(host, error, redact);
      } finally {
        clearTimeout(timer);
        release?.();
      }
    },
    close: () => connections.close(),
  };
}

async function readBody(
  body: AsyncIterable<unknown> | null,
  limit: number,
): Promise<{ parts: readonly Uint8Array[]; size: number; isWhole: boolean }> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body ?? []) {
    const bytes = chunk instanceof Uint8Array ? chunk : bytesOf(String(chunk));
    if (size + bytes.length > limit) {
      parts.push(bytes.subarray(0, limit - size));
      return { parts, size: limit, isWhole: false };
    }
    size += bytes.length;
    parts.push(bytes);
  }
  return { parts, size, isWhole: true };
}

/** Returns the headers of credentials. A later header replaces an earlier one with the same name. */
function headersOf(credentials: readonly Credentials[]): Readonly<Record<string, string>> {
  return Object.assign({}, ...credentials.map(revealCredentials));
}

/** Encodings of bodies that node-fetch decodes. */
const encodings = ['identity', 'gzip', 'x-gzip', 'deflate', 'x-deflate', 'br', 'none', 'utf-8', ''];

/** Returns the problem of an answer that its headers already show, before the body is read. Returns null if there is none. */
function problemOfHeaders(
  header: (name: string) => string | null,
  { host, maxResponseSize }: { host: string; maxResponseSize: number },
): WordPressError | null {
  const length = header('content-length')?.trim() ?? '';
  if (/^\d+$/.test(length) && Number(length) > maxResponseSize) return tooLarge(host, maxResponseSize);
  const encoding = header('content-encoding')?.trim().toLowerCase() ?? '';
  return encodings.includes(encoding) ? null : unknownEncoding(host, encoding);
}

function unknownEncoding(host: string, encoding: string): WordPressError {
  return new WordPressError('invalid-answer', transportFaults.encoding.message, {
    report: `"${host}" answered with the content encoding ${JSON.stringify(encoding.slice(0, 80))}, which the gateway did not ask for.`,
    advice: transportFaults.encoding.advice,
  });
}

function timeoutError(host: string, limit: number): WordPressError {
  return new WordPressError('timeout', `The site did not answer within ${limit} ms.`, {
    report: `"${host}" did not answer within ${limit} ms.`,
  });
}

function tooLarge(host: string, limit: number): WordPressError {
  return new WordPressError('too-large', `The site answered more than ${limit} bytes.`, {
    report: `"${host}" answered more than ${limit} bytes.`,
  });
}

/** Faults that the transport finds itself. */
export const transportFaults = {
  encoding: {
    kind: 'invalid-answer',
    message: 'The site answered in a compression that the gateway did not ask for.',
    advice:
      'The gateway reads gzip, deflate and br, each alone: check which plugin, proxy or server compresses answers, and whether two of them do.',
  },
} as const;
