// A proxy before WordPress that counts requests and bytes.

import { once } from 'node:events';
import { Agent, createServer } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { forward } from './forward.mjs';

/**
 * Starts a proxy. WordPress has to be one that takes its address from the Host header, as that of bench/site.mjs does.
 * Returns its address, the list of requests so far, each with its route and the bytes of its answer, a function
 * that waits until nobody sends requests, and one that stops it.
 */
export async function startCountingProxy(site) {
  const agent = new Agent({ keepAlive: true });
  const requests = [];
  const proxy = createServer((incoming, outgoing) => {
    const onAnswer = (answer) => {
      const counted = { route: new URL(incoming.url, site).pathname.replace('/wp-json', ''), bytes: 0 };
      requests.push(counted);
      answer.on('data', (chunk) => {
        counted.bytes += chunk.length;
      });
    };
    forward(incoming, outgoing, { site, agent, onAnswer });
  });
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  return {
    url: `http://127.0.0.1:${proxy.address().port}`,
    requests,
    async settle() {
      for (let before = -1; before !== requests.length; await sleep(1000)) before = requests.length;
    },
    close() {
      proxy.closeAllConnections();
      proxy.close();
      agent.destroy();
    },
  };
}
