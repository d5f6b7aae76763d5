import { createClient } from '@redis/client';
import { isRedisAddress } from './names.ts';

/** A command for Redis, with its arguments. */
export type Command = readonly (string | Buffer)[];

/** An answer of Redis. */
export type Reply = string | number | null | Buffer | readonly Reply[];

/** A connection to Redis that opens itself again after each failure. */
export interface Link {
  readonly isReady: boolean;
  /**
   * Sends a command. Redis executes commands in the order in which they were sent.
   *
   * @throws Error if the connection is closed, or if Redis answers with an error
   */
  send(command: Command): Promise<Reply>;
  close(): void;
}

/** Listeners of a connection. */
export interface LinkEvents {
  /** Called when the connection is open. */
  readonly onReady: () => void;
  /** Called when the connection cannot be opened, and when it breaks. */
  readonly onFailure: (error: unknown) => void;
}

/** Milliseconds that it may take to open a connection, and between two attempts. */
const connecting = { timeout: 2000, pause: 500 };

/**
 * Milliseconds without an answer after which a connection is replaced, also while it signs in. A network that loses all packets
 * closes no connection. The client sends `PING` often enough for connections that are not used.
 */
const silence = { longest: 5000, ping: 2000 };

/**
 * Opens a connection to Redis. It is not ready yet when this returns.
 *
 * @throws TypeError if the address is invalid
 */
export function openLink(url: string, { onReady, onFailure }: LinkEvents): Link {
  // The address may have a password, so the error does not quote it.
  if (!isRedisAddress(url))
    throw new TypeError('The address of Redis must begin with redis:// or rediss://.');
  const client = createClient({
    url,
    // All versions of Redis and Valkey answer alike in version 2 of the protocol.
    RESP: 2,
    name: 'pressql',
    disableOfflineQueue: true,
    pingInterval: silence.ping,
    socket: {
      connectTimeout: connecting.timeout,
      socketTimeout: silence.longest,
      reconnectStrategy: () => connecting.pause,
    },
  });
  client.on('error', onFailure);
  client.on('ready', onReady);
  client.connect().catch(onFailure);
  return {
    get isReady() {
      return client.isReady;
    },
    send: (command) => client.sendCommand<Reply>(command),
    close: () => client.destroy(),
  };
}
