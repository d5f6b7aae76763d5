import type { IncomingMessage } from 'node:http';
import { addressesIn, normalAddress } from '../values/ip-address.ts';
import { remembered } from '../values/remembered.ts';

/** Returns an address that belongs to a request. Returns null if there is none. */
export type ClientAddressOf = (incoming: Pick<IncomingMessage, 'socket' | 'headers'>) => string | null;

/**
 * Returns a function that finds the address of a client behind proxies. Each proxy appends the address of its client to
 * `X-Forwarded-For`, so the list is read from its end: the first address that is no trusted proxy is the client's. A
 * client can invent the entries before it.
 *
 * @param proxies - addresses and ranges of the trusted proxies; without any, the header is ignored
 * @throws Error if a text is neither an address nor a range
 * @example
 * const addressOf = clientAddressBehind(['loopback', '10.1.0.0/16']);
 */
export function clientAddressBehind(proxies: readonly string[]): ClientAddressOf {
  const isProxy = addressesIn(proxies);
  return ({ socket, headers }) => {
    let client = peerOf(socket);
    if (proxies.length === 0) return client;
    const forwarded = String(headers['x-forwarded-for'] ?? '').split(',');
    while (client !== null && isProxy(client)) {
      const before = normalAddress(forwarded.pop()?.trim() ?? '');
      // A proxy may write `unknown`. The proxy is then the last address that is known.
      if (before === null) break;
      client = before;
    }
    return client;
  };
}

/**
 * Returns a function that finds a proxy that forwards a request and is not trusted. All its visitors then count as one
 * client. The function returns null for any other request.
 *
 * @param proxies - addresses and ranges of the trusted proxies
 */
export function unnamedProxyBeside(proxies: readonly string[]): ClientAddressOf {
  const isProxy = addressesIn(proxies);
  return ({ socket, headers }) => {
    if (headers['x-forwarded-for'] === undefined) return null;
    const address = peerOf(socket);
    return address === null || isProxy(address) ? null : address;
  };
}

/** Returns the address at the other end of a connection. It stays the same for all its requests. */
const peerOf = remembered(({ remoteAddress }: IncomingMessage['socket']) =>
  normalAddress(remoteAddress ?? ''),
);
