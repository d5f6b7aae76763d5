import { createHash, randomUUID } from 'node:crypto';
import { parseJson } from '../../values/json.ts';
import type { HabitKind } from './habits.ts';

/** What sends requests to one endpoint over HTTP. */
export interface Wire {
  /** Address of the site or the gateway, with a slash at its end. */
  readonly root: string;
  /** Address of the graph. */
  readonly endpoint: string;
  /** Sent with every request. */
  readonly headers: Readonly<Record<string, string>>;
  /** Where the frontend's pages are, as browsers name it. */
  readonly origin: string;
  /** Whether documents may be left there: a stored query of WPGraphQL Smart Cache is a record of the site. */
  readonly mayStore: boolean;
  send(request: Request): Promise<Response>;
}

/** A way of asking that a frontend may use. */
export interface Check {
  readonly kind: HabitKind | 'preflight';
  /** What is wrong, as a sentence; null where the endpoint takes requests of this kind. */
  run(wire: Wire, values: readonly string[]): Promise<string | null>;
}

const probe = '{ __typename }';

/** The checks by what they check, a row each. */
export const checks: Readonly<Record<Check['kind'], Check['run']>> = {
  path: async (wire, [path = '']) => {
    const answer = await post(wire, { query: probe }, {}, new URL(path.slice(1), wire.root).href);
    return isData(answer.json) ? null : `There is no graph at ${path}: ${answer.says}.`;
  },
  preflight: (wire, names) => preflight(wire, names, false),
  header: (wire, names) => preflight(wire, names, false),
  credentials: (wire, names) => preflight(wire, names, true),
  hash: async (wire) =>
    stored(wire, (id) => ({ extensions: { persistedQuery: { version: 1, sha256Hash: id } } })),
  queryId: async (wire) => stored(wire, (queryId) => ({ queryId })),
  batch: async (wire) => {
    const answer = await post(wire, [{ query: probe }, { query: probe }]);
    const isList = Array.isArray(answer.json) && answer.json.length === 2 && answer.json.every(isData);
    return isList ? null : `A list of two operations is not answered with a list of two: ${answer.says}.`;
  },
  get: async (wire) => {
    const answer = await get(wire, { query: probe });
    return isData(answer.json) ? null : `A GET request with a query gets no data: ${answer.says}.`;
  },
};

/** What browsers ask before a page of another origin may send a document, and what they need in the answer to it. */
async function preflight(
  wire: Wire,
  names: readonly string[],
  isWithCookies: boolean,
): Promise<string | null> {
  const { origin, endpoint } = wire;
  const wanted = [...new Set(['content-type', ...names])];
  const asked = await sent(wire, endpoint, {
    method: 'OPTIONS',
    headers: {
      origin,
      'access-control-request-method': 'POST',
      'access-control-request-headers': wanted.join(','),
    },
  });
  if (asked.status < 200 || asked.status > 299) return `The preflight (OPTIONS) gets HTTP ${asked.status}.`;
  const list = (name: string) => (asked.headers.get(name) ?? '').toLowerCase().split(/\s*,\s*/);
  const allowed = list('access-control-allow-headers');
  const refused = wanted.filter(
    (name) =>
      !allowed.includes(name) && (isWithCookies || name === 'authorization' || !allowed.includes('*')),
  );
  if (refused.length > 0) return `Browsers may not send the header ${refused.join(', ')}.`;
  const answer = await post(wire, { query: probe }, { origin });
  for (const { headers } of [asked, answer]) {
    const who = headers.get('access-control-allow-origin');
    if (who !== origin && (isWithCookies || who !== '*')) {
      return `Pages of ${origin} may not read answers${isWithCookies ? ' to requests with cookies' : ''} (Access-Control-Allow-Origin: ${who ?? 'none'}).`;
    }
    if (isWithCookies && headers.get('access-control-allow-credentials') !== 'true') {
      return 'Browsers may not send cookies (Access-Control-Allow-Credentials is not true).';
    }
  }
  return isData(answer.json) ? null : `A request of a page gets no data: ${answer.says}.`;
}

/** An id that is not known must be answered with the error that clients look for; then the document is sent with it. */
async function stored(
  wire: Wire,
  parameters: (id: string) => Readonly<Record<string, unknown>>,
): Promise<string | null> {
  const query = `query Compare_${randomUUID().replaceAll('-', '')} { __typename }`;
  const id = createHash('sha256').update(query).digest('hex');
  const unknown = await get(wire, parameters(id));
  const message = messageIn(unknown.json);
  if (message !== 'PersistedQueryNotFound') {
    return `An unknown id gets ${message === null ? unknown.says : `"${message}"`} instead of PersistedQueryNotFound, so that clients don't send the document.`;
  }
  if (!wire.mayStore) return null;
  const first = await post(wire, { query, ...parameters(id) });
  if (!isData(first.json)) return `A document with its id gets no data: ${first.says}.`;
  const again = await get(wire, parameters(id));
  return isData(again.json) ? null : `The id of a document that was sent gets no data: ${again.says}.`;
}

interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly json: unknown;
  /** The answer in few words. */
  readonly says: string;
}

function post(
  wire: Wire,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
  address = wire.endpoint,
): Promise<Reply> {
  return sent(wire, address, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
}

function get(wire: Wire, parameters: Readonly<Record<string, unknown>>): Promise<Reply> {
  const address = new URL(wire.endpoint);
  for (const [name, value] of Object.entries(parameters)) {
    address.searchParams.set(name, typeof value === 'string' ? value : JSON.stringify(value));
  }
  return sent(wire, address.href, { method: 'GET', headers: {} });
}

interface Asked {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

async function sent(wire: Wire, address: string, { method, headers, body }: Asked): Promise<Reply> {
  // A preflight carries no credential: browsers send it before anything else.
  const own = method === 'OPTIONS' ? {} : wire.headers;
  const request = new Request(address, {
    method,
    headers: { accept: 'application/json', ...own, ...headers },
    redirect: 'manual',
    ...(body === undefined ? {} : { body }),
  });
  try {
    const response = await wire.send(request);
    const text = await response.text();
    const json = parseJson(text);
    const message = messageIn(json);
    const says = message === null ? `HTTP ${response.status}` : `HTTP ${response.status}, "${message}"`;
    return { status: response.status, headers: response.headers, json, says };
  } catch (error) {
    const says = `no answer (${error instanceof Error ? error.message : String(error)})`;
    return { status: 0, headers: new Headers(), json: null, says };
  }
}

function isData(json: unknown): boolean {
  return typeof json === 'object' && json !== null && 'data' in json && json.data !== null;
}

function messageIn(json: unknown): string | null {
  if (typeof json !== 'object' || json === null || !('errors' in json) || !Array.isArray(json.errors))
    return null;
  const [first]: unknown[] = json.errors;
  if (typeof first !== 'object' || first === null || !('message' in first)) return null;
  return typeof first.message === 'string' ? first.message : null;
}
