import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { ReadableStream } from 'node:stream/web';

/** Answers a web-standard request. */
type Fetch = (request: Request) => Promise<Response>;

/** A gateway that listens. */
export interface Listener {
  /** `http://localhost:4000` */
  readonly origin: string;
  /** Stops listening, lets requests end for a few seconds, then cuts them off. */
  close(): Promise<void>;
}

/** Milliseconds that requests have to end when the gateway stops. */
const grace = 5000;

/** Where a server listens. */
export interface ListenAddress {
  /** 0 for any free one. */
  readonly port: number;
  readonly host: string;
}

/** Listens with Node's own HTTP server. Rejects with Node's error where the port can't be had. */
export async function listen(fetch: Fetch, place: ListenAddress): Promise<Listener> {
  const server = createServer(toNodeHandler(fetch));
  await bind(server, place);
  const { host } = place;
  const { port: bound } = server.address() as AddressInfo;
  const shownHost =
    host === '0.0.0.0' || host === '::' ? 'localhost' : host.includes(':') ? `[${host}]` : host;
  return { origin: `http://${shownHost}:${bound}`, close: () => stop(server) };
}

/** Rejects with Node's error where nobody can listen at a place: before a site is read, which takes long. */
export async function checkAddress(place: ListenAddress): Promise<void> {
  const server = createServer();
  await bind(server, place);
  await new Promise((closed) => server.close(closed));
}

function bind(server: Server, { port, host }: ListenAddress): Promise<void> {
  return new Promise((ready, failed) => {
    server.once('error', failed);
    server.listen(port, host, ready);
  });
}

async function answer(fetch: Fetch, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const gone = new AbortController();
  outgoing.once('close', () => {
    if (!outgoing.writableEnded) gone.abort();
  });
  const request = toRequest(incoming, gone.signal);
  if (!request) {
    outgoing.writeHead(400).end();
    return;
  }
  try {
    const response = await fetch(request);
    // What is left of a request that was refused in the middle isn't read, so that nothing can come after it.
    const isRead = incoming.complete ? {} : { connection: 'close' };
    outgoing.writeHead(response.status, { ...toHeaders(response.headers), ...isRead });
    if (!response.body) outgoing.end();
    else Readable.fromWeb(response.body as ReadableStream).pipe(outgoing);
  } catch {
    if (!outgoing.headersSent) outgoing.writeHead(gone.signal.aborted ? 499 : 500);
    outgoing.end();
  }
}

/** The same request as the web has it; null for a method or a host that it doesn't know. */
function toRequest(incoming: IncomingMessage, signal: AbortSignal): Request | null {
  const { method = 'GET', headers, url = '/' } = incoming;
  const entries = Object.entries(headers).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value]).flatMap((each) =>
      each === undefined ? [] : [[name, each] as [string, string]],
    ),
  );
  const hasBody = method !== 'GET' && method !== 'HEAD';
  const origin = `http://${headers.host ?? 'localhost'}`;
  // Not as an address in relation to the origin: `//elsewhere.example/` would be another host's.
  try {
    return new Request(url.startsWith('/') ? new URL(origin + url) : new URL(url, origin), {
      method,
      headers: entries,
      signal,
      // Not `Readable.toWeb`, which copies all that comes.
      ...(hasBody ? { body: ReadableStream.from(incoming), duplex: 'half' } : {}),
    } as RequestInit);
  } catch {
    return null;
  }
}

function toHeaders(headers: Headers): Record<string, string | string[]> {
  const cookies = headers.getSetCookie();
  return { ...Object.fromEntries(headers), ...(cookies.length > 0 ? { 'set-cookie': cookies } : {}) };
}

function stop(server: Server): Promise<void> {
  return new Promise((stopped) => {
    const deadline = setTimeout(() => server.closeAllConnections(), grace);
    server.close(() => {
      clearTimeout(deadline);
      stopped();
    });
    server.closeIdleConnections();
  });
}

/**
 * Returns a handler for `node:http`, Express and Fastify (`reply.raw`) that calls a web-standard handler.
 *
 * @example
 * const pressql = await createPressQL({ url: 'https://site.example' });
 * createServer(toNodeHandler(pressql.fetch)).listen(4000);
 */
export function toNodeHandler(fetch: Fetch): (incoming: IncomingMessage, outgoing: ServerResponse) => void {
  return (incoming, outgoing) => void answer(fetch, incoming, outgoing);
}
