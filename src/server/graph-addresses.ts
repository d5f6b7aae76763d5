/** Where the graph is served. */
export interface GraphAddresses {
  /** Path of the endpoint, as the operator named it. */
  readonly endpoint: string;
  /** Whether requests to an address are for the graph. */
  isGraphQL(url: string): boolean;
  /** Whether an address is the endpoint's own, not that of a framework which mounts the graph below another path. */
  isEndpoint(url: string): boolean;
}

/**
 * The addresses that WPGraphQL answers at: its path, with a slash at the end or without, and every path with the
 * parameter `graphql`, whatever its value (`Router::is_graphql_http_request`). Frameworks may mount the graph below
 * another path, which then ends with the endpoint's.
 *
 * @param endpoint - a path; its name counts as a parameter, too, as WPGraphQL's setting "GraphQL Endpoint" has it
 */
export function graphAddresses(endpoint: string): GraphAddresses {
  const path = plainPath(new URL(endpoint, 'http://localhost').pathname);
  const parameters = ['graphql', endpoint.replaceAll(/^\/+|\/+$/g, '')];
  const isOwn = ({ pathname, searchParams }: URL) =>
    plainPath(pathname) === path || parameters.some((name) => name !== '' && searchParams.has(name));
  return {
    endpoint,
    isEndpoint: (url) => isOwn(new URL(url)),
    isGraphQL(url) {
      const address = new URL(url);
      return isOwn(address) || (path !== '' && plainPath(address.pathname).endsWith(path));
    },
  };
}

/** A path without a slash at its end. Clients that join an address and a path write two slashes between them. */
function plainPath(path: string): string {
  return path.replaceAll(/\/{2,}/g, '/').replace(/\/$/, '');
}
