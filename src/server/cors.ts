/** Response headers that let a page of another origin read an answer (Fetch, "CORS protocol"). */
export interface Cors {
  /**
   * Returns the headers for the answer to a request. Add them to errors as well: a page cannot read an error otherwise. Requests
   * from one origin that ask for no further headers share one object, so that it can be written out once.
   */
  headersFor(request: { readonly headers: Pick<Headers, 'get'> }): Readonly<Record<string, string>>;
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
  'X-GraphQL-Preview',
];

/** Headers of answers that pages may read besides the usual ones. */
const exposedHeaders = ['Retry-After', 'X-Request-Id'];

/** Seconds for which browsers cache the answer to a preflight: Chromium's upper limit, and WPGraphQL's value. */
const maxAge = '600';

/**
 * Creates the CORS headers for the origins that the operator allows.
 *
 * @param origins - `*` allows every origin, but without cookies, as WPGraphQL does; named origins may also send cookies;
 * an empty list adds no headers
 * @param exposed - names of further headers that pages may read. @default none
 */
export function createCors(origins: readonly string[], exposed: readonly string[] = []): Cors {
  const closed = origins.length === 0 ? {} : { vary: 'Origin' };
  const exposing = { 'access-control-expose-headers': [...exposedHeaders, ...exposed].join(', ') };
  const named = new Map(origins.map((origin) => [origin, { ...readableBy(origin), ...exposing }]));
  const open = named.get('*');
  return {
    headersFor({ headers }) {
      const usual = open ?? named.get(headers.get('origin') ?? '') ?? closed;
      const further = usual === closed ? null : headers.get('access-control-request-headers');
      return further === null ? usual : { ...usual, ...permissionsFor(furtherHeaders(further)) };
    },
  };
}

/** Returns the headers for pages of an origin. */
function readableBy(origin: string): Readonly<Record<string, string>> {
  return {
    // For `*`, the header does not repeat the request's origin, because with `*` browsers refuse to send cookies.
    'access-control-allow-origin': origin,
    ...(origin === '*' ? {} : { 'access-control-allow-credentials': 'true', vary: 'Origin' }),
    ...permissionsFor([]),
  };
}

function permissionsFor(further: readonly string[]) {
  return {
    'access-control-allow-methods': 'GET, POST, OPTIONS',
    'access-control-allow-headers': [...allowedHeaders, ...further].join(', '),
    'access-control-max-age': maxAge,
  };
}

/**
 * Returns the headers that a preflight names and `allowedHeaders` lacks. Clients, tracers and plugins send headers that
 * no list can contain.
 */
function furtherHeaders(requested: string): readonly string[] {
  const known = new Set(allowedHeaders.map((name) => name.toLowerCase()));
  return requested
    .split(',')
    .map((name) => name.trim())
    .filter((name) => /^[\w!#$%&'*+.^`|~-]+$/.test(name) && !known.has(name.toLowerCase()));
}
