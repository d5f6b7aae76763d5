import { Agent, type IncomingHttpHeaders, request } from 'node:http';
import { type Handler, listen } from '../../../src/server/node.ts';

/** A request to a test server. */
export interface Sending {
  readonly method: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** An answer of a test server. */
export interface Got {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly bytes: Buffer;
  readonly text: string;
}

/** Node's server with a handler behind it. */
export interface Server {
  readonly origin: string;
  send(sending: Sending): Promise<Got>;
  /** Sends a request. Returns a function that breaks the connection off. */
  leave(sending: Sending): () => void;
  close(): Promise<void>;
}

/** Starts Node's server on a free port. */
export async function overHttp(handler: Handler): Promise<Server> {
  const listener = await listen(handler, { port: 0, host: '127.0.0.1' });
  const agent = new Agent({ keepAlive: true });
  const begin = ({ method, path, headers, body }: Sending) => {
    const outgoing = request(`${listener.origin}${path}`, {
      method,
      agent,
      headers: {
        ...(body === undefined
          ? {}
          : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }),
        ...headers,
      },
    });
    outgoing.end(body);
    return outgoing;
  };
  return {
    origin: listener.origin,
    send: (sending) =>
      new Promise((resolve, reject) => {
        begin(sending)
          .on('error', reject)
          .on('response', (incoming) => {
            const chunks: Buffer[] = [];
            incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
            incoming.on('error', reject);
            incoming.on('end', () => {
              const bytes = Buffer.concat(chunks);
              const { statusCode = 0, headers } = incoming;
              resolve({ status: statusCode, headers, bytes, text: bytes.toString() });
            });
          });
      }),
    leave: (sending) => {
      const outgoing = begin(sending).on('error', () => undefined);
      return () => void outgoing.destroy();
    },
    close: async () => {
      agent.destroy();
      await listener.close();
    },
  };
}
