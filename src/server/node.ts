import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { ReadableStream } from 'node:stream/web';

/** A handler of web-standard requests. */
type Fetch = (request: Request) => Promise<Response>;

/** A running HTTP server. */
export interface Listener {
  /** For example `http://localhost:4000`. */
  readonly origin: string;
  /** Stops listening, waits up to five seconds for running requests, then closes their connections. */
  close(): Promise<void>;
}

/** Milliseconds that running requests may take when the server stops. */
const grace = 5000;

/** The address at which a server listens. */
export interface ListenAddress {
  /** 0 selects any free port. */
  readonly port: number;
  readonly host: string;
}

/**
 * Starts Node's HTTP server.
 *
 * @throws Node's error, such as `EADDRINUSE`, if the server cannot listen at the address
 */
export async function listen(fetch: Fetch, place: ListenAddress): Promise<Listener> {
  const server = createServer(toNodeHandler(fetch));
  await bind(server, place);
  const { host } = place;
  const { port: bound } = server.address() as AddressInfo;
  const shownHost =
    host === '0.0.0.0' || host === '::' ? 'localhost' : host.includes(':') ? `[${host}]` : host;
  return { origin: `http://${shownHost}:${bound}`, close: () => stop(server) };
}

/**
 * Checks that a server can listen at an address. The command does so before discovery, which takes seconds.
 *
 * @throws Node's error, such as `EADDRINUSE`, if a server cannot listen there
 */
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
    // If the request was refused before its body was read, the connection cannot carry another request.
    const isRead = incoming.complete ? {} : { connection: 'close' };
    outgoing.writeHead(response.status, { ...toHeaders(response.headers), ...isRead });
    if (!response.body) outgoing.end();
    else Readable.fromWeb(response.body as ReadableStream).pipe(outgoing);
  } catch {
    if (!outgoing.headersSent) outgoing.writeHead(gone.signal.aborted ? 499 : 500);
    outgoing.end();
  }
}

/** Converts a request of Node to a web-standard one. Returns null if its method, host or path is invalid. */
function toRequest(incoming: IncomingMessage, signal: AbortSignal): Request | null {
  const { method = 'GET', headers, url = '/' } = incoming;
  const entries = Object.entries(headers).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value]).flatMap((each) =>
      each === undefined ? [] : [[name, each] as [string, string]],
    ),
  );
  const hasBody = method !== 'GET' && method !== 'HEAD';
  const origin = `http://${headers.host ?? 'localhost'}`;
  // A path is appended to the origin, not resolved against it: `//elsewhere.example/` would resolve to another host.
  try {
    return new Request(url.startsWith('/') ? new URL(origin + url) : new URL(url, origin), {
      method,
      headers: entries,
      signal,
      // `Readable.toWeb` would copy each chunk.
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
