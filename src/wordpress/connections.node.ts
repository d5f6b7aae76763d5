import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { isReset } from './failures.ts';
import { type Connections, isRead } from './fetch.ts';
import { nodeFetch } from './node-fetch.ts';

/**
 * Milliseconds after which the gateway closes an idle connection, if the site announces no time of its own: less than the 60
 * and 75 seconds of common load balancers and nginx.
 *
 * Node closes an idle connection a second before the time in the site's `Keep-Alive` header (Apache: 5 seconds), but only if
 * its agent has a timeout. Otherwise the site closes it first, perhaps just when the next request is sent.
 */
const idleTimeout = 45_000;

const options = { keepAlive: true, timeout: idleTimeout };

/**
 * Returns node-fetch with kept-alive connections for reads. Agents do not limit the number of connections;
 * `traffic/queue.ts` does. If a request waited for a socket, node-fetch would report false premature closes (its issue
 * 1767). Each write opens a new connection: if the site closed a kept-alive one, WordPress might or might not have made the
 * change.
 *
 * A site may close an idle connection just when the gateway sends a read over it. That says nothing about WordPress, so the
 * read is sent once more over a new connection (RFC 9110, "Idempotent Methods"), and does not count as failed.
 */
export function createConnections(): Connections {
  let reused = 0;
  const note = () => {
    reused++;
  };
  const [http, https] = [noting(new HttpAgent(options), note), noting(new HttpsAgent(options), note)];
  const keptAlive = ({ protocol }: URL) => (protocol === 'https:' ? https : http);
  const single = ({ protocol }: URL) => (protocol === 'https:' ? new HttpsAgent() : new HttpAgent());
  return {
    async fetch(url, init) {
      if (!isRead(init.method)) return nodeFetch(url, { ...init, agent: single });
      const before = reused;
      const answer = nodeFetch(url, { ...init, agent: keptAlive });
      // node-fetch asks the agent for a connection before it returns.
      const isReused = reused > before;
      return answer.catch((error: unknown) => {
        if (!isReused || !isReset(error) || init.signal.aborted) throw error;
        return nodeFetch(url, { ...init, agent: single });
      });
    },
    close() {
      for (const agent of [http, https]) {
        // Busy connections stay open: a graph that was replaced may still answer clients.
        agent.maxFreeSockets = 0;
        for (const socket of Object.values(agent.freeSockets).flat()) socket?.destroy();
      }
    },
  };
}

/** Makes an agent call a function when it gives a request a connection that has carried another one. */
function noting<Agent extends HttpAgent>(agent: Agent, note: () => void): Agent {
  const reuse = agent.reuseSocket.bind(agent);
  agent.reuseSocket = (socket, request) => {
    note();
    reuse(socket, request);
  };
  return agent;
}
