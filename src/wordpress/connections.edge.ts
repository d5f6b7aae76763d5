import type { Connections, Fetch } from './fetch.ts';

/** Returns the `fetch` of the host, which keeps and closes connections itself. */
export function createConnections(): Connections {
  // It must be called as a function of the global scope.
  const own: Fetch = async (url, init) => fetch(url, init as RequestInit);
  return { fetch: own, close: () => undefined };
}
