/** Adds what browsers need to let the pages of a frontend read an answer (Fetch, "CORS protocol"). */
export interface Cors {
  /** Headers of every answer to a request, refusals included. */
  headersFor(request: Request): Readonly<Record<string, string>>;
}

/** Request headers that Apollo, urql, Relay, Nuxt, Faust and WordPress' plugins send. */
const allowedHeaders = [
  'Authorization',
  'Content-Type',
  'Accept',
  'Apollo-Require-Preflight',
  'GraphQL-Require-Preflight',
  'X-Apollo-Operation-Name',
  'X-Apollo-Operation-Id',
  'Apollographql-Client-Name',
  'Apollographql-Client-Version',
  'X-PressQL-CSRF',
  'X-Requested-With',
  'X-WP-Nonce',
  'woocommerce-session',
];

/** Seconds that browsers keep the answer to a preflight: Chromium's upper limit, and WPGraphQL's value. */
const maxAge = '600';

/**
 * @param origins - `*` lets the pages of every origin read answers, without cookies, as WPGraphQL does; named origins
 * may send cookies as well; an empty list leaves all headers out
 */
export function createCors(origins: readonly string[]): Cors {
  const isOpen = origins.includes('*');
  const known = new Set(origins);
  return {
    headersFor({ headers }) {
      if (origins.length === 0) return {};
      const permissions = {
        'access-control-allow-methods': 'GET, POST, OPTIONS',
        'access-control-allow-headers': [...allowedHeaders, ...furtherHeaders(headers)].join(', '),
        'access-control-max-age': maxAge,
      };
      // Not the page's own origin: with `*` browsers refuse to send cookies.
      if (isOpen) return { 'access-control-allow-origin': '*', ...permissions };
      const origin = headers.get('origin');
      if (origin === null || !known.has(origin)) return { vary: 'Origin' };
      return {
        'access-control-allow-origin': origin,
        'access-control-allow-credentials': 'true',
        vary: 'Origin',
        ...permissions,
      };
    },
  };
}

/** Headers that a preflight asks for and no list knows: clients, tracers and plugins send headers of their own. */
function furtherHeaders(headers: Headers): readonly string[] {
  const known = new Set(allowedHeaders.map((name) => name.toLowerCase()));
  return (headers.get('access-control-request-headers') ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter((name) => /^[\w!#$%&'*+.^`|~-]+$/.test(name) && !known.has(name.toLowerCase()));
}
