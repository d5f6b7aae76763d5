import { Credentials } from './credentials.ts';
import { type Ending, endingOf, firstOf, sleep } from './ending.ts';
import { isRefusedTurn, WordPressError } from './errors.ts';
import { type Fetch, isRead, type RequestBody } from './fetch.ts';
import type { OperationScope } from './operation.ts';
import { redirectError, targetOf } from './redirects.ts';
import type { RequestBudget } from './request-budget.ts';
import { pauseBeforeRetry } from './retry.ts';
import { tracedTransport } from './traced-transport.ts';
import { createTraffic, routeGroup, type Traffic, workOf } from './traffic/traffic.ts';
import { createTransport, type RawAnswer } from './transport.ts';
import { abortedWriteError, writeOutcomeError } from './uncertain.ts';
import { printableTarget, redactQuery, redactUrl } from './url.ts';
import { userAgent } from './user-agent.ts';

/**
 * A request to the site and its outcome, for logs.
 *
 * @example
 * const onRequest = ({ method, route, status, ms }: UpstreamRequest) => console.log(method, route, status, ms);
 */
export interface UpstreamRequest {
  readonly method: string;
  readonly url: string;
  /** REST route, or the path of a page. */
  readonly route: string;
  readonly query: Readonly<Record<string, string>>;
  /** HTTP status code. Null if there was no answer. */
  readonly status: number | null;
  /** Bytes of the answer's body after decompression. */
  readonly bytes: number;
  readonly ms: number;
  /** Why there was no answer. Absent if there was one. */
  readonly error?: string;
}

/** Options of {@link createUpstream}. */
export interface UpstreamOptions {
  /** Sends requests. @default node-fetch over kept-alive connections */
  readonly fetch?: Fetch | undefined;
  /** Maximum number of simultaneous requests. Its default is in {@link upstreamDefaults}. */
  readonly concurrency?: number | undefined;
  /** Decides when requests are sent. @default traffic of its own, with `concurrency` */
  readonly traffic?: Traffic | undefined;
  /** Milliseconds to wait for one try of a request. Its defaults for reads and writes are in {@link upstreamDefaults}. */
  readonly timeout?: number | undefined;
  /** Maximum size of one response, in decompressed bytes. Its default is in {@link upstreamDefaults}. */
  readonly maxResponseSize?: number | undefined;
  /** Error codes of plugins whose messages clients get, beside those of WordPress. @default none */
  readonly errorCodes?: ReadonlySet<string> | undefined;
  /** Headers for the site. No other host gets them. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** The operator's credential. No answer contains its secrets. @default none */
  readonly operator?: Credentials | undefined;
  /** Called when a request has ended. Each try and each redirect is a separate request. */
  readonly onRequest?: ((request: UpstreamRequest) => void) | undefined;
  /** Aborts all running requests. */
  readonly signal?: AbortSignal | undefined;
  /** Returns the time in milliseconds since 1970. */
  readonly now?: (() => number) | undefined;
  /** Returns a random number from 0 to 1. */
  readonly random?: (() => number) | undefined;
}

