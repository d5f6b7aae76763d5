import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** How a server stops. */
export interface StopOptions {
  /** Milliseconds that running requests get. Then the server closes their connections. */
  readonly grace: number;
  /**
   * Whether the server closes idle connections at once. Otherwise it waits some seconds until their clients
   * have used them: a client may be sending a request on a connection while the server closes it, and that request would be lost.
   */
  readonly closesIdle: boolean;
}

/** Counts the requests of a server, so that it can stop without losing one. */
export interface Connections {
  /** Counts a request until its answer has ended. */
  begin(incoming: IncomingMessage, outgoing: ServerResponse): void;
  /** Whether the answer to a request must tell the client that the connection closes. */
  isLast(incoming: IncomingMessage): boolean;
  /** Whether a connection has a request without an answer. */
  isBusy(socket: unknown): boolean;
  /**
   * Stops the server. It keeps listening for a few seconds: a load balancer that has not asked for the readiness yet still
   * sends requests, and the system has accepted connections that the server has not seen.
   */
  stop(options: StopOptions): Promise<void>;
}

/** Milliseconds between two checks whether all requests have ended. */
const interval = 50;

/** Largest number of milliseconds for which a server that stops waits for requests on idle connections. */
const lastCall = 6500;

/** Returns the counter of a server's requests. */
export function countConnections(server: Server): Connections {
  const open = new Map<unknown, { running: number; newest: IncomingMessage | null }>();
  let isStopping = false;
  server.on('connection', (socket: Socket) => {
    open.set(socket, { running: 0, newest: null });
    socket.once('close', () => open.delete(socket));
  });
  const isIdle = () => ![...open.values()].some(({ running }) => running > 0);
  return {
    begin(incoming, outgoing) {
      const connection = open.get(incoming.socket);
      if (!connection) return;
      connection.newest = incoming;
      connection.running++;
      outgoing.once('close', () => connection.running--);
    },
    // A client may have sent further requests on the connection before it got the first answer.
    isLast: (incoming) => isStopping && open.get(incoming.socket)?.newest === incoming,
    isBusy: (socket) => (open.get(socket)?.running ?? 0) > 0,
    async stop({ grace, closesIdle }) {
      isStopping = true;
      const start = performance.now();
      const elapsed = () => performance.now() - start;
      if (!closesIdle) {
        const listening = Math.min(grace / 2, lastCall);
        // One turn of the event loop, in which Node accepts the connections that wait.
        do await sleep(interval);
        while (open.size > 0 && elapsed() < listening);
      }
      const closed = new Promise((done) => server.close(done));
      server.closeIdleConnections();
      while (!isIdle() && elapsed() < grace) await sleep(interval);
      server.closeAllConnections();
      await closed;
    },
  };
}

function sleep(ms: number): Promise<void> {
  return new Promise((done) => setTimeout(done, ms));
}
