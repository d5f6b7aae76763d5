import { setMaxListeners } from 'node:events';
import type { Readable } from 'node:stream';
import { type ErrorKind, WordPressError } from './errors.ts';
import { createGate } from './gate.ts';
import { pauseBeforeRetry } from './retry.ts';
import { createTransport, type Fetch, isRead, type RawAnswer } from './transport.ts';
import { abortedWriteError, writeOutcomeError } from './uncertain.ts';
import { isSameSite, parseUrl, printableUrl, redactQuery, redactUrl, splitCredentials } from './url.ts';
import { userAgent } from './user-agent.ts';

/** A request that went out to the site, and what came of it: what a recorder writes down. */
export interface UpstreamRequest {
  readonly method: string;
  readonly url: string;
  /** REST route; path of the page for a request that isn't to the REST API. */
  readonly route: string;
  readonly query: Readonly<Record<string, string>>;
  /** null when nothing was answered. */
  readonly status: number | null;
  /** Bytes of the answer's body, decompressed. */
  readonly bytes: number;
  readonly ms: number;
  /** Why nothing was answered. */
  readonly error?: string;
}

/** How a site is spoken to. */
export interface UpstreamOptions {
  /** Sends requests. @default node-fetch over kept-alive connections */
  readonly fetch?: Fetch | undefined;
  /** Maximum number of simultaneous requests. Its default is in {@link upstreamDefaults}. */
  readonly concurrency?: number | undefined;
  /** Milliseconds to wait for one try of a request. Its default is in {@link upstreamDefaults}. */
  readonly timeout?: number | undefined;
  /** Maximum size of one response, in decompressed bytes. Its default is in {@link upstreamDefaults}. */
  readonly maxResponseSize?: number | undefined;
  /** Headers for the site. No other host gets them. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Called when a request has ended. Each try and each redirect is a separate request. */
  readonly onRequest?: ((request: UpstreamRequest) => void) | undefined;
  /** Aborts all running requests. */
  readonly signal?: AbortSignal | undefined;
  /** Returns the time in milliseconds since 1970. */
  readonly now?: (() => number) | undefined;
  /** Returns a random number from 0 to 1. */
  readonly random?: (() => number) | undefined;
}

/** A request, and how its answer is read. */
export interface Call<T> {
  readonly method: 'GET' | 'HEAD' | 'OPTIONS' | 'POST' | 'DELETE';
  readonly url: string;
  readonly route: string;
  readonly query: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal | undefined;
  /** Sent beside the site's own headers, and like them to its origin only. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** What a write sends; its type and length are among `headers`. A stream is sent once. */
  readonly body?: string | Readable | undefined;
  /** Milliseconds, where it isn't the site's usual limit. */
  readonly timeout?: number | undefined;
  /** Milliseconds that no try may take, though the site's usual limit is longer. */
  readonly maxTimeout?: number | undefined;
  /** Plugins answer pages as something else to whoever takes JSON. */
  readonly accept: 'application/json' | 'text/html';
  /**
   * What is done about a redirect within the origin; one to another is an error unless it is to be read. A write is
   * never followed: what came of it on the way couldn't be told.
   */
  readonly redirects: 'follow' | 'read';
  /** Bytes after which the rest of the answer is left unread. */
  readonly truncateAt?: number | undefined;
  /** The answer's meaning; a `WordPressError` that it throws may lead to another try. */
  readonly read: (answer: RawAnswer, now: number) => T;
}

/** Sends requests to a site: bounded, retried, recorded. */
export interface Upstream {
  send<T>(call: Call<T>): Promise<T>;
  /** Ends kept-alive connections. */
  close(): void;
}

/** The defaults of {@link UpstreamOptions}. */
export const upstreamDefaults = { concurrency: 8, timeout: 30_000, maxResponseSize: 32 * 1024 * 1024 };

/** Redirects that are followed for one request. */
const maxRedirects = 5;

/**
 * The way to a site.
 *
 * @param home - origin that `headers` belong to; they go to the same host by HTTPS as well
 */
