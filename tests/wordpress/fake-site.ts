import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A web server whose answers the test defines. Tests use it for behaviour that a real WordPress cannot show. */
export interface FakeSite {
  readonly url: string;
  /** The received requests in order, for example `GET /wp-json/`. */
  readonly requests: readonly string[];
  /** The headers of each received request. */
  readonly headers: readonly IncomingMessage['headers'][];
  /** Returns the number of connections since the start. */
  connections(): number;
  /** Returns the number of open connections. */
  open(): number;
  /** Stops the server and closes its connections. */
  close(): Promise<void>;
}

/** Answers one request of a fake site. */
export type Answerer = (request: IncomingMessage, response: ServerResponse) => void;

/**
 * Starts a fake site.
 *
 * @param answers - one answerer for all requests, or a table of answerers by path. In a table, the first key that the
 * request's path begins with selects the answerer. The site answers with status 404 if there is none.
 */
export async function startFakeSite(
  answers: Answerer | Readonly<Record<string, Answerer>>,
): Promise<FakeSite> {
  const requests: string[] = [];
  const headers: IncomingMessage['headers'][] = [];
  let connections = 0;
  const server = createServer((request, response) => {
    requests.push(`${request.method} ${request.url}`);
    headers.push(request.headers);
    if (typeof answers === 'function') return answers(request, response);
    const path = Object.keys(answers).find((start) => request.url?.startsWith(start));
    const answer = path === undefined ? undefined : answers[path];
    if (answer) answer(request, response);
    else html('<h1>Not found</h1>', 404)(request, response);
  });
  let open = 0;
  server.on('connection', (socket) => {
    connections++;
    open++;
    socket.on('close', () => open--);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    headers,
    connections: () => connections,
    open: () => open,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Returns an answerer that sends a value as JSON. */
export function json(value: unknown, status = 200, headers: Record<string, string> = {}): Answerer {
  return (_, response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(JSON.stringify(value));
  };
}

/** Returns an answerer that sends an HTML page. */
export function html(body: string, status = 200, headers: Record<string, string> = {}): Answerer {
  return (_, response) => {
    response.writeHead(status, { 'content-type': 'text/html; charset=UTF-8', ...headers });
    response.end(body);
  };
}

/** Returns an answerer that redirects to a URL. */
export function redirect(location: string, status = 301): Answerer {
  return (_, response) => {
    response.writeHead(status, { location });
    response.end();
  };
}

/** Returns an answerer that uses each of the answerers for one request, and the last one for all further requests. */
export function inTurn(...answers: readonly Answerer[]): Answerer {
  let next = 0;
  return (request, response) => answers[Math.min(next++, answers.length - 1)]?.(request, response);
}
