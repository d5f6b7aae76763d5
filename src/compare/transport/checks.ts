import { createHash, randomUUID } from 'node:crypto';
import { isRecord, parseJson, valueAt } from '../../values/json.ts';
import type { HabitKind } from './habits.ts';

/** A GraphQL endpoint, reached over HTTP as a frontend reaches it. */
export interface HttpEndpoint {
  /** Address of the site or of the gateway, with a slash at its end. */
  readonly root: string;
  /** Address of the endpoint. */
  readonly address: string;
  /** Headers to send with every request. */
  readonly headers: Readonly<Record<string, string>>;
  /** The origin of the frontend's pages, as browsers send it. */
  readonly origin: string;
  /** Whether a check may store a persisted document. WPGraphQL Smart Cache would store it as a post of the site. */
  readonly mayStore: boolean;
  send(request: Request): Promise<Response>;
}

/** A check whether an endpoint supports one way of sending requests. */
export interface TransportCheck {
  readonly kind: HabitKind | 'preflight';
  /** Returns the problem as a sentence. Returns null if the endpoint supports such requests. */
  run(endpoint: HttpEndpoint, values: readonly string[]): Promise<string | null>;
}

const smallestQuery = '{ __typename }';

/** The checks, by kind. */
export const checks: Readonly<Record<TransportCheck['kind'], TransportCheck['run']>> = {
  path: async (endpoint, [path = '']) => {
    const address = new URL(path.slice(1), endpoint.root).href;
    const reply = await post({ ...endpoint, address }, { query: smallestQuery });
    return hasData(reply.json) ? null : `There is no GraphQL endpoint at ${path}: ${reply.summary}.`;
  },
  preflight: (endpoint, names) => checkCors(endpoint, names, { withCookies: false }),
  header: (endpoint, names) => checkCors(endpoint, names, { withCookies: false }),
  credentials: (endpoint, names) => checkCors(endpoint, names, { withCookies: true }),
  hash: (endpoint) =>
    checkPersisted(endpoint, (id) => ({ extensions: { persistedQuery: { version: 1, sha256Hash: id } } })),
  queryId: (endpoint) => checkPersisted(endpoint, (queryId) => ({ queryId })),
  batch: async (endpoint) => {
    const { json, summary } = await post(endpoint, [{ query: smallestQuery }, { query: smallestQuery }]);
    const hasTwoAnswers = Array.isArray(json) && json.length === 2 && json.every(hasData);
    return hasTwoAnswers ? null : `A list of two operations does not get a list of two answers: ${summary}.`;
  },
  get: async (endpoint) => {
    const reply = await get(endpoint, { query: smallestQuery });
    return hasData(reply.json) ? null : `A GET request with a query gets no data: ${reply.summary}.`;
  },
};

/**
 * Sends the preflight request of a browser, then the request itself, and checks their CORS headers (Fetch Standard,
 * "CORS protocol").
 */
async function checkCors(
  endpoint: HttpEndpoint,
  names: readonly string[],
  { withCookies }: { readonly withCookies: boolean },
): Promise<string | null> {
  const { origin } = endpoint;
  const requested = [...new Set(['content-type', ...names])];
  const preflight = await send(endpoint, {
    method: 'OPTIONS',
    headers: {
      origin,
      'access-control-request-method': 'POST',
      'access-control-request-headers': requested.join(','),
    },
  });
  if (preflight.status < 200 || preflight.status > 299) {
    return `The preflight (OPTIONS) gets HTTP ${preflight.status}.`;
  }
  const allowed = (preflight.headers.get('access-control-allow-headers') ?? '')
    .toLowerCase()
    .split(/\s*,\s*/);
  // The wildcard covers neither `authorization` nor requests with cookies.
  const refused = requested.filter(
    (name) => !allowed.includes(name) && (withCookies || name === 'authorization' || !allowed.includes('*')),
  );
  if (refused.length > 0) return `Browsers may not send the header ${refused.join(', ')}.`;
  const reply = await post(endpoint, { query: smallestQuery }, { origin });
  for (const { headers } of [preflight, reply]) {
    const allowedOrigin = headers.get('access-control-allow-origin');
    if (allowedOrigin !== origin && (withCookies || allowedOrigin !== '*')) {
      return `Pages of ${origin} may not read answers${withCookies ? ' to requests with cookies' : ''} (Access-Control-Allow-Origin: ${allowedOrigin ?? 'none'}).`;
    }
    if (withCookies && headers.get('access-control-allow-credentials') !== 'true') {
      return 'Browsers may not send cookies (Access-Control-Allow-Credentials is not true).';
    }
  }
  return hasData(reply.json) ? null : `A request from a page gets no data: ${reply.summary}.`;
}

/**
 * Checks persisted documents. An unknown id must get the error that clients expect. Then the client sends the document
 * with its id, and the id alone must get data.
 */
async function checkPersisted(
  endpoint: HttpEndpoint,
  parameters: (id: string) => Readonly<Record<string, unknown>>,
): Promise<string | null> {
  const query = `query Compare_${randomUUID().replaceAll('-', '')} { __typename }`;
  const id = createHash('sha256').update(query).digest('hex');
  const unknown = await get(endpoint, parameters(id));
  const message = errorMessage(unknown.json);
  if (message !== 'PersistedQueryNotFound') {
    return `An unknown id gets ${message === null ? unknown.summary : `"${message}"`} instead of PersistedQueryNotFound, so clients do not send the document.`;
  }
  if (!endpoint.mayStore) return null;
  const stored = await post(endpoint, { query, ...parameters(id) });
  if (!hasData(stored.json)) return `A document with its id gets no data: ${stored.summary}.`;
  const byId = await get(endpoint, parameters(id));
  return hasData(byId.json) ? null : `The id of a stored document gets no data: ${byId.summary}.`;
}

interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly json: unknown;
  /** The response in a few words. */
  readonly summary: string;
}

function post(
  endpoint: HttpEndpoint,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<Reply> {
  return send(endpoint, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
}

function get(endpoint: HttpEndpoint, parameters: Readonly<Record<string, unknown>>): Promise<Reply> {
  const address = new URL(endpoint.address);
  for (const [name, value] of Object.entries(parameters)) {
    address.searchParams.set(name, typeof value === 'string' ? value : JSON.stringify(value));
  }
  return send({ ...endpoint, address: address.href }, { method: 'GET', headers: {} });
}

interface RequestParts {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

async function send(endpoint: HttpEndpoint, { method, headers, body }: RequestParts): Promise<Reply> {
  // Browsers send no credentials with a preflight.
  const common = method === 'OPTIONS' ? {} : endpoint.headers;
  const request = new Request(endpoint.address, {
    method,
    headers: { accept: 'application/json', ...common, ...headers },
    redirect: 'manual',
    ...(body === undefined ? {} : { body }),
  });
  try {
    const response = await endpoint.send(request);
    const json = parseJson(await response.text());
    const message = errorMessage(json);
    const summary = message === null ? `HTTP ${response.status}` : `HTTP ${response.status}, "${message}"`;
    return { status: response.status, headers: response.headers, json, summary };
  } catch (error) {
    const summary = `no answer (${error instanceof Error ? error.message : String(error)})`;
    return { status: 0, headers: new Headers(), json: null, summary };
  }
}

function hasData(json: unknown): boolean {
  return isRecord(json) && 'data' in json && json['data'] !== null;
}

/** Returns the message of the first error in an answer. Returns null if there is none. */
function errorMessage(json: unknown): string | null {
  const message = valueAt(json, 'errors', 0, 'message');
  return typeof message === 'string' ? message : null;
}
