import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A web server that answers as a test says: for what a real WordPress can't be made to do. */
export interface FakeSite {
  readonly url: string;
  /** Requests that came, in order: `GET /wp-json/`. */
  readonly requests: readonly string[];
  /** Headers of those requests. */
  readonly headers: readonly IncomingMessage['headers'][];
  /** How many connections were opened. */
  connections(): number;
  /** How many are open. */
  open(): number;
  close(): Promise<void>;
}

export type Answerer = (request: IncomingMessage, response: ServerResponse) => void;

/** Starts a fake site; a request is answered by the first path of the table that its own begins with. */
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

/** Answers JSON. */
export function json(value: unknown, status = 200, headers: Record<string, string> = {}): Answerer {
  return (_, response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(JSON.stringify(value));
  };
}

/** Answers a page. */
export function html(body: string, status = 200, headers: Record<string, string> = {}): Answerer {
  return (_, response) => {
    response.writeHead(status, { 'content-type': 'text/html; charset=UTF-8', ...headers });
    response.end(body);
  };
}

/** Redirects. */
export function redirect(location: string, status = 301): Answerer {
  return (_, response) => {
    response.writeHead(status, { location });
    response.end();
  };
}

/** Answers the first request with the first answerer, and so on; the last one from then on. */
export function inTurn(...answers: readonly Answerer[]): Answerer {
  let next = 0;
  return (request, response) => answers[Math.min(next++, answers.length - 1)]?.(request, response);
}
