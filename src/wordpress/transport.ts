import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import type { Readable } from 'node:stream';
import { WordPressError } from './errors.ts';
import { unreachableError } from './failures.ts';
import { nodeFetch } from './node-fetch.ts';

/** The part of the web's `fetch` that is used here; node-fetch's and Node's own both fit. */
export type Fetch = (
  url: string,
  init: {
    readonly method: string;
    readonly headers: Record<string, string>;
    readonly redirect: 'manual';
    readonly signal: AbortSignal;
    readonly body?: string | Readable;
    /** What Node's own asks for with a stream. */
    readonly duplex?: 'half';
  },
) => Promise<{
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  readonly body: AsyncIterable<unknown> | null;
}>;

/** Bounds of one HTTP request. */
export interface TransportOptions {
  /** What sends; node-fetch with kept-alive connections when absent. */
  readonly fetch?: Fetch | undefined;
  /** Milliseconds until the last byte of an answer. */
  readonly timeout: number;
  /** Bytes of an answer, after decompression. */
  readonly maxResponseSize: number;
}

/** One HTTP request. */
export interface TransportRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Record<string, string>;
  readonly signal?: AbortSignal | undefined;
  /** What a write sends. */
  readonly body?: string | Readable | undefined;
  /** Milliseconds, where it isn't the transport's own. */
  readonly timeout?: number | undefined;
  /** Read this many bytes and leave the rest; without it, more than `maxResponseSize` is an error. */
  readonly truncateAt?: number | undefined;
}

/** One HTTP answer, redirects included. */
export interface RawAnswer {
  readonly url: string;
  readonly status: number;
  readonly body: string;
  readonly bytes: number;
  header(name: string): string | null;
}

/** Sends HTTP requests. */
export interface Transport {
  /** Rejects with a `WordPressError` when nothing whole was answered, with the signal's reason when aborted. */
  send(request: TransportRequest): Promise<RawAnswer>;
  /** Ends kept-alive connections; those in use end with their requests. */
  close(): void;
}

/** A transport with connections of its own. */
export function createTransport({ fetch, timeout, maxResponseSize }: TransportOptions): Transport {
  const agents = fetch ? null : createAgents();
  const sendBy = fetch ?? agents?.fetch ?? nodeFetch;
  return {
    async send({ method, url, headers, signal, truncateAt, body, timeout: own }) {
      if (signal?.aborted) throw signal.reason;
      const allowed = own ?? timeout;
      const { host } = new URL(url);
      const ending = new AbortController();
      let late = false;
      const timer = setTimeout(() => {
        late = true;
        ending.abort();
      }, allowed);
      const abort = () => ending.abort(signal?.reason);
      signal?.addEventListener('abort', abort, { once: true });
      try {
        const response = await sendBy(url, {
          method,
          headers,
          redirect: 'manual',
          signal: ending.signal,
          ...(body === undefined ? {} : { body, duplex: 'half' }),
        });
        const read = await readBody(response.body, truncateAt ?? maxResponseSize);
        if (!read.whole) {
          ending.abort();
          if (truncateAt === undefined) throw tooLarge(host, maxResponseSize);
        }
        return {
          url,
          status: response.status,
          body: read.bytes.toString('utf8'),
          bytes: read.bytes.length,
          header: (name) => response.headers.get(name),
        };
      } catch (error) {
        if (signal?.aborted) throw signal.reason;
        if (error instanceof WordPressError) throw error;
        if (late) throw new WordPressError('timeout', `"${host}" did not answer within ${allowed} ms.`);
        throw unreachableError(host, error);
      } finally {
        clearTimeout(timer);
        signal?.removeEventListener('abort', abort);
      }
    },
    close: () => agents?.close(),
  };
}

/**
 * node-fetch over kept-alive connections. Agents don't bound the connections, `gate.ts` does: a request that
 * waits for another's socket makes node-fetch report false premature closes (its issue 1767). A write gets a
 * connection of its own: on one that the site closes just then, nobody could tell whether it was done.
 */
function createAgents(): { fetch: Fetch; close(): void } {
  const http = new HttpAgent({ keepAlive: true });
  const https = new HttpsAgent({ keepAlive: true });
  const kept = ({ protocol }: URL) => (protocol === 'https:' ? https : http);
  const fresh = ({ protocol }: URL) => (protocol === 'https:' ? new HttpsAgent() : new HttpAgent());
  return {
    fetch: (url, init) => nodeFetch(url, { ...init, agent: isRead(init.method) ? kept : fresh }),
    close() {
      for (const ended of [http, https]) {
        // Connections in use end with their requests: a graph that was replaced may still be answering.
        ended.maxFreeSockets = 0;
        for (const socket of Object.values(ended.freeSockets).flat()) socket?.destroy();
      }
    },
  };
}

/** Whether a method only reads (RFC 9110, "Safe Methods"), so that a request may be sent again. */
export function isRead(method: string): boolean {
  return method === 'GET' || method === 'HEAD' || method === 'OPTIONS';
}

async function readBody(
  body: AsyncIterable<unknown> | null,
  limit: number,
): Promise<{ bytes: Buffer; whole: boolean }> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body ?? []) {
    const bytes = chunk instanceof Uint8Array ? chunk : Buffer.from(String(chunk));
    size += bytes.length;
    chunks.push(bytes);
    if (size > limit) return { bytes: Buffer.concat(chunks).subarray(0, limit), whole: false };
  }
  return { bytes: Buffer.concat(chunks), whole: true };
}

function tooLarge(host: string, limit: number): WordPressError {
  return new WordPressError('too-large', `"${host}" answered more than ${limit} bytes.`);
}
