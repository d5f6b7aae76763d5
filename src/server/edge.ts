import { type Tracing, traced, type Work } from '../values/tracing.ts';
import { createCors } from './cors.ts';
import { internalError } from './errors.ts';
import { beginExchange, type Exchange, eventsOf, type OperationEvent, serverTiming } from './exchange.ts';
import { graphAddresses } from './graph-addresses.ts';
import { answerHealthCheck, type Readiness } from './health.ts';
import type { Handler } from './node.ts';
import { createPushHandler, type Pushes } from './pushes.ts';
import { securityHeaders } from './security-headers.ts';

/** Options of {@link createEdge}. */
export interface EdgeOptions {
  /** Path of the GraphQL endpoint. */
  readonly endpoint: string;
  /** The origins whose pages may read answers; see {@link createCors}. */
  readonly corsOrigins: readonly string[];
  /** Returns whether the gateway answers operations now. */
  readonly readiness: () => Readiness;
  /** What to do when somebody says that the site has changed. @default nothing */
  readonly pushes?: Pushes;
  /** Called with errors whose details clients do not see. */
  readonly onError: (error: unknown) => void;
  /** Called when an operation has ended. */
  readonly onOperation: (event: OperationEvent) => void;
}

/**
 * Returns a handler that answers health checks and preflights itself, and all other requests with `answer`. It adds the
 * headers that every answer has, and reports the operations.
 */
export function createEdge(
  options: EdgeOptions,
  answer: (request: Request, exchange: Exchange) => Promise<Response>,
): Handler {
  const { readiness, onError, onOperation } = options;
  const { isGraphQL } = graphAddresses(options.endpoint);
  const cors = createCors(options.corsOrigins);
  const answerPush = createPushHandler(options.pushes ?? { ping: null, receive: null });

  async function respond(request: Request, exchange: Exchange): Promise<Response> {
    const health = answerHealthCheck(request, readiness());
    if (health) return health;
    const push = answerPush(request);
    if (push) return push;
    // Answers a preflight. Browsers send it before a request that no form could send (Fetch, "CORS-preflight request").
    if (request.method === 'OPTIONS' && isGraphQL(request.url))
      return new Response(null, { status: 204, headers: { allow: 'GET, POST, OPTIONS' } });
    return answer(request, exchange);
  }

  return (request, info) => traced(workOf(request), (span) => handle(request, info, span));

  async function handle(request: Request, info: unknown, span: Tracing): Promise<Response> {
    const exchange = beginExchange(request, clientAddressIn(info));
    let status = 499;
    try {
      const response = await respond(request, exchange).catch((error: unknown) => {
        // The client closed the connection.
        if (request.signal.aborted) throw error;
        onError(error);
        return Response.json({ errors: [internalError()] }, { status: 500 });
      });
      status = request.signal.aborted ? 499 : response.status;
      span.add({ 'http.response.status_code': status });
      if (status >= 500) span.fail();
      for (const [name, value] of Object.entries(securityHeaders))
        if (!response.headers.has(name)) response.headers.set(name, value);
      // The answer varies with `Accept`, because one address serves HTML to browsers and JSON to other clients.
      response.headers.append('vary', 'Accept');
      for (const [name, value] of Object.entries(cors.headersFor(request)))
        response.headers.append(name, value);
      response.headers.set('x-request-id', exchange.id);
      response.headers.set('server-timing', serverTiming(exchange));
      return response;
    } finally {
      for (const event of eventsOf(exchange, status)) onOperation(event);
    }
  }
}

/** Returns the span of a request. It has only the path of the address, because the query may contain variables. */
function workOf({ method, url, headers }: Request): Work {
  const { pathname } = new URL(url);
  const attributes = { 'http.request.method': method, 'url.path': pathname };
  return { name: method, kind: 'server', attributes, cause: headers };
}

/** Returns the address of the client. Frameworks may call a handler with an object of their own as second argument. */
function clientAddressIn(info: unknown): string | null {
  const address: unknown =
    typeof info === 'object' && info !== null && 'clientAddress' in info ? info.clientAddress : null;
  return typeof address === 'string' ? address : null;
}
