import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { limits } from '../values/limits.ts';
import type { Asked } from './answers/asked.ts';
import { shortcutOf } from './answers/shortcut.ts';
import { type ClientAddressOf, clientAddressBehind, unnamedProxyBeside } from './client-address.ts';
import { askedOf, hasLostBody, toHeaders, toRequest } from './node-request.ts';
import { invalidRequest, lostBody, refuse, refuseInvalidRequests, requestLimits } from './refusals.ts';
import { securityHeaders } from './security-headers.ts';
import { countConnections, type StopOptions } from './stopping.ts';
import { type AnswerText, answerTextOf } from './texts.ts';

/**
 * What the server passes to the handler about the client of a request.
 *
 * @example
 * const response = await pressql.fetch(request, { clientAddress: '203.0.113.7' } satisfies ClientInfo);
 */
export interface ClientInfo {
  /** The IP address of the client. */
  readonly clientAddress?: string | undefined;
}

/** A handler of web-standard requests. */
export type Handler = (request: Request, info?: ClientInfo) => Promise<Response>;

/** A running HTTP server. */
export interface Listener {
  /** For example `http://localhost:4000`. */
  readonly origin: string;
  /**
   * Answers running requests, and tells each client that its connection closes. Then stops.
   *
   * @param options - @default a grace of five seconds, and idle connections close at once
   */
  close(options?: StopOptions): Promise<void>;
}

const quickStop: StopOptions = { grace: 5000, closesIdle: true };

/** The address at which a server listens. */
export interface ListenAddress {
  /** 0 selects any free port. */
  readonly port: number;
  readonly host: string;
}

/**
 * Options of {@link toNodeHandler}.
 *
 * @example
 * const handler = toNodeHandler(pressql.fetch, { trustedProxies: ['10.0.0.0/8'] } satisfies NodeHandlerOptions);
 */
export interface NodeHandlerOptions {
  /** Addresses of the proxies whose `X-Forwarded-For` names the client; see {@link clientAddressBehind}. @default none */
  readonly trustedProxies?: readonly string[] | undefined;
}

/** Options of {@link listen}. */
export interface ListenOptions extends ListenAddress, NodeHandlerOptions {
  /** Called once with the address of a proxy that the operator has not named. */
  readonly onUnnamedProxy?: (address: string) => void;
}

/**
 * Starts Node's HTTP server.
 *
 * @throws Node's error, such as `EADDRINUSE`, if the server cannot listen at the address
 */
