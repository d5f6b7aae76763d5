/** The addresses at which the gateway serves GraphQL. */
export interface GraphAddresses {
  /** Path of the endpoint, as the operator configured it. */
  readonly endpoint: string;
  /** Whether the gateway serves GraphQL at a URL. */
  isGraphQL(url: string): boolean;
}

/**
 * Returns the addresses at which WPGraphQL answers: the path of the endpoint, with or without a slash at its end, and
 * every path with the query parameter `graphql`, whatever its value (`Router::is_graphql_http_request`). If a framework
 * mounts the gateway below another path, the path of the URL ends with that of the endpoint.
 *
 * @param endpoint - a path; a query parameter of this name selects GraphQL as well, as with WPGraphQL's setting
 * "GraphQL Endpoint"
 */
export function graphAddresses(endpoint: string): GraphAddresses {
  const path = plainPath(new URL(endpoint, 'http://localhost').pathname);
  const parameters = ['graphql', endpoint.replaceAll(/^\/+|\/+$/g, '')];
  return {
    endpoint,
    isGraphQL(url) {
      const { pathname, searchParams } = new URL(url);
      const own = plainPath(pathname);
      if (own === path || parameters.some((name) => name !== '' && searchParams.has(name))) return true;
      return path !== '' && own.endsWith(path);
    },
  };
}

/**
 * Returns a path without a slash at its end and without double slashes. Some clients write two slashes when they join an
 * address and a path.
 */
function plainPath(path: string): string {
  return path.replaceAll(/\/{2,}/g, '/').replace(/\/$/, '');
}