/** A request, and the function that reads its answer. */
export interface Call<T> {
  readonly method: 'GET' | 'HEAD' | 'OPTIONS' | 'POST' | 'DELETE';
  readonly url: string;
  readonly route: string;
  readonly query: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal | undefined;
  /** The operation that the request belongs to. @default none: a request of the gateway itself */
  readonly operation?: OperationScope | undefined;
  /** The budget that pays for the request. @default that of the operation */
  readonly budget?: RequestBudget | undefined;
  /** Ends a read. @default the ending of the operation */
  readonly ending?: Ending | undefined;
  /** Headers without secrets. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Sent only to the site, in addition to the headers of the upstream. */
  readonly credentials?: Credentials | undefined;
  /** The header of a plugin's session. @default none */
  readonly session?: Credentials | undefined;
  /** Secrets in the body or the query, which must not appear in errors. */
  readonly secrets?: readonly string[] | undefined;
  /** The body of a write. `headers` has its type and length. */
  readonly body?: RequestBody | undefined;
  /** Milliseconds for each try. @default the timeout of the upstream */
  readonly timeout?: number | undefined;
  /** Milliseconds for each try, if the timeout of the upstream is longer. @default none */
  readonly maxTimeout?: number | undefined;
  /** The `Accept` header. Some plugins answer requests for pages with JSON if it allows JSON. */
  readonly accept: 'application/json' | 'text/html';
  /**
   * Whether the upstream follows redirects within the origin, or `read` gets the redirect. If it follows them, a redirect
   * to another origin is an error, and so is each redirect of a write: WordPress may have made the change.
   */
  readonly redirects: 'follow' | 'read';
  /** Returns whether `read` gets a redirect all the same, since its body is the answer. @default no redirect is an answer */
  readonly isAnswer?: ((answer: RawAnswer) => boolean) | undefined;
  /** Bytes after which the upstream stops reading the answer. @default none */
  readonly truncateAt?: number | undefined;
  /** Returns the result. If it throws a `WordPressError`, the upstream may retry. */
  readonly read: (answer: RawAnswer, now: number) => T;
}

/** Sends requests to a site. It limits their number, retries reads and logs each request. */
export interface Upstream {
  /**
   * Sends a request, with retries and redirects, and returns the result of its `read`. Rejects with the signal's reason
   * if the signal aborts.
   *
   * @throws WordPressError if the request fails
   */
  send<T>(call: Call<T>): Promise<T>;
  /** Closes idle connections. */
  close(): void;
}

/** The defaults of {@link UpstreamOptions}. */
export const upstreamDefaults = {
  concurrency: 8,
  timeout: 10_000,
  /** A write is never repeated, so the gateway waits longer for its outcome. */
  writeTimeout: 30_000,
  /** Larger JSON takes so long to parse that other clients notice. A hundred posts with everything have about 1 MB. */
  maxResponseSize: 16 * 1024 * 1024,
};

/**
 * Returns an upstream for a site.
 *
 * @param home - origin that gets the headers; they are also sent to the same host by HTTPS
 */
