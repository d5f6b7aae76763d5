import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { securityHeaders } from './security-headers.ts';

/** An answer to a request that is no valid HTTP. */
export interface Refusal {
  readonly status: number;
  readonly reason: string;
  readonly message: string;
}

/** What a client may send at most, and how long it may take. */
export const requestLimits = {
  /** Milliseconds for the headers of a request. */
  headersTimeout: 20_000,
  /** Milliseconds for a whole request, with its files. */
  requestTimeout: 300_000,
  /** Milliseconds without a byte, in which a client must take what it asked for. It is longer than an upload may take. */
  timeout: 330_000,
  /**
   * Milliseconds for which an idle connection stays open. Load balancers keep theirs for 60 seconds, and would send a
   * request over a connection that the gateway is closing if it closed first.
   */
  keepAliveTimeout: 65_000,
  /** Milliseconds between two checks of the limits above. */
  connectionsCheckingInterval: 5000,
  maxHeadersCount: 200,
  maxConnections: 10_000,
} as const;

const badRequest: Refusal = { status: 400, reason: 'Bad Request', message: 'The request is not valid HTTP.' };

/** Refusals by the code of Node's error. */
const refusals: Readonly<Record<string, Refusal>> = {
  HPE_HEADER_OVERFLOW: {
    status: 431,
    reason: 'Request Header Fields Too Large',
    message: 'The address and the headers of the request have more than 16 KB. Send long queries by POST.',
  },
  ERR_HTTP_REQUEST_TIMEOUT: {
    status: 408,
    reason: 'Request Timeout',
    message: 'The request did not arrive in time.',
  },
};

const unknownExpectation: Refusal = {
  status: 417,
  reason: 'Expectation Failed',
  message: 'The gateway knows no expectation but 100-continue.',
};

/** The refusal of a request without a host, or with an address or a method that no web-standard request can have. */
export const invalidRequest: Refusal = {
  ...badRequest,
  message: 'The method, the host or the path of the request is invalid.',
};

/** The refusal of a request whose body is gone: a parser has read it, and has left nothing at `request.body`. */
export const lostBody: Refusal = {
  status: 500,
  reason: 'Internal Server Error',
  message:
    'Another program has read the body of this request before the gateway. Mount the gateway before it, or put the body at `request.body`.',
};

/**
 * Answers the requests that Node refuses before the handler sees them. Node's own answers would lack the security headers.
 *
 * @param isBusy - whether an answer on this connection has begun
 */
export function refuseInvalidRequests(server: Server, isBusy: (socket: Duplex) => boolean): void {
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    if (!socket.writable || error.code === 'ECONNRESET' || isBusy(socket)) return void socket.destroy();
    socket.end(rawAnswer(refusals[error.code ?? ''] ?? badRequest));
  });
  server.on('checkExpectation', (_incoming: IncomingMessage, outgoing: ServerResponse) =>
    refuse(outgoing, unknownExpectation),
  );
}

/** Sends a refusal and closes the connection. */
export function refuse(outgoing: ServerResponse, refusal: Refusal): void {
  outgoing.writeHead(refusal.status, { ...headersOf(refusal), connection: 'close' }).end(bodyOf(refusal));
}

function rawAnswer(refusal: Refusal): string {
  const headers = Object.entries({ ...headersOf(refusal), connection: 'close' });
  const lines = headers.map(([name, value]) => `${name}: ${value}\r\n`).join('');
  return `HTTP/1.1 ${refusal.status} ${refusal.reason}\r\n${lines}\r\n${bodyOf(refusal)}`;
}

function headersOf(refusal: Refusal): Record<string, string> {
  return {
    ...securityHeaders,
    'content-type': 'application/json; charset=utf-8',
    'content-length': String(Buffer.byteLength(bodyOf(refusal))),
  };
}

function bodyOf({ message }: Refusal): string {
  return JSON.stringify({ errors: [{ message, extensions: { code: 'BAD_REQUEST' } }] });
}