export function createUpstream(home: string, options: UpstreamOptions = {}): Upstream {
  const {
    concurrency = upstreamDefaults.concurrency,
    timeout = upstreamDefaults.timeout,
    maxResponseSize = upstreamDefaults.maxResponseSize,
  } = options;
  const { now = Date.now, random = Math.random, onRequest, signal: ending } = options;
  const transport = createTransport({ fetch: options.fetch, timeout, maxResponseSize });
  const gate = createGate(concurrency);

  async function once<T>(call: Call<T>, url: string, signal: AbortSignal | undefined): Promise<RawAnswer> {
    const own = isSameSite(home, new URL(url).origin) ? { ...options.headers, ...call.headers } : {};
    const { method, route, query, truncateAt: cut, body } = call;
    const sent = carried(method);
    const headers = { accept: call.accept, 'user-agent': userAgent, ...sent.headers, ...own };
    const start = now();
    const record = (outcome: Pick<UpstreamRequest, 'status' | 'bytes' | 'error'>) =>
      onRequest?.({
        method,
        url: redactUrl(url),
        route,
        query: redactQuery(query),
        ms: now() - start,
        ...outcome,
      });
    try {
      const { maxTimeout = Number.POSITIVE_INFINITY } = call;
      const limit = call.timeout ?? Math.min(timeout, maxTimeout);
      const answer = await transport.send({
        method: sent.method,
        url,
        headers,
        signal,
        truncateAt: cut,
        body,
        timeout: limit,
      });
      record({ status: answer.status, bytes: answer.bytes });
      return answer;
    } catch (error) {
      record({ status: null, bytes: 0, error: error instanceof Error ? error.message : String(error) });
      throw error;
    }
  }

  async function attempt<T>(call: Call<T>, signal: AbortSignal | undefined): Promise<T> {
    let { url } = call;
    for (let hops = 0; ; hops++) {
      const answer = await once(call, url, signal);
      const target = targetOf(answer);
      if (target === null || call.redirects === 'read') return call.read(answer, now());
      const problem = isRead(call.method) ? problemOf(url, target, hops) : problemOfWrite(url, target);
      if (problem) throw redirected(call, answer.status, problem);
      url = target.href;
    }
  }

  return {
    async send(call) {
      const { signal, release } = joined(call.signal, ending);
      let isSent = false;
      const sending = () => {
        isSent = true;
        return attempt(call, signal);
      };
      try {
        for (let tries = 1; ; tries++) {
          try {
            return await gate.run(sending, signal);
          } catch (error) {
            if (signal?.aborted && isSent && !isRead(call.method)) throw abortedWriteError(call);
            if (signal?.aborted || !(error instanceof WordPressError)) throw error;
            const pause = pauseBeforeRetry({ method: call.method, error, tries }, random());
            if (pause === null) throw writeOutcomeError(error, call);
            await sleep(pause, signal);
          }
        }
      } finally {
        release();
      }
    },
    close: () => transport.close(),
  };
}

/**
 * A method as it goes over the wire. What stands before WordPress may refuse `DELETE` (nginx does at `/?rest_route=`,
 * so do firewalls); it goes as WordPress' own editor sends it (REST API handbook: Global Parameters, "_method").
 */
function carried(method: Call<unknown>['method']) {
  if (method !== 'DELETE') return { method, headers: {} };
  return { method: 'POST', headers: { 'x-http-method-override': method } };
}

/** Where a redirect leads, credentials left out; null for every other answer. */
export function targetOf({ status, url, header }: RawAnswer): URL | null {
  const location = header('location');
  if (location === null || ![301, 302, 303, 307, 308].includes(status)) return null;
  const target = parseUrl(location, url);
  return target && splitCredentials(target).url;
}

/** Whether an address is WordPress' login page. */
export function isLoginPage({ pathname }: URL): boolean {
  return pathname.endsWith('/wp-login.php');
}

interface Problem {
  readonly kind: ErrorKind;
  readonly message: string;
}

function problemOf(from: string, target: URL, hops: number): Problem | null {
  if (isLoginPage(target)) {
    return { kind: 'login-required', message: `sends visitors to its login page, ${printableUrl(target)}.` };
  }
  if (target.origin !== new URL(from).origin) {
    return {
      kind: 'redirected',
      message: `redirects to ${printableUrl(target)}, another scheme, host or port, which is not followed.`,
    };
  }
  if (hops < maxRedirects) return null;
  return {
    kind: 'redirected',
    message: `redirects more than ${maxRedirects} times, last to ${printableUrl(target)}.`,
  };
}

/** The same route at another place is a rule's that stands before WordPress; to anything else a plugin may lead, after the write. */
function problemOfWrite(from: string, target: URL): Problem {
  if (isLoginPage(target)) return { kind: 'login-required', message: 'leads to the login page.' };
  const message = `redirects to ${printableUrl(target)}; a write isn't followed there.`;
  if (routeAt(target) === routeAt(new URL(from))) return { kind: 'redirected', message };
  return { kind: 'uncertain', message: `${message} Whether it was done is unknown.` };
}

/** What of an address names the route, in either style. */
function routeAt({ pathname, searchParams }: URL): string {
  return `${pathname.replace(/\/$/, '')} ${searchParams.get('rest_route') ?? ''}`;
}

function redirected({ method, route }: Call<unknown>, status: number, problem: Problem): WordPressError {
  const request = `${method} ${route}`;
  return new WordPressError(problem.kind, `${request} ${problem.message}`, { request, status });
}

/** One signal that follows both; `release` ends the following. */
function joined(
  first: AbortSignal | undefined,
  second: AbortSignal | undefined,
): { signal: AbortSignal | undefined; release(): void } {
  for (const signal of [first, second]) {
    // Many requests share the signal of one operation, and Node takes more than ten listeners for a leak.
    if (signal instanceof EventTarget) setMaxListeners(0, signal);
  }
  if (!first || !second) return { signal: first ?? second, release: () => undefined };
  const controller = new AbortController();
  setMaxListeners(0, controller.signal);
  const release: (() => void)[] = [];
  for (const signal of [first, second]) {
    const abort = () => controller.abort(signal.reason);
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    release.push(() => signal.removeEventListener('abort', abort));
  }
  return {
    signal: controller.signal,
    release() {
      for (const stop of release) stop();
    },
  };
}

function sleep(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const abort = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', abort);
      resolve();
    }, ms);
    if (signal?.aborted) abort();
    signal?.addEventListener('abort', abort, { once: true });
  });
}
