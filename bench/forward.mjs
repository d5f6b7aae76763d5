// The part that the proxies before WordPress share.

import { request } from 'node:http';

/**
 * Sends a request to a site, and its answer to the client. Closes the client's connection if the site fails.
 *
 * @param onAnswer - called with the answer before its body is read. @default nothing
 */
export function forward(incoming, outgoing, { site, agent, onAnswer }) {
  const { method, url, headers } = incoming;
  const asked = request(new URL(url, site), { method, headers, agent }, (answer) => {
    onAnswer?.(answer);
    outgoing.writeHead(answer.statusCode, answer.headers);
    answer.pipe(outgoing);
  });
  asked.on('error', () => outgoing.destroy());
  incoming.pipe(asked);
}