export function createUpstream(home: string, options: UpstreamOptions = {}): Upstream {
  const {
    concurrency = upstreamDefaults.concurrency,
    timeout = upstreamDefaults.timeout,
    timeout: writeTimeout = upstreamDefaults.writeTimeout,
    maxResponseSize = upstreamDefaults.maxResponseSize,
  } = options;
  const { now = Date.now, random = Math.random, onRequest } = options;
  const closing = options.signal && endingOf(options.signal);
  const siteCredentials = new Credentials('site', options.headers ?? {});
  const transport = tracedTransport(
    createTransport({
      ...{ fetch: options.fetch, home, timeout, maxResponseSize },
      own: options.operator ? [siteCredentials, options.operator] : [siteCredentials],
    }),
  );
  const traffic = options.traffic ?? createTraffic({ concurrency, now });

  async function sendOnce<T>(
    call: Call<T>,
    { url, shownUrl }: { readonly url: string; readonly shownUrl: string },
    ending: Ending,
  ): Promise<RawAnswer> {
    const { method, route, query, truncateAt, body, secrets } = call;
    const sent = sentMethod(method);
    const headers = { accept: call.accept, 'user-agent': userAgent, ...sent.headers, ...call.headers };
    const start = now();
    const record = (outcome: Pick<UpstreamRequest, 'status' | 'bytes' | 'error'>) =>
      onRequest?.({
        method,
        url: shownUrl,
        route,
        query: redactQuery(query),
        ms: now() - start,
        ...outcome,
      });
    try {
      const { maxTimeout = Number.POSITIVE_INFINITY } = call;
      const limit = call.timeout ?? Math.min(isRead(method) ? timeout : writeTimeout, maxTimeout);
      const answer = await transport.send({
        method: sent.method,
        url,
        headers,
        credentials: [siteCredentials, call.credentials ?? [], call.session ?? []].flat(),
        secrets,
        ending,
        truncateAt,
        body,
        timeout: limit,
      });
      record({ status: answer.status, bytes: answer.bytes });
      return answer;
    } catch (error) {
      record({ status: null, bytes: 0, error: reportOf(error) });
      throw error;
    }
  }

  async function sendFollowing<T>(call: Call<T>, ending: Ending): Promise<T> {
    const { method, route } = call;
    const visited = [call.url];
    let shownUrl = redactUrl(call.url);
    for (let { url } = call; ; visited.push(url)) {
      if (visited.length > 1) budgetOf(call)?.charge(`${method} ${route}`);
      const answer = await sendOnce(call, { url, shownUrl }, ending);
      const target = targetOf(answer);
      if (target === null || call.redirects === 'read' || call.isAnswer?.(answer)) {
        return call.read({ ...answer, errorCodes: options.errorCodes }, now());
      }
      const { status, redact } = answer;
      const error = redirectError({ method, route, status, visited, target, redact });
      if (error) throw error;
      url = target.href;
      // The site wrote this address, perhaps with a token.
      shownUrl = redact(printableTarget(target));
    }
  }

  async function sendRetrying<T>(call: Call<T>, ending: Ending): Promise<T> {
    // A request of the gateway itself counts as an operation of its own.
    const { method, route, query, url, operation = call } = call;
    const request = `${method} ${route}`;
    const client = call.operation ? (call.operation.client ?? 'unknown client') : 'gateway';
    const isRest = call.accept === 'application/json';
    const group = routeGroup({ route, query, isRest });
    const isDiscovery = call.operation === undefined;
    const lifetime = call.operation;
    const turn = { client, operation, lifetime, group, work: workOf(query), request, url, isDiscovery };
    let isSent = false;
    const sending = () => {
      isSent = true;
      return sendFollowing(call, ending);
    };
    budgetOf(call)?.charge(request);
    let first: WordPressError | null = null;
    for (let tries = 1; ; tries++) {
      try {
        return await traffic.send(turn, sending, ending);
      } catch (thrown) {
        // A refused retry says less than the failure of the first try.
        const error: unknown = isRefusedTurn(thrown) ? (first ?? thrown) : thrown;
        if (ending.reason !== null && isSent && !isRead(method)) throw abortedWriteError(call);
        if (ending.reason !== null || !(error instanceof WordPressError)) throw error;
        // What was not sent is not repeated, and takes nothing out of the budgets of retries.
        const pause = isRefusedTurn(thrown) ? null : pauseBeforeRetry({ method, error, tries }, random());
        const mayRetry = pause !== null && traffic.mayRetry() && budgetOf(call)?.chargeRetry() !== false;
        if (!mayRetry) throw isSent ? writeOutcomeError(error, call) : error;
        first ??= error;
        await sleep(pause, ending);
      }
    }
  }

  return {
    async send(call) {
      const ownEnding = call.signal && endingOf(call.signal);
      const shared = isRead(call.method) ? (call.ending ?? call.operation?.ending) : undefined;
      const ending = firstOf([closing, ownEnding, shared]);
      try {
        return await sendRetrying(call, ending);
      } finally {
        ending.release();
      }
    },
    close: () => transport.close(),
  };
}

/** Returns why there was no answer, for logs. */
function reportOf(error: unknown): string {
  if (error instanceof WordPressError) return error.report;
  return error instanceof Error ? error.message : String(error);
}

function budgetOf({ budget, operation }: Call<unknown>): RequestBudget | undefined {
  return budget ?? operation?.budget;
}

/**
 * Returns the method and headers to send. `DELETE` is sent as `POST` with a header, as WordPress' editor does (REST API
 * handbook: Global Parameters, "_method"), because nginx at `/?rest_route=` and firewalls may refuse `DELETE`.
 */
function sentMethod(method: Call<unknown>['method']) {
  if (method !== 'DELETE') return { method, headers: {} };
  return { method: 'POST', headers: { 'x-http-method-override': method } };
}