export async function listen(handler: Handler, { port, host, ...options }: ListenOptions): Promise<Listener> {
  // Node would refuse a request without a host before `refusals.ts` could answer it.
  const server = createServer({ ...requestLimits, requireHostHeader: false });
  Object.assign(server, requestLimits);
  const connections = countConnections(server);
  const addressOf = clientAddressBehind(options.trustedProxies ?? []);
  const unnamedProxyOf = unnamedProxyBeside(options.trustedProxies ?? []);
  refuseInvalidRequests(server, connections.isBusy);
  let { onUnnamedProxy } = options;
  server.on('request', (incoming, outgoing) => {
    connections.begin(incoming, outgoing);
    const proxy = unnamedProxyOf(incoming);
    if (proxy !== null) {
      onUnnamedProxy?.(proxy);
      onUnnamedProxy = undefined;
    }
    const isLast = () => connections.isLast(incoming);
    void answer({ handler, addressOf, isLast }, incoming, outgoing);
  });
  await bind(server, { port, host });
  const { port: bound } = server.address() as AddressInfo;
  const shownHost =
    host === '0.0.0.0' || host === '::' ? 'localhost' : host.includes(':') ? `[${host}]` : host;
  return {
    origin: `http://${shownHost}:${bound}`,
    close: (stopOptions = quickStop) => connections.stop(stopOptions),
  };
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

/** How requests of Node are answered. */
interface Answering {
  readonly handler: Handler;
  readonly addressOf: ClientAddressOf;
  /** Whether the connection closes after this answer. */
  readonly isLast: () => boolean;
}

async function answer(
  answering: Answering,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  if (hasLostBody(incoming)) return refuse(outgoing, lostBody);
  try {
    const shortcut = shortcutOf(answering.handler);
    const asked = shortcut?.accepts(incoming.url ?? '/') ? await askedOf(incoming) : null;
    const found = asked && shortcut?.find(asked, answering.addressOf(incoming));
    const reply = found instanceof Promise ? await found : found;
    if (!reply) return await answerByHandler(answering, { incoming, outgoing, asked });
    const { status, headers, body } = reply;
    const closes = answering.isLast() || !incoming.complete;
    if (closes) headers.push('connection', 'close');
    outgoing.writeHead(status, headers);
    outgoing.end(body, 'latin1');
  } catch {
    // The client has left, or the handler failed.
    if (!outgoing.headersSent) outgoing.writeHead(outgoing.destroyed ? 499 : 500, securityHeaders);
    outgoing.end();
  }
}

async function answerByHandler(
  { handler, addressOf, isLast }: Answering,
  {
    incoming,
    outgoing,
    asked,
  }: {
    readonly incoming: IncomingMessage;
    readonly outgoing: ServerResponse;
    readonly asked: Asked | null;
  },
): Promise<void> {
  const gone = new AbortController();
  if (outgoing.destroyed) gone.abort();
  outgoing.once('close', () => {
    if (!outgoing.writableEnded) gone.abort();
  });
  // A client that leaves while it sends a body: its signal has to be aborted before readers of the body see the error.
  incoming.once('error', () => gone.abort());
  const request = toRequest(incoming, gone.signal, asked);
  if (!request) return refuse(outgoing, invalidRequest);
  const response = await handler(request, { clientAddress: addressOf(incoming) ?? undefined });
  // If the request was refused before its body was read, the connection cannot carry another request.
  const closes = isLast() || !incoming.complete ? { connection: 'close' } : {};
  outgoing.writeHead(response.status, { ...toHeaders(response.headers), ...closes });
  const text = answerTextOf(response);
  // A stream would take longer than writing the text.
  if (text !== null) await sendText(outgoing, text);
  else if (!response.body) outgoing.end();
  else Readable.fromWeb(response.body as ReadableStream).pipe(outgoing);
}

/** Sends a text. Sends a long one in parts, so that other requests get turns and a slow client does not fill memory. */
async function sendText(outgoing: ServerResponse, text: AnswerText): Promise<void> {
  if (typeof text === 'string') return sendString(outgoing, text);
  for (const part of text) {
    if (outgoing.destroyed) return;
    await (outgoing.write(part) ? nextTurn() : drained(outgoing));
  }
  outgoing.end();
}

async function sendString(outgoing: ServerResponse, text: string): Promise<void> {
  const most = limits.maxSentAtOnce;
  let rest = text;
  while (rest.length > most && !outgoing.destroyed) {
    // A character of two UTF-16 units must not be cut.
    const end = /[\uD800-\uDBFF]/.test(rest.charAt(most - 1)) ? most - 1 : most;
    const isTaken = outgoing.write(rest.slice(0, end));
    rest = rest.slice(end);
    await (isTaken ? nextTurn() : drained(outgoing));
  }
  if (!outgoing.destroyed) outgoing.end(rest);
}

/** Resolves when the client has taken what was written, or has left. */
function drained(outgoing: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      outgoing.off('drain', done).off('close', done);
      resolve();
    };
    outgoing.on('drain', done).on('close', done);
    if (outgoing.destroyed) done();
  });
}

/**
 * Returns a handler for `node:http`, Express and Fastify (`reply.raw`) that calls a web-standard handler.
 *
 * @throws Error if a trusted proxy is neither an address nor a range
 * @example
 * const pressql = await createPressQL({ url: 'https://site.example' });
 * createServer(toNodeHandler(pressql.fetch, { trustedProxies: ['loopback'] })).listen(4000);
 */
export function toNodeHandler(
  handler: Handler,
  { trustedProxies = [] }: NodeHandlerOptions = {},
): (incoming: IncomingMessage, outgoing: ServerResponse) => void {
  const answering = { handler, addressOf: clientAddressBehind(trustedProxies), isLast: () => false };
  return (incoming, outgoing) => void answer(answering, incoming, outgoing);
}
